"""Parts of a rule book as bytes: kept packed in the cache until somebody asks for them.

Sentences are shared, and identity is equality: what is packed names those of the vocabulary by their
words, and what is unpacked has the very same ones again.
"""

from __future__ import annotations

import io
import pickle
from typing import TYPE_CHECKING

from obligcheck.sentences import Sentence

if TYPE_CHECKING:
    from obligcheck.sentences import Vocabulary


def packed(thing: object, vocabulary: Vocabulary) -> bytes:
    """Return ``thing`` as bytes, its sentences by their words."""
    stream = io.BytesIO()
    _Packer(stream, vocabulary).dump(thing)
    return stream.getvalue()


def unpacked(content: bytes, vocabulary: Vocabulary) -> object:
    """Return what was packed, with the sentences of ``vocabulary``."""
    return _Unpacker(io.BytesIO(content), vocabulary).load()


class _Packer(pickle.Pickler):
    def __init__(self, stream: io.BytesIO, vocabulary: Vocabulary) -> None:
        super().__init__(stream, protocol=pickle.HIGHEST_PROTOCOL)
        self.vocabulary = vocabulary

    def persistent_id(self, thing: object) -> str | None:
        """Return the words of a sentence of the vocabulary; None for anything else."""
        is_shared = isinstance(thing, Sentence) and self.vocabulary.sentences.get(thing.key) is thing
        return thing.key if is_shared and isinstance(thing, Sentence) else None


class _Unpacker(pickle.Unpickler):
    def __init__(self, stream: io.BytesIO, vocabulary: Vocabulary) -> None:
        super().__init__(stream)
        self.vocabulary = vocabulary

    def persistent_load(self, key: str) -> Sentence:
        """Return the sentence with these words."""
        return self.vocabulary.sentences[key]
