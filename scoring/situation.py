"""The facts of a case in a form that can be compared, filtered and held against a bright line."""

from __future__ import annotations

from enum import Enum
from typing import Annotated, Self

from pydantic import BeforeValidator, model_validator

from scoring.fields import Frozen, Months, one_of, refuse


class Relation(Enum):
    """The tie beyond therapy that the act would make or touch."""

    ROMANTIC_OR_SEXUAL = "romantic or sexual"
    FORMER_PARTNER = "treating a former partner"
    FRIENDSHIP = "friendship"
    SOCIAL_MEDIA = "personal social-media link"
    SEARCHING = "searching online"
    MESSAGING = "messaging"
    GIFT = "gift"
    BARTER = "barter"
    BUSINESS = "business"
    EMPLOYMENT = "employment"
    TREATING_SOMEONE_KNOWN = "treating someone known"
    EVENT = "event"
    CHANCE_MEETING = "chance meeting"
    SHARED_COMMUNITY = "shared community"
    TOUCH = "touch"
    SELF_DISCLOSURE = "self-disclosure"


class ClientTie(Enum):
    """Who the other person is to the therapist's practice."""

    PROSPECTIVE = "prospective"
    CURRENT = "current"
    FORMER = "former"
    RELATIVE_OF_CURRENT = "relative or partner of a current client"
    RELATIVE_OF_FORMER = "relative or partner of a former client"
    ASSOCIATE_OF_CURRENT = "associate of a current client"
    ASSOCIATE_OF_FORMER = "associate of a former client"
    SUPERVISEE = "supervisee"
    STUDENT = "student"

    @property
    def has_ended(self) -> bool:
        """Whether the therapy in question is over, so that the months since its end matter."""
        return self in (ClientTie.FORMER, ClientTie.RELATIVE_OF_FORMER, ClientTie.ASSOCIATE_OF_FORMER)


RelationWord = Annotated[Relation, BeforeValidator(one_of(Relation))]
ClientWord = Annotated[ClientTie, BeforeValidator(one_of(ClientTie))]


class Situation(Frozen):
    """Who, what tie, and how long ago."""

    relation: RelationWord
    """The tie beyond therapy."""
    client: ClientWord
    """Who the other person is."""
    months_since_end: Months | None = None
    """Whole months since therapy ended; for former clients and those close to them, and only there."""

    @model_validator(mode="after")
    def _months_fit_the_client(self) -> Self:
        if self.client.has_ended and self.months_since_end is None:
            raise refuse("E304", f"months_since_end is missing; a client who is '{self.client.value}' needs it")
        if not self.client.has_ended and self.months_since_end is not None:
            raise refuse("E304", f"months_since_end does not fit a client who is '{self.client.value}'; take it out")
        return self


class Change(Frozen):
    """The fields of `situation` that a twist changes."""

    relation: RelationWord | None = None
    """The tie after the change."""
    client: ClientWord | None = None
    """Who the other person is after the change."""
    months_since_end: Months | None = None
    """Months since the end after the change."""

    def made_to(self, situation: Situation) -> Situation:
        """`situation` with the change made; the months go when the client is no longer a former one."""
        fields = situation.model_dump() | self.model_dump(exclude_none=True)
        if not ClientTie(fields["client"]).has_ended:
            fields["months_since_end"] = None
        return Situation(**fields)
