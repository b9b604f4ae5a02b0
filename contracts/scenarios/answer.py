"""The whole answer for one example: allocated, told, drawn. No database."""

from collections.abc import Iterator
from decimal import Decimal
from functools import partial

from contracts.loss.allocation import Allocation
from contracts.loss.amounts import ZERO
from contracts.loss.terms import ONE
from contracts.scenarios.case import PROFIT, Worked
from contracts.scenarios.parties import Reader, Share, Shown, parties, shares
from contracts.scenarios.questions import questions
from contracts.scenarios.sheet import Compared, HeadRow, Sources, WhoPays, Why, has_pence
from contracts.scenarios.why import provider_cover, why
from contracts.wording import Part, Sentence
from core.charts import Step, waterfall
from core.charts.waterfall import ON_SCREEN, Size
from core.words import lower_first, pounds, upper_first


def answer(worked: Worked, reader: Reader, sources: Sources, key: str = "who-pays", size: Size = ON_SCREEN) -> WhoPays:
    """Who would pay, as this reader may see it. `key` tells its chart from others on the page."""
    allocation = worked.case.allocate()
    found = shares(allocation, reader)
    rows = tuple(_rows(worked, allocation, reader, sources))
    return WhoPays(
        loss=allocation.loss,
        statement=statement(allocation.loss, found, reader),
        shares=found,
        columns=_columns(allocation, reader),
        rows=rows,
        totals=tuple(sum(column, ZERO) for column in zip(*(row.cells for row in rows), strict=True)),
        chart=chart(allocation, found, reader, key, size),
        cover=provider_cover(allocation, reader),
        questions=questions(allocation, worked.case, reader),
        assumed=sources.assumed,
    )


def statement(loss: Decimal, found: tuple[Share, ...], reader: Reader) -> Sentence:
    """`Of £13,000, £5,060 stays with you. Your insurer pays £7,700, Fairlead IT £240.`"""
    if not loss:
        return (Part("Nothing has been written under what it costs yet."),)
    customer, *others = found
    paying = [share for share in others if share.amount]
    rest = "Nobody else pays anything."
    if paying:
        first, *more = paying
        rest = f"{first.party.label} pays {pounds(first.amount)}"
        if "and" in first.party.label.split():
            rest = f"{first.party.label} pay {pounds(first.amount)}"
        rest += "".join(f", {_inside(share.party)} {pounds(share.amount)}" for share in more) + "."
    return (
        Part(f"Of {pounds(loss)}, "),
        Part(f"{pounds(customer.amount)} {reader.stays}.", is_strong=True),
        Part(f" {rest}"),
    )


def chart(allocation: Allocation, found: tuple[Share, ...], reader: Reader, key: str, size: Size = ON_SCREEN) -> str:
    """From the loss down to what stays with the customer."""
    if not allocation.loss:
        return ""
    customer, *others = found
    words = partial(pounds, in_pence=has_pence(share.amount for share in found))
    left, steps = ONE, [Step("The loss", words(allocation.loss), "loss", 0, 1, is_strong=True)]
    for share in others:
        width = share.amount / allocation.loss
        left -= width
        value = f"− {words(share.amount)}" if share.amount else words(ZERO)
        steps.append(Step(_pays(share.party), value, share.party.tone, float(left), float(width)))
    last = f"Left with {reader.you}"
    steps.append(Step(last, words(customer.amount), "customer", 0, float(left), is_strong=True))
    said = "".join(part.text for part in statement(allocation.loss, found, reader))
    return waterfall(key, f"From the loss to what is left with {reader.you}", said, steps, size)


def compared(first: WhoPays, second: WhoPays, reader: Reader) -> tuple[Compared, ...]:
    """Party by party, whoever bears anything on either side."""
    one, two = ({share.party.key: share.amount for share in each.shares} for each in (first, second))
    return tuple(
        Compared(
            label=party.label,
            first=one.get(party.key, ZERO),
            second=two.get(party.key, ZERO),
        )
        for party in parties(reader)
        if party.key in one or party.key in two
    )


def _columns(allocation: Allocation, reader: Reader) -> tuple[str, ...]:
    """Who the cells of a head belong to: the provider and its insurer always stand together there."""
    names = [upper_first(reader.you), upper_first(f"{reader.your} insurer"), f"{reader.provider} and its insurer"]
    return (*names, "Others") if allocation.third_party else tuple(names)


def _rows(worked: Worked, allocation: Allocation, reader: Reader, sources: Sources) -> Iterator[HeadRow]:
    others = worked.case.scenario.other_recoveries
    for head, cover in allocation.cover.heads.items():
        recovery, refund = allocation.recoveries[head], others.get(head, ZERO)
        borne = (cover.loss - cover.paid - recovery.customer, cover.paid - recovery.insurer, recovery.total)
        yield HeadRow(
            label=head.label,
            term=head.term,
            loss=cover.loss + refund,
            cells=(*borne, refund) if allocation.third_party else borne,
            why=why(head, allocation, worked.case, reader, sources),
            steps=worked.lost.steps if worked.lost and head == PROFIT else (),
        )
    if allocation.credits:
        yield _credits(allocation, reader, sources)


def _credits(allocation: Allocation, reader: Reader, sources: Sources) -> HeadRow:
    given = (-allocation.credits, ZERO, allocation.credits)
    text = f"{reader.provider} gives {pounds(allocation.credits)} back on its fee for the missed service level."
    return HeadRow(
        label="Service credit",
        term="Credit against the fee; no insurer pays it",
        loss=ZERO,
        cells=(*given, ZERO) if allocation.third_party else given,
        why=(Why(text, sources.clauses.get("credits", sources.contract)),),
    )


def _pays(party: Shown) -> str:
    if party.key == "third_party":
        return "Others pay back"
    return f"{party.label} {'pay' if len(party.of) > 1 else 'pays'}"


def _inside(party: Shown) -> str:
    """The party in the middle of a sentence."""
    if party.label.startswith("Your ") or party.key == "third_party":
        return lower_first(party.label)
    return party.label
