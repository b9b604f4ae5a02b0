"""The pack's section on service levels: targets against results of the quarter, misses and their credits."""

from datetime import date, datetime
from typing import Any

from contracts.models import CreditClaim, SlaTarget
from core.digest import canonical
from reports.gather import gather_pack
from reports.levels import Results
from reports.pack import PackDocument
from reports.render import pack_html
from tests.cast import NOW
from tests.factories.contracts import make_contract
from tests.factories.levels import make_claim, make_outage, make_tally, make_uptime
from tests.reports.conftest import Story, on


def gathered(story: Story, at: datetime = NOW) -> PackDocument:
    return gather_pack(story.customer, story.quarter, at=at, edition=1)


def results(story: Story, at: datetime = NOW) -> Results:
    found = gathered(story, at).results
    assert found is not None
    return found


def uptime(story: Story, **about: Any) -> SlaTarget:
    contract = make_contract(story.customer, reference="UP-1", published_at=on(2, 1))
    return make_uptime(story.customer, contract=contract, **about)


def test_each_month_stands_against_its_target(story: Story) -> None:
    uptime(story)
    make_outage(story.customer, starts_at=on(8, 12))

    found = results(story)

    assert found.periods == ("July", "August", "September", "Quarter")
    promise = found.promises[-1]
    assert (promise.title, promise.needed) == ("Availability, Tills", "99.9\xa0%")
    assert [(each.figure, each.state) for each in promise.outcomes] == [
        ("100.00\xa0%", "Kept"), ("95.16\xa0%", "Missed"), ("100.00\xa0%", "Kept"), ("98.36\xa0%", "Missed"),
    ]  # fmt: skip
    assert promise.worst == "36 h down at a stretch"
    assert found.statement == "1 of 3 results was missed. Of 3 more nothing was measured."


def test_what_was_not_measured_is_missing_and_not_kept(story: Story) -> None:
    document = gathered(story)

    assert document.results
    assert {each.figure for each in document.results.promises[0].outcomes} == {"n/a"}
    assert "Nothing was measured in the quarter of 1 promise: Response time, P1." in document.missing


def test_a_miss_shows_its_credit_as_it_stood_at_the_cut_off(story: Story) -> None:
    target, owner = uptime(story), story.cast.customer_owner
    make_outage(story.customer, starts_at=on(8, 12))
    (open_one,) = results(story).credits
    assert (open_one.period, open_one.measured, open_one.amount) == ("August 2026", "95.16\xa0%", "£22.00")
    assert open_one.why == "Below 99\xa0%: 10\xa0% of £220.00, the fee of August 2026."
    assert open_one.stands == "Not claimed by its last day"

    claim = make_claim(
        target, by=owner, window="2026-08", window_last=date(2026, 8, 31), claim_by=date(2026, 9, 7),
        claimed_on=date(2026, 9, 3), recorded_at=on(9, 3),
    )  # fmt: skip
    assert results(story).credits[0].stands == "Claimed by Amara Osei on Thu 3 Sep 2026; not answered"
    CreditClaim.objects.filter(pk=claim.pk).update(
        state="granted", granted=20, reason="Next invoice", decided_at=on(9, 9), decided_by=story.cast.provider_lead
    )
    assert results(story).credits[0].stands.endswith("£20.00 credited on Wed 9 Sep 2026: Next invoice")


def test_what_was_claimed_or_answered_after_the_cut_off_had_not_been(story: Story) -> None:
    target = uptime(story, claim_days=60)
    make_outage(story.customer, starts_at=on(9, 12))
    claim = make_claim(
        target, by=story.cast.customer_owner, window="2026-09", window_last=date(2026, 9, 30),
        claim_by=date(2026, 11, 29), claimed_on=date(2026, 10, 2), recorded_at=on(10, 2),
    )  # fmt: skip
    assert results(story).credits[0].stands == "Not claimed; until Sun 29 Nov 2026"

    CreditClaim.objects.filter(pk=claim.pk).update(
        recorded_at=on(9, 30), state="refused", reason="No", decided_at=on(10, 5), decided_by=story.cast.provider_lead
    )
    assert results(story).credits[0].stands.endswith("not answered")


def test_earlier_misses_stand_there_while_their_claim_waits(story: Story) -> None:
    target, owner = uptime(story), story.cast.customer_owner
    make_outage(story.customer, starts_at=on(5, 12))
    assert results(story).credits == ()

    make_claim(
        target, by=owner, window="2026-05", window_last=date(2026, 5, 31), claimed_on=date(2026, 6, 2),
        recorded_at=on(6, 2),
    )  # fmt: skip
    assert [each.period for each in results(story).credits] == ["May 2026"]


def test_counts_stand_there_too_and_nothing_of_drafts_or_others(story: Story) -> None:
    SlaTarget.objects.filter(contract__reference="FL-1").update(metric="backup", unit="percent", value=99, priority="")
    make_uptime(story.cast.other_customer)
    make_uptime(story.customer, contract=make_contract(story.customer, published_at=None))
    make_tally(story.customer, starts_on=date(2026, 7, 1), ends_on=date(2026, 7, 31))

    (promise,) = results(story).promises
    assert promise.outcomes[0].why == "1,190 of 1,200 backups succeeded: 99.16\xa0%."


def test_printed_and_reproducible(story: Story) -> None:
    uptime(story)
    make_outage(story.customer, starts_at=on(8, 12), title="Tills & <cards>")

    document = gathered(story)
    page = pack_html(document)
    assert "Service levels: promised and kept" in page
    assert "95.16\xa0%" in page
    assert "How it stood at 30 September 2026, 24:00" in page
    assert canonical(gathered(story)) == canonical(document)
    SlaTarget.objects.all().delete()
    assert "No service level published to Harbour Roast ran in the quarter." in pack_html(gathered(story))
