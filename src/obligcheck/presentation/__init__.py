"""Answers, problems and lists in words: text comes out, nothing is printed here."""
