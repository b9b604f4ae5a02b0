"""Advice and decisions as plain data: what their digests are made of."""

from collections.abc import Iterable
from typing import Any

from advice.models import Bearing, Option, Recommendation
from core.digest import sha256


def frozen(recommendation: Recommendation, options: Iterable[Option], bearings: Iterable[Bearing]) -> dict[str, Any]:
    """Everything that the customer reads of a recommendation, options in their order."""
    return {
        "customer": recommendation.customer_id,
        "number": recommendation.number,
        "title": recommendation.title,
        "risk": recommendation.risk,
        "urgency": recommendation.urgency,
        "follows": recommendation.follows_id,
        "options": [
            {
                "title": option.title,
                "about": option.about,
                "once": _amount(option.once),
                "monthly": _amount(option.monthly),
                "currency": option.currency,
                "is_recommended": option.is_recommended,
            }
            for option in sorted(options, key=lambda each: (each.position, each.title))
        ],
        "bearings": sorted([str(each.kind), each.key, each.words] for each in bearings),
    }


def digest_of(recommendation: Recommendation) -> str:
    """SHA-256 of advice as it stands; of a draft also the token against lost edits. Two queries, unless prefetched."""
    return sha256(frozen(recommendation, recommendation.options.all(), recommendation.bearings.all()))


def digest_of_decision(advice: str, answer: dict[str, Any], acknowledgement: str) -> str:
    """SHA-256 of the digest of the advice, the answer, and the very text that was shown."""
    return sha256({"advice": advice, "answer": answer, "acknowledgement": acknowledgement})


def _amount(amount: Any) -> str | None:
    """The same amount has one form, before and after the database has stored it."""
    return None if amount is None else f"{amount:.2f}"
