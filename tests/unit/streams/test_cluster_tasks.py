"""What a worker does with a file, and what becomes of tasks, without a cluster."""

import asyncio
import logging
import re
import warnings
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from distributed import KilledWorker
from distributed.client import FutureCancelledError

from obligcheck.batch import Settings
from obligcheck.problems import Problem, ProblemsError, problem
from obligcheck.streams import cluster
from obligcheck.streams.cluster import Books, Cluster, Told, answer_task, ready
from obligcheck.streams.folder import File, Task
from obligcheck.streams.steps import Job
from tests.bundled import bundled_book
from tests.unit.streams.clusters import FILES, ROWS, filled


@pytest.mark.parametrize("address", ["nonsense", "carrier-pigeon://roof:1"])
def test_an_address_that_is_none_is_refused_at_once(tmp_path: Path, address: str) -> None:
    with pytest.raises(ProblemsError, match=f"no scheduler answers at `{address}`"):
        a_cluster(address)([a_task(tmp_path)], print)


def test_an_address_where_nobody_answers_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(*_: object, **_options: object) -> None:
        raise OSError("timed out")

    monkeypatch.setattr(cluster, "Client", nobody)

    with pytest.raises(ProblemsError, match="no scheduler answers at"):
        a_cluster("tcp://127.0.0.1:1")([a_task(tmp_path)], print)


def a_task(folder: Path, number: int = 0) -> Task:
    """Return the task that one of the files is."""
    within = FILES[number]
    job = Job(str(folder / "in" / within), str(folder / within), "parquet", "parquet")
    return Task(File(within, 1, 1), job, Settings(), str(folder / "beside"))


def books(**state: str) -> Books:
    """Return the bundled books, with another ``state`` than here in part."""
    own = dict(zip(cluster._ALIKE, cluster._state(bundled_book()), strict=True))  # noqa: SLF001 (what is compared)
    return Books(None, None, tuple((own | state).values()))


def a_cluster(address: str = "tcp://127.0.0.1:1", note: Callable[[str], None] = print) -> Cluster:
    """Return the cluster at ``address``."""
    return Cluster(address, bundled_book(), (None, None), note)


def test_a_worker_answers_a_file(tmp_path: Path) -> None:
    filled(tmp_path / "in")
    (tmp_path / "beside").mkdir()
    (tmp_path / "year=2010").mkdir()

    told = answer_task(books(), a_task(tmp_path))

    assert told.problems == ()
    assert sum(told.counts.values()) == ROWS
    assert (tmp_path / FILES[0]).is_file()


def test_a_worker_says_which_file_it_could_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "get_worker", lambda: SimpleNamespace(address="tcp://there:1"))

    (found,) = answer_task(books(), a_task(tmp_path)).problems

    path = tmp_path / "in" / FILES[0]
    assert found.message == f"{FILES[0]}: on worker tcp://there:1: No such file or directory: `{path}`"


def test_a_worker_in_another_state_answers_nothing(tmp_path: Path) -> None:
    (found,) = answer_task(books(code="0123", data_digest="4567"), a_task(tmp_path)).problems

    assert re.fullmatch(r"another state: code \w{16}, not 0123; data \w{16}, not 4567", found.message)
    assert found.fix == "install the same versions on all machines, and start the workers anew"


def test_a_worker_is_not_ready_where_it_is_in_another_state(tmp_path: Path) -> None:
    (found,) = asyncio.run(ready(books(rules="89ab"), a_task(tmp_path)))

    assert re.fullmatch(r"another state: rules \w{16}, not 89ab", found.message)


def test_a_worker_is_not_ready_where_it_does_not_see_the_folders(tmp_path: Path) -> None:
    filled(tmp_path / "in")

    (found,) = asyncio.run(ready(books(), a_task(tmp_path)))

    assert found == Problem(
        "worker",
        f"there is no `{tmp_path}/beside`",
        fix="all machines must have the folders under the same path",
    )
    (tmp_path / "beside").mkdir()
    assert asyncio.run(ready(books(), a_task(tmp_path))) == ()


class Future:
    """One of the engine's: finished, lost, or with an error."""

    def __init__(self, key: str, *results: object, status: str = "finished") -> None:
        self.key = key
        self.status = status
        self.is_released = False
        self._results = list(results)

    def add_done_callback(self, call: Callable[["Future"], None]) -> None:
        """Say at once that it is done."""
        call(self)

    def result(self, timeout: int) -> object:
        """Return or raise the next of the results."""
        assert timeout
        found = self._results.pop(0)
        if isinstance(found, BaseException):
            raise found
        return found

    def exception(self, timeout: int) -> object:
        """Return the error."""
        assert timeout
        return self._results.pop(0)

    def release(self) -> None:
        """Take note that nobody needs it any more."""
        self.is_released = True


class Client:
    """A cluster whose workers are ready, and do tasks so."""

    def __init__(self, *futures: tuple[object, ...], status: str = "finished") -> None:
        self.answers: dict[str, object] = {"tcp://one:1": ()}
        self.cancelled: list[Future] = []
        self._results = futures
        self._status = status
        self.futures: list[Future] = []

    def __call__(self, *_: object, **_options: object) -> "Client":
        """Take the place of the class, too."""
        return self

    def run(self, *_: object, **_options: object) -> dict[str, object]:
        """Return what each worker says."""
        return self.answers

    def map(
        self, _function: object, _books: object, tasks: list[Task], key: list[str], *, pure: bool
    ) -> list[Future]:
        """Return the futures of ``tasks``."""
        assert not pure
        assert len(tasks) == len(key)
        self.futures = [
            Future(name, *results, status=self._status)
            for name, results in zip(key, self._results, strict=True)
        ]
        return self.futures

    def cancel(self, futures: list[Future], *, force: bool) -> None:
        """Take note of what is cancelled."""
        assert force
        self.cancelled += futures

    def close(self, timeout: int) -> None:
        """End it."""
        assert timeout


def done_by(
    client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, note: Callable[[str], None] = print
) -> list[tuple[str, Counter[str]]]:
    """Return what is noted of two tasks that ``client`` does, in order."""
    monkeypatch.setattr(cluster, "Client", client)
    found: list[tuple[str, Counter[str]]] = []
    tasks = [a_task(tmp_path, number) for number in range(2)]
    a_cluster(note=note)(tasks, lambda task, counts: found.append((task.file.within, counts)))
    return found


YES, NO = Told({"yes": 1}), Told({"no": 1})


def test_what_others_log_and_warn_of_is_heard_again_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loggers = [logging.getLogger(name) for name in ("distributed", "distributed.client")]
    before = [logger.level for logger in loggers], list(warnings.filters)
    meanwhile: set[int] = set()

    class Loud(Client):
        """Looks at how loud it may be."""

        def run(self, *given: Any, **options: Any) -> Any:  # noqa: ANN401 (as above)
            """Answer as it would."""
            meanwhile.update(logger.level for logger in loggers)
            return super().run(*given, **options)

    done_by(Loud((YES,), (NO,)), tmp_path, monkeypatch)
    with pytest.raises(ProblemsError):
        a_cluster("nonsense")([a_task(tmp_path)], print)

    assert meanwhile == {logging.CRITICAL}
    assert ([logger.level for logger in loggers], list(warnings.filters)) == before


def test_what_was_lost_with_its_worker_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client((TimeoutError(), YES), (NO,))

    found = done_by(client, tmp_path, monkeypatch)

    assert found == [(FILES[1], Counter(no=1)), (FILES[0], Counter(yes=1))]
    assert all(future.is_released for future in client.futures)
    assert client.cancelled == []


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (
            KilledWorker("task", cast("Any", None), 3),
            f"{FILES[0]}: every worker that had it died, 4 in all",
        ),
        (
            RuntimeError("no such module. This and that"),
            "the scheduler or a worker cannot load what is to be done: no such module",
        ),
    ],
)
def test_what_no_worker_can_do_ends_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, said: str
) -> None:
    client = Client((error,), (YES,), status="error")

    with pytest.raises(ProblemsError) as caught:
        done_by(client, tmp_path, monkeypatch)

    (found,) = caught.value.problems
    assert found.message == said
    assert found.fix
    assert client.cancelled == client.futures


def test_a_mistake_of_our_own_is_shown_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(KeyError, match="mistake"):
        done_by(Client((KeyError("mistake"),), (YES,), status="error"), tmp_path, monkeypatch)


def test_what_a_worker_finds_wrong_ends_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client((YES,), (Told({}, (Problem("row", "row 3: no such State"),)),))

    with pytest.raises(ProblemsError, match="row 3: no such State"):
        done_by(client, tmp_path, monkeypatch)

    assert client.cancelled == client.futures[1:]


def test_a_connection_that_is_lost_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ProblemsError, match=r"the scheduler at .* is gone"):
        done_by(Client((FutureCancelledError("task", "lost"),), (YES,)), tmp_path, monkeypatch)


def test_each_worker_says_why_it_is_not_ready(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lacking = problem("worker", "there is no `in`").problems
    client = Client()
    client.answers = {
        "tcp://two:2": ImportError("no obligcheck"),
        "tcp://one:1": lacking,
        "tcp://three:3": (),
    }

    with pytest.raises(ProblemsError) as caught:
        done_by(client, tmp_path, monkeypatch)

    assert [found.message for found in caught.value.problems] == [
        "worker tcp://one:1: there is no `in`",
        "worker tcp://two:2: no obligcheck",
    ]


def test_a_cluster_without_workers_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client()
    client.answers = {}

    with pytest.raises(ProblemsError) as caught:
        done_by(client, tmp_path, monkeypatch)

    (found,) = caught.value.problems
    assert found.message == "no worker has joined the scheduler at `tcp://127.0.0.1:1`"
    assert found.fix == "`dask worker tcp://127.0.0.1:1` starts one"


def test_it_is_told_once_that_no_worker_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Late(Client):
        """Its tasks are done only when it was asked four times who is there."""

        def __init__(self) -> None:
            super().__init__((YES,), (NO,))
            self._there: list[object] = [{}, {}, {"tcp://one:1": 1}, OSError(), {}]
            self._waiting: list[Callable[[], None]] = []

        def map(self, *given: Any, **options: Any) -> list[Future]:  # noqa: ANN401 (as above)
            """Return futures that are done later."""
            for future in super().map(*given, **options):
                future.add_done_callback = lambda call, own=future: self._waiting.append(lambda: call(own))  # type: ignore[method-assign,misc]
            return self.futures

        def nthreads(self) -> object:
            """Say who is there."""
            there = self._there.pop(0)
            if not self._there:
                for call in self._waiting:
                    call()
            if isinstance(there, OSError):
                raise there
            return there

    monkeypatch.setattr(cluster, "_LOOK", 0.001)
    notes: list[str] = []

    found = done_by(Late(), tmp_path, monkeypatch, notes.append)

    assert len(found) == 2
    assert notes == ["no worker is left at tcp://127.0.0.1:1: waiting for one"] * 2
