"""Many rows of each kind, straight into the tables, for pages whose cost must not grow with them."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import uuid4

from accounts.enums import Role
from accounts.models import Customer, Membership, User
from audit.models import Event
from background.models import Job, JobState
from continuity.models import Link, Node
from contracts.models import Contract, Incident, LossEntry, Notification, Policy, Service
from engagement.models import Due, Reminder
from findings.models import Finding
from reports.models import Pack
from responsibilities.models import Activity, Coverage, Evidence, Message, Question
from tests.cast import NOW
from tests.factories.continuity import make_business_model, make_node
from tests.factories.responsibilities import seed_catalogue
from tests.portfolio.scene import Scene, spread


def ask(scene: Scene, number: int) -> None:
    """Questions on the rows of the first customer, each answered once."""
    questions = Question.objects.bulk_create(
        Question(
            customer=scene.customer, row=row, line=row.line, asked_at=NOW, asked_by=scene.owner, waits_for="provider"
        )
        for row in (scene.rows[i % len(scene.rows)] for i in range(number))
    )
    Message.objects.bulk_create(
        Message(question=question, side=side, said_by=by, said_at=NOW, text="Who does this at night?")
        for question in questions
        for side, by in (("customer", scene.owner), ("provider", scene.staff))
    )


def depend(scene: Scene, number: int) -> None:
    """A business of the first customer that needs so many things."""
    model = make_business_model(scene.customer)
    things = [make_node(model, f"Thing {i}") for i in range(number)]
    service = Node.objects.get(model=model, kind="service")
    Link.objects.bulk_create(Link(node=service, needs=thing) for thing in things)


def find(scene: Scene, number: int) -> None:
    Finding.objects.bulk_create(
        Finding(
            customer=customer,
            check_id="C-01",
            severity=("high", "medium", "low")[i % 3],
            subject=f"row:{i}",
            label=f"Job {i}",
            message="Nobody owns this job.",
            action="Say who does it.",
            message_in_names="Nobody owns this job.",
            action_in_names="Say who does it.",
            is_published=True,
            opened_at=NOW,
        )
        for i, customer in enumerate(spread(scene, number))
    )


def remind(scene: Scene, number: int) -> None:
    due = Due.objects.bulk_create(
        Due(
            provider_id=customer.provider_id,
            customer=customer,
            kind="review",
            subject_id=uuid4(),
            owed_by="both",
            title=f"Review job {i}",
            path="/",
            due_on=NOW.date() + timedelta(days=i % 60 - 20),
            armed_on=NOW.date(),
            next_on=NOW.date() + timedelta(days=i % 30),
            next_stage="7",
        )
        for i, customer in enumerate(spread(scene, number))
    )
    Reminder.objects.bulk_create(
        Reminder(due=one, recipient=scene.owner, due_on=one.due_on, stage="30", made_at=NOW) for one in due
    )


def insure(scene: Scene, number: int) -> None:
    """Every customer with a cyber policy, and with a pack."""
    pack(scene, number)
    Policy.objects.bulk_create(
        Policy(
            customer=customer, insurer="Calder Mutual", number=f"CY-{i}", starts_on=NOW.date() - timedelta(days=300),
            ends_on=NOW.date() + timedelta(days=i % 90 - 10), aggregate_limit=250_000,
        )
        for i, customer in enumerate(spread(scene, number))
    )  # fmt: skip


def pack(scene: Scene, number: int) -> None:
    Pack.objects.bulk_create(
        Pack(
            customer=customer,
            quarter=f"{1900 + i}-q1",
            starts_on=date(1900 + i, 1, 1),
            ends_on=date(1900 + i, 3, 31),
            state="ready",
            asked_at=NOW,
            cut_off_at=NOW,
            file="packs/none.pdf",
            sha256="a" * 64,
            ready_at=NOW,
        )
        for i, customer in enumerate(spread(scene, number))
    )


def hire(scene: Scene, number: int) -> None:
    """People of both sides."""
    users = User.objects.bulk_create(
        User(email=f"person{i}@{scene.provider.slug}.example.com", name=f"Person {i}") for i in range(number)
    )
    Membership.objects.bulk_create(Membership(user=u, customer=scene.customer, role=Role.READER) for u in users)
    Membership.objects.bulk_create(
        Membership(user=u, provider=scene.provider, role=Role.ENGINEER, looks_after_all=True) for u in users
    )


def archive(scene: Scene, number: int) -> None:
    """Customers that were put away, each with a person."""
    slug = scene.provider.slug
    customers = Customer.objects.bulk_create(
        Customer(provider=scene.provider, name=f"Old {i}", slug=f"old-{i}-{slug}", archived_at=NOW)
        for i in range(number)
    )
    Membership.objects.bulk_create(Membership(user=scene.owner, customer=c, role=Role.OWNER) for c in customers)


def queue(scene: Scene, number: int) -> None:
    Job.objects.bulk_create(
        Job(
            name="reports.render_pack",
            provider_id=scene.provider.pk,
            customer_id=customer.pk,
            state=JobState.FAILED,
            reason="The renderer took too long.",
            created_at=NOW,
            run_after=NOW,
        )
        for customer in spread(scene, number)
    )


def prove(scene: Scene, number: int) -> None:
    Evidence.objects.bulk_create(
        Evidence(
            customer=scene.customer,
            subject_id=row.line,
            label=row.code,
            title=f"Report {i}",
            happened_on=NOW.date(),
            added_at=NOW,
            added_by=scene.staff,
        )
        for i, row in ((i, scene.rows[i % len(scene.rows)]) for i in range(number))
    )


def stock(scene: Scene, number: int) -> None:
    """Services and activities of the provider's catalogue."""
    Service.objects.bulk_create(
        Service(provider=scene.provider, code=f"S{i}", name=f"Service {i}", monthly_fee="10.00") for i in range(number)
    )
    Activity.objects.bulk_create(
        Activity(
            provider=scene.provider,
            code=f"A{i}",
            domain="monitoring",
            title=f"Watch {i}",
            description="Somebody keeps an eye on it.",
            default_ownership="shared",
            position=i,
        )
        for i in range(number)
    )


def catalogue(scene: Scene, number: int) -> None:
    """The first so many activities that ship with the product, each covered by two services."""
    activities = seed_catalogue(scene.provider)
    Activity.objects.filter(pk__in=[each.pk for each in activities[number:]]).delete()
    services = [
        Service.objects.create(provider=scene.provider, code=f"CARE{i}", name=name, monthly_fee="10.00")
        for i, name in enumerate(("Updates and device care", "Threat detection, day and night"))
    ]
    Coverage.objects.bulk_create(
        Coverage(service=service, activity=activity) for service in services for activity in activities[:number]
    )


def write(scene: Scene, number: int) -> None:
    """Contracts of the first customer."""
    Contract.objects.bulk_create(
        Contract(
            customer=scene.customer,
            reference=f"OLD-{i}",
            title="Older agreement",
            effective_from=date(2020, 1, 1),
            published_at=NOW,
        )
        for i in range(number)
    )


def happen(scene: Scene, number: int) -> None:
    """Events of the first customer; their hashes are not a chain, pages only show them."""
    begin = Event.objects.filter(provider_id=scene.provider.pk).count()
    Event.objects.bulk_create(
        Event(
            provider_id=scene.provider.pk,
            customer_id=scene.customer.pk,
            sequence=begin + i + 1,
            at=NOW,
            actor_name="Sam Scale",
            actor_side="provider",
            actor_role="owner",
            verb="row_edited",
            target_type="responsibilities.row",
            target_id=scene.rows[0].line,
            target_label=f"Job {i}",
            says=f"changed job {i}",
            before={"ownership": "undecided"},
            after={"ownership": "shared"},
            previous_hash="0" * 64,
            hash=f"{i:064}",
        )
        for i in range(number)
    )


def fail(scene: Scene, number: int) -> None:
    """Incidents, each with somebody to tell and a loss."""
    incidents = Incident.objects.bulk_create(
        Incident(
            customer=customer,
            number=i + 1,
            title=f"Outage {i}",
            what="It stopped.",
            aware_at=NOW,
            personal_data="no",
            side="provider",
            reported_at=NOW,
            reported_by=scene.staff,
            shared_at=NOW,
            shared_by=scene.staff,
        )
        for i, customer in enumerate(spread(scene, number))
    )
    Notification.objects.bulk_create(
        Notification(incident=incident, whom="ico", owed_by="customer", rule="Art. 33", due_at=NOW)
        for incident in incidents
    )
    LossEntry.objects.bulk_create(
        LossEntry(
            incident=incident, head="OTHER", amount=100, known_on=NOW.date(), entered_at=NOW, entered_by=scene.staff
        )
        for incident in incidents
    )


Fill = Callable[[Scene, int], None]
