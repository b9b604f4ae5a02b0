"""What a signer sees: the frozen text, its digest, who has signed, and the risks accepted in writing."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet, UUIDField

from accounts.actor import Actor
from core.prepared import prepared
from responsibilities import policies
from responsibilities.duties import Names
from responsibilities.frozen import FrozenVersion
from responsibilities.models import Row, Signature, Version
from responsibilities.permissions import check_can_sign, why_not
from responsibilities.queries.versions import frozen_version


@dataclass(frozen=True)
class Line:
    """One side's line under a version: the signature, or whom it waits for."""

    side: str
    party: str
    signature: Signature | None


@dataclass(frozen=True)
class SignPage:
    """Everything the page of signatures needs."""

    version: Version
    frozen: FrozenVersion
    lines: tuple[Line, ...]
    risks: tuple[Row, ...]
    why_not: str

    @property
    def is_intact(self) -> bool:
        """The words still have the digest under which they were proposed."""
        return self.frozen.digest == self.version.digest

    @property
    def is_complete(self) -> bool:
        return all(line.signature for line in self.lines)

    @property
    def digest_words(self) -> str:
        """The digest in groups of four, so that two people can compare it aloud."""
        return in_fours(self.version.digest)


def signatures_of(actor: Actor, version: Version) -> dict[str, Signature]:
    """The signatures under a version, by side."""
    seen = Version.objects.visible_to(actor).filter(pk=version.pk)
    return {signature.side: signature for signature in Signature.objects.filter(version__in=seen)}


def signed_sides(version: Version) -> frozenset[str]:
    """The sides that have signed a version which the reader may see."""
    return frozenset(_sides(version=version.pk))


@prepared(version=UUIDField())
def _sides(version: Any) -> QuerySet[Any, Any]:
    return Signature.objects.filter(version=version).values_list("side", flat=True)


def in_fours(digest: str) -> str:
    """`4be1 0c97 …`."""
    return " ".join(digest[start : start + 4] for start in range(0, len(digest), 4))


def sign_page(actor: Actor, version: Version) -> SignPage:
    """The page before and after signing."""
    rows = list(Row.objects.visible_to(actor).filter(version=version).select_related("risk_accepted_by"))
    signatures = signatures_of(actor, version)
    names = Names(version.customer.provider.name, version.customer.name)
    return SignPage(
        version=version,
        frozen=frozen_version(version),
        lines=tuple(
            Line(side, party, signatures.get(side))
            for side, party in (("provider", names.provider), ("customer", names.customer))
        ),
        risks=tuple(row for row in rows if row.risk_accepted_at and policies.is_unsettled(row)),
        why_not=why_not(check_can_sign, actor, version, rows, set(signatures)),
    )
