"""Side by side: another example, or the same event under other terms."""

from datetime import date

from django.test import Client

from contracts.models import LossScenario, WhatIf
from tests.cast import Cast
from tests.contracts.views.examples import address, text
from tests.factories.scenarios import TILLS, make_scenario, make_shared, make_what_if


def test_side_by_side_with_other_terms(cast: Cast, owner: Client, tills: LossScenario) -> None:
    url = address("what-if-add", cast, pk=tills.pk)
    sent = {"name": "Without it", "without_sections": ["Dependent system failure"]}

    page = text(owner.post(url, sent, follow=True))

    assert "left with you: £7,700 more" in page
    assert "£12,760" in page
    assert WhatIf.objects.get().changes == {"without_sections": ["Dependent system failure"]}
    assert owner.post(url, sent).status_code == 409
    assert "Change at least one term" in text(owner.post(url, {"name": "Nothing"}))


def test_what_is_excluded_now_can_be_tried_without(cast: Cast, owner: Client, tills: LossScenario) -> None:
    LossScenario.objects.update(msp_share=1)
    url = address("what-if-add", cast, pk=tills.pk)
    form = text(owner.get(url))
    sent = {"name": "Nothing excluded", "without_exclusions": ["cause", "heads"]}

    page = text(owner.post(url, sent, follow=True))

    assert "This kind of event" in form
    assert "service credits are all that is due" not in form  # the contract does not say so
    assert "If this kind of event were not excluded and no kind of loss were excluded" in page
    assert "left with you: £5,060 less" in page
    assert owner.post(url, sent | {"name": "Odd", "without_exclusions": ["credits"]}).status_code == 422


def test_the_first_what_if_stands_beside_it_until_another_is_chosen(
    cast: Cast, owner: Client, tills: LossScenario
) -> None:
    make_what_if(tills, name="No part for it", changes={"without_sections": ["Dependent system failure"]})

    assert "left with you: £7,700 more" in text(owner.get(tills.get_absolute_url()))
    assert "£7,700 more" not in text(owner.get(f"{tills.get_absolute_url()}?with="))


def test_side_by_side_with_another_example(cast: Cast, owner: Client, tills: LossScenario) -> None:
    other = make_scenario(cast.customer, by=cast.customer_owner, side="customer")
    hidden = make_scenario(cast.customer, by=cast.provider_lead, name="Not yours to see")

    page = text(owner.get(f"{tills.get_absolute_url()}?with={other.pk}"))

    assert "Files are encrypted" in page
    assert "left with you: £4,160 less" in page
    assert "Not yours to see" not in page + text(owner.get(f"{tills.get_absolute_url()}?with={hidden.pk}"))
    assert owner.get(f"{tills.get_absolute_url()}?with=nonsense").status_code == 200


def test_hand_written_parts_do_not_move_with_other_waiting_hours(
    cast: Cast, owner: Client, tills: LossScenario
) -> None:
    what_if = make_what_if(tills, changes={"waiting_hours": 12})

    page = text(owner.get(f"{tills.get_absolute_url()}?with={what_if.pk}"))

    assert "only lost profit worked out from the hours moves with them" in page
    assert "If the waiting period were 12 hours" in page


def test_another_example_is_read_with_the_terms_of_its_own_day(cast: Cast, owner: Client, tills: LossScenario) -> None:
    facts = TILLS | {"name": "Before any policy", "terms_on": date(2020, 1, 1)}
    before = make_shared(cast.customer, by=cast.provider_lead, **facts)

    page = text(owner.get(f"{tills.get_absolute_url()}?with={before.pk}"))

    assert "left with you: £1,440 more" in page  # no policy and no contract then: the provider's half, without limit
