"""Questions as a QTI 3.0 package: a zip with a manifest, a test with a section for each topic, and the items."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from xml.etree import ElementTree as ET

from scoring.interchange.losses import Exported, Loss
from scoring.interchange.markup import child, document
from scoring.interchange.qti_item import ITEMS, item, namespaced
from scoring.interchange.question import LICENCE, UNREVIEWED, Kind, Question, by_topic

MANIFEST = "imsmanifest.xml"
TEST = "assessment.xml"
PACKAGING = "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1"
PACKAGING_SCHEMA = "https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqtiv3p0_imscpv1p2_v1p0.xsd"
LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""Every file's date, so that the same cards give the same bytes."""


def to_qti(questions: Sequence[Question]) -> Exported:
    """The package, and what QTI cannot hold."""
    files = {MANIFEST: _manifest(questions), TEST: _test(questions)}
    files |= {href(question): document(item(question)) for question in questions}
    return Exported(_zipped(files), tuple(loss for question in questions for loss in _lost(question)))


def href(question: Question) -> str:
    """Where a question's item lies in the package."""
    return f"{ITEMS}/{question.id}.xml"


def _manifest(questions: Sequence[Question]) -> bytes:
    root = ET.Element("manifest", namespaced(PACKAGING, PACKAGING_SCHEMA) | {"identifier": "boundary-practice"})
    root.append(ET.Comment(f" Boundary Practice. {LICENCE}. {UNREVIEWED} "))
    metadata = child(root, "metadata")
    child(metadata, "schema", "QTI Package")
    child(metadata, "schemaversion", "3.0.0")
    child(root, "organizations")
    resources = child(root, "resources")
    test = _resource(resources, "test", "imsqti_test_xmlv3p0", TEST)
    for question in questions:
        child(test, "dependency", attributes={"identifierref": question.id})
        _resource(resources, question.id, "imsqti_item_xmlv3p0", href(question))
    return document(root)


def _resource(resources: ET.Element, identifier: str, kind: str, path: str) -> ET.Element:
    made = child(resources, "resource", attributes={"identifier": identifier, "type": kind, "href": path})
    child(made, "file", attributes={"href": path})
    return made


def _test(questions: Sequence[Question]) -> bytes:
    root = ET.Element("qti-assessment-test", namespaced() | {"identifier": "test", "title": "Boundary Practice"})
    for outcome in ("SCORE", "MAXSCORE"):
        attributes = {"identifier": outcome, "cardinality": "single", "base-type": "float"}
        child(root, "qti-outcome-declaration", attributes=attributes)
    modes = {"navigation-mode": "linear", "submission-mode": "individual"}
    part = child(root, "qti-test-part", attributes={"identifier": "part", **modes})
    child(part, "qti-item-session-control", attributes={"max-attempts": "1", "show-feedback": "true"})
    for topic, inside in by_topic(questions).items():
        titled = {"identifier": f"topic_{topic}", "title": topic.replace("-", " ").capitalize(), "visible": "true"}
        section = child(part, "qti-assessment-section", attributes=titled)
        for question in inside:
            reference = {"identifier": question.id, "href": href(question), "category": topic}
            child(section, "qti-assessment-item-ref", attributes=reference)
    _add_up(child(root, "qti-outcome-processing"))
    return document(root)


def _add_up(processing: ET.Element) -> None:
    """Have the test's outcomes be the sums over its items."""
    for outcome in ("SCORE", "MAXSCORE"):
        total = child(
            child(processing, "qti-set-outcome-value", attributes={"identifier": outcome}),
            "qti-sum",
        )
        child(total, "qti-test-variables", attributes={"variable-identifier": outcome, "base-type": "float"})


def _zipped(files: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for path, data in files.items():
            entry = zipfile.ZipInfo(path, LONG_AGO)
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _lost(question: Question) -> Iterator[Loss]:
    full = sum(option.credit == 1 for option in question.options)
    if question.kind is Kind.SINGLE and full > 1:
        told = "the correct response names one answer only; the others earn full marks all the same"
        yield Loss(question.card, question.part.value, told)
