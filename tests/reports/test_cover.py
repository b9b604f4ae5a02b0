"""The pack's pages about insurance: the customer's own policy, and of the provider's only what was published."""

import json
from datetime import date

from contracts.models import PublishedFact
from core.digest import canonical
from reports.frozen import read
from reports.gather import gather_pack
from reports.pack import PackDocument
from reports.render import pack_html
from tests.cast import NOW
from tests.factories.insurance import (
    make_condition,
    make_policy,
    make_policy_document,
    make_section,
    make_sublimit,
)
from tests.reports.conftest import Story, on

BEFORE = {"created_at": on(8, 1)}


def gathered(story: Story) -> PackDocument:
    return gather_pack(story.customer, story.quarter, at=NOW, edition=1)


def enter(story: Story) -> None:
    policy = make_policy(story.customer, number="CY-1")
    type(policy).objects.update(**BEFORE)
    make_section(policy, name="Business interruption")
    make_sublimit(policy)
    line = story.now.rows.get(code="A-1").line
    make_condition(policy, code="MFA", line=line, is_met=True, checked_on=date(2026, 8, 3), evidence="Report")
    lead = story.cast.provider_lead
    make_policy_document(policy, added_by=lead, added_at=on(8, 2))
    make_policy_document(policy, added_by=lead, added_at=on(10, 2), content=b"late", title="Late")


def test_policy_with_conditions_and_certificate(story: Story) -> None:
    enter(story)
    (cover,) = gathered(story).cover

    assert cover.statement.startswith("Harbour Roast is covered up to £250,000 in a year; the first £1,000")
    assert [part.limit for part in cover.parts] == ["£25,000"]
    assert cover.events == ("Ransomware: £30,000 at the most, 25\xa0% of the loss kept",)
    assert [(one.code, one.found, one.who) for one in cover.required] == [("MFA", "Met", "A-1: Fairlead IT")]
    assert [paper.title for paper in cover.certificates] == ["Certificate"]


def test_what_was_entered_after_the_cut_off_is_not_in_it(story: Story) -> None:
    make_policy(story.customer)

    document = gathered(story)
    assert document.cover == ()
    assert "No insurance policy of Harbour Roast had been entered." in document.missing


def test_only_what_the_provider_published_by_then(story: Story) -> None:
    policy = make_policy(story.cast.provider, kind="tech_eo", insurer="Albion", aggregate_limit="777000")
    make_section(policy, name="Liability", limit="555000")
    for fact, at in (("insurer", on(8, 1)), ("sections", on(8, 1)), ("limits", on(10, 1))):
        PublishedFact.objects.create(policy=policy, fact=fact, published_at=at)
    document = gathered(story)
    (shown,) = document.shown_cover

    assert shown.facts == (("Insurer", "Albion"),)
    assert [(part.name, part.limit) for part in shown.parts] == [("Liability", "")]
    assert "777,000" not in pack_html(document)
    assert "555,000" not in pack_html(document)


def test_it_prints_and_comes_back_the_same(story: Story) -> None:
    enter(story)
    document = gathered(story)
    data = json.loads(canonical(document))

    assert read(data) == document
    assert read(data).digest == document.digest
    assert "Business interruption" in pack_html(document)
    assert gathered(story) == document


def test_packs_frozen_before_insurance_was_kept_still_open(story: Story) -> None:
    data = json.loads(canonical(gathered(story)))
    del data["cover"], data["shown_cover"]

    assert read(data).cover == ()
