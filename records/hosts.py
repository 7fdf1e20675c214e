"""Who may open a class: whoever knows the instructor's passphrase, by a cookie of their own."""

from __future__ import annotations

import hmac
import logging
import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select

from records.database import Database
from records.errors import PassphraseError
from records.identity import Identity, token_hash
from records.room_tables import host_tickets, hosts
from records.wrong_codes import note_wrong, wrong_lately

HOST_COOKIE = "boundary_host"
"""The name under which a host's browser keeps its token; apart from the device cookie of one who practises."""
SETTING = "BOUNDARY_INSTRUCTOR_PASSPHRASE"
TICKET_LASTS = timedelta(minutes=1)
ADMITTED_FOR = timedelta(days=90)
MOST_WRONG, SPAN = 60, timedelta(hours=1)
KIND = "host"

log = logging.getLogger("boundary")


def passphrase(given: str | None) -> str:
    """The instructor's passphrase: the one `given` in the settings, or one made now and printed in the log."""
    if given and given.strip():
        return given.strip()
    made = secrets.token_urlsafe(12)
    log.warning("No %s is set. The passphrase to open a class, until this server stops: %s", SETTING, made)
    return made


class Hosts:
    """Admitting hosts and knowing them again."""

    def __init__(self, database: Database, identity: Identity, secret: str) -> None:
        self.database = database
        self.identity = identity
        self._secret = secret

    def host(self, token: str | None, now: datetime) -> str | None:
        """The host whose browser holds this token; None for anybody else, and after ninety days."""
        learner_id = self.identity.learner(token) if token else None
        if learner_id is None:
            return None
        with self.database.reading() as connection:
            since = connection.execute(
                select(hosts.c.admitted_at).where(hosts.c.learner_id == learner_id)
            ).scalar_one_or_none()
        return learner_id if since and now - since < ADMITTED_FOR else None

    def admit(self, typed: str, now: datetime) -> str:
        """A ticket for `enter`, good for a minute and once. Raises `PassphraseError` for a wrong passphrase.

        After sixty wrong ones in an hour every one is refused, so that nobody can try many.
        """
        with self.database.writing() as connection:
            if wrong_lately(connection, KIND, now, SPAN) >= MOST_WRONG:
                raise PassphraseError("Many wrong passphrases were tried. Wait an hour, then try again.")
        if not hmac.compare_digest(token_hash(typed.strip()), token_hash(self._secret)):
            with self.database.writing() as connection:
                note_wrong(connection, KIND, now)
            raise PassphraseError("That is not the passphrase. Whoever runs this server has it.")
        learner_id, ticket = self.identity.welcome(secrets.token_urlsafe(32), now), secrets.token_urlsafe(32)
        with self.database.writing() as connection:
            connection.execute(insert(hosts).values(learner_id=learner_id, admitted_at=now))
            connection.execute(delete(host_tickets).where(host_tickets.c.made_at < now - TICKET_LASTS))
            connection.execute(
                insert(host_tickets).values(ticket_hash=token_hash(ticket), learner_id=learner_id, made_at=now)
            )
        return ticket

    def enter(self, ticket: str, now: datetime) -> str | None:
        """The token for the browser that brings a ticket; None for a ticket that is unknown, used or too old."""
        with self.database.writing() as connection:
            row = connection.execute(
                select(host_tickets).where(host_tickets.c.ticket_hash == token_hash(ticket))
            ).one_or_none()
            connection.execute(delete(host_tickets).where(host_tickets.c.ticket_hash == token_hash(ticket)))
            if row is None or now - row.made_at > TICKET_LASTS:
                return None
            token = secrets.token_urlsafe(32)
            self.identity.link(connection, token, row.learner_id, now)
        return token
