"""C-09: no proof that is still good, or none that is recent enough."""

from datetime import date, timedelta
from typing import Any

import pytest

from responsibilities.duties import Names
from responsibilities.models import Evidence
from responsibilities.queries.conditions import findings_of_conditions
from responsibilities.queries.evidence import Standing, proof_lines
from responsibilities.queries.found import proof_findings
from tests.cast import NOW, Cast
from tests.factories.insurance import make_condition, make_policy
from tests.factories.responsibilities import make_version

TODAY, DAY = NOW.date(), timedelta(days=1)
ROW = {"evidence_expected": "A monthly report", "review_interval_months": 3}


def prove(cast: Cast, line: object, **about: Any) -> Evidence:
    about = {"happened_on": TODAY - 10 * DAY, "added_at": NOW, "added_by": cast.provider_lead} | about
    return Evidence.objects.create(customer=cast.customer, subject_id=line, label="Job", title="Report", **about)


def told(cast: Cast) -> list[str]:
    return [each.message for each, _ in proof_findings([cast.customer], TODAY)[cast.customer.pk]]


@pytest.mark.parametrize(
    ("about", "why"),
    [
        ({}, None),
        ({"expires_on": TODAY}, None),
        ({"expires_on": TODAY - DAY}, "the last was good until Sun 22 Nov 2026"),
        ({"expires_on": TODAY - DAY, "removed_at": NOW}, "none was ever added"),
        ({"happened_on": date(2026, 8, 23)}, None),
        ({"happened_on": date(2026, 8, 22)}, "the latest is of Sat 22 Aug 2026, wanted every 3 months"),
    ],
)
def test_proof_counts_while_it_is_good_and_recent(cast: Cast, about: dict[str, Any], why: str | None) -> None:
    line = make_version(cast.customer, "agreed", rows=[ROW]).rows.get().line
    prove(cast, line, **about)

    assert told(cast) == ([f"No proof this is being done: {why}."] if why else [])


def test_older_proof_that_is_still_good_counts_beside_what_ran_out(cast: Cast) -> None:
    line = make_version(cast.customer, "agreed", rows=[ROW]).rows.get().line
    prove(cast, line, expires_on=TODAY - DAY)
    older = prove(cast, line, happened_on=TODAY - 40 * DAY)

    assert told(cast) == []
    names = Names(cast.provider.name, cast.customer.name)
    (shown,) = proof_lines(cast.actor(cast.customer_owner), cast.customer, names, TODAY)
    assert (shown.latest, shown.standing) == (older, Standing.PROVED)


def test_a_condition_that_rests_on_proof_that_ran_out_cannot_be_told(cast: Cast) -> None:
    row = make_version(cast.customer, "agreed", rows=[{"code": "IAM-02", "title": "Use MFA"}]).rows.get()
    make_condition(make_policy(cast.customer), code="MFA", line=row.line, is_met=True, checked_on=TODAY)
    proof = prove(cast, row.line, expires_on=TODAY)
    assert findings_of_conditions([cast.customer], TODAY)[cast.customer.pk] == []

    proof.expires_on = TODAY - DAY
    proof.save()
    ((found, _),) = findings_of_conditions([cast.customer], TODAY)[cast.customer.pk]
    assert (found.check, found.is_unknown) == ("C-14", True)
    assert "no proof of “IAM-02 Use MFA” that is still good is on file" in found.message
