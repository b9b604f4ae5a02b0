"""The pack's jobs by CSF function and Cyber Essentials theme: counted from what is in force and on file."""

import json

from core.digest import canonical
from reports.controls import Area, Controls
from reports.frozen import read
from reports.gather import gather_pack
from reports.render import pack_html
from tests.cast import NOW
from tests.factories.responsibilities import make_activity
from tests.reports.conftest import Story


def gathered(story: Story) -> Controls | None:
    return gather_pack(story.customer, story.quarter, at=NOW, edition=1).controls


def relate(story: Story, code: str, *categories: str, themes: tuple[str, ...] = ()) -> None:
    activity = make_activity(story.cast.provider, nist_csf=list(categories), cyber_essentials=list(themes))
    story.now.rows.filter(code=code).update(activity=activity)


def test_each_area_counts_its_jobs_their_owners_and_their_proof(story: Story) -> None:
    relate(story, "A-1", "DE.CM-01", "PR.IR-04", themes=("Firewalls",))
    relate(story, "B-1", "PR.AA-01")
    relate(story, "B-2", "GV.RM-03", themes=("Malware protection",))  # out of scope

    found = gathered(story)

    assert found == Controls(
        functions=(
            Area("Protect", jobs=2, owned=1, proved=1, out_of_date=0, missing=0),
            Area("Detect", jobs=1, owned=1, proved=1, out_of_date=0, missing=0),
        ),
        themes=(Area("Firewalls", jobs=1, owned=1, proved=1, out_of_date=0, missing=0),),
        unrelated=0,
    )


def test_missing_and_outdated_proof_is_told_apart(story: Story) -> None:
    relate(story, "A-1", "DE.CM-01")
    relate(story, "B-1", "DE.AE-02")
    story.now.rows.filter(code="A-1").update(review_interval_months=1)
    story.now.rows.filter(code="B-1").update(evidence_expected="A list")

    found = gathered(story)

    assert found is not None
    assert found.functions == (Area("Detect", jobs=2, owned=1, proved=0, out_of_date=1, missing=1),)


def test_jobs_without_a_framework_are_counted_and_without_any_the_part_is_left_out(story: Story) -> None:
    assert gathered(story) is None
    relate(story, "A-1", "RC.RP-03")

    found = gathered(story)

    assert found is not None
    assert found.unrelated == 1


def test_it_is_printed_and_read_again_as_it_was_frozen(story: Story) -> None:
    relate(story, "A-1", "DE.CM-01", themes=("Firewalls",))
    pack = gather_pack(story.customer, story.quarter, at=NOW, edition=1)
    part = pack_html(pack).partition('id="controls"')[2].partition("</section>")[0]

    assert ">Detect<" in part
    assert ">Firewalls<" in part
    assert "Related to neither: 1 job." in part
    assert read(json.loads(canonical(pack))) == pack
