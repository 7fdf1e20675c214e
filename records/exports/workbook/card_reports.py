"""What a class report says of its cards, as columns. What needs more people than there were is empty."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from records.class_report import CardReport, Transition
from records.exports.columns import Column, Look, Mark, Told, Value
from records.item_analysis import Correlation, Facility
from scoring.in_words import BETWEEN
from scoring.verdict import SCALE


def who_voted_columns(cards: Sequence[CardReport]) -> Sequence[Column]:
    """What the code accepts, how many voted, and how far they agreed."""
    return [told.column(cards) for told in _VOTED]


def item_columns(cards: Sequence[CardReport]) -> Sequence[Column]:
    """How hard the card was, how it tells people apart, and what is worth a look."""
    return [told.column(cards) for told in _ITEM]


def talk_columns(cards: Sequence[CardReport]) -> Sequence[Column]:
    """What talking changed, from the first vote to the last."""
    return [told.column(cards) for told in _TALK]


def vote_columns(cards: Sequence[CardReport], number: int) -> Sequence[Column]:
    """The votes of round `number`, a column for each verdict."""
    return [
        Column(
            f"round_{number}_{verdict.value.replace(' ', '_')}",
            f"Votes for {verdict.value} in round {number}; told from five votes on.",
            [card.votes[number][verdict.level] if number in card.votes else None for card in cards],
        )
        for verdict in SCALE
    ]


def _facility(of: Callable[[Facility], Value]) -> Callable[[CardReport], Value]:
    return lambda card: of(card.item.facility) if card.item.facility else None


def _rest(of: Callable[[Correlation], Value]) -> Callable[[CardReport], Value]:
    return lambda card: of(card.item.item_rest_correlation) if card.item.item_rest_correlation else None


def _talk(of: Callable[[Transition], Value]) -> Callable[[CardReport], Value]:
    return lambda card: of(card.transition) if card.transition else None


def _share(percentage: float | None) -> float | None:
    return None if percentage is None else percentage / 100


_VOTED: Sequence[Told[CardReport]] = (
    Told(
        "accepted",
        "Verdicts that the code accepts, the key first.",
        lambda card: BETWEEN.join(verdict.value for verdict in card.accepted),
        Look.TEXT,
    ),
    Told("voted", "People with a first vote.", lambda card: card.n),
    Told("not_voted", "People of the class without one.", lambda card: card.not_voted),
    Told("omitted", "First votes without a verdict.", lambda card: card.omitted),
    Told("majority_share", "Share of the verdict with most first votes.", lambda card: card.majority_share, Look.SHARE),
    Told(
        "split",
        "yes when the two verdicts with most first votes lie apart, each with a quarter or more.",
        lambda card: "yes" if card.split else "no",
        Look.TEXT,
    ),
)
_ITEM: Sequence[Told[CardReport]] = (
    Told(
        "facility",
        "Mean share of the verdict marks, high is easy; told from ten people on.",
        _facility(lambda found: found.mean),
        Look.SHARE,
        Mark.BAR,
    ),
    Told("facility_low", "Low end of its 95 % interval.", _facility(lambda found: found.interval.low), Look.SHARE),
    Told("facility_high", "High end of its 95 % interval.", _facility(lambda found: found.interval.high), Look.SHARE),
    Told(
        "item_rest_r",
        "Correlation of the card with the other cards; told from twenty people on.",
        _rest(lambda found: found.r),
        Look.NUMBER,
    ),
    Told("item_rest_r_low", "Low end of its 95 % interval.", _rest(lambda found: found.interval.low), Look.NUMBER),
    Told("item_rest_r_high", "High end of its 95 % interval.", _rest(lambda found: found.interval.high), Look.NUMBER),
    Told(
        "discriminative_efficiency",
        "Covariance with the other cards as a share of the most there could be.",
        lambda card: _share(card.item.discriminative_efficiency),
        Look.SHARE,
    ),
    Told(
        "effective_weight",
        "Share of the spread of the sums that the card brings.",
        lambda card: _share(card.item.effective_weight),
        Look.SHARE,
    ),
    Told(
        "flags",
        "What is worth a second look at the card; told from thirty people on.",
        lambda card: BETWEEN.join(sorted(flag.value for flag in card.item.flags)),
        Look.TEXT,
        Mark.WORDS,
    ),
)
_TALK: Sequence[Told[CardReport]] = (
    Told("both_votes", "People with a first and a last vote; told from five on.", _talk(lambda found: found.n)),
    Told("toward", "Of these, who came nearer to the key.", _talk(lambda found: found.toward)),
    Told("away", "Of these, who went further off.", _talk(lambda found: found.away)),
    Told("unchanged", "Of these, who came no nearer and went no further.", _talk(lambda found: found.unchanged)),
    Told("wrong_then_right", "Of these, wrong at first and right at last.", _talk(lambda found: found.wrong_right)),
    Told("right_then_wrong", "Of these, right at first and wrong at last.", _talk(lambda found: found.right_wrong)),
    Told("gain", "Share of those wrong at first who were right at last.", _talk(lambda found: found.gain), Look.SHARE),
    Told(
        "sign_p",
        "Exact sign test between toward and away.",
        _talk(lambda found: found.sign_p),
        Look.SMALL,
    ),
)
