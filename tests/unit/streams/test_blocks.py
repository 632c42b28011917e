"""Bytes in blocks of whole lines: where they end, what is given back, and going on at a place."""

import io
import random
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from obligcheck.problems import ProblemsError
from obligcheck.streams import tables
from obligcheck.streams.blocks import LEAD, Block, Blocks
from obligcheck.streams.reading import Reader
from obligcheck.streams.run import Run
from tests.unit.streams.batches import answered, run_of, table, unwatched

TEXT = "".join(f"{number},{'x' * (number % 37)}\n" for number in range(200)) + "the last"


def content(block: Block) -> str:
    """Return the lines of ``block``."""
    return block.data[len(LEAD) : block.end].decode()


def blocks_of(text: str = TEXT, encoding: str = "utf-8", **options: Any) -> Blocks:  # noqa: ANN401 (passed on)
    """Return small blocks of ``text``."""
    return Blocks(io.BytesIO(text.encode(encoding)), encoding, **{"least": 50, "most": 400, **options})


def taken(blocks: Blocks, after: Callable[[Block], None] = lambda _: None) -> Iterator[str]:
    """Yield what all blocks hold."""
    while block := blocks.take():
        yield content(block)
        after(block)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
def test_all_lines_come_once_and_in_order(encoding: str) -> None:
    found = list(taken(blocks_of(encoding=encoding)))

    assert "".join(found) == TEXT
    assert all(text.endswith("\n") and len(text) <= 50 for text in found[:-1])
    assert found[-1].endswith("the last")


def test_blocks_grow_and_shrink() -> None:
    blocks = blocks_of()
    sizes = []
    while block := blocks.take():
        sizes.append(blocks.size)
        blocks.grow()
        if len(sizes) == 6:
            break

    assert sizes == [50, 100, 200, 400, 400, 400]
    block = blocks.take()
    assert block
    assert blocks.shrink(block)
    small = blocks.take()
    assert small
    assert content(block).startswith(content(small))
    assert len(content(small)) <= 50 < len(content(block))
    assert not blocks.shrink(small)
    assert small.line == block.line


def test_what_was_given_back_comes_before_what_was_not_read() -> None:
    stream = io.BytesIO(b"x\n" * 500_000)
    blocks = Blocks(stream, least=1000, most=300_000)
    whole = blocks.take(300_000)
    assert whole
    read = stream.tell()
    blocks.put_back(whole, 0)

    for _ in range(250):
        blocks.take()

    assert stream.tell() == read < 500_000


def test_a_record_that_goes_on_comes_again_with_more_of_it() -> None:
    blocks = blocks_of("a\n" * 5 + "b" * 200 + "\n" + "c\n" * 50)
    first = blocks.take()
    assert first
    blocks.put_back(first, 0, is_short=True)
    second = blocks.take()
    assert second

    assert content(first) == "a\n" * 5
    assert content(second) == "a\n" * 5 + "b" * 200 + "\n"


@pytest.mark.parametrize("is_summed", [False, True])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("seed", range(10))
def test_a_run_that_goes_on_has_the_same_blocks(seed: int, encoding: str, *, is_summed: bool) -> None:
    source = random.Random(seed)  # noqa: S311 (no secret)
    text = "".join(f"{'ö' * source.randint(0, 80)}\n" for _ in range(300))
    blocks = blocks_of(text, encoding, summed=is_summed)
    places, found = [], []
    while block := blocks.take():
        # As a batch goes on: what cannot be answered quickly is had in small pieces.
        if "ö" * 75 in content(block) and blocks.shrink(block):
            continue
        blocks.grow()
        places.append(blocks.place())
        found.append((block.line, content(block), block.last))

    for number in range(0, len(places), 7):
        again = blocks_of(text, encoding, summed=is_summed)
        # The head is read before.
        assert again.take()
        again.skip(places[number])
        rest = []
        while block := again.take():
            if "ö" * 75 in content(block) and again.shrink(block):
                continue
            again.grow()
            rest.append((block.line, content(block), block.last))
        assert rest == found[number + 1 :]


def test_another_input_is_not_gone_on_with() -> None:
    blocks = blocks_of(summed=True)
    list(taken(blocks))

    assert blocks.checksum == zlib.crc32(TEXT.encode())
    for other in (TEXT.replace("x", "y"), TEXT[:100]):
        with pytest.raises(ProblemsError, match="the input is another"):
            blocks_of(other, summed=True).skip(blocks.place())


@pytest.mark.parametrize(
    ("begins", "fix"),
    [
        (b"\x1f\x8b\x08", "it is packed with gzip: unpack it first"),
        (b"PK\x03\x04\xff", "it is a workbook or an archive (zip): save it as CSV, or unpack it first"),
        (b"\xff\xfes\x00", "--encoding utf-16"),
        (b"caf\xe9\n", "--encoding with the one that it has, such as cp1252"),
    ],
)
def test_what_is_no_text_is_told_as_what_it_is(begins: bytes, fix: str) -> None:
    with pytest.raises(ProblemsError, match="line 1: expected UTF-8, found the byte 0x") as caught:
        Reader(Blocks(io.BytesIO(begins)), "csv")

    assert caught.value.problems[0].fix == fix


@pytest.mark.parametrize(("encoding", "name"), [("utf-16-le", "le"), ("utf-16-be", "be")])
def test_wide_characters_without_a_mark_are_told(encoding: str, name: str) -> None:
    with pytest.raises(ProblemsError, match="found null characters") as caught:
        Reader(Blocks(io.BytesIO("suspect,state\n".encode(encoding))), "csv")

    assert caught.value.problems[0].fix == f"--encoding utf-16-{name}, if it is that"


@pytest.mark.parametrize("encoding", ["punycode", "utf-16"])
def test_what_an_encoding_cannot_be_at_all_is_told(encoding: str) -> None:
    with pytest.raises(ProblemsError, match=f"line 1: expected {encoding}, found something else"):
        Blocks(io.BytesIO(b"suspect,state\nputin\n"), encoding).take()


def test_few_rows_are_read_exactly_because_of_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Run, "least", 200)
    rows: list[int] = []
    real = Reader.rows

    def counted(self: Reader, block: Block) -> Any:  # noqa: ANN401 (passed on)
        found = real(self, block)
        rows.append(len(found))
        return found

    monkeypatch.setattr(Reader, "rows", counted)
    head, *lines = table(600).splitlines(keepends=True)
    lines[300] = lines[300].replace("n2100", '"n2100"')
    content = "".join((head, *lines))

    assert '"n2100"' in content
    assert answered(tmp_path, content, size=1 << 20).count(b"\n") == 601
    assert 1 <= sum(rows) < 60


@pytest.mark.parametrize("wanted", ["jsonl", "parquet"])
def test_rows_go_on_in_steps_as_they_are_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wanted: str
) -> None:
    monkeypatch.setattr(Run, "least", 500)
    monkeypatch.setattr("obligcheck.streams.tabular._LEAST", 500)
    source, target = tmp_path / "a.csv", tmp_path / f"b.{wanted}"
    source.write_text(table(300))
    seen: list[tuple[int, int]] = []

    run_of(source, target, size=1 << 20, is_quick=False).answer(
        lambda counts, read: seen.append((counts.total(), read))
    )

    assert len(seen) > 10
    assert seen == sorted(seen)
    assert seen[-1] == (300, source.stat().st_size)


def test_rows_of_a_table_are_told_as_the_share_of_its_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "ROWS", 30)
    plain, source = tmp_path / "a.csv", tmp_path / "a.parquet"
    plain.write_text(table(120))
    run_of(plain, source, columns=("label",)).answer(unwatched)
    seen: list[int] = []

    run_of(source, tmp_path / "b.parquet").answer(lambda _counts, read: seen.append(read))

    assert seen == sorted(seen)
    assert 0 < seen[len(seen) // 2] < seen[-1] == source.stat().st_size
