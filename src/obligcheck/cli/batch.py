"""``batch``: many scenarios from a file to a file."""

import codecs
import sys
from contextlib import ExitStack
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from obligcheck.cli.clock import today
from obligcheck.cli.command import command
from obligcheck.cli.input import open_file, standard_input
from obligcheck.cli.options import Given
from obligcheck.cli.output import complain, stop
from obligcheck.cli.streaming import answered, length_of
from obligcheck.cli.surveying import Scenario

if TYPE_CHECKING:
    from obligcheck.answers import Book
    from obligcheck.batch import Settings
    from obligcheck.streams.folder import Runner
    from obligcheck.streams.steps import Job

#: What stands in cells, or ends lines: it cannot part them.
_NO_DELIMITERS = "\"'\r\n\0 .-+_"

Format = Literal["csv", "tsv", "jsonl", "parquet"]


class Writing(Given):
    """What is supposed of all rows, what is added to them, and where they are written."""

    output: Annotated[
        str,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Write to FILE; - for standard output.", show_default=False
        ),
    ] = "-"
    to: Annotated[
        Format | None,
        typer.Option(
            "--to", help="The format to write, if not that of the name or of the input.", show_default=False
        ),
    ] = None
    columns: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME,...", help="Add these columns instead of the usual ones."),
    ] = None
    explain: Annotated[
        bool, typer.Option("--explain", help="Add a paragraph of reasons and the id of the tree.")
    ] = False
    trees: Annotated[
        Path | None,
        typer.Option(file_okay=False, metavar="DIR", help="Write each tree once, to DIR/<id>.json."),
    ] = None
    prefix: Annotated[
        str,
        typer.Option(metavar="TEXT", help="Put TEXT before the names of added columns.", show_default=False),
    ] = ""
    raw: Annotated[
        bool,
        typer.Option("--raw", help="Leave cells as they are that a spreadsheet would take for formulas."),
    ] = False
    strict: Annotated[
        bool,
        typer.Option("--strict", help="Stop at the first row without an answer, and write nothing."),
    ] = False
    resume: Annotated[bool, typer.Option("--resume", help="Go on where an interrupted run stopped.")] = False
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Show neither progress nor a summary.")] = False

    def settings(self, scenario: str) -> "Settings":
        """Return what holds for all rows."""
        from obligcheck.batch import Settings  # noqa: PLC0415 (help needs none of it)

        return Settings(scenario=scenario, today=today(), **self.asked())

    def job(self, source: str, given: str, wanted: str) -> "Job":
        """Return what is to be done with ``source``. Raises ProblemsError for columns that nobody has."""
        from obligcheck.streams.steps import Job  # noqa: PLC0415 (as above)

        if wanted == "parquet" and self.output == "-" and sys.stdout is not None and sys.stdout.isatty():
            stop("a terminal cannot show Parquet: give --output FILE, or another format --to")
        return Job(
            source,
            self.output,
            given,
            wanted,
            self._columns(),
            self.explain,
            prefix=self.prefix,
            raw=self.raw,
            strict=self.strict,
            trees=str(self.trees) if self.trees else None,
        )

    def _columns(self) -> tuple[str, ...] | None:
        from obligcheck.batch import addable  # noqa: PLC0415 (as above)

        if self.columns is None:
            return None
        chosen = [name.strip() for text in self.columns for name in text.split(",") if name.strip()]
        return addable(chosen or ("",))


class Batching(Writing):
    """How a file is read."""

    from_: Annotated[
        Format | None,
        typer.Option("--from", help="The format of FILE, if its name does not say.", show_default=False),
    ] = None
    map: Annotated[
        list[str] | None,
        typer.Option(metavar="COLUMN=INPUT", help="Read COLUMN as that input; repeatable."),
    ] = None
    encoding: Annotated[
        str, typer.Option(metavar="NAME", help="The encoding of text, if not UTF-8.", show_default=False)
    ] = "utf-8"
    delimiter: Annotated[
        str,
        typer.Option(metavar="SIGN", help="What parts the cells of CSV, if no comma.", show_default=False),
    ] = ""
    on: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS",
            help="Have the cluster there answer the files of a folder.",
        ),
    ] = None
    scenario: Scenario = "visit"


@command
def batch(
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE", help="A row for each question; - for standard input.", show_default=False
        ),
    ],
    how: Batching,
) -> int:
    """Answer every row of FILE: CSV, TSV, JSON Lines or Parquet.

    Columns name the inputs: `suspect`, `state` and `date`, or `from` and `to` for a stay; optional are
    `scenario`, `assume`, `deny`, `reading` and `known_on`. All others pass through. Added are verdict,
    label, since, until, basis, contested, presumed, caveats and error. The exit code is 4 if rows could
    not be answered.

    Example: obligcheck batch trips.csv --output answers.csv
    """
    if Path(file).is_dir():
        return _folder(file, how)
    if how.on:
        stop("--on shares out the files of a folder, and FILE is none")
    from obligcheck.streams.formats import format_of  # noqa: PLC0415 (help reads nothing)
    from obligcheck.streams.run import Run, identity_of  # noqa: PLC0415 (as above)

    with ExitStack() as opened:
        given = format_of(file, how.from_, "--from")
        wanted = how.to or (format_of(how.output, None, "--to") if Path(how.output).suffix else given)
        stream = standard_input() if file == "-" else opened.enter_context(open_file(file))
        job = _job(file, given, wanted, how)
        run = Run(how.load(), how.settings(how.scenario), job, stream, identity_of(stream))
        return answered(run, job, how, length_of(stream))


def _folder(name: str, how: Batching) -> int:
    """Answer all files of a folder; return the exit code."""
    needs_columns("a folder")
    from obligcheck.streams.folder import FolderRun  # noqa: PLC0415 (rarely given)

    if how.output == "-":
        stop("what becomes of a folder is a folder: --output DIR")
    if {how.from_, how.to} - {None, "parquet"}:
        stop("the files of a folder are read and written as Parquet only")
    book, job = how.load(), _job(name, "parquet", "parquet", how)
    runner = _cluster(how.on, book, how) if how.on else None
    folder = FolderRun(book, how.settings(how.scenario), job, runner)
    for link in folder.linked:
        complain(f"note: `{link}` leads to another folder, and what lies there is left out\n")
    return answered(folder, job, how, sum(file.size for file in folder.files))


def _cluster(address: str, book: "Book", how: Batching) -> "Runner":
    """Return the cluster at ``address``; a call without the extra that it needs ends here."""
    if not find_spec("distributed"):
        stop("--on needs a cluster's client: pip install 'obligcheck[cluster]'")
    from obligcheck.streams.cluster import Cluster  # noqa: PLC0415 (rarely given)

    rules, data = (str(folder) if folder else None for folder in (how.rules, how.data))
    return Cluster(address, book, (rules, data), lambda note: complain(f"note: {note}\n"))


def _job(file: str, given: str, wanted: str, how: Batching) -> "Job":
    """Return what is to be done with ``file``."""
    if "parquet" in {given, wanted}:
        needs_columns("Parquet")
    job = how.job(file, given, wanted)
    delimiter = _delimiter(how.delimiter)
    return job._replace(named=_named(how.map or []), encoding=_encoding(how.encoding), delimiter=delimiter)


def needs_columns(what: str) -> None:
    """End the call where the extra is not installed that ``what`` needs."""
    from obligcheck.streams.run import has_columns  # noqa: PLC0415 (help needs none of it)

    if not has_columns():
        stop(f"{what} needs columns: pip install 'obligcheck[batch]'")


def _named(texts: list[str]) -> dict[str, str]:
    """Return which column is which input."""
    named: dict[str, str] = {}
    for text in texts:
        # The name of a column may have such a sign, that of an input has none.
        column, sign, name = text.rpartition("=")
        if not sign or not column or not name.strip():
            stop(f"expected COLUMN=INPUT, found `{text}`")
        if column in named:
            stop(f"`{column}` is given twice")
        named[column] = name.strip()
    return named


def _delimiter(text: str) -> str:
    """Return ``text`` where it can part cells; anything else ends the call."""
    sign = {"\\t": "\t", "tab": "\t"}.get(text, text)
    if sign and (len(sign) > 1 or not sign.isascii() or sign.isalnum() or sign in _NO_DELIMITERS):
        stop(f"expected one sign such as `;`, found `{text}`")
    return sign


def _encoding(name: str) -> str:
    """Return ``name`` where it is that of an encoding; one that nobody knows ends the call."""
    try:
        codecs.lookup(name)
        "".encode(name)
    except (LookupError, UnicodeError):
        stop(f"no encoding is called `{name}`: utf-8, utf-16, cp1252, latin-1 and others are")
    return name
