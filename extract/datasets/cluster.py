"""Units on a Dask cluster: a data frame of them, of which each partition is done by one worker, or again by another."""

from __future__ import annotations

import contextlib
import functools
import logging
import socket
import threading
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import dask.dataframe as dd
import distributed
import pandas as pd
from distributed.client import FutureCancelledError
from distributed.comm.core import CommClosedError
from distributed.scheduler import KilledWorker

from extract import lexicon
from extract.datasets import runs
from extract.datasets.local import Write
from extract.datasets.parts import Unit
from extract.datasets.sources import SourceError
from extract.datasets.writing import Done
from extract.export import ExportError
from extract.folders import FolderError
from extract.jobs import crew, settle

if TYPE_CHECKING:
    from distributed import Client

_one_by_one = threading.Lock()
_MOST = 10_000  # partitions of a frame: its scheduler keeps each in mind
_WAIT = 20  # seconds that a scheduler has to answer, and to have a worker
_RETURN = 20  # seconds that a cluster of our own may be without any worker
_PATIENCE = 300  # seconds that another may
_LOOKS = 10  # for workers in that time
_CLUSTERS = 3  # of our own that are started, one after the other
_START = "start one (dask scheduler) and give its address, or leave --scheduler out"
_LOST = (FutureCancelledError, CommClosedError)
_PROBLEM = "problem"
_KINDS = {"name": "str", "documents": "int64", "claims": "int64", "problems": "int64", _PROBLEM: "str"}
_DIED = "the workers that read it died, one after the other; split the file, or give the workers more memory"


class _Deserted(Exception):  # noqa: N818 - it is no error until nobody can help it
    """All workers are gone, and none has come back, or the scheduler is; the message says which."""


def run(
    units: Iterable[Unit], work: Write, scheduler: str, many: int, problem: Callable[[str], None]
) -> Generator[list[Done]]:
    """Have the units done by a cluster, and give what is done as it is; `problem` is told of those that could not be.

    scheduler: its address (tcp://host:8786); without one, a cluster of `many` processes on this machine is started and
    ended, and another if all of them are gone. What a worker had in hands when it was lost is done again by another;
    a unit that loses more of them than the scheduler allows (three, if nobody set it) is given up. An ExportError ends
    the run: the scheduler does not answer, or is left without workers, a worker has another program than this, the
    folder takes no files.
    """

    def died(units: Sequence[Unit]) -> None:
        for unit in units:
            problem(f"{unit.where}: {_DIED}")

    bundles, suspects = list(_bundles(list(units))), list[Unit]()
    done = partial(_frame, work=work, program=runs.program(), words=lexicon.added())
    patience, clusters = (_PATIENCE, 1) if scheduler else (_RETURN, _CLUSTERS)
    while bundles or suspects:
        blamed = not bundles  # the first of the suspects, if it has a new cluster for itself
        with _client(scheduler, min(many, len(bundles) or 1)) as client:
            try:
                if bundles:
                    yield from _computed(client, done, bundles, suspects.extend, problem, patience)
                while suspects:  # alone, for what died beside another was not to blame
                    yield from _computed(client, done, [[suspects[0]]], died, problem, patience)
                    del suspects[0]
                    blamed = False
            except _Deserted as reason:
                clusters -= bool(bundles)
                if scheduler or not clusters:
                    remedy = "once that is mended, the same command goes on where it stopped"
                    raise ExportError(f"{scheduler or 'the cluster here'}: {reason}; {remedy}") from None
                if blamed:
                    died([suspects.pop(0)])


def reach(scheduler: str) -> None:
    """An ExportError where a scheduler does not answer, or has no worker."""
    with _client(scheduler, 1):
        pass


def _computed(
    client: Client,
    done: Callable[[Sequence[Unit]], pd.DataFrame],
    bundles: list[Sequence[Unit]],
    died: Callable[[Sequence[Unit]], None],
    problem: Callable[[str], None],
    patience: float,
) -> Iterator[list[Done]]:
    """What is done of a frame with these bundles as its partitions, which are taken out as they are.

    died: told of those that lose workers; patience: seconds without a worker after which it is _Deserted.
    """
    empty = pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in _KINDS.items()})
    frame = dd.from_map(done, [*bundles], meta=empty, enforce_metadata=False, label="figures")
    waiting = dict(zip(client.compute(frame.to_delayed()), bundles, strict=True))
    with _watched(client, [*waiting], patience) as deserted:
        for future in distributed.as_completed([*waiting], loop=client.loop):
            units = waiting.pop(future)
            try:
                found = _result(future, units, problem)
            except _LOST:  # also of one that was done, on a worker that is gone
                said = "all its workers are gone" if deserted.is_set() else "its scheduler is gone"
                raise _Deserted(said) from None
            except KilledWorker:
                died(units)
            else:
                yield found
            bundles.remove(units)


@contextlib.contextmanager
def _watched(client: Client, futures: list[Any], patience: float) -> Iterator[threading.Event]:
    """A block in which the futures are cancelled, and the event set, once there was no worker for so many seconds."""
    ended, deserted = threading.Event(), threading.Event()

    def watch() -> None:
        looks = 0
        with contextlib.suppress(Exception):  # without a scheduler the futures end by themselves
            while not ended.wait(patience / _LOOKS):
                looks = 0 if client.scheduler_info(n_workers=1)["workers"] else looks + 1
                if looks >= _LOOKS:
                    deserted.set()
                    client.cancel(futures)
                    return

    watching = threading.Thread(target=watch, daemon=True)
    watching.start()
    try:
        yield deserted
    finally:
        ended.set()
        watching.join()


def _bundles(units: Sequence[Unit]) -> Iterator[Sequence[Unit]]:
    """The units of each partition: one, unless there are very many."""
    size = -(-len(units) // _MOST) or 1
    return (units[n : n + size] for n in range(0, len(units), size))


def _result(future: Any, units: Sequence[Unit], problem: Callable[[str], None]) -> list[Done]:
    """What is done of a partition; that workers are lost is the caller's."""
    try:
        rows = future.result().itertuples(index=False, name=None)
    except (ExportError, FolderError, KilledWorker, *_LOST):
        raise
    except (ImportError, AttributeError) as error:
        remedy = "have migration-figures installed on each of them, in this version"
        raise ExportError(f"a worker of the cluster cannot do it ({error}); {remedy}") from None
    except Exception as error:  # noqa: BLE001 - whatever fails on a worker comes here
        said = " ".join(f"{type(error).__name__}: {error}".splitlines()[:1])
        for unit in units:
            problem(f"{unit.where}: a worker could not do it ({said}); run it again")
        return []
    done: list[Done] = []
    for *what, said in rows:
        if said:
            problem(said)
        else:
            done.append(Done(*what))
    return done


@contextlib.contextmanager
def _client(scheduler: str, many: int) -> Iterator[Client]:
    """A client of a cluster: of the scheduler's, or of one on this machine that ends with the block."""
    with contextlib.ExitStack() as stack:
        security = None
        if scheduler:
            _answers(scheduler)
        else:
            with crew.deaf():
                cluster = stack.enter_context(_own(many))
            scheduler, security = cluster.scheduler_address, cluster.security
        logging.getLogger("distributed.client").setLevel(logging.CRITICAL)  # what it says of a lost one is said here
        try:
            client = distributed.Client(scheduler, timeout=_WAIT, security=security, set_as_default=False)
        except (OSError, ValueError) as error:
            said = str(error).splitlines()[0] if str(error) else type(error).__name__
            raise ExportError(f"{scheduler}: no scheduler answers ({said}); {_START}") from None
        stack.enter_context(client)
        try:
            client.wait_for_workers(1, timeout=_WAIT)
        except TimeoutError:
            raise ExportError(f"{scheduler}: it has no worker; start one (dask worker {scheduler})") from None
        yield client


def _answers(scheduler: str) -> None:
    """An ExportError where nothing listens at an address: a client that tries one goes on with that for long."""
    address = urlsplit(scheduler if "://" in scheduler else f"tcp://{scheduler}")
    if address.scheme not in ("tcp", "tls"):
        return
    try:
        host, port = address.hostname, address.port
    except ValueError:
        host = port = None
    if not host or not port:
        raise ExportError(f"{scheduler}: it is no address of a scheduler; give it as tcp://host:8786")
    try:
        socket.create_connection((host, port), _WAIT).close()
    except OSError as error:
        raise ExportError(f"{scheduler}: no scheduler answers ({error.strerror or error}); {_START}") from None


def _own(many: int) -> distributed.LocalCluster:
    """A cluster of processes on this machine, with keys of its own: nobody else here can have it do anything."""
    return distributed.LocalCluster(
        n_workers=many, threads_per_worker=1, processes=True, host="127.0.0.1", protocol="tls://", security=True,
        dashboard_address="127.0.0.1:0", silence_logs=logging.CRITICAL,
    )  # fmt: skip


def _frame(units: Sequence[Unit], work: Write, program: str, words: tuple[Path, ...]) -> pd.DataFrame:
    """A partition: what is done of its units, on a worker, a row a part; or a problem."""
    _ready(program, words)
    rows: list[tuple[object, ...]] = []
    for unit in units:
        try:
            rows += [(*done, "") for done in work(unit)]
        except SourceError as error:
            rows.append(("", 0, 0, 0, str(error)))
    return pd.DataFrame.from_records(rows, columns=[*_KINDS]).astype(_KINDS)


def _ready(program: str, words: tuple[Path, ...]) -> None:
    """See `_made_ready`, which the threads of a worker take one after the other."""
    with _one_by_one:
        _made_ready(program, words)


@functools.cache
def _made_ready(program: str, words: tuple[Path, ...]) -> None:
    """Make a worker's process fit for work, once: its program is the same, and its words are loaded.

    What is loaded stays out of the collection of rubbish, which is worth 10 to 30 % of the time.
    """
    if lexicon.added() != words:
        crew.borrow(words)
    own = runs.program()
    if own != program:
        raise ExportError(f"a worker has migration-figures {own}, not {program}; install the same one on each of them")
    for language in lexicon.languages():
        settle(language)
