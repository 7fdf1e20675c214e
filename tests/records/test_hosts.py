"""Who may open a class: the passphrase earns a ticket, the ticket a token, the token lasts ninety days."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Barrier
from typing import TypeVar

import pytest
from sqlalchemy import select

from records.classroom import Classroom
from records.database import URL_SETTING, Database
from records.errors import NoRoomError, PassphraseError, ResumeCodeError
from records.hosts import ADMITTED_FOR, MOST_WRONG, SETTING, SPAN, TICKET_LASTS, Hosts, passphrase
from records.identity import KIND as OF_DEVICES
from records.identity import Identity, token_hash
from records.opening import open_records
from records.room_plan import RoomPlan
from records.room_store import RoomStore
from records.room_tables import host_tickets
from records.room_tables import hosts as admitted
from records.tables import devices
from records.wrong_codes import note_wrong
from scoring.deck import Deck
from tests.conftest import NOON

SECRET = "open sesame"
WRONG = "That is not the passphrase. Whoever runs this server has it."
T = TypeVar("T")


@pytest.fixture
def hosts(database: Database, identity: Identity) -> Hosts:
    return Hosts(database, identity, SECRET)


def signed_in(hosts: Hosts) -> str:
    """The token of a browser that has just signed in."""
    token = hosts.enter(hosts.admit(SECRET, NOON), NOON)
    assert token
    return token


def refused(hosts: Hosts, typed: str) -> str:
    with pytest.raises(PassphraseError) as error:
        hosts.admit(typed, NOON)
    return str(error.value)


def at_once(act: Callable[[], T], n: int) -> list[T]:
    gate = Barrier(n)

    def one(_number: int) -> T:
        gate.wait()
        return act()

    with ThreadPoolExecutor(n) as pool:
        return list(pool.map(one, range(n)))


def test_the_passphrase_earns_a_ticket_the_ticket_a_token_and_the_token_a_host(hosts: Hosts) -> None:
    ticket = hosts.admit(f"  {SECRET}\n", NOON)
    token = hosts.enter(ticket, NOON)
    host = hosts.host(token, NOON)
    assert host
    assert len({ticket, token, host}) == 3
    assert hosts.host(token, NOON + timedelta(days=1)) == host


def test_two_who_sign_in_are_two_hosts(hosts: Hosts) -> None:
    first, second = (hosts.host(signed_in(hosts), NOON) for _ in range(2))
    assert first != second


def test_nobody_else_is_a_host(hosts: Hosts, identity: Identity) -> None:
    """Not who practises here, not who has a ticket only, not a browser without a token."""
    identity.welcome("a phone", NOON)
    ticket = hosts.admit(SECRET, NOON)
    assert [hosts.host(token, NOON) for token in (None, "", "a phone", "unknown", ticket)] == [None] * 5


def test_a_host_is_known_for_ninety_days(hosts: Hosts) -> None:
    token = signed_in(hosts)
    assert timedelta(days=90) == ADMITTED_FOR
    assert hosts.host(token, NOON + ADMITTED_FOR - timedelta(seconds=1))
    assert hosts.host(token, NOON + ADMITTED_FOR) is None


def test_a_ticket_lasts_a_minute(hosts: Hosts) -> None:
    assert timedelta(minutes=1) == TICKET_LASTS
    assert hosts.enter(hosts.admit(SECRET, NOON), NOON + TICKET_LASTS)


def test_tickets_that_nobody_used_are_dropped_when_another_is_made(hosts: Hosts) -> None:
    for minutes in (0, 2, 4):
        last = hosts.admit(SECRET, NOON + timedelta(minutes=minutes))
    with hosts.database.reading() as connection:
        assert connection.execute(select(host_tickets.c.ticket_hash)).scalars().all() == [token_hash(last)]


def test_the_database_keeps_of_a_host_only_hashes(hosts: Hosts) -> None:
    ticket = hosts.admit(SECRET, NOON)
    unused = hosts.admit(SECRET, NOON)
    token = hosts.enter(ticket, NOON)
    assert token
    with hosts.database.reading() as connection:
        assert token_hash(token) in connection.execute(select(devices.c.token_hash)).scalars().all()
        assert len(connection.execute(select(admitted)).all()) == 2
    hosts.database.forget_traces()
    file = Path(hosts.database.url.database or "")
    written = b"".join(path.read_bytes() for path in (file, file.with_name(file.name + "-wal")) if path.exists())
    assert [secret for secret in (ticket, unused, token, SECRET) if secret.encode() in written] == []


def test_a_host_on_a_second_device_sees_the_same_classes(hosts: Hosts, identity: Identity, deck: Deck) -> None:
    """Signed in there with the passphrase, then the code made on the first device."""
    classroom = Classroom(RoomStore(hosts.database), deck)
    host = hosts.host(signed_in(hosts), NOON)
    assert host
    room = classroom.make(RoomPlan("A class", "apa-2017", (("market-in-june", 1),)), host, NOON)
    second = signed_in(hosts)
    identity.resume(identity.new_resume_code(host, NOON), second, NOON)
    assert hosts.host(second, NOON) == host
    assert classroom.store.hosted(host) == [room]
    assert classroom.open_next(room, host, NOON).position == 1


# The passphrase.


def test_the_passphrase_comes_from_the_settings_and_is_not_logged(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    settings = {URL_SETTING: f"sqlite:///{(tmp_path / 'set.sqlite3').as_posix()}", SETTING: SECRET}
    with caplog.at_level(logging.DEBUG, "boundary"):
        records = open_records(settings, tmp_path)
        records.prepare()
        assert records.hosts.admit(SECRET, NOON)
    assert SECRET not in caplog.text
    assert open_records(settings, tmp_path) is records
    records.database.engine.dispose()


@pytest.mark.parametrize("given", [None, "", "  \n"])
def test_a_passphrase_that_is_not_set_is_made_and_logged_once(
    given: str | None, caplog: pytest.LogCaptureFixture, database: Database, identity: Identity
) -> None:
    with caplog.at_level(logging.WARNING, "boundary"):
        made, another = passphrase(given), passphrase(given)
    assert [record.getMessage() for record in caplog.records] == [
        f"No {SETTING} is set. The passphrase to open a class, until this server stops: {one}"
        for one in (made, another)
    ]
    assert made != another
    assert len(made) == 16
    hosts = Hosts(database, identity, made)
    assert hosts.admit(made, NOON)
    assert refused(hosts, given or "") == WRONG


def test_blanks_around_the_passphrase_do_not_matter_where_it_is_set_or_typed(
    database: Database, identity: Identity
) -> None:
    assert passphrase(f" {SECRET}\r\n") == SECRET
    assert Hosts(database, identity, passphrase(f"{SECRET} ")).admit(f" {SECRET}", NOON)


# What somebody hostile might try.


@pytest.mark.parametrize(
    "typed", ["", " ", "open", "Open Sesame", "open sesam\u0435", "open  sesame", "' OR 1=1 --", "x" * 100_000, "\0"]
)
def test_hostile_a_wrong_passphrase_earns_nothing(hosts: Hosts, typed: str) -> None:
    assert refused(hosts, typed) == WRONG
    with hosts.database.reading() as connection:
        assert connection.execute(select(host_tickets)).all() == connection.execute(select(admitted)).all() == []


def test_hostile_a_wrong_passphrase_sixty_times_shuts_the_door_for_an_hour(hosts: Hosts) -> None:
    token = signed_in(hosts)
    assert [refused(hosts, "a guess") for _ in range(MOST_WRONG)] == [WRONG] * 60
    shut = "Many wrong passphrases were tried. Wait an hour, then try again."
    assert refused(hosts, SECRET) == refused(hosts, "a guess") == shut
    assert hosts.host(token, NOON), "who is in stays in"
    assert hosts.admit(SECRET, NOON + SPAN)


def test_hostile_a_server_that_starts_again_gives_no_new_guesses(hosts: Hosts, identity: Identity) -> None:
    for _ in range(MOST_WRONG):
        refused(hosts, "a guess")
    assert refused(Hosts(hosts.database, identity, SECRET), SECRET).startswith("Many wrong passphrases")


def test_hostile_wrong_codes_of_classes_and_devices_do_not_shut_out_the_host(
    hosts: Hosts, identity: Identity, deck: Deck
) -> None:
    classroom = Classroom(RoomStore(hosts.database), deck)
    for _ in range(MOST_WRONG):
        with pytest.raises(NoRoomError):
            classroom.find("AAAAAA", NOON)
        with hosts.database.writing() as connection:
            note_wrong(connection, OF_DEVICES, NOON)
    with pytest.raises(ResumeCodeError, match="Many wrong codes"):
        identity.resume("AAAA-AAAA-AAAA", "a phone", NOON)
    assert hosts.admit(SECRET, NOON)


def test_hostile_a_ticket_used_twice_opens_once(hosts: Hosts) -> None:
    ticket = hosts.admit(SECRET, NOON)
    assert hosts.enter(ticket, NOON)
    assert hosts.enter(ticket, NOON) is None


def test_hostile_a_ticket_used_by_eight_at_once_opens_once(hosts: Hosts) -> None:
    ticket = hosts.admit(SECRET, NOON)
    tokens = at_once(lambda: hosts.enter(ticket, NOON), 8)
    assert sum(token is not None for token in tokens) == 1


def test_hostile_a_ticket_too_old_opens_nothing_ever(hosts: Hosts) -> None:
    ticket = hosts.admit(SECRET, NOON)
    assert hosts.enter(ticket, NOON + TICKET_LASTS + timedelta(seconds=1)) is None
    assert hosts.enter(ticket, NOON) is None


@pytest.mark.parametrize("ticket", ["", "x", "' OR 1=1 --", "x" * 100_000, "\0", SECRET])
def test_hostile_a_forged_ticket_opens_nothing(hosts: Hosts, ticket: str) -> None:
    good = hosts.admit(SECRET, NOON)
    assert hosts.enter(ticket, NOON) is None
    assert hosts.enter(token_hash(good), NOON) is None, "what stands in the database is no ticket"
    assert hosts.enter(good, NOON)


def test_hostile_a_host_who_deleted_their_data_is_none(hosts: Hosts, identity: Identity) -> None:
    token, ticket = signed_in(hosts), hosts.admit(SECRET, NOON)
    host = hosts.host(token, NOON)
    assert host
    identity.delete_learner(host)
    assert hosts.host(token, NOON) is None
    assert hosts.enter(ticket, NOON), "another's ticket stays good"
