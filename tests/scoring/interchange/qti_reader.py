"""A strict reader of QTI 3.0 packages that can also answer an item, after 1EdTech's model of an item."""

from __future__ import annotations

import io
import posixpath
import zipfile
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from tests.scoring.interchange.qti_rules import ASSESSMENT, PACKAGING, keep_to_the_rules
from tests.scoring.interchange.told import Answer, Told, parsed, text_of

Q = {"q": ASSESSMENT[1:-1], "m": PACKAGING[1:-1]}


@dataclass(frozen=True)
class Package:
    """The items in the order of the test, with what was read of each."""

    test: ET.Element
    items: list[ET.Element]
    questions: list[Told]


def read_qti(data: bytes) -> Package:
    """A package that keeps to the rules: whole, closed, and every reference answered."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        files = {name: archive.read(name) for name in archive.namelist()}
        assert len(files) == len(archive.namelist())
    manifest = parsed(files.pop("imsmanifest.xml"))
    keep_to_the_rules(manifest, PACKAGING)
    resources = manifest.findall("m:resources/m:resource", Q)
    hrefs = {resource.get("identifier", ""): resource.get("href", "") for resource in resources}
    assert len(hrefs) == len(resources)
    assert sorted(hrefs.values()) == sorted(files)
    assert all([file.get("href") for file in one.findall("m:file", Q)] == [one.get("href")] for one in resources)
    documents = {name: parsed(text) for name, text in files.items()}
    for document in documents.values():
        keep_to_the_rules(document, ASSESSMENT)
    return _package(resources, hrefs, documents)


def _package(resources: list[ET.Element], hrefs: dict[str, str], documents: dict[str, ET.Element]) -> Package:
    kinds = {one.get("type"): one for one in resources}
    assert kinds.keys() <= {"imsqti_test_xmlv3p0", "imsqti_item_xmlv3p0"}
    listed = kinds["imsqti_test_xmlv3p0"]
    path = listed.get("href", "")
    references = documents[path].findall(".//q:qti-assessment-item-ref", Q)
    needed = [one.get("identifierref", "") for one in listed.findall("m:dependency", Q)]
    assert sorted(needed) == sorted(hrefs.keys() - {listed.get("identifier")})
    assert sorted(reference.get("identifier", "") for reference in references) == sorted(needed)
    items, questions = [], []
    for reference in references:
        href = posixpath.join(posixpath.dirname(path), reference.get("href", ""))
        assert hrefs[reference.get("identifier", "")] == href
        assert documents[href].get("identifier") == reference.get("identifier")
        items.append(documents[href])
        questions.append(_question(documents[href], reference.get("category", "")))
    return Package(documents[path], items, questions)


def _question(item: ET.Element, topic: str) -> Told:
    [response] = item.findall("q:qti-response-declaration", Q)
    [interaction] = item.findall("q:qti-item-body/q:qti-choice-interaction", Q)
    single = response.get("cardinality") == "single"
    assert interaction.get("response-identifier") == response.get("identifier")
    assert interaction.get("max-choices") == ("1" if single else "0")
    choices = {one.get("identifier", ""): text_of(one) for one in interaction.findall("q:qti-simple-choice", Q)}
    correct = [text_of(value) for value in response.findall("q:qti-correct-response/q:qti-value", Q)]
    assert set(correct) <= choices.keys()
    assert len(correct) == 1 or not single
    shares = {name: 100 * share / max_score(item) for name, share in _mapping(response).items()}
    assert shares.keys() == choices.keys()
    feedback = {one.get("identifier", ""): one for one in item.findall("q:qti-modal-feedback", Q)}
    assert len(feedback) == len(item.findall("q:qti-modal-feedback", Q))
    told = [text_of(one) for one in item.findall("q:qti-item-body/q:p", Q)]
    return Told(
        id=item.get("identifier", ""),
        topic=topic,
        title=item.get("title", ""),
        text="\n\n".join([*told, text_of(interaction.find("q:qti-prompt", Q))]),  # type: ignore[arg-type]
        single=single,
        answers=tuple(
            Answer(text, round(shares[name], 3), _paragraphs(feedback.pop(name))) for name, text in choices.items()
        ),
        feedback=_paragraphs(feedback.popitem()[1]),
    )


def _paragraphs(feedback: ET.Element) -> str:
    return "\n\n".join(text_of(one) for one in feedback.findall("q:qti-content-body/q:p", Q))


def _mapping(response: ET.Element) -> dict[str, float]:
    entries = response.findall("q:qti-mapping/q:qti-map-entry", Q)
    return {entry.get("map-key", ""): float(entry.get("mapped-value", "")) for entry in entries}


def max_score(item: ET.Element) -> float:
    """The most an item says it can earn."""
    [value] = item.findall("q:qti-outcome-declaration[@identifier='MAXSCORE']/q:qti-default-value/q:qti-value", Q)
    return float(text_of(value))


def answered(item: ET.Element, chosen: set[str]) -> tuple[float, list[str]]:
    """SCORE after response processing, and the identifiers of the feedback that is shown."""
    [response] = item.findall("q:qti-response-declaration", Q)
    outcomes: dict[str, object] = {"SCORE": 0.0}
    [processing] = item.findall("q:qti-response-processing", Q)
    for rule in processing:
        rules = [rule]
        if rule.tag.endswith("qti-response-condition"):
            [(condition, *inside)] = [list(branch) for branch in rule]
            rules = inside if _value(condition, response, chosen) else []
        for one in rules:
            [expression] = one
            outcomes[one.get("identifier", "")] = _value(expression, response, chosen)
    shown = [
        one.get("identifier", "")
        for one in item.findall("q:qti-modal-feedback", Q)
        if (one.get("identifier") in _container(outcomes.get(one.get("outcome-identifier", ""))))
        == (one.get("show-hide") == "show")
    ]
    score = outcomes["SCORE"]
    assert isinstance(score, float)
    return score, shown


def _container(value: object) -> set[object]:
    return value if isinstance(value, set) else {value}


def _value(expression: ET.Element, response: ET.Element, chosen: set[str]) -> object:
    match expression.tag.removeprefix(ASSESSMENT):
        case "qti-not":
            return not _value(expression[0], response, chosen)
        case "qti-is-null":
            return not _value(expression[0], response, chosen)
        case "qti-variable":
            return chosen
        case "qti-base-value":
            return text_of(expression)
        case "qti-map-response":
            [mapping] = response.findall("q:qti-mapping", Q)
            total = sum(_mapping(response)[name] for name in chosen)
            return min(max(total, float(mapping.get("lower-bound", ""))), float(mapping.get("upper-bound", "")))
    raise AssertionError(expression.tag)
