"""The structure of xAPI 1.0.3 statements as JSON Schema, as strict as the specification for what we send.

Written from the specification's own tables (Part Two, sections 2.2 to 2.4): which properties there are, of which type,
and which must not stand together. Nothing that is not listed may be there.
"""

from __future__ import annotations

from typing import Any

UUID = "^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"
MOMENT = "^[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z$"
ADDRESS = '^https?://[^\\s<>"{}|\\\\^`]+$'


def _strict(needed: list[str], **properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": needed, "properties": properties, "additionalProperties": False}


IRI = {"type": "string", "pattern": ADDRESS}
TEXTS = {
    "type": "object",
    "minProperties": 1,
    "propertyNames": {"pattern": "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"},
    "additionalProperties": {"type": "string"},
}
EXTENSIONS = {"type": "object", "propertyNames": IRI, "additionalProperties": {"not": {"type": "null"}}}
ACTOR = _strict(
    ["objectType", "account"],
    objectType={"const": "Agent"},
    account=_strict(["homePage", "name"], homePage=IRI, name={"type": "string", "minLength": 1}),
)
CHOICE = {"type": "string", "pattern": "^[a-z-]+$"}
INTERACTION = _strict(
    ["type", "name", "interactionType", "choices", "correctResponsesPattern"],
    type={"const": "http://adlnet.gov/expapi/activities/cmi.interaction"},
    name=TEXTS,
    interactionType={"const": "choice"},
    choices={
        "type": "array",
        "minItems": 4,
        "maxItems": 4,
        "uniqueItems": True,
        "items": _strict(["id", "description"], id=CHOICE, description=TEXTS),
    },
    correctResponsesPattern={"type": "array", "minItems": 1, "maxItems": 4, "uniqueItems": True, "items": CHOICE},
)
ASSESSMENT = _strict(["type", "name"], type={"const": "http://adlnet.gov/expapi/activities/assessment"}, name=TEXTS)


def _activity(definition: dict[str, Any]) -> dict[str, Any]:
    return _strict(["objectType", "id", "definition"], objectType={"const": "Activity"}, id=IRI, definition=definition)


NAMED_ONLY = _strict(["objectType", "id"], objectType={"const": "Activity"}, id=IRI)
SCORE = _strict(
    ["scaled", "raw", "min", "max"],
    scaled={"type": "number", "minimum": 0, "maximum": 1},
    raw={"type": "number"},
    min={"type": "number"},
    max={"type": "number"},
)
CONTEXT = _strict(
    ["registration", "platform", "contextActivities", "extensions"],
    registration={"type": "string", "pattern": UUID},
    platform={"type": "string"},
    contextActivities=_strict(
        ["parent", "grouping"],
        parent={"type": "array", "minItems": 1, "items": NAMED_ONLY},
        grouping={"type": "array", "minItems": 1, "items": _activity(ASSESSMENT)},
    ),
    extensions=EXTENSIONS,
)


def _verb(name: str) -> dict[str, Any]:
    return _strict(["id", "display"], id={"const": f"http://adlnet.gov/expapi/verbs/{name}"}, display=TEXTS)


def _statement(verb: str, definition: dict[str, Any], result: dict[str, Any]) -> dict[str, Any]:
    return _strict(
        ["id", "actor", "verb", "object", "result", "context", "timestamp"],
        id={"type": "string", "pattern": UUID},
        actor=ACTOR,
        verb=_verb(verb),
        object=_activity(definition),
        result=result,
        context=CONTEXT,
        timestamp={"type": "string", "pattern": MOMENT},
    )


ANSWERED = _statement(
    "answered",
    INTERACTION,
    _strict(
        ["score", "success", "completion", "extensions"],
        score=SCORE,
        success={"type": "boolean"},
        completion={"type": "boolean"},
        response=CHOICE,
        extensions=EXTENSIONS,
    ),
)
COMPLETED = _statement(
    "completed",
    ASSESSMENT,
    _strict(["score", "completion", "extensions"], score=SCORE, completion={"type": "boolean"}, extensions=EXTENSIONS),
)
STATEMENTS: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "array",
    "items": {"oneOf": [ANSWERED, COMPLETED]},
}
