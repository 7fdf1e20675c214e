"""One question as a QTI 3.0 item: a choice with a mapping for its marks and feedback for each option."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from scoring.interchange.markup import child, line, paragraphs
from scoring.interchange.question import Kind, Question

ITEMS = "items"
ASSESSMENT = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"
ASSESSMENT_SCHEMA = "https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqti_asiv3p0_v1p0.xsd"
INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
TOLD = "told"


def namespaced(namespace: str = ASSESSMENT, schema: str = ASSESSMENT_SCHEMA) -> dict[str, str]:
    """The attributes of a root element that put a document into its namespace."""
    return {"xmlns": namespace, "xmlns:xsi": INSTANCE, "xsi:schemaLocation": f"{namespace} {schema}"}


def item(question: Question) -> ET.Element:
    """The item of `question`. Its SCORE is in marks, from 0 to `question.marks`."""
    named = {"identifier": question.id, "title": line(question.title), "xml:lang": "en"}
    root = ET.Element("qti-assessment-item", namespaced() | named | {"adaptive": "false", "time-dependent": "false"})
    _response(root, question)
    _outcomes(root, question)
    _body(root, question)
    _processing(root)
    for option in question.options:
        _feedback(root, "FEEDBACK", option.id, option.feedback)
    _feedback(root, "GENERAL", TOLD, question.feedback)
    return root


def _cardinality(question: Question) -> str:
    return "single" if question.kind is Kind.SINGLE else "multiple"


def _response(root: ET.Element, question: Question) -> None:
    """The key, and the marks of every option; the sum of several stays between 0 and the question's marks."""
    declared = {"identifier": "RESPONSE", "cardinality": _cardinality(question), "base-type": "identifier"}
    declaration = child(root, "qti-response-declaration", attributes=declared)
    key = [option.id for option in question.options if option.is_key]
    correct = child(declaration, "qti-correct-response")
    for name in key[:1] if question.kind is Kind.SINGLE else key:
        child(correct, "qti-value", name)
    bounds = {"lower-bound": "0", "upper-bound": _number(question.marks), "default-value": "0"}
    mapping = child(declaration, "qti-mapping", attributes=bounds)
    for option in question.options:
        entry = {"map-key": option.id, "mapped-value": _number(option.credit * question.marks)}
        child(mapping, "qti-map-entry", attributes=entry)


def _outcomes(root: ET.Element, question: Question) -> None:
    for name, value in (("SCORE", 0.0), ("MAXSCORE", question.marks)):
        declared = {"identifier": name, "cardinality": "single", "base-type": "float"}
        declaration = child(root, "qti-outcome-declaration", attributes=declared)
        child(child(declaration, "qti-default-value"), "qti-value", _number(value))
    for name, cardinality in (("FEEDBACK", _cardinality(question)), ("GENERAL", "single")):
        declared = {"identifier": name, "cardinality": cardinality, "base-type": "identifier"}
        child(root, "qti-outcome-declaration", attributes=declared)


def _body(root: ET.Element, question: Question) -> None:
    *story, ask = paragraphs(question.text)
    body = child(root, "qti-item-body")
    for told in story:
        child(body, "p", told)
    settings = {
        "response-identifier": "RESPONSE",
        "max-choices": "1" if question.kind is Kind.SINGLE else "0",
        "shuffle": "false" if question.in_order else "true",
    }
    interaction = child(body, "qti-choice-interaction", attributes=settings)
    child(interaction, "qti-prompt", ask)
    for option in question.options:
        child(interaction, "qti-simple-choice", line(option.text), {"identifier": option.id})


def _processing(root: ET.Element) -> None:
    """SCORE by the mapping and the feedback by what was chosen; nothing chosen earns nothing."""
    processing = child(root, "qti-response-processing")
    condition = child(processing, "qti-response-condition")
    answered = child(condition, "qti-response-if")
    given = child(child(answered, "qti-not"), "qti-is-null")
    child(given, "qti-variable", attributes={"identifier": "RESPONSE"})
    child(_set(answered, "SCORE"), "qti-map-response", attributes={"identifier": "RESPONSE"})
    child(_set(answered, "FEEDBACK"), "qti-variable", attributes={"identifier": "RESPONSE"})
    child(_set(processing, "GENERAL"), "qti-base-value", TOLD, {"base-type": "identifier"})


def _set(parent: ET.Element, outcome: str) -> ET.Element:
    return child(parent, "qti-set-outcome-value", attributes={"identifier": outcome})


def _feedback(root: ET.Element, outcome: str, identifier: str, text: str) -> None:
    shown = {"outcome-identifier": outcome, "identifier": identifier, "show-hide": "show"}
    body = child(child(root, "qti-modal-feedback", attributes=shown), "qti-content-body")
    for told in paragraphs(text):
        child(body, "p", told)


def _number(value: float) -> str:
    """`value` with at most six decimals, none of them idle."""
    return f"{value:.6f}".rstrip("0").rstrip(".")
