"""Sentences with typed blanks: the one vocabulary of rules, data, questions and answers."""

from obligcheck.sentences.sentence import HOLE, Blank, Entity, Sentence, Value, parse_sentence, skeleton
from obligcheck.sentences.vocabulary import Vocabulary

__all__ = ["HOLE", "Blank", "Entity", "Sentence", "Value", "Vocabulary", "parse_sentence", "skeleton"]
