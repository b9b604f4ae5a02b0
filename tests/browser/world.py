"""Something of everything, made by the actions that people use, for pages that are to be looked at."""

from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from accounts.actions.invitations import invite
from accounts.actor import Actor
from accounts.enums import Role
from accounts.models import Customer, Membership, User
from background.models import Job, JobState
from background.runner import drain
from core.quarters import last_complete
from engagement.schedules import gather_calendars, send_reminders
from findings.actions import refresh_findings
from reports.actions import request_pack
from responsibilities.actions import drafting, editing, lifecycle, questions, reviewing, signing
from responsibilities.models import Evidence, Question, Row, Version
from tests.architecture.entries import Make, Place
from tests.cast import Cast, make_cast, make_customer
from tests.factories.contracts import (
    make_bundle,
    make_clause,
    make_contract,
    make_document,
    make_line,
    make_service,
    make_target,
)
from tests.factories.liability import (
    make_cap,
    make_higher_cap,
    make_indemnity,
    make_payment,
    make_rule,
    make_terms,
)
from tests.factories.responsibilities import cover, seed_catalogue

LISTS = (
    "engagement:provider-reminder-list",
    "engagement:reminder-list",
    "findings:finding-list",
    "findings:provider-finding-list",
    "reports:pack-list",
    "responsibilities:evidence-list",
    "portfolio:evidence-index",
    "portfolio:evidence-add",
    "responsibilities:question-list",
)
PASSWORD = "correct horse"  # of everybody in the cast


@dataclass
class World:
    """Harbour Roast has an agreed and a proposed version; Tidewell Lettings a draft with gaps."""

    cast: Cast
    details: dict[str, dict[str, Any]]  # URL name → the rest of its path, where one of Harbour Roast's suits
    made: dict[Make, tuple[str, dict[str, Any]]] = field(default_factory=dict)

    def made_by(self, make: Make) -> tuple[str, dict[str, Any]]:
        """What an entry of the access table needs, at a customer of its own: its slug and the rest of the path."""
        if make not in self.made:
            cast, number = self.cast, len(self.made) + 1
            customer = make_customer(cast.provider, f"Quiet Corner {number}", f"quiet-corner-{number}")
            Membership.objects.create(user=cast.customer_owner, customer=customer, role=Role.OWNER)
            place = Place(cast, cast.provider, customer, cast.provider_lead, cast.customer_owner)
            self.made[make] = customer.slug, dict(make(place))
        return self.made[make]


def make_world() -> World:
    cast = make_cast()
    cast.customer.lead = cast.provider_lead
    cast.customer.save()
    _sell(cast)
    first = _agreed(cast)
    second, question = _proposed(cast, first)
    drafting.draft_from_contracts(customer=cast.other_customer, by=_staff(cast, cast.other_customer), at=timezone.now())
    _prove(cast, first)
    _ask_people_in(cast)
    _look_after(cast)
    return World(cast, _details(cast, second, question))


def _staff(cast: Cast, customer: Customer | None = None) -> Actor:
    return cast.actor(cast.provider_lead, customer)


def _owner(cast: Cast) -> Actor:
    return cast.actor(cast.customer_owner)


def _sell(cast: Cast) -> None:
    """A catalogue of 83 activities, two services in a bundle, and the customer's contract."""
    activities = seed_catalogue(cast.provider)
    watch = make_service(cast.provider, "Watching and response", code="WATCH")
    backup = make_service(cast.provider, "Managed backup", code="BACKUP")
    cover(watch, *activities[:30])
    cover(backup, *activities[30:50])
    make_bundle(cast.provider, watch, backup, name="Essentials")
    contract = make_contract(cast.customer, reference="FL-2026-004", title="Managed IT services")
    for service in (watch, backup):
        make_line(contract, service)
    for number in ("3.1", "3.2", "9.4"):
        make_clause(contract, number, text="The provider keeps copies of the agreed data.")
    make_target(contract)
    make_cap(contract, combined="greater_of", second_form="pct_fees_preceding", second_figure=Decimal(100))
    make_higher_cap(contract)
    make_rule(contract)
    make_indemnity(contract)
    make_payment(contract, paid_on=contract.effective_from)
    make_terms(contract, basket=Decimal(1000), basket_type="tipping")
    make_document(contract, added_by=cast.provider_lead)


def _agreed(cast: Cast) -> Version:
    """Drafted, every gap given to the customer, proposed, agreed and signed."""
    now, staff, owner = timezone.now() - timedelta(days=20), _staff(cast), _owner(cast)
    version = drafting.draft_from_contracts(customer=cast.customer, by=staff, at=now)
    for row in version.rows.filter(ownership="undecided"):
        _change(row, staff, ownership="customer", customer_duty="Does this.")
    for row in version.rows.filter(ownership="shared"):
        _change(row, staff, provider_duty=row.provider_duty or "Does.", customer_duty=row.customer_duty or "Says.")
    lifecycle.propose_version(
        version=version, sign_by=(now + timedelta(days=30)).date(), knows_gaps=True, by=staff, at=now
    )
    for row in version.rows.filter(is_out_of_scope=False):
        reviewing.agree_row(row=row, by=owner, at=now)
    for by, name, role in ((owner, "Amara Osei", "Owner"), (staff, "Tom Hallett", "Account manager")):
        version.refresh_from_db()
        signing.sign_version(version=version, digest_seen=version.digest, name=name, role=role, by=by, at=now)
    version.refresh_from_db()
    return version


def _proposed(cast: Cast, first: Version) -> tuple[Version, Question]:
    """The next version with two changes and a gap; one question open, one settled."""
    now, staff, owner = timezone.now() - timedelta(days=2), _staff(cast), _owner(cast)
    version = lifecycle.revise_version(version=first, by=staff, at=now)
    changed, gap, asked, settled = version.rows.order_by("position")[:4]
    _change(changed, staff, provider_duty="Has somebody on duty at night, who rings within the hour.")
    _change(gap, staff, ownership="undecided")
    lifecycle.propose_version(
        version=version, sign_by=(now + timedelta(days=9)).date(), knows_gaps=True, by=staff, at=now
    )
    version.refresh_from_db()
    question = questions.ask_question(row=_now(asked), text="Who rings me at night?", by=owner, at=now)
    questions.answer_question(question=question, text="The person on duty does.", by=staff, at=now)
    other = questions.ask_question(row=_now(settled), text="Is this in the price?", by=owner, at=now)
    questions.answer_question(question=other, text="Yes, it is.", by=staff, at=now)
    questions.close_question(question=other, by=owner, at=now)
    return version, question


def _change(row: Row, by: Actor, **values: object) -> None:
    editing.edit_row(row=row, edition=row.edition, values=values, by=by, at=timezone.now())


def _now(row: Row) -> Row:
    return Row.objects.select_related("version").get(pk=row.pk)


def _prove(cast: Cast, version: Version) -> None:
    for row in version.rows.order_by("position")[:6]:
        Evidence.objects.create(
            customer=cast.customer, subject_id=row.line, label=row.code, title="Restore test, all files back",
            happened_on=timezone.localdate(), added_at=timezone.now(), added_by=cast.provider_engineer,
        )  # fmt: skip


def _ask_people_in(cast: Cast) -> None:
    """An open invitation on either side, and a job that failed."""
    now = timezone.now()
    owner = cast.actor(cast.provider_owner, provider=cast.provider)
    invite(email="new@example.com", name="Nia New", role=Role.ENGINEER, provider=cast.provider,
           looks_after_all=True, by=owner, at=now)  # fmt: skip
    invite(
        email="temp@example.com", name="Tess Temp", role=Role.READER, customer=cast.customer, by=_owner(cast), at=now
    )
    Job.objects.create(
        name="reports.render_pack", provider_id=cast.provider.pk, customer_id=cast.customer.pk, state=JobState.FAILED,
        reason="The renderer took too long.", created_at=now, run_after=now,
    )  # fmt: skip


def _look_after(cast: Cast) -> None:
    """Findings, reminders and an audit pack, by the jobs that make them."""
    now = timezone.now()
    for customer in (cast.customer, cast.other_customer):
        refresh_findings(customer=customer, at=now)
    for tick in (gather_calendars, send_reminders):
        tick(now)
        drain()
    quarter = last_complete(timezone.localdate(now), cast.customer.fiscal_year_start)
    request_pack(customer=cast.customer, quarter=quarter, by=_staff(cast), at=now)
    drain()


def _details(cast: Cast, version: Version, question: Question) -> dict[str, dict[str, Any]]:
    """The richest object for each page that shows one."""
    row = version.rows.order_by("position")[0]
    part = row.domain.lower().replace(" ", "-")
    by_number = ("version", "review", "sign", "changes", "signatures")
    return {
        **{f"responsibilities:{name}": {"number": version.number} for name in by_number},
        "responsibilities:part": {"number": version.number, "part": part},
        "responsibilities:row": {"pk": row.pk},
        "responsibilities:row-history": {"pk": row.pk},
        "responsibilities:question": {"pk": question.pk},
        "contracts:contract": {"pk": cast.customer.contracts.get().pk},
        "contracts:liability": {"pk": cast.customer.contracts.get().pk},
        **{name: {} for name in LISTS},
        "reports:pack": {"pk": cast.customer.packs.get().pk},
    }


def member(world: World, side: str) -> User:
    """Who looks: an owner of the provider, or of the customer."""
    return world.cast.provider_owner if side == "staff" else world.cast.customer_owner
