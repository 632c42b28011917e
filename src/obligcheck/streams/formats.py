"""The formats of batches, and how a name or an option says which."""

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
