"""The pack's page about incidents: those of the quarter, as the customer could read them at the cut-off."""

from datetime import timedelta
from decimal import Decimal

from contracts.models import Incident
from core.digest import canonical
from reports.gather import gather_pack
from reports.pack import PackDocument
from reports.render import pack_html
from tests.cast import NOW
from tests.factories.incidents import make_incident, make_loss, make_notification
from tests.factories.insurance import make_policy
from tests.reports.conftest import Story, on

HOUR = timedelta(hours=1)


def gathered(story: Story) -> PackDocument:
    return gather_pack(story.customer, story.quarter, at=NOW, edition=1)


def outage(story: Story, **about: object) -> Incident:
    """Tills out for 36 hours in August, told and closed within the quarter."""
    lead = story.cast.provider_lead
    begun = on(8, 3)
    times = {"aware_at": begun, "started_at": begun, "reported_at": begun, "shared_at": begun}
    closed = {"ended_at": begun + 36 * HOUR, "closed_at": on(8, 20), "closed_by": lead}
    return make_incident(story.customer, by=lead, **times | closed | {"cause": "dependent_system_failure"} | about)


def test_an_incident_with_notices_and_losses(story: Story) -> None:
    incident, owner = outage(story), story.cast.customer_owner
    make_notification(incident, done_at=on(8, 4), done_by=owner)
    make_notification(incident, name="The bank", not_needed_at=on(8, 5), not_needed_by=owner, reason="No card data")
    own = make_policy(story.cast.provider)
    make_notification(incident, whom="insurer", policy=own, name="Albion", owed_by="provider")
    make_loss(incident, by=owner, entered_at=on(8, 5), known_on=on(8, 5).date())
    make_loss(incident, by=owner, entered_at=on(9, 5), known_on=on(9, 5).date(), amount=Decimal(1500), is_final=True)
    make_loss(incident, by=owner, entered_at=on(10, 5), known_on=on(10, 5).date(), amount=Decimal(9999))

    (found,) = gathered(story).incidents
    assert (found.lasted, found.state[:16], found.total, found.is_final) == (
        "36 hours",
        "Closed on Thu 20",
        "£1,500",
        True,
    )
    stands = {told.who: told.stands for told in found.told}
    assert stands["Action Fraud"].startswith("told on Tue 4 Aug 2026")
    assert stands["The bank"] == "not needed: No card data"
    assert "Albion" not in stands


def test_only_what_had_been_shared_and_touched_the_quarter(story: Story) -> None:
    outage(story, title="Closed before", aware_at=on(6, 1), closed_at=on(6, 30), started_at=None, ended_at=None)
    outage(story, title="Still open from before", aware_at=on(6, 1), closed_at=None, closed_by=None)
    outage(story, title="Shared later", shared_at=on(10, 2))
    outage(story, title="Draft", shared_at=None, shared_by=None)
    outage(story, title="Noticed later", aware_at=on(10, 2))

    assert [one.title for one in gathered(story).incidents] == ["Still open from before"]


def test_what_was_done_after_the_cut_off_had_not_been_done(story: Story) -> None:
    incident = outage(story, closed_at=on(10, 2))
    make_notification(incident, done_at=on(10, 2), done_by=story.cast.customer_owner, due_at=on(8, 6))

    (found,) = gathered(story).incidents
    assert (found.state, found.lasted, found.total) == ("Open", "", "")
    assert found.told[0].stands.startswith("not told yet, due by Thu 6 Aug 2026")


def test_printed_and_reproducible(story: Story) -> None:
    empty = pack_html(gathered(story))
    make_notification(outage(story, title="Tills & <cards>"), due_at=None)

    document = gathered(story)
    page = pack_html(document)
    assert "No incident had been shared with Harbour Roast between 1 July 2026" in empty
    assert "Tills &amp; &lt;cards&gt;" in page
    assert "Action Fraud: not told yet</p>" in page
    assert canonical(gathered(story)) == canonical(document)
