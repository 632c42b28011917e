"""The cache: what is kept is fetched again, and whatever is wrong with it costs nothing but time."""

import errno
import gc
import os
import zlib
from pathlib import Path

import pytest

from obligcheck.shelf import cache


@pytest.fixture(name="folder")
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("OBLIGCHECK_CACHE", str(tmp_path / "kept"))
    return tmp_path / "kept"


def kept_in(folder: Path) -> list[Path]:
    return sorted(folder.iterdir())


def test_what_is_kept_is_fetched_again(folder: Path) -> None:
    cache.keep("stamp", {"a": 1})

    assert cache.fetch("stamp") == {"a": 1}
    assert cache.fetch("other stamp") is None
    assert folder.stat().st_mode & 0o077 == 0


def test_nothing_is_fetched_where_nothing_was_kept(folder: Path) -> None:
    assert cache.fetch("stamp") is None
    assert folder.is_dir()


def test_the_newest_are_kept(folder: Path) -> None:
    for number in range(12):
        before = set(kept_in(folder)) if number else set()
        cache.keep(f"stamp {number}", number)
        (new,) = set(kept_in(folder)) - before
        os.utime(new, (1_000 + number, 1_000 + number))

    assert len(kept_in(folder)) == 8
    assert [cache.fetch(f"stamp {number}") for number in (3, 4, 11)] == [None, 4, 11]


def test_what_was_used_lately_is_kept(folder: Path) -> None:
    for number in range(8):
        before = set(kept_in(folder)) if number else set()
        cache.keep(f"stamp {number}", number)
        (new,) = set(kept_in(folder)) - before
        os.utime(new, (1_000 + number, 1_000 + number))

    assert cache.fetch("stamp 0") == 0
    cache.keep("stamp 8", 8)

    assert [cache.fetch(f"stamp {number}") for number in (0, 1, 2, 8)] == [0, None, 2, 8]


def test_what_may_not_be_touched_is_fetched_all_the_same(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    cache.keep("stamp", "thing")
    monkeypatch.setattr(os, "utime", refuse)

    assert cache.fetch("stamp") == "thing"
    assert len(kept_in(folder)) == 1


def test_what_killed_processes_have_left_goes_after_a_while(folder: Path) -> None:
    cache.keep("stamp", "thing")
    young, old = folder / ".a.kept.0123", folder / ".b.rows.4567"
    for path in (young, old):
        path.touch()
    os.utime(old, (1_000, 1_000))

    cache.keep("other stamp", "thing")

    assert young.exists()
    assert not old.exists()


def test_of_two_stamps_with_one_name_the_wrong_one_is_not_fetched(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zlib, "crc32", lambda _: 0)
    cache.keep("stamp 1", 1)

    assert cache.fetch("stamp 2") is None
    assert len(kept_in(folder)) == 1


@pytest.mark.parametrize("damage", [b"", b"nonsense", b"\x80\x05K\x03.", b"\x80\x05cno_such\nthing\n."])
def test_a_damaged_copy_is_not_fetched_and_is_made_again(folder: Path, damage: bytes) -> None:
    cache.keep("stamp", "thing")
    (path,) = kept_in(folder)
    path.write_bytes(damage)

    assert cache.fetch("stamp") is None
    cache.keep("stamp", "thing")
    assert cache.fetch("stamp") == "thing"


@pytest.mark.parametrize("collecting", [True, False])
def test_the_garbage_collector_is_left_as_it_was(folder: Path, *, collecting: bool) -> None:
    cache.keep("stamp", "thing")
    before = gc.isenabled()
    try:
        (gc.enable if collecting else gc.disable)()
        cache.fetch("stamp")
        cache.fetch("no stamp")
        assert gc.isenabled() is collecting
    finally:
        (gc.enable if before else gc.disable)()
    assert folder.is_dir()


def test_off_keeps_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OBLIGCHECK_CACHE", "off")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))

    cache.keep("stamp", "thing")

    assert cache.fetch("stamp") is None
    assert list(tmp_path.iterdir()) == []


def test_without_a_choice_the_users_cache_folder_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OBLIGCHECK_CACHE", raising=False)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert cache.cache_folder() == tmp_path / ".cache" / "obligcheck"

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "elsewhere"))
    assert cache.cache_folder() == tmp_path / "elsewhere" / "obligcheck"


@pytest.mark.parametrize("given", ["relative", "./here", "~/cache"])
def test_a_relative_cache_folder_of_the_users_is_ignored(
    given: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OBLIGCHECK_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", given)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)

    assert cache.cache_folder() == tmp_path / "home" / ".cache" / "obligcheck"
    assert [path.name for path in tmp_path.iterdir()] == ["home"]


def test_who_has_no_home_has_no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError

    monkeypatch.delenv("OBLIGCHECK_CACHE", raising=False)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(Path, "home", homeless)

    assert cache.cache_folder() is None


@pytest.mark.parametrize("mode", [0o777, 0o770, 0o702])
def test_a_folder_that_others_can_write_is_not_used(folder: Path, mode: int) -> None:
    cache.keep("stamp", "thing")
    folder.chmod(mode)

    assert cache.fetch("stamp") is None
    cache.keep("stamp 2", "thing")
    assert len(kept_in(folder)) == 1


def test_a_folder_of_another_user_is_not_used(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "getuid", lambda: folder.parent.stat().st_uid + 1)

    assert cache.cache_folder() is None


def test_where_no_folder_can_be_made_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("OBLIGCHECK_CACHE", str(tmp_path / "file" / "kept"))

    cache.keep("stamp", "thing")

    assert cache.fetch("stamp") is None


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_a_full_disk_or_a_folder_that_cannot_be_written_is_no_reason_to_fail(
    folder: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(Path, "replace", refuse)
    cache.keep("stamp", "thing")

    assert kept_in(folder) == []
    assert cache.fetch("stamp") is None


def test_what_cannot_be_cleaned_up_either_is_left(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "replace", refuse)
    monkeypatch.setattr(Path, "unlink", refuse)
    cache.keep("stamp", "thing")

    assert cache.fetch("stamp") is None
    assert folder.is_dir()


def test_a_stamp_may_name_files_in_any_encoding(folder: Path) -> None:
    stamp = os.fsdecode(b"rules/z\xf6lle.md 3 4")
    cache.keep(stamp, "thing")

    assert cache.fetch(stamp) == "thing"
    assert folder.is_dir()
