"""From draft to agreed: frozen when proposed, complete with both signatures, never changed in place."""

from datetime import date, timedelta

import pytest

from audit.models import Event
from background.models import Job
from core.errors import NotAllowed
from responsibilities.actions.editing import edit_row
from responsibilities.actions.lifecycle import (
    complete_version,
    propose_version,
    revise_version,
    withdraw_version,
)
from responsibilities.models import Row, Version
from responsibilities.queries.versions import frozen_version, is_intact
from tests.cast import NOW, Cast
from tests.factories.contracts import make_clause, make_contract, make_service
from tests.factories.responsibilities import make_version, sign

SIGN_BY = NOW.date() + timedelta(days=14)


def propose(cast: Cast, version: Version, sign_by: date = SIGN_BY, *, knows_gaps: bool = True) -> Version:
    by = cast.actor(cast.provider_lead)
    return propose_version(version=version, sign_by=sign_by, knows_gaps=knows_gaps, by=by, at=NOW)


def complete(cast: Cast, version: Version) -> Version:
    sign(version, "provider", cast.provider_lead)
    sign(version, "customer", cast.customer_owner)
    return complete_version(version=version, by=cast.actor(cast.customer_owner), at=NOW)


def test_proposing_freezes_the_words_and_tells_the_customer(cast: Cast) -> None:
    version = propose(cast, make_version(cast.customer))

    assert (version.state, version.sign_by, version.proposed_by) == ("proposed", SIGN_BY, cast.provider_lead)
    assert version.digest == frozen_version(version).digest
    assert Job.objects.get(name="responsibilities.email_version_proposed").payload["version_id"] == str(version.pk)
    event = Event.objects.get(verb="version_proposed")
    assert (event.says, event.is_internal) == ("proposed version 1 to Harbour Roast", False)


def test_high_findings_are_proposed_only_by_somebody_who_says_that_they_know(cast: Cast) -> None:
    version = make_version(cast.customer, rows=[{"ownership": "undecided"}])

    with pytest.raises(NotAllowed, match="1 high finding could cost money or cover now"):
        propose(cast, version, knows_gaps=False)

    assert propose(cast, version, knows_gaps=True).is_proposed


def test_what_is_proposed_stays_as_it_is_when_things_are_renamed(cast: Cast) -> None:
    service = make_service(cast.provider, "Backup")
    contract = make_contract(cast.customer, reference="MSA-9")
    clause = make_clause(contract, "5.1")
    version = propose(cast, make_version(cast.customer, rows=[{"service": service, "clause": clause}]))
    row = version.rows.get()
    assert (row.service_name, row.clause_reference) == ("Backup", "MSA-9, clause 5.1")

    type(service).objects.update(name="Vault")
    type(clause).objects.update(number="6")
    type(cast.customer).objects.update(legal_name="Roast Group plc")
    clause.delete()

    version = Version.objects.select_related("customer__provider").get(pk=version.pk)
    assert is_intact(version)
    assert "Harbour Roast Ltd" in frozen_version(version).text


def test_a_change_behind_its_back_shows(cast: Cast) -> None:
    version = make_version(cast.customer, "proposed")
    Row.objects.filter(version=version).update(provider_duty="Nothing at all.")

    assert not is_intact(version)


def test_nothing_is_proposed_without_jobs_or_with_a_day_that_has_passed(cast: Cast) -> None:
    with pytest.raises(NotAllowed, match="no job"):
        propose(cast, make_version(cast.customer, rows=0))
    with pytest.raises(NotAllowed, match="has passed"):
        propose(cast, make_version(cast.other_customer), NOW.date() - timedelta(days=1))


def test_proposing_twice_is_refused_and_sends_one_message(cast: Cast) -> None:
    version = propose(cast, make_version(cast.customer))

    with pytest.raises(NotAllowed, match="with both sides"):
        propose(cast, version)
    assert Job.objects.filter(name="responsibilities.email_version_proposed").count() == 1


def test_completing_puts_the_version_in_force_and_sets_reviews(cast: Cast) -> None:
    version = make_version(
        cast.customer, "proposed", rows=[{"review_interval_months": 3}, {"review_interval_months": 12}]
    )

    version = complete(cast, version)

    assert (version.state, version.agreed_at) == ("agreed", NOW)
    dates = list(version.rows.order_by("position").values_list("review_on", flat=True))
    assert dates == [date(2027, 2, 23), date(2027, 11, 23)]


def test_the_version_before_is_superseded(cast: Cast) -> None:
    former = make_version(cast.customer, "agreed")
    version = complete(cast, make_version(cast.customer, "proposed"))

    former.refresh_from_db()
    assert (former.state, former.superseded_at) == ("superseded", NOW)
    assert Version.objects.of_customer(cast.customer).in_force().get() == version


@pytest.mark.parametrize("side", ["provider", "customer"])
def test_one_signature_is_not_enough(cast: Cast, side: str) -> None:
    version = make_version(cast.customer, "proposed")
    sign(version, side, cast.provider_lead)

    with pytest.raises(NotAllowed, match="has not signed"):
        complete_version(version=version, by=cast.actor(cast.provider_lead), at=NOW)


def test_signatures_under_other_words_do_not_count(cast: Cast) -> None:
    version = make_version(cast.customer, "proposed")
    for side in ("provider", "customer"):
        sign(version, side, cast.provider_lead)
    Version.objects.filter(pk=version.pk).update(digest="0" * 64)

    with pytest.raises(NotAllowed, match="has not signed"):
        complete_version(version=version, by=cast.actor(cast.provider_lead), at=NOW)


def test_revising_a_proposed_version_withdraws_it(cast: Cast) -> None:
    version = make_version(cast.customer, "proposed")

    draft = revise_version(version=version, by=cast.actor(cast.provider_lead), at=NOW)

    version.refresh_from_db()
    assert (version.state, version.withdrawn_by) == ("withdrawn", cast.provider_lead)
    assert (draft.state, draft.number, draft.based_on) == ("draft", 2, version)
    lines = list(version.rows.order_by("position").values_list("line", "code", "provider_duty"))
    assert list(draft.rows.order_by("position").values_list("line", "code", "provider_duty")) == lines


def test_revising_an_agreed_version_leaves_it_in_force(cast: Cast) -> None:
    version = make_version(cast.customer, "agreed")

    draft = revise_version(version=version, by=cast.actor(cast.provider_lead), at=NOW)

    version.refresh_from_db()
    assert (version.state, draft.state) == ("agreed", "draft")


def test_rows_keep_the_customers_agreement_until_they_are_changed(cast: Cast) -> None:
    version = make_version(cast.customer, "agreed", rows=2)
    by = cast.actor(cast.provider_lead)
    draft = revise_version(version=version, by=by, at=NOW)
    kept, changed = draft.rows.order_by("position")

    edit_row(row=changed, edition=changed.edition, values={"customer_duty": "Something else."}, by=by, at=NOW)

    kept.refresh_from_db()
    changed.refresh_from_db()
    assert kept.agreed_at == NOW
    assert (changed.agreed_at, changed.agreed_by) == (None, None)


def test_a_withdrawn_version_can_be_taken_up_again(cast: Cast) -> None:
    version = make_version(cast.customer)
    by = cast.actor(cast.provider_lead)

    withdrawn = withdraw_version(version=version, by=by, at=NOW)
    draft = revise_version(version=withdrawn, by=by, at=NOW)

    assert (withdrawn.state, draft.number, draft.rows.count()) == ("withdrawn", 2, 3)


def test_withdrawing_a_draft_is_not_told_to_the_customer(cast: Cast) -> None:
    by = cast.actor(cast.provider_lead)
    withdraw_version(version=make_version(cast.customer), by=by, at=NOW)
    withdraw_version(version=make_version(cast.other_customer, "proposed"), by=by, at=NOW)

    told = Event.objects.filter(verb="version_withdrawn").order_by("sequence")
    assert [event.is_internal for event in told] == [True, False]


def test_one_version_is_open_at_a_time(cast: Cast) -> None:
    agreed = make_version(cast.customer, "agreed")
    make_version(cast.customer)

    with pytest.raises(NotAllowed, match="Version 2 is still open"):
        revise_version(version=agreed, by=cast.actor(cast.provider_lead), at=NOW)


@pytest.mark.parametrize("who", ["provider_engineer", "provider_auditor", "customer_owner", "customer_reader"])
def test_others_neither_propose_nor_withdraw_nor_revise(cast: Cast, who: str) -> None:
    by = cast.actor(getattr(cast, who))
    version = make_version(cast.customer)

    for action in (withdraw_version, revise_version):
        with pytest.raises(NotAllowed):
            action(version=version, by=by, at=NOW)
    with pytest.raises(NotAllowed):
        propose_version(version=version, sign_by=SIGN_BY, by=by, at=NOW)
