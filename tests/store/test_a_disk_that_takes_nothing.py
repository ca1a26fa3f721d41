"""A served node on whose disk there is no room: every act is refused in words, none is half there, and it goes on."""

from __future__ import annotations

import os
import resource
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import takewhile
from pathlib import Path

import pytest
from django.db import OperationalError, connection, transaction
from django.test import Client, RequestFactory

from tests.cast import pair
from tests.cli.running import Running
from tests.cli.running import node as served
from tests.counts import IN_SOAK
from tests.store.apart import Apart
from tests.store.posting import ALLIANCE, Answered, signed_in
from tests.store.serving import begun, read_back, sound
from troth.core.errors import TrothError
from troth.store.pending import NotKept
from troth.store.room import has_too_much_to_do, takes_nothing
from troth.web import trouble

SAYS = "This node cannot keep anything just now."
HINT = "it is in the record whole, or not at all"


@pytest.fixture
def node(tmp_path: Path) -> Iterator[Apart]:
    with begun(tmp_path / "home") as made:
        yield made


def processes(running: Running) -> list[int]:
    """Every process of a served node."""
    found = [int(each) for each in os.listdir("/proc") if each.isdecimal()]
    return [pid for pid in found if group_of(pid) == running.process.pid]


def group_of(pid: int) -> int:
    try:
        return os.getpgid(pid)
    except ProcessLookupError:
        return 0


@contextmanager
def no_file_longer_than(size: int, running: Running) -> Iterator[None]:
    """Nothing that a node writes goes beyond so many bytes of a file, as on a disk where no more is free."""
    most = resource.RLIM_INFINITY
    for pid in processes(running):
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (size, most))
    yield
    for pid in processes(running):
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (most, most))


def room_left(home: Path, more: int) -> int:
    """A size that leaves the log of the database so many bytes to grow."""
    wal = home / "troth.sqlite3-wal"
    return more + (wal.stat().st_size if more and wal.exists() else 0)


def refused(answer: Answered) -> bool:
    """Whether it was refused for want of room, in words; fails for any other answer than that or a done act."""
    assert answer.status in (302, 503), answer.page
    if answer.status == 503:
        assert SAYS in answer.page and HINT in answer.page
    return answer.status == 503


@IN_SOAK
def test_without_room_every_act_is_refused_in_words_and_the_node_goes_on_afterwards(node: Apart) -> None:
    """No room at all, then so little that it ends in the middle of an act, then a little more than that."""
    with served(["serve"], node.home, more=node.environ) as running:
        one, other = signed_in(node, running.port)
        tokens, said, offered = (one.token(), other.token()), set[str](), list[str]()
        for more in (0, 20_000, 200_000):
            offered.append(one.offer(f"Before {more}", tokens[0]).leads)
            with no_file_longer_than(room_left(node.home, more), running):
                titles = (f"With {more} bytes left, number {n}" for n in range(60))
                said |= set(takewhile(lambda title: not refused(one.offer(title, tokens[0])), titles))
                assert refused(one.offer(f"Without room, {more}", tokens[0]))
                assert refused(other.agree(offered[-1], tokens[1]))
                assert other.send(ALLIANCE).status == 200  # what is there can be read
                # Whoever is to be told something once cannot be, for that it was told cannot be kept.
                assert more or refused(one.send(ALLIANCE))
            answers = other.agree(offered[-1], tokens[1]), one.offer(f"After {more}", tokens[0])
            assert [answer.status for answer in answers] in ([302, 302], [409, 302])
    entries, found = read_back(node)
    assert max(found.values()) == 1 and {"Before 0", "After 200000", *said} <= set(found)
    # What a refused act left signed is committed before anything more is signed, and here nothing could be.
    assert not {"Without room, 0", "Without room, 20000"} & set(found)
    done = Counter((kind, object) for *_, kind, object in entries)
    for promise in offered:
        assert done["promise.offer/1", promise.split("/")[-2]] == 1
        assert done["promise.agree/1", promise.split("/")[-2]] == 1
    sound(node)


@pytest.mark.django_db
def test_a_disk_that_can_only_be_read_is_said_in_words_and_nothing_is_signed(database_kind: str) -> None:
    two = pair()
    client = Client(raise_request_exception=False)
    client.force_login(two.annelies)
    form = {"title": "It is there", "due": "2030-01-02", "zone": "Asia/Tokyo", "do": "send"}
    with only_read(database_kind):
        answer = client.post(f"{ALLIANCE}new/", form)
    assert answer.status_code == 503 and SAYS in answer.content.decode()
    assert answer["Retry-After"] == "60"


@contextmanager
def only_read(database_kind: str) -> Iterator[None]:
    if database_kind == "postgresql":
        inside = transaction.savepoint()
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION READ ONLY")
        try:
            yield
        finally:
            transaction.savepoint_rollback(inside)
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only=ON")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA query_only=OFF")


def test_a_fault_of_the_disk_is_told_from_every_other() -> None:
    assert takes_nothing(NotKept("no room")) and takes_nothing(OSError(28, "No space left on device"))
    for other in (None, ValueError("disk is full"), OSError(104, "reset"), TrothError("damaged")):
        assert not takes_nothing(other)
    try:
        try:
            raise OSError(30, "Read-only file system")
        except OSError as fault:
            raise RuntimeError("while keeping a session") from fault
    except RuntimeError as wrapped:
        assert takes_nothing(wrapped)


def test_a_turn_that_did_not_come_in_time_is_told_from_every_other_fault() -> None:
    for said in ("database is locked", "locking protocol"):
        assert has_too_much_to_do(OperationalError(said))
    assert not has_too_much_to_do(OperationalError("no such table: x")) and not has_too_much_to_do(
        ValueError("locked")
    )
    waited = OperationalError("canceling statement due to lock timeout")
    waited.__cause__ = type("LockNotAvailable", (Exception,), {"sqlstate": "55P03"})()
    assert has_too_much_to_do(waited)


def test_whoever_waited_too_long_is_told_to_try_again(rf: RequestFactory) -> None:
    try:
        raise OperationalError("database is locked")
    except OperationalError:
        answer = trouble.answer(rf.get("/"))
    words = answer.content.decode()
    assert answer.status_code == 503 and answer.headers["Retry-After"] == "5"
    assert "more to do than it can just now" in words and "Nothing was signed" in words
