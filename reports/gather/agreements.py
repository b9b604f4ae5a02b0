"""The contracts that were published to the customer."""

from collections.abc import Iterator

from django.db.models import Q

from contracts.models import Contract
from contracts.queries.agreements import contract_sheet, number
from contracts.queries.liability_sheet import liability_sheet
from contracts.sheet import ContractSheet
from reports.gather.limits import limits_of
from reports.gather.scope import Scope
from reports.pack import Agreement, Fee, Level, Paper


def agreements_of(scope: Scope) -> tuple[Agreement, ...]:
    """Published contracts that had not ended, nor been replaced, before the quarter began.

    Ten queries for each, two more where its limits go by fees.
    """
    contracts = (
        Contract.objects.visible_to(scope.reader)
        .of_customer(scope.customer)
        .filter(published_at__lte=scope.cut_off_at)
        .exclude(superseded_on__lte=scope.quarter.start)
        .exclude(supersedes__isnull=False, signed_on=None)
        .filter(Q(ended_on=None) | Q(ended_on__gte=scope.quarter.start))
    )
    found = contracts.select_related("customer__provider").order_by("effective_from", "reference", "pk")
    return tuple(_agreement(scope, contract) for contract in found)


def _agreement(scope: Scope, contract: Contract) -> Agreement:
    sheet = contract_sheet(contract, scope.today)
    upcoming = sheet.dates.upcoming
    return Agreement(
        reference=sheet.reference,
        title=sheet.title,
        kind=sheet.kind,
        starts_on=sheet.effective_from,
        statement="".join(part.text for part in sheet.dates.statement),
        why=sheet.dates.why,
        notice_by=upcoming.notice_by if upcoming else None,
        send_by=upcoming.send_by if upcoming else None,
        law=sheet.governing_law,
        monthly_total=sheet.fees.monthly,
        fees=tuple(_fees(sheet)),
        levels=tuple(
            Level(each.metric, each.scope, each.words, each.number, each.commitment, each.clause_number)
            for each in sheet.targets
        ),
        papers=tuple(
            Paper(each.title, each.filename, each.sha256, each.added_at)
            for each in sheet.documents
            if each.added_at <= scope.cut_off_at
        ),
        limits=limits_of(liability_sheet(contract, scope.today)),
    )


def _fees(sheet: ContractSheet) -> Iterator[Fee]:
    for line in sheet.lines:
        if line.is_running:
            quantity = number(line.quantity)
            yield Fee(line.service, line.summary, quantity, line.monthly_total, line.starts_on, line.ends_on)
