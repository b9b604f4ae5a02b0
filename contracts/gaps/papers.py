"""A contract about to renew, and an agreement about personal data: C-35 and C-36 of domain.md chapter 6. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from core.checks import Found, Severity
from core.words import day, whose

TITLES = {"C-35": "It renews unless somebody writes", "C-36": "Personal data without an agreement, or told too late"}
SOON = 30  # days
LATE, TOO_LATE = 24, 72  # hours after which a customer hears of a breach


@dataclass(frozen=True, kw_only=True)
class Renewing:
    """A contract that renews by itself. `notice_by` and `send_by` are None where no notice period is recorded."""

    key: str
    reference: str
    path: str
    notice_by: date | None
    send_by: date | None


@dataclass(frozen=True, kw_only=True)
class DataFacts:
    """Services running under contracts in force, and what is agreed about the personal data they touch.

    `touching` are those that do; `unknown` those of which nobody has said. `notice_hours` is how long the
    provider may take to tell the customer of a breach, None where nothing is agreed. `has_services` is false where no
    service is entered that runs, so that nobody can tell.
    """

    customer_id: str
    provider: str
    customer: str
    touching: tuple[str, ...]
    unknown: tuple[str, ...]
    has_signed_agreement: bool
    notice_hours: int | None
    path: str
    has_services: bool = True


def check_renewing(contracts: Iterable[Renewing], today: date) -> Iterator[Found]:
    """C-35: the last day for notice is within 30 days, and the contract renews by itself."""
    for each in contracts:
        if each.notice_by is None or each.send_by is None:
            message = f"{each.reference} renews by itself; by when to write is not recorded."
            yield _c35(each, message, "Look for the notice period in the contract.", is_unknown=True)
        elif 0 <= (each.notice_by - today).days <= SOON:
            last = day(each.send_by if each.send_by >= today else each.notice_by)
            named = f"{each.reference} renews unless somebody writes by {last}."
            about = {"received by": each.notice_by.isoformat(), "sent by": each.send_by.isoformat()}
            yield _c35(each, f"It renews unless you write by {last}.", "Decide.", about, in_names=named)


def _c35(
    each: Renewing,
    message: str,
    action: str,
    about: dict[str, str] | None = None,
    *,
    is_unknown: bool = False,
    in_names: str = "",
) -> Found:
    facts = {"path": each.path} | (about or {})
    subject = f"renewal:{each.key}"
    return Found(
        "C-35", Severity.HIGH, subject, each.reference, message, action, facts, is_unknown=is_unknown,
        message_in_names=in_names,
    )  # fmt: skip


def check_data(facts: DataFacts) -> Iterator[Found]:
    """C-36: no signed agreement while a service touches personal data; told late of a breach, or nothing agreed."""
    if not facts.touching:
        if facts.unknown:
            message = f"Whether these services touch personal data is not recorded: {', '.join(facts.unknown)}."
            yield _c36(facts, "agreement", Severity.MEDIUM, message, "Say so in the catalogue.", is_unknown=True)
        elif not facts.has_services:
            message = "Whether personal data is touched cannot be told: the contract names no service that runs."
            yield _c36(facts, "agreement", Severity.MEDIUM, message, "Enter the services bought.", is_unknown=True)
        return
    if not facts.has_signed_agreement:
        named = f"No agreement about the data of {whose(facts.customer)} customers."
        message = "No agreement about your customers’ data."
        yield _c36(facts, "agreement", Severity.MEDIUM, message, "Sign one.", in_names=named)
    yield from _notice(facts)


def _notice(facts: DataFacts) -> Iterator[Found]:
    hours = facts.notice_hours
    if hours is None:
        rest = f"how soon {facts.provider} tells {{}} of a breach."
        message, named = f"Nothing says {rest.format('you')}", f"Nothing says {rest.format(facts.customer)}"
        yield _c36(facts, "notice", Severity.HIGH, message, "Agree a number of hours.", in_names=named)
    elif hours > LATE:
        severity = Severity.HIGH if hours > TOO_LATE else Severity.MEDIUM
        message = f"{facts.provider} may take {hours} hours to tell you of a breach."
        named = f"{facts.provider} may take {hours} hours to tell {facts.customer} of a breach."
        yield _c36(facts, "notice", severity, message, "Shorten it.", in_names=named)


def _c36(
    facts: DataFacts,
    what: str,
    severity: Severity,
    message: str,
    action: str,
    *,
    is_unknown: bool = False,
    in_names: str = "",
) -> Found:
    about = {"path": facts.path, "touching": ", ".join(facts.touching)}
    if what == "notice" and facts.notice_hours is not None:
        about["hours"] = f"{facts.notice_hours} hours"
    return Found(
        "C-36", severity, f"data:{facts.customer_id}:{what}", "Personal data", message, action, about,
        is_unknown=is_unknown, message_in_names=in_names,
    )  # fmt: skip
