"""The quick way through text: it says what the exact way says, byte for byte, and takes what is plain."""

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from obligcheck.batch import ADDED, EXPLAINED, STAY
from obligcheck.streams.fast import Fast
from tests.unit.streams.batches import answered, run_of, table, unwatched

CELLS = [
    "doe", "roe", "Jane Doe", "nobody", "norland", "Ostmark", "suderland", "2016-05-01", "1 May 2019", "",
    "2015-01-01..2022-01-01", "not a day", "-5", "=1", "+1e3", "@x", "-x", " x ", "Côte", "\t", "x" * 90,
    '"a, b"', '"say ""no"""', '"two\nlines"', "Norland is a member", "guests=liberal", "a;b", "0012",
    "\uff1d1", "\uff21", "\ufeffdoe",
]  # fmt: skip
DAYS = ["2016-05-01", "2014-12-31", "2015-01-01", "2021-01-01", "20200101", "", "2015-01-01..2022-01-01"]
NAMES = ["id", "suspect", "state", "date", "assume", "reading", "note", "purpose", "known_on"]

ODD = [
    f'{{"suspect": "doe", "state": "norland", "date": "2016-05-01", "n": {value}}}'
    for value in (
        "NaN", "-Infinity", "[Inf]", '"Infinity, Information"', "1" * 4300, "-" + "1" * 4301, "1" * 5000,
        "[" * 100_000 + "]" * 100_000, '{"a":' * 400 + "1" + "}" * 400, "[" * 399 + "]" * 399,
        f"[{'[],' * 600}1]",
    )
]  # fmt: skip


def lines_of(source: random.Random, delimiter: str) -> Iterator[str]:
    """Yield a header and rows, most of them plain, some with whatever a cell may hold."""
    names = source.sample(NAMES, source.randint(4, len(NAMES)))
    names = list(dict.fromkeys(["suspect", "state", "date", *names]))
    source.shuffle(names)
    yield delimiter.join(names)
    for number in range(source.randint(0, 60)):
        plain = {
            "suspect": source.choice(("doe", "roe")),
            "state": source.choice(("norland", "suderland", "ostmark")),
            "date": source.choice(DAYS),
            "note": source.choice(CELLS[:10]),
            "id": str(number),
        }
        cells = [plain.get(name, "") for name in names]
        if source.random() < 0.1:
            cells[source.randrange(len(cells))] = source.choice(CELLS)
        if source.random() < 0.03:
            cells = cells[: source.randrange(1, len(cells))] if source.random() < 0.5 else [*cells, "more"]
        yield delimiter.join(cells)
        if source.random() < 0.02:
            yield ""


def objects_of(source: random.Random) -> Iterator[str]:
    """Yield objects, most of them of plain texts, some of whatever there may be."""
    values: list[object] = [*CELLS, None, 3, 1.5, True, ["Norland is a member"], {"a": [1]}, "\u2028", "😀"]
    for number in range(source.randint(0, 60)):
        row: dict[str, object] = {
            "id": number,
            "suspect": source.choice(("doe", "roe", "nobody")),
            "state": source.choice(("norland", "suderland", "ostmark")),
            "date": source.choice(DAYS),
        }
        if source.random() < 0.1:
            row[source.choice([*NAMES, "scenario", "other"])] = source.choice(values)
        if number and source.random() < 0.05:
            del row[source.choice(list(row))]
        compact = (",", ":") if source.random() < 0.5 else None
        yield json.dumps(row, separators=compact, ensure_ascii=source.random() < 0.2)
        if source.random() < 0.03:
            yield source.choice(
                ["", "{}", "{ }", "[1]", "x", '{"a": 1} {"b": 2}', '{"a": 1, "a": 2}', " {} ", *ODD]
            )


def same(folder: Path, content: str, given: str, **options: Any) -> None:  # noqa: ANN401 (passed on)
    """Check that both ways say the same, in small blocks and in one."""
    quick = answered(folder, content, given, is_quick=True, **options)
    for path in folder.iterdir():
        path.unlink()
    assert answered(folder, content, given, is_quick=False, **options) == quick
    for path in folder.iterdir():
        path.unlink()


@pytest.mark.parametrize("seed", range(60))
def test_both_ways_through_cells_say_the_same(tmp_path: Path, seed: int) -> None:
    source = random.Random(seed)  # noqa: S311 (no secret)
    given, delimiter = source.choice((("csv", ","), ("tsv", "\t")))
    end = source.choice(("\n", "\r\n"))
    content = end.join(lines_of(source, delimiter)) + source.choice((end, ""))

    size = source.choice((64, 500, 100_000))
    same(tmp_path, content, given, size=size, columns=ADDED, raw=source.random() < 0.3)


@pytest.mark.parametrize("seed", range(60))
def test_both_ways_through_objects_say_the_same(tmp_path: Path, seed: int) -> None:
    source = random.Random(seed)  # noqa: S311 (no secret)
    end = source.choice(("\n", "\n", "\r\n"))
    content = end.join(objects_of(source)) + source.choice((end, ""))

    size = source.choice((64, 500, 100_000))
    same(tmp_path, content, "jsonl", size=size, columns=(*ADDED, *EXPLAINED, STAY))


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Return of each block whether the quick way took it."""
    found: list[bool] = []
    real = Fast.answer

    def answer(self: Fast, block: object) -> object:
        told = real(self, block)  # type: ignore[arg-type]  # passed on
        found.append(told is not None)
        return told

    monkeypatch.setattr(Fast, "answer", answer)
    return found


HEAD, ROW = "suspect,state,date,note", "doe,norland,2016-05-01,"
OBJECT = '{"suspect": "doe", "state": "norland", "date": "2016-05-01"}\n'


@pytest.mark.parametrize(
    ("given", "content", "is_taken"),
    [
        ("csv", f"{HEAD}\n{ROW}x\n", True),
        ("csv", f"{HEAD}\r\n{ROW}\r\n", True),
        ("csv", f"{HEAD}\n{ROW}-5\n{ROW}+1\n", True),
        ("csv", f"{HEAD}\n{ROW}Côte\n", True),
        ("csv", f"{HEAD}\n{ROW}a=b -x +y\n", True),
        ("csv", f"{HEAD}\n{ROW}=x\n", False),
        ("csv", f"{HEAD}\n{ROW}\tx\n", False),
        ("csv", f"{HEAD}\n{ROW}\uff0bx\n", False),
        ("csv", f"{HEAD}\n{ROW}\uff21x\n", True),
        ("csv", f"{HEAD}\n\ufeff{ROW}x\n", False),
        ("csv", f'{HEAD}\n{ROW}"x"\n', False),
        ("csv", f"{HEAD}\n{ROW}x", False),
        ("csv", f"{HEAD}\n{ROW}x,y\n", False),
        ("csv", f"{HEAD}\n{ROW}x\n\n{ROW}x\n", False),
        ("csv", f"{HEAD}\n{ROW}x\r\n{ROW}x\n", False),
        ("csv", f"{HEAD}\n{ROW}\0\n", False),
        ("tsv", f"{HEAD}\n{ROW}x\n".replace(",", "\t"), True),
        ("jsonl", OBJECT * 3, True),
        ("jsonl", OBJECT + '{"suspect": "doe", "n": 5}\n', True),
        ("jsonl", OBJECT + "{}\n", False),
        ("jsonl", OBJECT + '{"suspect": 5}\n', False),
        ("jsonl", OBJECT + "[]\n", False),
        ("jsonl", OBJECT + '{"assume": "Norland is a member"}\n', True),
        ("jsonl", OBJECT.replace("\n", "\r\n"), False),
        ("jsonl", OBJECT + '{"n": "Information, and much of it"}\n' + OBJECT, True),
        ("jsonl", OBJECT + '{"n": Infinity}\n', False),
        ("jsonl", OBJECT + f'{{"n": "{"x" * 2000}"}}\n', True),
        ("jsonl", f"{OBJECT}{ODD[-3]}\n", False),
    ],
)
def test_what_is_plain_is_taken_quickly(
    tmp_path: Path, given: str, content: str, taken: list[bool], *, is_taken: bool
) -> None:
    answered(tmp_path, content, given, size=4096)

    assert taken == [is_taken]


@pytest.mark.parametrize("line", ODD)
def test_odd_objects_are_the_same_both_ways_and_json_is_written(tmp_path: Path, line: str) -> None:
    same(tmp_path, f"{OBJECT}{line}\n{OBJECT}", "jsonl", size=1 << 20)

    for written in answered(tmp_path, f"{line}\n", "jsonl").splitlines():
        assert b"Inf" not in written or json.loads(written)["verdict" if b'"I' in written else "error"]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("1" * 5000, "a number has more than 4,300 digits"),
        ("[" * 400 + "]" * 400, "nested too deeply"),
        ("[" * 100_000 + "]" * 100_000, "nested too deeply"),
    ],
)
@pytest.mark.parametrize("wanted", ["jsonl", "csv"])
def test_what_hardly_anybody_can_read_is_an_error_of_its_row(
    tmp_path: Path, value: str, said: str, wanted: str
) -> None:
    found = answered(tmp_path, f'{OBJECT}{{"n": {value}}}\n', "jsonl", wanted, size=1 << 20)

    assert f"line 2: expected a JSON object: {said}" in found.decode()


def test_a_field_that_comes_late_is_read_all_the_same(tmp_path: Path, taken: list[bool]) -> None:
    late = OBJECT[:-2] + ', "deny": "Norland is a member"}\n'

    found = answered(tmp_path, OBJECT * 3 + late, "jsonl", columns=("verdict",)).decode().splitlines()

    assert [json.loads(line)["verdict"] for line in found] == ["yes", "yes", "yes", "no"]
    assert taken[0]
    assert not all(taken)


def test_answers_that_no_longer_hold_are_written_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = table(200)
    (tmp_path / "whole").mkdir()
    (tmp_path / "short").mkdir()
    whole = answered(tmp_path / "whole", content)
    monkeypatch.setattr("obligcheck.batch.rows._SPANS", 2)

    assert answered(tmp_path / "short", content) == whole


def test_many_lines_are_put_together_in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("obligcheck.streams.fast._LINES", 7)

    same(tmp_path, table(100), "csv", size=1000)
    same(tmp_path, OBJECT * 50, "jsonl", size=1000)


def test_without_the_extra_text_is_read_exactly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, taken: list[bool]
) -> None:
    monkeypatch.setattr("obligcheck.streams.run.find_spec", lambda _name: None)
    source, target = tmp_path / "input.csv", tmp_path / "output.csv"
    source.write_text(table())
    run_of(source, target).answer(unwatched)

    assert taken == []
    assert target.read_text().count("\n") == 41
