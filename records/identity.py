"""Who is practising: a device knows a random token, the database only its hash; a typed code links another device."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import uuid
from datetime import datetime, timedelta

from sqlalchemy import Connection, Insert, delete, insert, select, update

from records.database import Database
from records.errors import ResumeCodeError
from records.room_tables import room_people, rooms
from records.tables import devices, learners, resume_codes, sittings
from records.wrong_codes import note_wrong, wrong_lately

COOKIE = "boundary_device"
"""The name under which a browser keeps its device's token."""
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Thirty-one signs that are not taken for one another."""
SELECTOR_LENGTH = 4
SECRET_LENGTH = 8
MOST_WRONG_A_MINUTE = 60
KIND = "resume"


def token_hash(token: str) -> str:
    """What the database keeps of a device's token."""
    return hashlib.sha256(token.encode()).hexdigest()


class Identity:
    """Devices, the learners behind them, and the codes that link another device."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def learner(self, token: str) -> str | None:
        """The learner this device is linked to; None when it is new here."""
        with self.database.reading() as connection:
            return _learner_of(connection, token)

    def welcome(self, token: str, now: datetime) -> str:
        """The learner this device is linked to, made on the spot for a new one."""
        with self.database.writing() as connection:
            learner_id = _learner_of(connection, token)
            if learner_id is None:
                learner_id = uuid.uuid4().hex
                connection.execute(insert(learners).values(id=learner_id, since=now))
                connection.execute(_link(token, learner_id, now))
            return learner_id

    def new_resume_code(self, learner_id: str, now: datetime) -> str:
        """A code such as K7MQ-4TXW-9HRD that links another device to this learner; an earlier one stops working."""
        signs = "".join(secrets.choice(ALPHABET) for _ in range(SELECTOR_LENGTH + SECRET_LENGTH))
        salt = secrets.token_bytes(16)
        with self.database.writing() as connection:
            connection.execute(delete(resume_codes).where(resume_codes.c.learner_id == learner_id))
            connection.execute(
                insert(resume_codes).values(
                    selector=signs[:SELECTOR_LENGTH],
                    learner_id=learner_id,
                    salt=salt,
                    secret_hash=_slow_hash(signs[SELECTOR_LENGTH:], salt),
                    made_at=now,
                )
            )
        return "-".join(signs[start : start + 4] for start in range(0, len(signs), 4))

    def resume(self, typed: str, token: str, now: datetime) -> str:
        """Link this device to the learner a code belongs to, and return that learner.

        What was answered on this device before goes along. Raises `ResumeCodeError` for a wrong code, and for any code
        while too many wrong ones come in.
        """
        signs = "".join(sign for sign in typed.upper() if sign in ALPHABET)
        with self.database.writing() as connection:
            if wrong_lately(connection, KIND, now, timedelta(minutes=1)) >= MOST_WRONG_A_MINUTE:
                raise ResumeCodeError("Many wrong codes were tried just now. Wait a minute, then try again.")
            learner_id = _owner(connection, signs)
            if learner_id is not None:
                _move_here(connection, token, learner_id, now)
                return learner_id
        with self.database.writing() as connection:
            note_wrong(connection, KIND, now)
        raise ResumeCodeError("This code is not known. Check it on your other device, or make a new one there.")

    def link(self, connection: Connection, token: str, learner_id: str, now: datetime) -> None:
        """Link a device to a learner, within the caller's transaction."""
        connection.execute(_link(token, learner_id, now))

    def forget_device(self, token: str) -> None:
        """Unlink this device; the learner's records stay for their other devices and codes."""
        with self.database.writing() as connection:
            connection.execute(delete(devices).where(devices.c.token_hash == token_hash(token)))

    def delete_learner(self, learner_id: str) -> None:
        """Remove the learner with everything kept about them, also from the database's log."""
        with self.database.writing() as connection:
            connection.execute(delete(learners).where(learners.c.id == learner_id))
        self.database.forget_traces()


def _learner_of(connection: Connection, token: str) -> str | None:
    return connection.execute(
        select(devices.c.learner_id).where(devices.c.token_hash == token_hash(token))
    ).scalar_one_or_none()


def _link(token: str, learner_id: str, now: datetime) -> Insert:
    return insert(devices).values(token_hash=token_hash(token), learner_id=learner_id, linked_at=now)


def _owner(connection: Connection, signs: str) -> str | None:
    found = connection.execute(
        select(resume_codes).where(resume_codes.c.selector == signs[:SELECTOR_LENGTH])
    ).one_or_none()
    # The same work for an unknown selector, so that the time taken tells nothing.
    salt, expected = (found.salt, found.secret_hash) if found else (b"\0" * 16, b"\0" * 32)
    fits = hmac.compare_digest(_slow_hash(signs[SELECTOR_LENGTH:], salt), expected)
    return str(found.learner_id) if found and fits else None


def _move_here(connection: Connection, token: str, learner_id: str, now: datetime) -> None:
    before = _learner_of(connection, token)
    if before == learner_id:
        return
    if before is None:
        connection.execute(_link(token, learner_id, now))
        return
    connection.execute(update(sittings).where(sittings.c.learner_id == before).values(learner_id=learner_id))
    in_rooms = select(room_people.c.room_id).where(room_people.c.learner_id == learner_id)
    moving = room_people.c.learner_id == before, room_people.c.room_id.not_in(in_rooms)
    connection.execute(update(room_people).where(*moving).values(learner_id=learner_id))
    connection.execute(update(rooms).where(rooms.c.host_id == before).values(host_id=learner_id))
    connection.execute(update(devices).where(devices.c.learner_id == before).values(learner_id=learner_id))
    # Somebody who joined one class on both devices has votes there as two people: the other stays until the class goes.
    votes_elsewhere = select(room_people.c.id).where(room_people.c.learner_id == before).exists()
    connection.execute(delete(learners).where(learners.c.id == before, ~votes_elsewhere))


def _slow_hash(secret: str, salt: bytes) -> bytes:
    return hashlib.scrypt(secret.encode(), salt=salt, n=2**14, r=8, p=1, dklen=32)
