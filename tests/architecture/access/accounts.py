"""Who may call the addresses of people and organisations."""

from django.core.files.base import ContentFile

from accounts.enums import Permission, Role
from accounts.models import Membership
from tests.architecture.entries import PUBLIC, SIGNED_IN, Entry, Place
from tests.cast import NOW, make_customer, make_user
from tests.factories.accounts import make_api_token, make_invitation

FACTS = {"name": "New Name", "legal_name": "New Name Ltd", "region": "ENG", "fiscal_year_start": "4"}
PROVIDER_FACTS = {"name": "Fairlead IT", "legal_name": "Fairlead IT Ltd", "region": "ENG", "brand_colour": "#1d4d3b"}
ASK = {"name": "Nia New", "email": "nia@example.com", "role": "reader"}
ASK_STAFF = {"name": "Nia New", "email": "nia@example.com", "role": "engineer", "reach": "all"}
LIMITED = {"limited_lead": {"GET": 404, "POST": 404}}  # does not look after the customer that was archived
FORM = {"GET": 200, "POST": 302}


def _colour(place: Place) -> dict[str, object]:
    return {"colour": "1d4d3b"}


def _staff(place: Place) -> dict[str, object]:
    user = make_user("Ned Staff", email=f"ned@{place.provider.slug}.example")
    member = Membership.objects.create(user=user, provider=place.provider, role=Role.ENGINEER, looks_after_all=True)
    return {"pk": member.pk}


def _person(place: Place) -> dict[str, object]:
    user = make_user("Pat Person", email=f"pat@{place.customer.slug}.example")
    return {"pk": Membership.objects.create(user=user, customer=place.customer, role=Role.READER).pk}


def _asked_staff(place: Place) -> dict[str, object]:
    return {"pk": make_invitation(provider=place.provider, by=place.staff).pk}


def _asked_person(place: Place) -> dict[str, object]:
    return {"pk": make_invitation(customer=place.customer, by=place.staff).pk}


def _token(place: Place) -> dict[str, object]:
    return {"token": "not-a-token"}


def _api_token(place: Place) -> dict[str, object]:
    return {"pk": make_api_token(place.provider)[0].pk}


def _archived(place: Place) -> dict[str, object]:
    """A third customer of the place: the one in hand stays reachable."""
    return {"pk": make_customer(place.provider, "Old Mill", f"old-mill-{place.provider.slug}", archived_at=NOW).pk}


def _customer_logo(place: Place) -> dict[str, object]:
    place.customer.logo.save("logo.png", ContentFile(b"png"))
    return {}


def _provider_logo(place: Place) -> dict[str, object]:
    place.provider.logo.save("logo.png", ContentFile(b"png"))
    return {}


P = Permission
ENTRIES = {
    "home": Entry(SIGNED_IN, methods={"GET": 302}),
    "accounts:organisation-list": Entry(SIGNED_IN),
    "accounts:profile": Entry(SIGNED_IN, methods=FORM, data={"name": "New Name", "theme": "dark"}),
    "accounts:invitation-accept": Entry(PUBLIC, _token, methods={"GET": 404, "POST": 404}),
    "accounts:brand-css": Entry(PUBLIC, _colour),
    "accounts:provider-logo": Entry(P.CUSTOMER_VIEW, _provider_logo),
    "accounts:customer-logo": Entry(P.CUSTOMER_VIEW, _customer_logo),
    "accounts:customer-provider-logo": Entry(P.CUSTOMER_VIEW, _provider_logo),
    "accounts:provider-settings": Entry(P.PROVIDER_MANAGE, methods=FORM, data=PROVIDER_FACTS),
    "accounts:token-list": Entry(
        P.TOKEN_MANAGE, methods={"GET": 200, "POST": 200}, data={"name": "Figures", "days": "90"}
    ),
    "accounts:token-revoke": Entry(P.TOKEN_MANAGE, _api_token, methods={"POST": 302}),
    "accounts:customer-settings": Entry(P.CUSTOMER_EDIT, methods=FORM, data=FACTS),
    "accounts:customer-add": Entry(P.CUSTOMER_ADD, methods=FORM, data=FACTS),
    "accounts:customer-archive": Entry(P.CUSTOMER_ARCHIVE, methods=FORM),
    "accounts:archived-customer-list": Entry(P.CUSTOMER_ARCHIVE),
    "accounts:customer-restore": Entry(P.CUSTOMER_ARCHIVE, _archived, methods=FORM, but=LIMITED),
    "accounts:provider-people": Entry(P.PEOPLE_VIEW),
    "accounts:provider-invitation-add": Entry(P.STAFF_MANAGE, methods=FORM, data=ASK_STAFF),
    "accounts:provider-member": Entry(P.STAFF_MANAGE, _staff, methods=FORM, data={"role": "manager", "reach": "all"}),
    "accounts:provider-member-end": Entry(P.STAFF_MANAGE, _staff, methods=FORM),
    "accounts:provider-invitation-resend": Entry(P.STAFF_MANAGE, _asked_staff, methods={"POST": 302}),
    "accounts:provider-invitation-revoke": Entry(P.STAFF_MANAGE, _asked_staff, methods={"POST": 302}),
    "accounts:customer-people": Entry(P.PEOPLE_VIEW),
    "accounts:customer-invitation-add": Entry(P.CUSTOMER_PEOPLE_MANAGE, methods=FORM, data=ASK),
    "accounts:customer-member": Entry(P.CUSTOMER_PEOPLE_MANAGE, _person, methods=FORM, data={"role": "contributor"}),
    "accounts:customer-member-end": Entry(P.CUSTOMER_PEOPLE_MANAGE, _person, methods=FORM),
    "accounts:customer-invitation-resend": Entry(P.CUSTOMER_PEOPLE_MANAGE, _asked_person, methods={"POST": 302}),
    "accounts:customer-invitation-revoke": Entry(P.CUSTOMER_PEOPLE_MANAGE, _asked_person, methods={"POST": 302}),
}
