"""The frame around a page: sections in the navigation, filtered by what the actor may do."""

from dataclasses import dataclass
from functools import lru_cache

from django.urls import reverse

from accounts.actor import Actor
from accounts.enums import Permission as P
from accounts.models import Customer
from accounts.queries import Org
from core.words import whose


@dataclass(frozen=True)
class Section:
    """One link of the navigation; `is_here` marks the page's own section."""

    label: str
    url: str
    is_here: bool
    group: str = ""


@dataclass(frozen=True)
class Shell:
    """What base.html needs to know about the organisation in the path."""

    brand_key: str
    home_url: str
    title: str
    is_wide: bool
    sections: tuple[Section, ...]
    emergency_phone: str
    logo_url: str


# (label, url name, permission, group). URL names take the slug of the organisation in the path.
CUSTOMER_SECTIONS = (
    ("Your sheet", "portfolio:home", P.CUSTOMER_VIEW, ""),
    ("Who does what", "responsibilities:matrix", P.MATRIX_VIEW, ""),
    ("Questions", "responsibilities:question-list", P.MATRIX_VIEW, ""),
    ("Proof", "responsibilities:evidence-list", P.MATRIX_VIEW, ""),
    ("Contract", "contracts:contract-list", P.CONTRACT_VIEW, ""),
    ("Insurance", "contracts:insurance", P.POLICY_VIEW, ""),
    ("Service levels", "contracts:level-list", P.CONTRACT_VIEW, ""),
    ("Who would pay?", "contracts:scenario-list", P.SCENARIO_VIEW, ""),
    ("Incidents", "contracts:incident-list", P.INCIDENT_VIEW, ""),
    ("Findings", "findings:finding-list", P.FINDING_VIEW, ""),
    ("Reminders", "engagement:reminder-list", P.REMINDER_VIEW, ""),
    ("Audit packs", "reports:pack-list", P.REPORT_VIEW, ""),
    ("People", "accounts:customer-people", P.PEOPLE_VIEW, ""),
    ("History", "portfolio:history", P.HISTORY_VIEW, ""),
    ("Settings", "accounts:customer-settings", P.CUSTOMER_EDIT, ""),
)
PROVIDER_SECTIONS = (
    ("Customers", "portfolio:customer-list", P.PORTFOLIO_VIEW, ""),
    ("Findings", "findings:provider-finding-list", P.FINDING_VIEW, ""),
    ("Incidents", "contracts:provider-incident-list", P.INCIDENT_VIEW, ""),
    ("Questions", "responsibilities:provider-question-list", P.MATRIX_VIEW, ""),
    ("Service levels", "contracts:provider-level-list", P.PORTFOLIO_VIEW, ""),
    ("Renewals", "contracts:renewal-list", P.PORTFOLIO_VIEW, ""),
    ("Reminders", "engagement:provider-reminder-list", P.REMINDER_VIEW, ""),
    ("Audit packs", "reports:provider-pack-list", P.REPORT_VIEW, ""),
    ("Services and bundles", "responsibilities:service-list", P.CATALOGUE_VIEW, "Catalogue"),
    ("Contract templates", "contracts:template-list", P.CATALOGUE_VIEW, "Catalogue"),
    ("Vendor agreements", "contracts:vendor-list", P.CATALOGUE_VIEW, "Catalogue"),
    ("Activities", "responsibilities:activity-list", P.CATALOGUE_VIEW, "Catalogue"),
    ("Insurance", "contracts:provider-insurance", P.POLICY_VIEW, "Provider"),
    ("People", "accounts:provider-people", P.PEOPLE_VIEW, "Provider"),
    ("Background jobs", "portfolio:job-list", P.JOB_VIEW, "Provider"),
    ("History", "portfolio:provider-history", P.HISTORY_VIEW, "Provider"),
    ("Settings", "accounts:provider-settings", P.PROVIDER_MANAGE, "Provider"),
    ("API tokens", "accounts:token-list", P.TOKEN_MANAGE, "Provider"),
)


def build_shell(actor: Actor, org: Org, path: str) -> Shell:
    """The frame for this actor in this organisation."""
    customer = org.customer
    table = CUSTOMER_SECTIONS if customer else PROVIDER_SECTIONS
    addresses = _addresses(table, (customer or org.provider).slug)
    sections = [
        (_title(label, name, actor, customer), url, group)
        for (label, name, permission, group), url in zip(table, addresses, strict=True)
        if actor.may(permission)
    ]
    # The deepest section that the path lies in is the one that is open; every path lies in a customer's home.
    home_url = (customer or org.provider).get_absolute_url()
    inside = (
        url for _, url, _ in sections if path.startswith(url) and (url != home_url or not customer or path == url)
    )
    here = max(inside, key=len, default="")
    return Shell(
        brand_key=org.provider.brand_colour.lstrip("#").lower(),
        home_url=home_url,
        title=customer.name if customer else "All customers",
        is_wide=actor.is_provider,
        sections=tuple(Section(label, url, url == here, group) for label, url, group in sections),
        emergency_phone=org.provider.emergency_phone,
        logo_url=_logo_url(org),
    )


@lru_cache(maxsize=1024)
def _addresses(table: tuple[tuple[str, str, P, str], ...], slug: str) -> tuple[str, ...]:
    """Where the sections of an organisation are, worked out once: every page shows them."""
    return tuple(reverse(name, args=[slug]) for _, name, _, _ in table)


def _title(label: str, name: str, actor: Actor, customer: Customer | None) -> str:
    """Staff read whose sheet it is and the field's terms; the customer reads plain words."""
    if customer and actor.is_provider and name == "portfolio:home":
        return f"{whose(customer.name)} sheet"
    return "Promises kept?" if actor.is_customer and name == "contracts:level-list" else label


def _logo_url(org: Org) -> str:
    """The provider's logo through the view that checks who asks; the customer's people have their own."""
    if not org.provider.logo:
        return ""
    if org.customer:
        return reverse("accounts:customer-provider-logo", kwargs={"customer_slug": org.customer.slug})
    return reverse("accounts:provider-logo", kwargs={"provider_slug": org.provider.slug})
