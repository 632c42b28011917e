"""The formats of batches, and how a name or an option says which."""

import codecs

from obligcheck.problems import problem

#: The endings of names, and the formats that they stand for.
ENDINGS = {
    ".csv": "csv",
    ".tsv": "tsv",
    ".tab": "tsv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".parquet": "parquet",
}

#: What parts the cells of a line.
DELIMITERS = {"csv": ",", "tsv": "\t"}

#: What stands for standard input and standard output.
STANDARD = "-"

#: What files begin with that are no UTF-8, and what to do about them.
_BEGINNINGS = {
    b"\x1f\x8b": "it is packed with gzip: unpack it first",
    b"PK\x03\x04": "it is a workbook or an archive (zip): save it as CSV, or unpack it first",
    b"\x28\xb5\x2f\xfd": "it is packed with zstd: unpack it first",
    b"\xfd7zXZ": "it is packed with xz: unpack it first",
    b"BZh": "it is packed with bzip2: unpack it first",
    b"PAR1": "it is Parquet: --from parquet",
    codecs.BOM_UTF32_LE: "--encoding utf-32",
    codecs.BOM_UTF16_LE: "--encoding utf-16",
    codecs.BOM_UTF16_BE: "--encoding utf-16",
}


def advice(content: bytes) -> str:
    """Return what to do about a file that begins with ``content`` and is no UTF-8."""
    found = (fix for begins, fix in _BEGINNINGS.items() if content.startswith(begins))
    return next(found, "--encoding with the one that it has, such as cp1252")


def delimiter_of(format: str, chosen: str) -> str:  # noqa: A002 (the word for it)
    """Return what parts the cells of a line in ``format``, of CSV what was ``chosen``; nothing of objects."""
    return (format == "csv" and chosen) or DELIMITERS.get(format, "")


def format_of(name: str, chosen: str | None, option: str) -> str:
    """Return the format that was ``chosen``, else the one that ``name`` ends in. Raises ProblemsError."""
    if chosen:
        return chosen
    for ending, found in ENDINGS.items():
        if name.lower().endswith(ending):
            return found
    shown = "standard input" if name == STANDARD else f"`{name}`"
    known = ", ".join(dict.fromkeys(ENDINGS.values()))
    raise problem("unknown-format", f"nothing says which format {shown} has", f"{option} with one of {known}")
