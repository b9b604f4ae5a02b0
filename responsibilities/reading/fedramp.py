"""FedRAMP workbooks: the Control Implementation Summary (CIS) and Customer Responsibility Matrix (CRM).

The CIS marks for each part of a control its implementation status and who it comes from (origination); the
CRM says whether a customer can inherit it (yes, partial, no) and what the customer must do. An official
template holds such a pair of sheets for each baseline; the pair with the most marks is read.

Who does it, by the marks of origination:

| Marks                                                      | Here        |
|------------------------------------------------------------|-------------|
| none                                                       | undecided   |
| shared, or configured by customer, alone or with others    | shared      |
| provided by customer, with service provider or inherited   | shared      |
| provided by customer alone                                 | customer    |
| service provider (any of three), alone or with inherited   | provider    |
| inherited alone                                            | third party |

A control marked not applicable, and nothing else, is out of scope; with no origination either, nobody has
decided even that, and it stays undecided.

A control that only the CRM knows goes by its answer: yes is the provider's, partial shared, no the customer's,
and undecided without one.

Facts kept for each row: `originations` and `statuses` (lists of the names in `worksheets`) and `inheritable`
("yes", "partial", "no", or "" where the CRM has no answer).
"""

from collections.abc import Iterator, Sequence

from core.spreadsheets import Sheet
from responsibilities.enums import Ownership
from responsibilities.reading.columns import LIMITS, NAMES, Field
from responsibilities.reading.families import control_key, family
from responsibilities.reading.rows import USUAL_DOMAIN, Layout, Reading, ReadRow, RowError
from responsibilities.reading.words import plain
from responsibilities.reading.worksheets import Control, Worksheet, read_cis, read_crm

BY_PROVIDER = {"provider_corporate", "provider_system", "provider_hybrid"}
BY_BOTH = {"shared", "configured_by_customer"}
BY_ANSWER = {"yes": Ownership.PROVIDER, "partial": Ownership.SHARED, "no": Ownership.CUSTOMER}
INHERITABLE_WORDS = {"yes": "yes", "partial": "in part", "no": "no"}

NOT_FILLED_IN = (
    "This is the FedRAMP workbook, but nothing is filled in: no control is marked in a CIS worksheet and none "
    "is answered in a CRM worksheet. Its example rows are not read."
)
NOT_APPLICABLE = "Marked not applicable in the imported workbook."
EMPTY = Worksheet("", ())

Pair = tuple[Control | None, Control | None]


def is_fedramp(sheets: Sequence[Sheet]) -> bool:
    """Whether a sheet has the headings of a CIS or CRM worksheet."""
    return any(read_cis(sheet) or read_crm(sheet) for sheet in sheets)


def read_fedramp(sheets: Sequence[Sheet]) -> Reading:
    """The filled-in worksheets as one matrix, in the order of the CIS."""
    real = [sheet for sheet in sheets if not plain(sheet.name).startswith("example")]
    cis = _fullest([found for sheet in real if (found := read_cis(sheet))], prefer="")
    matching = cis.name.replace("CIS", "CRM")
    crm = _fullest([found for sheet in real if (found := read_crm(sheet))], prefer=matching)
    if not cis.filled and not crm.filled:
        return Reading(Layout.FEDRAMP, errors=(RowError(0, "", NOT_FILLED_IN),))
    pairs = _pairs(cis, crm)
    errors = (*_repeated(cis), *_repeated(crm), *_faults(crm), *_long_codes(pairs))
    rows = () if errors else tuple(_row(*pair, cis.inherited_from) for pair in pairs)
    return Reading(Layout.FEDRAMP, rows, errors, tuple(_notes(cis, crm)))


def ownership_of(originations: Sequence[str]) -> Ownership:
    """Who does it, by the table above."""
    marks = set(originations)
    by_customer = "provided_by_customer" in marks
    by_others = bool(marks & BY_PROVIDER) or "inherited" in marks
    if marks & BY_BOTH or (by_customer and by_others):
        return Ownership.SHARED
    if by_customer:
        return Ownership.CUSTOMER
    if marks & BY_PROVIDER:
        return Ownership.PROVIDER
    return Ownership.THIRD_PARTY if by_others else Ownership.UNDECIDED


def _fullest(worksheets: Sequence[Worksheet], *, prefer: str) -> Worksheet:
    """The one with the most controls filled in; before it the preferred one, if it has any."""
    filled = [worksheet for worksheet in worksheets if worksheet.filled]
    return max(filled, key=lambda each: (each.name == prefer, each.filled), default=EMPTY)


def _pairs(cis: Worksheet, crm: Worksheet) -> list[Pair]:
    """Each control with what both worksheets say of it."""
    answers = {control_key(control.code): control for control in crm.controls}
    pairs: list[Pair] = [(control, answers.pop(control_key(control.code), None)) for control in cis.controls]
    return [*pairs, *((None, answer) for answer in answers.values())]


def _row(summary: Control | None, answer: Control | None, inherited_from: str) -> ReadRow:
    said = summary or answer or Control(0, "")
    inheritable = answer.inheritable if answer else ""
    ownership = ownership_of(said.originations) if summary else BY_ANSWER.get(inheritable, Ownership.UNDECIDED)
    is_third_partys = ownership == Ownership.THIRD_PARTY
    return ReadRow(
        line_number=said.line,
        code=said.code,
        domain=family(said.code) or USUAL_DOMAIN,
        title=f"Control {said.code}",
        description=_description(said, inheritable),
        ownership=ownership,
        customer_duty=answer.duty if answer else "",
        third_party=inherited_from if "inherited" in said.originations else "",
        answers_for="provider" if is_third_partys else "",
        out_of_scope_reason=NOT_APPLICABLE if _is_left_out(said) else "",
        facts={
            "originations": list(said.originations),
            "statuses": list(said.statuses),
            "inheritable": inheritable,
        },
    )


def _is_left_out(control: Control) -> bool:
    """Not applicable, and somebody is named who answers for that; without any origination nobody has decided."""
    return control.statuses == ("not_applicable",) and bool(control.originations)


def _description(control: Control, inheritable: str) -> str:
    """What the workbook marks, in words."""
    parts = {
        "Status": ", ".join(control.statuses),
        "Comes from": ", ".join(control.originations),
        "Can be inherited": INHERITABLE_WORDS.get(inheritable, ""),
    }
    return " ".join(f"{name}: {value.replace('_', ' ')}." for name, value in parts.items() if value)


def _repeated(worksheet: Worksheet) -> Iterator[RowError]:
    first_lines: dict[str, int] = {}
    for control in worksheet.controls:
        first = first_lines.setdefault(control_key(control.code), control.line)
        if first != control.line:
            sentence = f"{control.code} is already in row {first} of “{worksheet.name}”."
            yield RowError(control.line, NAMES[Field.CODE], sentence)


def _faults(crm: Worksheet) -> Iterator[RowError]:
    limit = LIMITS[Field.CUSTOMER_DUTY]
    for control in crm.controls:
        if control.inheritable and control.inheritable not in BY_ANSWER:
            sentence = f"“{control.inheritable[:30]}” in “{crm.name}” is not yes, partial or no."
            yield RowError(control.line, "Can be inherited", sentence)
        if len(control.duty) > limit:
            sentence = f"The text in “{crm.name}” has {len(control.duty):,} characters; {limit:,} is the most."
            yield RowError(control.line, NAMES[Field.CUSTOMER_DUTY], sentence)


def _long_codes(pairs: Sequence[Pair]) -> Iterator[RowError]:
    limit = LIMITS[Field.CODE]
    for summary, answer in pairs:
        said = summary or answer
        if said and len(said.code) > limit:
            sentence = f"The control ID has {len(said.code):,} characters; {limit} is the most."
            yield RowError(said.line, NAMES[Field.CODE], sentence)


def _notes(cis: Worksheet, crm: Worksheet) -> Iterator[str]:
    """What was read, and what stands in one worksheet only."""
    read = " and ".join(f"“{each.name}”" for each in (cis, crm) if each.filled)
    yield f"Read from {read}."
    if cis.filled and crm.filled:
        in_cis, in_crm = ({control_key(control.code) for control in each.controls} for each in (cis, crm))
        if only := in_cis ^ in_crm:
            yield f"Controls that are in one of the two worksheets only: {len(only)}."
