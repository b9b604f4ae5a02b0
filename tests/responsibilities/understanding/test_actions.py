"""Starting a check, answering it blind, showing it."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from accounts.models import User
from audit.models import Event
from background.models import Email
from background.runner import drain
from core.errors import Conflict, NotAllowed
from responsibilities.actions import understanding as actions
from responsibilities.due import due_dates
from responsibilities.models import AskedRow, Participant, Round, Version, View
from responsibilities.queries.understanding import lines_of, results_of, topics_of, waiting_for
from tests.cast import NOW, Cast
from tests.factories.responsibilities import make_round, make_version


@pytest.fixture
def version(cast: Cast) -> Version:
    return make_version(cast.customer, "agreed", rows=[{"code": "MON-01"}, {"code": "MON-02", "ownership": "provider"}])


@pytest.fixture
def round_(cast: Cast, version: Version) -> Round:
    return start(cast, version, cast.provider_lead, cast.customer_owner)


def start(cast: Cast, version: Version, *people: User, **about: Any) -> Round:
    rows = version.rows.values_list("pk", flat=True)
    about = {"by": cast.actor(cast.provider_lead), "due_on": NOW.date() + timedelta(days=9)} | about
    return actions.start_round(
        customer=cast.customer, rows=list(rows), people=[each.pk for each in people], at=NOW, **about
    )


def answer(cast: Cast, round_: Round, person: User, **said: str) -> None:
    """Everything, with the same words for each job."""
    said = {"who": "shared", "pays": "customer"} | said
    for asked in round_.asked.order_by("position"):
        actions.give_view(asked=asked, by=cast.actor(person), at=NOW, **said)


def test_jobs_are_put_to_people_of_both_sides(cast: Cast, round_: Round) -> None:
    assert list(round_.asked.order_by("position").values_list("row__code", flat=True)) == ["MON-01", "MON-02"]
    sides = dict(round_.participants.values_list("person__name", "side"))
    assert sides == {"Tom Hallett": "provider", "Amara Osei": "customer"}
    assert Event.objects.get(verb="views_asked").says == "asked 2 people of both sides how they see 2 jobs"


@pytest.mark.parametrize("missing", ["customer_owner", "provider_lead"])
def test_both_sides_must_be_asked(cast: Cast, version: Version, missing: str) -> None:
    other = {"customer_owner": cast.provider_lead, "provider_lead": cast.customer_owner}[missing]

    with pytest.raises(Conflict, match="at least one person of each side"):
        start(cast, version, other)


def test_nobody_is_asked_who_may_not_answer(cast: Cast, version: Version) -> None:
    """Readers, auditors, people of other customers and staff who do not look after this one."""
    outsiders = (cast.customer_reader, cast.provider_auditor, cast.other_owner, cast.limited_lead, cast.stranger)

    made = start(cast, version, cast.provider_lead, cast.customer_owner, *outsiders)

    assert made.participants.count() == 2


def test_only_jobs_in_force_are_asked_about(cast: Cast, version: Version) -> None:
    draft = make_version(cast.customer, rows=1)

    with pytest.raises(Conflict, match="between one and"):
        start(cast, draft, cast.provider_lead, cast.customer_owner)


def test_one_check_at_a_time(cast: Cast, version: Version, round_: Round) -> None:
    with pytest.raises(NotAllowed, match="open already"):
        start(cast, version, cast.provider_lead, cast.customer_owner)


@pytest.mark.parametrize("person", ["provider_engineer", "customer_contributor", "customer_reader", "provider_auditor"])
def test_who_may_not_start_or_close(cast: Cast, version: Version, person: str) -> None:
    by = cast.actor(getattr(cast, person))

    with pytest.raises(NotAllowed):
        start(cast, version, cast.provider_lead, cast.customer_owner, by=by)


def test_customers_owner_may_start_one(cast: Cast, version: Version) -> None:
    made = start(cast, version, cast.provider_lead, cast.customer_owner, by=cast.actor(cast.customer_owner))

    assert made.started_by == cast.customer_owner


def test_before_all_have_answered_an_answer_is_its_writers_alone(cast: Cast, round_: Round) -> None:
    answer(cast, round_, cast.customer_owner, note="I was told so in spring.")

    def seen_by(user: User) -> int:
        return View.objects.visible_to(cast.actor(user)).count()

    assert seen_by(cast.customer_owner) == 2
    others = ("provider_owner", "provider_lead", "provider_engineer", "provider_auditor", "customer_contributor",
              "customer_reader")  # fmt: skip
    assert [seen_by(getattr(cast, name)) for name in others] == [0] * 6
    with pytest.raises(ValueError, match="Nobody sees"):
        results_of(round_)


def test_history_and_mail_do_not_tell_answers_before_they_are_shown(cast: Cast, round_: Round) -> None:
    answer(cast, round_, cast.customer_owner, pays="customer_insurer", who="third_party", note="I was told in spring.")
    drain()

    told = " ".join(str([e.says, e.before, e.after]) for e in Event.objects.all())
    told += " ".join(f"{mail.subject} {mail.text}" for mail in Email.objects.all())
    for word in ("customer_insurer", "third_party", "spring", "insurer", "omeone else"):
        assert word not in told


def test_last_answer_shows_all_and_makes_topics_of_differences(cast: Cast, round_: Round) -> None:
    answer(cast, round_, cast.customer_owner)
    assert Round.objects.get().is_open

    for asked, who in zip(round_.asked.order_by("position"), ("shared", "provider"), strict=True):
        actions.give_view(asked=asked, who=who, pays="customer", by=cast.actor(cast.provider_lead), at=NOW)

    shown = Round.objects.get()
    assert shown.revealed_at == NOW
    assert shown.closed_at is None
    assert results_of(shown).score.percent == 75
    assert list(shown.asked.order_by("position").values_list("is_topic", flat=True)) == [False, True]
    assert [job.asked.row.code for job in topics_of(cast.customer)] == ["MON-02"]
    assert View.objects.visible_to(cast.actor(cast.customer_reader)).count() == 4
    assert Event.objects.get(verb="views_shown").after == {"same": 3, "of": 4, "not_finished": 0}
    drain()
    assert Email.objects.filter(kind="views_shown").count() == 2


def test_answers_can_be_changed_until_they_are_shown(cast: Cast, round_: Round) -> None:
    answer(cast, round_, cast.customer_owner)
    asked = round_.asked.get(position=1)

    actions.give_view(asked=asked, who="provider", pays="shared", by=cast.actor(cast.customer_owner), at=NOW)
    actions.give_view(asked=asked, who="provider", pays="shared", by=cast.actor(cast.customer_owner), at=NOW)

    assert View.objects.get(asked=asked).who == "provider"
    assert Event.objects.filter(verb="views_given").count() == 3
    answer(cast, round_, cast.provider_lead)
    with pytest.raises(NotAllowed, match="shown already"):
        actions.give_view(asked=asked, who="shared", pays="shared", by=cast.actor(cast.customer_owner), at=NOW)


def test_only_those_asked_answer(cast: Cast, round_: Round) -> None:
    asked = round_.asked.first()
    assert asked is not None

    for person in (cast.provider_owner, cast.customer_contributor):
        with pytest.raises(NotAllowed, match="not asked"):
            actions.give_view(asked=asked, who="shared", pays="shared", by=cast.actor(person), at=NOW)


def test_closed_early_it_says_who_has_not_answered(cast: Cast, round_: Round) -> None:
    answer(cast, round_, cast.customer_owner)

    actions.close_round(round_=round_, by=cast.actor(cast.provider_lead), at=NOW)
    actions.close_round(round_=round_, by=cast.actor(cast.provider_lead), at=NOW)

    found = results_of(Round.objects.get())
    assert found.missing == ("Tom Hallett",)
    assert found.score.percent is None
    assert not AskedRow.objects.filter(is_topic=True).exists()
    assert Event.objects.filter(verb="views_shown").count() == 1


@pytest.mark.parametrize("person", ["provider_engineer", "customer_contributor"])
def test_who_may_not_close(cast: Cast, round_: Round, person: str) -> None:
    with pytest.raises(NotAllowed):
        actions.close_round(round_=round_, by=cast.actor(getattr(cast, person)), at=NOW)


def test_topics_are_chosen_after_the_answers_are_there(cast: Cast, round_: Round) -> None:
    asked, by = round_.asked.get(position=1), cast.actor(cast.customer_owner)
    with pytest.raises(NotAllowed, match="Nobody has seen"):
        actions.mark_topic(asked=asked, is_topic=True, by=by, at=NOW)
    actions.close_round(round_=round_, by=by, at=NOW)

    actions.mark_topic(asked=asked, is_topic=True, by=by, at=NOW)

    assert [job.asked.pk for job in topics_of(cast.customer)] == [asked.pk]


def test_scores_of_many_checks_take_two_queries(cast: Cast, version: Version, django_assert_num_queries: Any) -> None:
    people = ((cast.provider_lead, "provider"), (cast.customer_owner, "customer"))
    for days in range(4):
        made = make_round(cast.customer, *people, version=version)
        answer(cast, made, cast.customer_owner)
        answer(cast, made, cast.provider_lead)
        Round.objects.filter(pk=made.pk).update(revealed_at=NOW - timedelta(days=days))

    with django_assert_num_queries(3):
        lines = lines_of(Round.objects.revealed().order_by("-revealed_at"))

    assert [line.score.percent for line in lines] == [100] * 4


def test_each_side_is_reminded_while_somebody_of_it_has_not_answered(cast: Cast, round_: Round) -> None:
    def due() -> list[tuple[str, str]]:
        found = due_dates([cast.customer.pk], NOW.date())
        return sorted((each.owed_by, each.title) for each in found if each.kind == "views")

    assert [side for side, _ in due()] == ["customer", "provider"]
    answer(cast, round_, cast.customer_owner)
    assert due() == [("provider", "Say who does what, and who pays if it fails: Tom Hallett")]
    answer(cast, round_, cast.provider_lead)
    assert due() == []


def test_everybody_asked_gets_one_e_mail(cast: Cast, round_: Round) -> None:
    drain()

    mails = Email.objects.filter(kind="views_asked")
    assert sorted(mails.values_list("to_address", flat=True)) == sorted(
        [cast.provider_lead.email, cast.customer_owner.email]
    )
    mail = mails.get(to_address=cast.customer_owner.email)
    assert "People of Fairlead IT answer the same questions" in mail.text
    assert mail.link.endswith(round_.get_absolute_url())


def test_waiting_for_whoever_has_not_finished(cast: Cast, round_: Round) -> None:
    assert waiting_for(cast.actor(cast.customer_owner), cast.customer) == round_
    assert waiting_for(cast.actor(cast.customer_contributor), cast.customer) is None


BROKEN = {
    "one_open": lambda r, c: Round.objects.create(
        customer=r.customer, version=r.version, started_at=NOW, started_by=c.provider_lead, due_on=NOW.date()
    ),
    "closed_is_revealed": lambda r, c: Round.objects.update(closed_at=NOW, closed_by=c.provider_lead),
    "closed_paired": lambda r, c: Round.objects.update(closed_at=NOW, revealed_at=NOW),
    "line_once": lambda r, c: AskedRow.objects.create(
        round=r, row=r.asked.first().row, line=r.asked.first().line, position=9
    ),
    "position_once": lambda r, c: AskedRow.objects.update(position=1),
    "person_once": lambda r, c: Participant.objects.create(round=r, person=c.provider_lead, side="provider"),
    "side_known": lambda r, c: Participant.objects.update(side="both"),
    "view_once": lambda r, c: View.objects.bulk_create(_view(r), ignore_conflicts=False),
    "who_known": lambda r, c: View.objects.bulk_create([_view(r, who="the cat")[0]]),
    "pays_known": lambda r, c: View.objects.bulk_create([_view(r, pays="the cat")[0]]),
}


def _view(round_: Round, **about: str) -> list[View]:
    asked, participant = round_.asked.first(), round_.participants.first()
    said = {"who": "shared", "pays": "shared"} | about
    return [View(asked=asked, participant=participant, given_at=NOW, **said) for _ in range(2)]


@pytest.mark.parametrize("rule", BROKEN)
def test_database_refuses(cast: Cast, round_: Round, rule: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        BROKEN[rule](round_, cast)
