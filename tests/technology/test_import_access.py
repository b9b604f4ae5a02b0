"""Whose tables of what runs where are read with whose reach, and who sees them."""

import pytest

from accounts.actor import Actor
from accounts.models import Membership
from core.errors import NotAllowed
from technology.actions import imports
from technology.models import Deployment, DeploymentImport, Product
from tests.cast import NOW, Cast
from tests.factories.technology import make_product, make_vendor
from tests.technology.importing import HEADINGS, WATCH, mapped


@pytest.fixture
def engineer(cast: Cast) -> Actor:
    return cast.actor(cast.provider_engineer, provider=cast.provider)


@pytest.fixture
def watch(cast: Cast) -> Product:
    return make_product(cast.provider, make_vendor(cast.provider, name="Sentryfold"), name="Watch")


def test_staff_import_for_those_they_look_after(cast: Cast, watch: Product) -> None:
    limited = cast.actor(cast.limited_lead, provider=cast.provider)
    reached = limited.customer_ids
    assert reached is not None
    names = {cast.customer.pk: "Harbour Roast", cast.other_customer.pk: "Tidewell Lettings"}
    others = [name for pk, name in names.items() if pk not in reached]

    entry = mapped(cast, limited, [(name, *WATCH[1:]) for name in names.values()])

    assert [error["sentence"] for error in entry.summary["first_errors"]] == [
        f"There is no customer called “{name}” among those you look after." for name in others
    ]


def test_who_left_can_no_longer_have_a_file_read(cast: Cast, engineer: Actor, watch: Product) -> None:
    entry = mapped(cast, engineer, [WATCH])
    Membership.objects.filter(user=cast.provider_engineer).update(ended_at=NOW)
    lead = cast.actor(cast.provider_lead, provider=cast.provider)

    with pytest.raises(NotAllowed, match="no longer works for Fairlead IT"):
        imports.confirm_import(entry=entry, by=lead, at=NOW)

    assert not Deployment.objects.exists()


def test_others_cannot_take_a_file_through(cast: Cast, engineer: Actor, watch: Product) -> None:
    entry = mapped(cast, engineer, [WATCH])

    for by, words in (
        (cast.actor(cast.provider_auditor, provider=cast.provider), "Your role"),
        (cast.actor(cast.customer_owner), "Your role"),
        (cast.actor(cast.stranger, provider=cast.strange_provider), "another provider"),
    ):
        with pytest.raises(NotAllowed, match=words):
            imports.confirm_import(entry=entry, by=by, at=NOW)
        assert entry not in DeploymentImport.objects.visible_to(by) or words == "Your role"


def test_files_are_seen_by_those_who_may_see_all_of_them(cast: Cast, engineer: Actor, watch: Product) -> None:
    of_all, of_one = mapped(cast, engineer, [WATCH]), mapped(cast, engineer, [WATCH[1:]], HEADINGS[1:], here=True)

    def seen(by: Actor) -> set[DeploymentImport]:
        return set(DeploymentImport.objects.visible_to(by))

    assert seen(cast.actor(cast.provider_owner, provider=cast.provider)) == {of_all, of_one}
    assert of_all not in seen(cast.actor(cast.limited_lead, provider=cast.provider))
    assert seen(cast.actor(cast.customer_owner)) == set()
    assert seen(cast.actor(cast.stranger, provider=cast.strange_provider)) == set()
