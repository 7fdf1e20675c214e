"""A score sheet, a certificate and a class handout as PDF, set in fonts that hold the names people really have.

What scripts are covered, and what happens to a sign that no font holds, stands in `records.exports.pdf.fonts`.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from records.score_sheet import VERSION, ScoreSheet

if TYPE_CHECKING:
    from records.exports.pdf.handout import Handout
    from records.exports.pdf.press import Imprint


def to_pdf(sheet: ScoreSheet, *, with_names: bool = True) -> bytes:
    """One A4 page for everybody of the sheet, in its order; for several codes one for each.

    A practice sheet gives the page of its trainee. Without names, pages are told apart by the trainee's random id.
    """
    from records.exports.pdf.press import printed  # noqa: PLC0415 - fpdf2 and fonts are read for a PDF only
    from records.exports.pdf.trainee import trainee_pages  # noqa: PLC0415

    pages = list(trainee_pages(sheet, with_names=with_names))
    return printed(pages, _imprint(sheet, "Score sheet" if len(pages) == 1 else "Score sheets of a class"))


def certificate_to_pdf(sheet: ScoreSheet, name: str | None = None) -> bytes:
    """A certificate for everybody of the sheet who answered a card; `name` stands in for what the sheet calls them.

    It counts answered cards and claims nothing else. Without any name there is a line to write it on. Raises
    `NothingToCertifyError` (a `RecordsError`) where nobody has answered.
    """
    from records.exports.pdf.certificate import certificate_pages  # noqa: PLC0415
    from records.exports.pdf.press import printed  # noqa: PLC0415

    return printed(certificate_pages(sheet, name), _imprint(sheet, "Certificate of completion"))


def handout_to_pdf(handout: Handout, made_at: datetime, *, with_key: bool) -> bytes:
    """Worksheets of chosen cards, each on a page of its own; `with_key` puts the facilitator's key behind each.

    Without it no word of the key is in the file. Raises `NotKeyedError` (a `RecordsError`) for a card without a key
    under the code of the handout, and without any card.
    """
    from records.exports.pdf.handout import handout_pages  # noqa: PLC0415
    from records.exports.pdf.press import Imprint, printed  # noqa: PLC0415
    from records.exports.pdf.words import PRODUCT, day  # noqa: PLC0415

    kind = "Cards with key" if with_key else "Cards"
    foot = f"{PRODUCT} · {handout.code.short} · {day(made_at, made_at.tzinfo)} · CC BY 4.0"
    return printed(handout_pages(handout, with_key=with_key), Imprint(f"{kind} – {PRODUCT}", foot, made_at, VERSION))


def _imprint(sheet: ScoreSheet, kind: str) -> Imprint:
    from records.exports.pdf.press import Imprint  # noqa: PLC0415
    from records.exports.pdf.words import PRODUCT, made  # noqa: PLC0415

    about = sheet.about
    return Imprint(f"{kind} – {PRODUCT}", made(about), about.made_at, about.app_version)
