"""What is written about policies: by whom, with which trace, and what a second writer is told."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import User
from audit.models import Event
from contracts.actions import insurance as actions
from contracts.actions.documents import SameFile, add_document, remove_document
from contracts.insurance.kinds import SHOWN_AT_FIRST, Fact
from contracts.models import EventSublimit, Policy, PolicyCondition, PolicyNotice, PolicySection
from contracts.snapshots import token
from core.errors import Conflict, NotAllowed
from core.uploads import check_upload
from tests.cast import NOW, Cast
from tests.factories.insurance import (
    make_condition,
    make_notice,
    make_policy,
    make_policy_document,
    make_section,
    make_sublimit,
)

ABOUT: dict[str, Any] = {
    "insurer": "Calder Mutual",
    "number": "CY-9",
    "starts_on": date(2026, 1, 1),
    "ends_on": date(2026, 12, 31),
    "aggregate_limit": Decimal("250000"),
}
KEEPERS = {"provider_owner", "provider_lead", "customer_owner"}
EVERYBODY = {*KEEPERS, "provider_engineer", "provider_auditor", "customer_contributor", "customer_reader"}


def last_event() -> Event:
    return Event.objects.order_by("-pk")[0]


@pytest.mark.parametrize("persona", sorted(EVERYBODY))
def test_who_enters_a_customers_policy(cast: Cast, persona: str) -> None:
    by = cast.actor(getattr(cast, persona))

    if persona in KEEPERS:
        policy = actions.add_policy(holder=cast.customer, by=by, at=NOW, **ABOUT)
        assert last_event().verb == "policy_added"
        assert last_event().customer_id == policy.customer_id
    else:
        with pytest.raises(NotAllowed, match="Your role can’t change insurance policies"):
            actions.add_policy(holder=cast.customer, by=by, at=NOW, **ABOUT)


def test_who_enters_the_providers_policy(cast: Cast) -> None:
    owner = cast.actor(cast.provider_owner, provider=cast.provider)
    policy = actions.add_policy(holder=cast.provider, by=owner, at=NOW, **ABOUT)

    assert set(policy.published.values_list("fact", flat=True)) == set(map(str, SHOWN_AT_FIRST))
    assert not policy.published.filter(fact__in=["limits", "retention", "number", "documents"]).exists()
    assert last_event().customer_id is None
    for user, place in (
        (cast.provider_lead, {"provider": cast.provider}),
        (cast.customer_owner, {}),
        (cast.stranger, {"provider": cast.strange_provider}),
    ):
        with pytest.raises(NotAllowed):
            actions.add_policy(holder=cast.provider, by=cast.actor(user, **place), at=NOW, **ABOUT)


@pytest.mark.parametrize(("user", "customer"), [("limited_lead", "other_customer"), ("other_owner", "other_customer")])
def test_others_do_not_touch_it(cast: Cast, user: str, customer: str) -> None:
    by = cast.actor(getattr(cast, user), getattr(cast, customer))

    with pytest.raises(NotAllowed, match="Harbour Roast is not among"):
        actions.add_policy(holder=cast.customer, by=by, at=NOW, **ABOUT)


def test_the_same_policy_twice_is_a_conflict(cast: Cast) -> None:
    by = cast.actor(cast.customer_owner)
    actions.add_policy(holder=cast.customer, by=by, at=NOW, **ABOUT)

    with pytest.raises(Conflict, match="already been entered"):
        actions.add_policy(holder=cast.customer, by=by, at=NOW, **ABOUT)


def test_edit_leaves_a_trace_and_refuses_an_older_page(cast: Cast) -> None:
    policy, by = make_policy(cast.customer), cast.actor(cast.customer_owner)
    seen = token(policy)
    actions.edit_policy(policy=policy, edited=seen, by=by, at=NOW, retention=Decimal("2500"))

    assert last_event().before == {"retention": "1000.00"}
    assert last_event().after == {"retention": "2500"}
    with pytest.raises(Conflict, match="while you were writing"):
        actions.edit_policy(policy=policy, edited=seen, by=by, at=NOW, retention=Decimal("1"))
    events = Event.objects.count()
    policy.refresh_from_db()
    actions.edit_policy(policy=policy, edited=token(policy), by=by, at=NOW, retention=policy.retention)
    assert Event.objects.count() == events


def test_parts_are_added_changed_and_removed(cast: Cast) -> None:
    policy, by = make_policy(cast.customer), cast.actor(cast.customer_owner)
    make_section(policy, position=4)
    about = {"name": "Response", "causes": ["ransomware"], "heads": ["NOTIFICATION"]}
    section = actions.add_part(policy=policy, model=PolicySection, by=by, at=NOW, **about)

    assert isinstance(section, PolicySection)
    assert section.position == 5
    edited = token(section)
    actions.edit_part(part=section, edited=edited, by=by, at=NOW, limit=Decimal("9"))
    assert last_event().says.startswith("changed the section “Response”: up to")
    with pytest.raises(Conflict):
        actions.edit_part(part=section, edited=edited, by=by, at=NOW, limit=Decimal("8"))
    actions.remove_part(part=section, by=by, at=NOW)
    assert last_event().before["name"] == "Response"
    with pytest.raises(Conflict, match="removed this"):
        actions.edit_part(part=section, edited=edited, by=by, at=NOW, limit=None)


def test_nothing_stands_twice(cast: Cast) -> None:
    policy, by = make_policy(cast.customer), cast.actor(cast.customer_owner)
    make_sublimit(policy)

    with pytest.raises(Conflict, match="already has a limit for this event"):
        actions.add_part(policy=policy, model=EventSublimit, by=by, at=NOW, cause="ransomware", amount=Decimal(1))


def test_readers_change_no_part(cast: Cast) -> None:
    policy = make_policy(cast.customer)
    by = cast.actor(cast.customer_reader)

    with pytest.raises(NotAllowed):
        actions.add_part(policy=policy, model=PolicyCondition, by=by, at=NOW, code="X", words="Y")
    with pytest.raises(NotAllowed):
        actions.remove_part(part=make_section(policy), by=by, at=NOW)


def test_a_job_answers_for_a_condition(cast: Cast) -> None:
    condition, by = make_condition(make_policy(cast.customer), code="MFA"), cast.actor(cast.customer_owner)
    line = uuid4()
    linked = actions.link_condition(condition=condition, line=line, job="IAM-02 Use MFA", by=by, at=NOW)

    assert linked.line == line
    assert last_event().says.startswith("said that “IAM-02 Use MFA” answers for the condition “MFA”")
    count = Event.objects.count()
    actions.link_condition(condition=condition, line=line, job="", by=by, at=NOW)
    assert Event.objects.count() == count
    actions.link_condition(condition=condition, line=None, job="", by=by, at=NOW)
    assert last_event().says.startswith("said that no job answers")


def test_the_providers_conditions_stand_in_nobodys_matrix(cast: Cast) -> None:
    condition = make_condition(make_policy(cast.provider))
    by = cast.actor(cast.provider_owner, provider=cast.provider)

    with pytest.raises(NotAllowed, match="no customer’s list"):
        actions.link_condition(condition=condition, line=uuid4(), job="X", by=by, at=NOW)


def test_publishing_takes_back_what_is_not_ticked(cast: Cast) -> None:
    policy, by = make_policy(cast.provider), cast.actor(cast.provider_owner, provider=cast.provider)
    actions.publish_facts(policy=policy, facts=[Fact.INSURER, Fact.LIMITS], seen=[], by=by, at=NOW)
    actions.publish_facts(policy=policy, facts=[Fact.INSURER], seen=[Fact.LIMITS, Fact.INSURER], by=by, at=NOW)

    assert list(policy.published.values_list("fact", flat=True)) == ["insurer"]
    assert last_event().before == {"published": ["insurer", "limits"]}
    count = Event.objects.count()
    actions.publish_facts(policy=policy, facts=[Fact.INSURER], seen=[Fact.LIMITS], by=by, at=NOW)
    assert Event.objects.count() == count


def test_a_claim_that_is_sent_twice_uses_the_limit_once(cast: Cast) -> None:
    policy, by = make_policy(cast.customer), cast.actor(cast.customer_owner)
    told = {
        "kind": "claim",
        "what": "Ransomware",
        "notified_on": NOW.date(),
        "paid": Decimal(900),
        "paid_on": NOW.date(),
    }
    actions.add_part(policy=policy, model=PolicyNotice, by=by, at=NOW, **told)

    with pytest.raises(Conflict, match="entered already"):
        actions.add_part(policy=policy, model=PolicyNotice, by=by, at=NOW, **told)

    assert policy.notices.count() == 1


def test_an_old_page_shows_nothing_again_that_was_taken_back(cast: Cast) -> None:
    policy, by = make_policy(cast.provider), cast.actor(cast.provider_owner, provider=cast.provider)

    with pytest.raises(Conflict, match="look again"):
        actions.publish_facts(policy=policy, facts=[Fact.LIMITS, Fact.PERIOD], seen=[Fact.LIMITS], by=by, at=NOW)

    assert not policy.published.exists()


def test_only_the_providers_owner_publishes(cast: Cast) -> None:
    for policy, by in (
        (make_policy(cast.provider), cast.actor(cast.provider_lead, provider=cast.provider)),
        (make_policy(cast.customer), cast.actor(cast.customer_owner)),
    ):
        with pytest.raises(NotAllowed):
            actions.publish_facts(policy=policy, facts=[Fact.LIMITS], seen=[], by=by, at=NOW)


def test_renewal_keeps_terms_and_asks_anew_about_conditions(cast: Cast) -> None:
    policy, by = make_policy(cast.customer, review_on=date(2026, 11, 1)), cast.actor(cast.customer_owner)
    make_section(policy, name="Response")
    make_condition(policy, code="MFA", is_met=True, checked_on=date(2026, 3, 1), line=uuid4())
    make_notice(policy)
    new = actions.renew_policy(policy=policy, by=by, at=NOW)

    assert (new.starts_on, new.ends_on) == (date(2027, 1, 1), date(2027, 12, 31))
    assert (new.review_on, new.insured_since) == (None, date(2026, 1, 1))
    assert new.sections.get().name == "Response"
    condition = new.conditions.get()
    assert (condition.is_met, condition.checked_on) == (None, None)
    assert condition.line == policy.conditions.get().line
    assert not new.notices.exists()
    with pytest.raises(Conflict):
        actions.renew_policy(policy=policy, by=by, at=NOW)


def test_renewal_of_the_providers_shows_no_more_than_before(cast: Cast) -> None:
    policy, by = make_policy(cast.provider), cast.actor(cast.provider_owner, provider=cast.provider)
    actions.publish_facts(policy=policy, facts=[Fact.PERIOD], seen=[], by=by, at=NOW)
    new = actions.renew_policy(policy=policy, by=by, at=NOW)

    assert list(new.published.values_list("fact", flat=True)) == ["period"]


def test_only_a_mistake_is_removed(cast: Cast) -> None:
    by = cast.actor(cast.customer_owner)
    mistake, used, filed = (make_policy(cast.customer) for _ in range(3))
    make_section(mistake)
    make_notice(used)
    make_policy_document(filed, added_by=cast.customer_owner, removed_at=NOW)
    actions.remove_policy(policy=mistake, by=by, at=NOW)

    assert not Policy.objects.filter(pk=mistake.pk).exists()
    for policy in (used, filed):
        with pytest.raises(NotAllowed, match="has claims or documents"):
            actions.remove_policy(policy=policy, by=by, at=NOW)
    with pytest.raises(Conflict, match="removed this policy"):
        actions.remove_policy(policy=mistake, by=by, at=NOW)


def send(policy: Policy, cast: Cast, user: User, content: bytes = b"# Certificate\n") -> Any:
    file = SimpleUploadedFile("certificate.md", content, "text/markdown")
    checked = check_upload(file, allowed=("md",))
    return add_document(holder=policy, file=file, checked=checked, by=cast.actor(user), at=NOW)


def test_documents_are_kept_once_and_removed_once(cast: Cast) -> None:
    policy = make_policy(cast.customer)
    document = send(policy, cast, cast.customer_owner)

    assert document.title == "certificate.md"
    assert last_event().after["sha256"] == document.sha256
    with pytest.raises(SameFile, match="This is the same file as"):
        send(policy, cast, cast.customer_owner)
    with pytest.raises(NotAllowed):
        send(policy, cast, cast.customer_reader, b"# Other\n")
    by = cast.actor(cast.provider_lead)
    remove_document(document=document, by=by, at=NOW)
    with pytest.raises(NotAllowed, match="already been removed"):
        remove_document(document=document, by=by, at=NOW)
