"""The rows that belong to one contract, as its page needs them."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet, UUIDField

from contracts.models import Clause, Contract, Document, EndingRule, LiabilityCap, LiabilityPayment, Line, SlaTarget
from core.prepared import prepared
from core.together import in_one


@dataclass(frozen=True, kw_only=True)
class Parts:
    """The rows that belong to one contract and are shown on its page."""

    lines: list[Line]
    targets: list[SlaTarget]
    clauses: list[Clause]
    endings: list[EndingRule]
    documents: list[Document]
    caps: list[LiabilityCap]
    payments: list[LiabilityPayment]


def parts_of(contract: Contract) -> Parts:
    """All of them in their order; one query."""
    lines, targets, clauses, endings, documents, caps, payments = _parts(contract=contract.pk)
    return Parts(
        lines=sorted(lines, key=lambda line: (line.starts_on, line.service.name.casefold(), line.pk)),
        targets=sorted(targets, key=lambda target: (target.metric, target.priority, target.pk)),
        clauses=sorted(clauses, key=lambda clause: (clause.position, clause.pk)),
        endings=endings,
        documents=sorted(documents, key=lambda document: (document.added_at, document.pk), reverse=True),
        caps=caps,
        payments=payments,
    )


@prepared(contract=UUIDField())
def _parts(contract: Any) -> QuerySet[Any, Any]:
    return in_one(
        Line.objects.filter(contract=contract).select_related("service"),
        SlaTarget.objects.filter(contract=contract).select_related("service", "clause"),
        Clause.objects.filter(contract=contract),
        EndingRule.objects.filter(contract=contract).select_related("clause"),
        Document.objects.filter(contract=contract).kept().select_related("added_by"),
        LiabilityCap.objects.filter(contract=contract).with_cover(),
        LiabilityPayment.objects.filter(contract=contract),
    )
