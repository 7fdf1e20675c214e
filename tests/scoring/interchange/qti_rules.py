"""What the QTI 3.0 schema asks of the elements we write: attributes, and which children in which order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree import ElementTree as ET

ASSESSMENT = "{http://www.imsglobal.org/xsd/imsqtiasi_v3p0}"
PACKAGING = "{http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1}"
LOCATION = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.\-]*")
TEXT = "text"


@dataclass(frozen=True)
class Rule:
    """`children` is a pattern over the names of the children, each followed by a space; or `TEXT`."""

    children: str
    required: frozenset[str] = frozenset()
    optional: frozenset[str] = frozenset()


def rule(children: str = "", required: str = "", optional: str = "") -> Rule:
    return Rule(children, frozenset(required.split()), frozenset(optional.split()))


EXPRESSION = "(qti-variable |qti-map-response |qti-base-value |qti-sum |qti-not |qti-is-null |qti-test-variables )"
RULES: dict[str, Rule] = {
    "qti-assessment-item": rule(
        "(qti-response-declaration )*(qti-outcome-declaration )*(qti-item-body )?(qti-response-processing )?"
        "(qti-modal-feedback )*",
        "identifier title time-dependent",
        f"adaptive {LANGUAGE} {LOCATION}",
    ),
    "qti-response-declaration": rule("(qti-correct-response )?(qti-mapping )?", "identifier cardinality base-type"),
    "qti-outcome-declaration": rule("(qti-default-value )?", "identifier cardinality base-type"),
    "qti-correct-response": rule("(qti-value )+"),
    "qti-default-value": rule("(qti-value )+"),
    "qti-value": rule(TEXT),
    "qti-mapping": rule("(qti-map-entry )+", optional="lower-bound upper-bound default-value"),
    "qti-map-entry": rule("", "map-key mapped-value"),
    "qti-item-body": rule("(p )*(qti-choice-interaction )+"),
    "p": rule(TEXT),
    "qti-choice-interaction": rule("(qti-prompt )?(qti-simple-choice )+", "response-identifier", "max-choices shuffle"),
    "qti-prompt": rule(TEXT),
    "qti-simple-choice": rule(TEXT, "identifier"),
    "qti-response-processing": rule("(qti-response-condition |qti-set-outcome-value )*"),
    "qti-response-condition": rule("(qti-response-if )(qti-response-else-if )*(qti-response-else )?"),
    "qti-response-if": rule(f"{EXPRESSION}(qti-set-outcome-value )*"),
    "qti-set-outcome-value": rule(EXPRESSION, "identifier"),
    "qti-not": rule(EXPRESSION),
    "qti-is-null": rule(EXPRESSION),
    "qti-sum": rule(f"{EXPRESSION}+"),
    "qti-variable": rule("", "identifier"),
    "qti-map-response": rule("", "identifier"),
    "qti-base-value": rule(TEXT, "base-type"),
    "qti-test-variables": rule("", "variable-identifier", "base-type"),
    "qti-modal-feedback": rule("(qti-content-body )", "outcome-identifier identifier show-hide"),
    "qti-content-body": rule("(p )+"),
    "qti-assessment-test": rule(
        "(qti-outcome-declaration )*(qti-test-part )+(qti-outcome-processing )?", "identifier title", LOCATION
    ),
    "qti-test-part": rule(
        "(qti-item-session-control )?(qti-assessment-section )+", "identifier navigation-mode submission-mode"
    ),
    "qti-item-session-control": rule("", optional="max-attempts show-feedback"),
    "qti-assessment-section": rule("(qti-assessment-item-ref )*", "identifier title visible"),
    "qti-assessment-item-ref": rule("", "identifier href", "category"),
    "qti-outcome-processing": rule("(qti-set-outcome-value )*"),
    "manifest": rule("(metadata )(organizations )(resources )", "identifier", LOCATION),
    "metadata": rule("(schema )(schemaversion )"),
    "schema": rule(TEXT),
    "schemaversion": rule(TEXT),
    "organizations": rule(),
    "resources": rule("(resource )*"),
    "resource": rule("(file )+(dependency )*", "identifier type href"),
    "file": rule("", "href"),
    "dependency": rule("", "identifierref"),
}
WORDS: dict[str, set[str]] = {
    "cardinality": {"single", "multiple"},
    "base-type": {"identifier", "float"},
    "show-hide": {"show", "hide"},
    "shuffle": {"true", "false"},
    "adaptive": {"true", "false"},
    "time-dependent": {"true", "false"},
    "visible": {"true", "false"},
    "show-feedback": {"true", "false"},
    "navigation-mode": {"linear", "nonlinear"},
    "submission-mode": {"individual", "simultaneous"},
}


def keep_to_the_rules(root: ET.Element, namespace: str) -> None:
    """Refuse an element or attribute outside the rules, a word not on a list, and an identifier that is no name."""
    for element in root.iter():
        assert element.tag.startswith(namespace), element.tag
        name = element.tag.removeprefix(namespace)
        asked = RULES[name]
        assert asked.required <= set(element.keys()) <= asked.required | asked.optional, (name, element.attrib)
        _children(element, namespace, name, asked)
        for attribute, value in element.items():
            assert value in WORDS.get(attribute, {value}), (name, attribute, value)
            if attribute.endswith(("identifier", "identifierref", "map-key")):
                assert NAME.fullmatch(value), (name, attribute, value)


def _children(element: ET.Element, namespace: str, name: str, asked: Rule) -> None:
    around = [element.text or "", *(child.tail or "" for child in element)]
    if asked.children == TEXT:
        assert len(element) == 0, name
        return
    assert not "".join(around).strip(), f"text between the children of {name}"
    listed = "".join(f"{child.tag.removeprefix(namespace)} " for child in element)
    assert re.fullmatch(asked.children, listed), (name, listed)
