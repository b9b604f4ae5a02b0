"""Facts from the database, and the findings they give, in a constant number of queries."""

from datetime import date, timedelta
from typing import Any

import pytest

from accounts.models import Membership
from contracts.models import Contract
from core.checks import Found
from responsibilities.models import Activity, Row, Signature, Version
from responsibilities.queries.facts import findings_of, findings_of_customers, matrix_facts
from responsibilities.queries.versions import current_versions, opening, versions_of
from tests.cast import NOW, Cast
from tests.factories.contracts import make_clause, make_contract, make_line, make_service
from tests.factories.responsibilities import cover, make_activity, make_row, make_version

TODAY = NOW.date()


def kinds(version: Version) -> list[str]:
    return sorted(finding.check for finding in findings_of(version, TODAY))


def finding(version: Version, check: str) -> Found:
    return next(one for one in findings_of(version, TODAY) if one.check == check)


def one_row(cast: Cast, state: str = "draft", **about: Any) -> Version:
    """A version with one row that is covered by a service bought today, unless said otherwise."""
    service, activity = make_service(cast.provider, "Detection"), make_activity(cast.provider)
    cover(service, activity)
    make_line(make_contract(cast.customer), service)
    row = {"activity": activity, "review_on": date(2027, 1, 1)} | about
    return make_version(cast.customer, state, rows=[row])


def test_a_row_in_order(cast: Cast) -> None:
    assert kinds(one_row(cast, "agreed")) == []


def test_what_is_bought_is_known_through_the_activity_and_through_the_service(cast: Cast) -> None:
    version = one_row(cast, ownership="customer")
    assert finding(version, "C-06").facts["services"] == "Detection"

    bought = Row.objects.get().activity.coverage.get().service
    Row.objects.update(activity=None, service=bought, ownership="provider")
    assert kinds(version) == []


def test_a_contract_that_the_customer_cannot_read_counts_for_a_draft_alone(cast: Cast) -> None:
    draft, proposed = one_row(cast, ownership="customer"), None
    Contract.objects.update(published_at=None)
    assert "C-06" in kinds(draft)
    draft.delete()

    proposed = make_version(cast.customer, "proposed", rows=[{"activity": Activity.objects.get()}])
    assert finding(proposed, "C-05").is_unknown
    assert "C-06" not in kinds(proposed)


def test_a_service_that_is_not_bought_does_not_count(cast: Cast) -> None:
    version = one_row(cast)
    Row.objects.update(activity=None, service=make_service(cast.provider, "Not bought"))

    assert kinds(version) == ["C-05"]


def test_a_row_of_no_activity_and_no_service_is_unknown(cast: Cast) -> None:
    version = one_row(cast, activity=None)

    assert finding(version, "C-05").is_unknown


def test_clause_contract_and_service_that_ended(cast: Cast) -> None:
    ended = make_contract(cast.customer, ended_on=date(2026, 6, 30))
    clause = make_clause(ended, "5.1", owed_by="provider")
    retired = make_service(cast.provider, "Old", retired_at=NOW)
    version = one_row(cast, clause=clause, clause_reference="MSA-1, clause 5.1", service=retired)

    assert kinds(version) == ["C-04", "C-08"]
    message = finding(version, "C-08").message
    assert "Old, the service behind this, was retired on Mon 23 Nov 2026." in message
    assert "MSA-1, clause 5.1 belongs to a contract that ended on Tue 30 Jun 2026." in message


def test_a_contract_that_ends_today_still_runs(cast: Cast) -> None:
    contract = make_contract(cast.customer, ended_on=TODAY)

    assert kinds(one_row(cast, clause=make_clause(contract, owed_by="shared"))) == []


def test_people_who_left_are_known_by_name(cast: Cast) -> None:
    version = one_row(cast, provider_person="priya  Nair", customer_person="A Stranger")
    assert kinds(version) == []

    Membership.objects.filter(user=cast.provider_engineer).update(ended_at=NOW)

    assert finding(version, "C-03").message == "priya  Nair, who answers for this, has left."


def test_somebody_of_another_organisation_with_the_name_does_not_matter(cast: Cast) -> None:
    Membership.objects.filter(user=cast.stranger).update(ended_at=NOW)

    assert kinds(one_row(cast, provider_person="Stan Strange")) == []


def test_signatures_and_reviews(cast: Cast) -> None:
    version = one_row(cast, "agreed", review_on=date(2026, 11, 1))
    Signature.objects.filter(version=version, side="customer").delete()

    assert kinds(version) == ["C-07", "C-08"]
    assert finding(version, "C-08").message == "This has not been looked at since Mon 23 Nov 2026."


def test_the_last_look_is_the_latest_of_agreeing_signing_and_reviewing(cast: Cast) -> None:
    version = one_row(cast, "agreed", review_on=date(2026, 11, 1))
    early, late = NOW - timedelta(days=90), NOW - timedelta(days=30)
    Version.objects.update(agreed_at=early)
    Row.objects.update(agreed_at=early, reviewed_at=late, reviewed_by=cast.customer_owner)
    version.refresh_from_db()

    assert finding(version, "C-08").message == "This has not been looked at since Sat 24 Oct 2026."


def test_an_accepted_risk_is_no_finding(cast: Cast) -> None:
    version = one_row(cast, ownership="undecided", activity=None)
    assert kinds(version) == ["C-01", "C-06"]  # whether it is paid for is not known without its activity

    Row.objects.update(risk_accepted_at=NOW, risk_accepted_by=cast.customer_owner, risk_accepted_reason="We know.")
    assert kinds(version) == ["C-06"]


def test_the_version_that_counts(cast: Cast) -> None:
    agreed = make_version(cast.customer, "agreed")
    draft = make_version(cast.customer)
    other = make_version(cast.other_customer)
    make_version(cast.strange_customer, "withdrawn")
    ids = [cast.customer.pk, cast.other_customer.pk, cast.strange_customer.pk]

    assert current_versions(ids) == {cast.customer.pk: agreed, cast.other_customer.pk: other}
    draft.delete()
    proposed = make_version(cast.customer, "proposed")
    assert current_versions(ids)[cast.customer.pk] == proposed
    assert {v for v, _ in findings_of_customers(ids, TODAY).values()} == {proposed, other}


def test_queries_do_not_grow_with_rows_or_customers(cast: Cast, django_assert_num_queries: Any) -> None:
    one_row(cast, "proposed")
    other = make_version(cast.other_customer, "proposed", rows=30)
    loaded = Version.objects.select_related("customer__provider")
    alone, both = [loaded.get(pk=other.pk)], list(loaded.all())

    for versions in (alone, both):
        with django_assert_num_queries(5 if versions is both else 4):
            matrix_facts(versions, TODAY)


def test_what_the_matrix_page_opens_with(cast: Cast) -> None:
    staff, customer = cast.actor(cast.provider_lead), cast.actor(cast.customer_owner)
    agreed = make_version(cast.customer, "agreed")
    draft = make_version(cast.customer)

    assert opening(versions_of(staff, cast.customer)) == draft
    assert opening(versions_of(customer, cast.customer)) == agreed
    assert opening([]) is None


def test_a_withdrawn_version_is_better_than_none(cast: Cast) -> None:
    withdrawn = make_version(cast.customer, "withdrawn")

    assert opening(versions_of(cast.actor(cast.customer_owner), cast.customer)) == withdrawn


@pytest.mark.parametrize("rows", [1, 40])
def test_a_row_more_is_no_query_more(cast: Cast, rows: int, django_assert_num_queries: Any) -> None:
    version = make_version(cast.customer, "draft", rows=0)
    for _ in range(rows):
        make_row(version)

    with django_assert_num_queries(4):  # the version, its rows, contracts, people
        findings_of(Version.objects.select_related("customer__provider").get(), TODAY)


def test_a_clause_of_a_replaced_version_is_raised_with_its_successor(cast: Cast) -> None:
    former = make_contract(
        cast.customer, superseded_on=date(2026, 9, 1), signed_on=date(2026, 1, 1), signed_for_provider="Tom",
        signed_for_customer="Amara",
    )  # fmt: skip
    make_contract(cast.customer, reference="MSA-1 v2", supersedes=former)
    clause = make_clause(former, "5.1", owed_by="provider")
    version = one_row(cast, clause=clause, clause_reference="MSA-1, clause 5.1")

    message = finding(version, "C-08").message

    assert "belongs to a version that MSA-1 v2 replaced on Tue 1 Sep 2026: cite the clause in force now" in message
