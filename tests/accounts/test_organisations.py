"""Customers come, change and go; providers keep their settings."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from accounts import actions
from accounts.colours import contrast_on_white
from accounts.models import Customer, Membership
from audit.models import Event
from core.errors import Conflict, NotAllowed
from tests.cast import NOW, Cast, make_customer

pytestmark = pytest.mark.django_db
FACTS = {"name": "Quay Books", "legal_name": "Quay Books Ltd", "region": "WLS", "fiscal_year_start": 4}


def png(colour: str = "red") -> SimpleUploadedFile:
    made = io.BytesIO()
    Image.new("RGB", (40, 20), colour).save(made, format="PNG")
    return SimpleUploadedFile("mark.png", made.getvalue(), content_type="image/png")


def add(cast: Cast, user=None, **about) -> Customer:
    by = cast.actor(user or cast.provider_lead, provider=cast.provider)
    return actions.add_customer(by=by, at=NOW, **FACTS | about)


def test_customer_is_added_under_a_slug_of_its_name(cast: Cast) -> None:
    customer = add(cast, lead=cast.provider_lead)

    assert customer.slug == "quay-books"
    assert customer.lead == cast.provider_lead
    assert Event.objects.get().says == "added the customer Quay Books"


def test_slugs_are_unique_over_all_providers(cast: Cast) -> None:
    make_customer(cast.strange_provider, "Quay Books", "quay-books")
    make_customer(cast.strange_provider, "Quay Books 2", "quay-books-2")

    assert add(cast).slug == "quay-books-3"
    assert add(cast, name="店").slug == "customer"


def test_name_twice_is_a_conflict_so_that_a_double_click_adds_one(cast: Cast) -> None:
    add(cast)

    with pytest.raises(Conflict, match="already"):
        add(cast, name="quay books")


def test_limited_staff_look_after_what_they_add(cast: Cast) -> None:
    customer = add(cast, user=cast.limited_lead)

    assert customer.pk in Membership.objects.get(user=cast.limited_lead).customer_ids()


def test_engineer_may_not_add(cast: Cast) -> None:
    with pytest.raises(NotAllowed, match="add customers"):
        add(cast, user=cast.provider_engineer)


def test_customers_owner_keeps_facts_but_not_the_lead(cast: Cast, sign_in) -> None:
    url = f"/customers/{cast.customer.slug}/settings/"
    data = FACTS | {"name": "Harbour Roasters", "lead": str(cast.provider_lead.pk)}

    page = sign_in(cast.customer_owner).get(url).content.decode()
    sign_in(cast.customer_owner).post(url, data)

    cast.customer.refresh_from_db()
    assert "Account lead" not in page
    assert cast.customer.name == "Harbour Roasters"
    assert cast.customer.lead is None
    with pytest.raises(NotAllowed, match="account lead"):
        actions.change_customer(
            customer=cast.customer, values={"lead": cast.provider_lead}, by=cast.actor(cast.customer_owner), at=NOW
        )


def test_history_says_what_was_before_and_after(cast: Cast) -> None:
    by = cast.actor(cast.provider_lead)
    actions.change_customer(customer=cast.customer, values={"about": "three coffee shops"}, by=by, at=NOW)
    actions.change_customer(customer=cast.customer, values={"about": "three coffee shops"}, by=by, at=NOW)

    event = Event.objects.get()
    assert (event.before, event.after) == ({"about": ""}, {"about": "three coffee shops"})


@pytest.mark.parametrize(
    "colour", ["", "blue", "#12", "#12345g", "1d4d3b0", "²", "#\u0661\u0661\u0661\u0661\u0661\u0661"]
)
def test_colour_that_is_none_is_refused_with_its_form(cast: Cast, sign_in, colour: str) -> None:
    data = {"name": "Fairlead IT", "legal_name": "Fairlead IT Ltd", "region": "ENG", "brand_colour": colour}

    answer = sign_in(cast.provider_owner).post(f"/providers/{cast.provider.slug}/settings/", data)

    assert answer.status_code == 422


def test_pale_brand_colour_is_refused_with_its_contrast(cast: Cast, sign_in) -> None:
    data = {"name": "Fairlead IT", "legal_name": "Fairlead IT Ltd", "region": "ENG", "brand_colour": "#AABBCC"}

    answer = sign_in(cast.provider_owner).post(f"/providers/{cast.provider.slug}/settings/", data)

    assert answer.status_code == 422
    assert "contrast of 2.0" in answer.content.decode()
    cast.provider.refresh_from_db()
    assert cast.provider.brand_colour == "#1d4d3b"


@pytest.mark.parametrize(
    ("colour", "contrast"), [("#000000", 21.0), ("#ffffff", 1.0), ("#767676", 4.54), ("#777777", 4.48)]
)
def test_contrast_as_wcag_measures_it(colour: str, contrast: float) -> None:
    assert contrast_on_white(colour) == pytest.approx(contrast, abs=0.005)


def test_settings_of_a_provider_are_saved_and_recorded(cast: Cast, sign_in) -> None:
    data = {"name": "Fairlead", "legal_name": "Fairlead IT Ltd", "region": "SCT", "brand_colour": "#7A1F3D"}

    answer = sign_in(cast.provider_owner).post(f"/providers/{cast.provider.slug}/settings/", data | {"logo": png()})

    cast.provider.refresh_from_db()
    assert answer.status_code == 302
    assert (cast.provider.name, cast.provider.brand_colour) == ("Fairlead", "#7a1f3d")
    assert cast.provider.logo
    event = Event.objects.get()
    assert event.is_internal
    assert set(event.after) == {"name", "brand_colour", "region", "logo"}


def test_logo_that_is_no_picture_is_refused(cast: Cast, sign_in) -> None:
    data = {"name": "Fairlead", "legal_name": "F", "region": "ENG", "brand_colour": "#7a1f3d"}
    fake = SimpleUploadedFile("mark.png", b"<svg onload=alert(1)>", content_type="image/png")

    answer = sign_in(cast.provider_owner).post(f"/providers/{cast.provider.slug}/settings/", data | {"logo": fake})

    assert answer.status_code == 422
    assert "is not a PNG file inside" in answer.content.decode()


def test_logo_is_shown_to_the_people_of_the_place_only_and_can_be_removed(cast: Cast, sign_in) -> None:
    by = cast.actor(cast.provider_owner, provider=cast.provider)
    actions.change_provider(provider=cast.provider, values={"logo": png()}, by=by, at=NOW)
    url = f"/customers/{cast.customer.slug}/provider-logo/"

    shown = sign_in(cast.customer_reader).get(url)
    hidden = sign_in(cast.other_owner).get(url)
    actions.change_provider(provider=cast.provider, values={"logo": ""}, by=by, at=NOW)

    assert shown["Content-Type"] == "image/png"
    assert "sandbox" in shown["Content-Security-Policy"]
    assert hidden.status_code == 404
    assert sign_in(cast.customer_reader).get(url).status_code == 404
