"""Parquet written part by part and joined at the end. Needs the extra ``obligcheck[batch]``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, BinaryIO, Final

import pyarrow as pa
import pyarrow.parquet as pq

from obligcheck.streams.beside import Output, naming

if TYPE_CHECKING:
    from collections.abc import Mapping

    from obligcheck.streams.steps import Job

#: Under what the metadata of a file say how it was made, and what is in it.
ABOUT = b"obligcheck"

#: What a part is called, and the whole while it is written.
_PART, _WHOLE = "{:08d}.arrow", "whole"


class Parts(Output):
    """What ``job`` writes, as tables of one ``schema``: parts in a folder beside, until all are there.

    Where its target is no file they are written at once.

    A Parquet file is none before its last byte is written, so that nothing could go on with half of it.
    """

    def __init__(self, job: Job, settings: Mapping[str, Any], schema: pa.Schema) -> None:
        super().__init__(job, settings)
        self._schema: Final = schema
        self._writer: pq.ParquetWriter | None = None

    def _open(self) -> None:
        if self.is_beside:
            if not self.written:
                self._clear()
            mask = self.mask()
            # Who may read a file may look into the folder.
            self.part.mkdir(mask | (mask & 0o444) >> 2, exist_ok=True)
        else:
            super()._open()
            self._writer = pq.ParquetWriter(self._stream, self._schema)

    def write(self, data: pa.Table) -> None:
        """Write the table ``data`` behind the rest, a group of rows of its own."""
        if self._writer is not None:
            self._writer.write_table(data, row_group_size=len(data))
            return
        options = pa.ipc.IpcWriteOptions(compression="lz4")
        path = self.part / _PART.format(self.written)
        with (
            naming(self.name),
            pa.OSFile(str(path), "wb") as sink,
            pa.ipc.new_file(sink, self._schema, options=options) as file,
        ):
            file.write_table(data)
        self.written += 1

    def finish(self, about: Mapping[str, Any]) -> None:
        """Join the parts, and put the file in its place; its metadata say what it is ``about``."""
        told = {ABOUT: json.dumps(about, sort_keys=True)}
        if self._writer is not None:
            self._writer.add_key_value_metadata(told)
            self._writer.close()
            super().finish(about)
            return
        whole = self.part / _WHOLE
        with naming(self.name), whole.open("wb") as stream:
            self._join(stream, told)
            self.place(whole, stream)
        self._clear()
        self._journal.end()

    def _join(self, stream: BinaryIO, told: Mapping[bytes, str]) -> None:
        """Write all parts to ``stream`` as one file."""
        with pq.ParquetWriter(stream, self._schema) as writer:
            for number in range(self.written):
                with pa.memory_map(str(self.part / _PART.format(number))) as source:
                    table = pa.ipc.open_file(source).read_all()
                    writer.write_table(table, row_group_size=max(len(table), 1))
            writer.add_key_value_metadata(told)

    def close(self) -> None:
        """Stop here; the parts stay, so that another run can go on."""
        if not self.is_beside:
            super().close()

    def _size(self) -> int:
        """Return how many parts are there."""
        return len(list(self.part.glob("*.arrow")))
