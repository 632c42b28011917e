"""Files: found, laid over one another, and read or told what is wrong with them."""

import errno
import os
from pathlib import Path

import pytest

from obligcheck.problems import Problem
from obligcheck.shelf import files
from obligcheck.sources import Place, Source
from tests.unit.shelf.conftest import write


def rules(over: Path | str | None = None) -> tuple[dict[str, str], list[Problem]]:
    """Return the rule files by path, each with the name that is shown, and what is wrong."""
    problems: list[Problem] = []
    found = files.listed("rules", (".md",), None if over is None else str(over), problems)
    return {path: same[-1].shown for path, same in found.items()}, problems


def read(path: Path, shown: str = "rules/tolls.md") -> tuple[list[Source], list[Problem]]:
    problems: list[Problem] = []
    file = files.File(path.name, shown, str(path), path.stat().st_size if path.exists() else 0, "")
    return [source for _, source in files.read([file], problems)], problems


def test_the_files_of_a_folder_are_found_wherever_they_lie_in_it(folders: Path) -> None:
    assert folders.is_dir()
    assert rules() == ({"instruments.md": "rules/instruments.md", "lake/tolls.md": "rules/lake/tolls.md"}, [])


def test_a_folder_laid_over_replaces_files_of_the_same_path_and_adds_others(
    folders: Path, tmp_path: Path
) -> None:
    mine = tmp_path / "mine"
    write(mine / "lake" / "tolls.md", "")
    write(mine / "tolls.md", "")

    assert rules(f"{mine}/") == (
        {
            "instruments.md": "rules/instruments.md",
            "lake/tolls.md": f"{mine}/lake/tolls.md",
            "tolls.md": f"{mine}/tolls.md",
        },
        [],
    )
    assert (folders / "rules" / "lake" / "tolls.md").exists()


@pytest.mark.parametrize("name", ["nowhere", "file.md"])
def test_a_folder_that_is_not_there_is_a_problem(folders: Path, name: str) -> None:
    write(folders / "file.md", "")

    _, (problem,) = rules(folders / name)

    assert str(problem) == f"error[missing-folder]: there is no folder `{folders / name}`"


def test_a_folder_without_files_of_the_kind_is_a_problem(folders: Path, tmp_path: Path) -> None:
    write(tmp_path / "mine" / "tolls.csv", "")
    write(tmp_path / "mine" / "README.md", "")

    found, (problem,) = rules(tmp_path / "mine")

    assert str(problem) == f"error[empty-folder]: no .md file lies in `{tmp_path / 'mine'}`"
    assert "instruments.md" in found
    assert folders.is_dir()


def test_what_is_hidden_or_no_file_is_left_alone(folders: Path) -> None:
    write(folders / "rules" / ".draft.md", "")
    write(folders / "rules" / ".kept" / "tolls.md", "")
    (folders / "rules" / "folder.md").mkdir()
    os.mkfifo(folders / "rules" / "pipe.md")
    (folders / "rules" / ".#tolls.md").symlink_to("nobody@nowhere")

    assert list(rules()[0]) == ["instruments.md", "lake/tolls.md"]


def test_endings_may_be_written_in_capitals(folders: Path) -> None:
    write(folders / "rules" / "BOATS.MD", "")

    assert "BOATS.MD" in rules()[0]


def test_a_link_that_leads_nowhere_is_listed_and_cannot_be_read(folders: Path) -> None:
    link = folders / "rules" / "lost.md"
    link.symlink_to("nowhere.md")

    assert "lost.md" in rules()[0]
    sources, (problem,) = read(link)
    assert sources == []
    assert (problem.code, problem.place) == ("unreadable", Place("rules/tolls.md", 1))
    assert problem.message == "the file cannot be read: No such file or directory"


def test_a_changed_file_has_another_stamp(folders: Path) -> None:
    def stamps() -> list[str]:
        return [same[-1].stamp for same in files.listed("rules", (".md",), None, []).values()]

    before = stamps()
    assert before == stamps()
    write(folders / "rules" / "lake" / "tolls.md", "changed")
    assert before != stamps()


def test_the_code_that_makes_what_is_kept_is_listed() -> None:
    shown = [file.shown for file in files.code_files()]

    assert "facts/table.py" in shown
    assert "problems.py" in shown
    assert all(file.stamp for file in files.code_files())
    assert len(shown) == len(set(shown))


def test_the_bundled_folders_are_those_of_the_checkout_or_of_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert Path(files.bundled("rules"), "instruments.md").is_file()

    (tmp_path / "_bundle" / "rules").mkdir(parents=True)
    monkeypatch.setattr(files, "_PACKAGE", tmp_path)
    assert files.bundled("rules") == str(tmp_path / "_bundle" / "rules")


# Reading


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    sources, problems = read(write(tmp_path / "tolls.md", b"\xef\xbb\xbf# Z\xc3\xb6lle\r\n"))

    assert problems == []
    assert [source.lines for source in sources] == [["# Zölle", ""]]


@pytest.mark.parametrize(
    ("content", "line", "column", "byte"),
    [
        (b"\xff\xfe#\x00", 1, 1, "0xff"),
        (b"# Tolls\n\nZ\xf6lle", 3, 2, "0xf6"),
        ("\ufeff# Zölle\r\n€\xff".encode()[:-2] + b"\xff\n", 2, 2, "0xff"),
        (b"cut \xc3", 1, 5, "0xc3"),
    ],
)
def test_what_is_not_utf_8_is_told_with_line_and_column_and_read_as_far_as_possible(
    tmp_path: Path, content: bytes, line: int, column: int, byte: str
) -> None:
    (source,), (problem,) = read(write(tmp_path / "tolls.md", content))

    assert problem.code == "not-utf-8"
    assert problem.message == f"expected UTF-8, found the byte {byte}"
    assert problem.place is not None
    assert (problem.place.line, problem.place.column) == (line, column)
    assert problem.place.text == source.lines[line - 1]
    assert "\N{REPLACEMENT CHARACTER}" in source.text


def test_a_file_beyond_the_limit_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_BYTES", 1_000)
    path = write(tmp_path / "tolls.md", b"x" * 1_001)

    sources, (problem,) = read(path)

    assert sources == []
    assert str(problem) == (
        "rules/tolls.md:1:1: error[too-large]: the file has 1,001 bytes, and 1,000 is the limit"
    )


def test_what_is_replaced_is_whole(tmp_path: Path) -> None:
    path = write(tmp_path / "a.json", "earlier")

    files.replace(path, b"later")
    files.replace(tmp_path / "b.json", b"new", mode=0o600)

    assert path.read_bytes() == b"later"
    assert (tmp_path / "b.json").stat().st_mode & 0o777 == 0o600
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.json", "b.json"]


@pytest.mark.parametrize("is_full", [True, False])
def test_what_cannot_be_replaced_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_full: bool
) -> None:
    (tmp_path / "name").mkdir()
    if is_full:

        def refuse(*_: object) -> None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        monkeypatch.setattr(Path, "replace", refuse)

    with pytest.raises(OSError, match="No space" if is_full else "irectory") as caught:
        files.replace(tmp_path / "name", b"content")

    assert caught.value.filename == str(tmp_path / "name")
    assert [path.name for path in tmp_path.iterdir()] == ["name"]


def test_an_interruption_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "a.json", "earlier")

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        files.replace(path, b"later")

    assert path.read_bytes() == b"earlier"
    assert [each.name for each in tmp_path.iterdir()] == ["a.json"]


def test_two_processes_of_one_number_write_the_same_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Containers number their processes from one, and may share a folder."""
    path, renamed, left = tmp_path / "a.json", Path.replace, [True]

    def slow(beside: Path, to: Path) -> Path:
        if left:
            left.clear()
            # Another does all of it in between.
            files.replace(path, b"other")
            assert path.read_bytes() == b"other"
        return renamed(beside, to)

    monkeypatch.setattr(Path, "replace", slow)
    files.replace(path, b"own")

    assert path.read_bytes() == b"own"
    assert [each.name for each in tmp_path.iterdir()] == ["a.json"]
