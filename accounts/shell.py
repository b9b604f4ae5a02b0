"""The frame around a page: sections in the navigation, filtered by what the actor may do."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.urls import reverse

from accounts.actor import Actor
from accounts.enums import Permission as P
from accounts.models import Customer
from accounts.queries import Org
from core.addresses import address
from core.words import whose


@dataclass(frozen=True)
class Section:
    """One link of the navigation; `is_here` marks the page's own section."""

    label: str
    url: str
    is_here: bool


@dataclass(frozen=True)
class Group:
    """Sections that belong together; opening a group opens its first section."""

    label: str
    sections: tuple[Section, ...]

    @property
    def url(self) -> str:
        return self.sections[0].url

    @property
    def current(self) -> str:
        """What `aria-current` says: the page itself, somewhere in the group, or nothing."""
        if not any(section.is_here for section in self.sections):
            return ""
        return "true" if self.is_many else "page"

    @property
    def is_many(self) -> bool:
        return len(self.sections) > 1


@dataclass(frozen=True)
class Nav:
    """The navigation of an organisation: wide beside the page, or above it with the open group's pages below."""

    title: str
    is_wide: bool
    groups: tuple[Group, ...]

    @property
    def sections(self) -> tuple[Section, ...]:
        return tuple(section for group in self.groups for section in group.sections)

    @property
    def inside(self) -> Group | None:
        """The open group, where it holds more than the one page."""
        return next((group for group in self.groups if group.current == "true"), None)


@dataclass(frozen=True)
class Bar:
    """The bar over the page: whose product it is, and `places`, where else one can go from it."""

    provider: str
    title: str
    home_url: str
    logo_url: str
    emergency_phone: str
    places: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Shell:
    """What base.html needs to know about the organisation in the path."""

    brand_key: str
    title: str
    is_wide: bool
    bar: Bar
    nav: Nav


@dataclass(frozen=True)
class Person:
    """Who has signed in, as the bar shows it."""

    name: str
    email: str
    initials: str


# (label, url name, permission, group). URL names take the slug of the organisation in the path.
CUSTOMER_SECTIONS = (
    ("Your sheet", "portfolio:home", P.CUSTOMER_VIEW, "Your sheet"),
    ("Who does what", "responsibilities:matrix", P.MATRIX_VIEW, "Jobs"),
    ("Questions", "responsibilities:question-list", P.MATRIX_VIEW, "Jobs"),
    ("Do both see it the same?", "responsibilities:understanding-list", P.MATRIX_VIEW, "Jobs"),
    ("Proof", "responsibilities:evidence-list", P.MATRIX_VIEW, "Jobs"),
    ("Contract", "contracts:contract-list", P.CONTRACT_VIEW, "Promises"),
    ("Service levels", "contracts:level-list", P.CONTRACT_VIEW, "Promises"),
    ("Who would pay?", "contracts:scenario-list", P.SCENARIO_VIEW, "If it breaks"),
    ("How long could you trade?", "continuity:overview", P.CONTINUITY_VIEW, "If it breaks"),
    ("Insurance", "contracts:insurance", P.POLICY_VIEW, "If it breaks"),
    ("Plans", "continuity:plan-list", P.CONTINUITY_VIEW, "If it breaks"),
    ("Incidents", "contracts:incident-list", P.INCIDENT_VIEW, "If it breaks"),
    ("Protection", "technology:protection", P.TECHNOLOGY_VIEW, "Technology"),
    ("What runs where", "technology:deployment-list", P.TECHNOLOGY_VIEW, "Technology"),
    ("Updates", "technology:customer-updates", P.TECHNOLOGY_VIEW, "Technology"),
    ("Meetings", "engagement:meeting-list", P.MEETING_VIEW, "Together"),
    ("Did it help?", "engagement:feedback-list", P.FEEDBACK_GIVE, "Together"),
    ("Feedback", "engagement:feedback-trend", P.FEEDBACK_VIEW, "Together"),
    ("Advice", "advice:advice-list", P.ADVICE_VIEW, "Together"),
    ("Actions", "advice:action-list", P.ADVICE_VIEW, "Together"),
    ("Advisories", "engagement:advisory-list", P.ADVISORY_VIEW, "Together"),
    ("Training", "engagement:teaching", P.TEACHING_VIEW, "Together"),
    ("Something suspicious?", "engagement:suspicion-list", P.TEACHING_VIEW, "Together"),
    ("Findings", "findings:finding-list", P.FINDING_VIEW, "Record"),
    ("Calendar", "engagement:calendar", P.CALENDAR_VIEW, "Record"),
    ("Reminders", "engagement:reminder-list", P.REMINDER_VIEW, "Record"),
    ("Audit packs", "reports:pack-list", P.REPORT_VIEW, "Record"),
    ("History", "portfolio:history", P.HISTORY_VIEW, "Record"),
    ("People", "accounts:customer-people", P.PEOPLE_VIEW, "People"),
    ("Settings", "accounts:customer-settings", P.CUSTOMER_EDIT, "People"),
)
PROVIDER_SECTIONS = (
    ("Customers", "portfolio:customer-list", P.PORTFOLIO_VIEW, "Portfolio"),
    ("Findings", "findings:provider-finding-list", P.FINDING_VIEW, "Portfolio"),
    ("Incidents", "contracts:provider-incident-list", P.INCIDENT_VIEW, "Portfolio"),
    ("If a vendor fails", "portfolio:blast-radius", P.PORTFOLIO_VIEW, "Portfolio"),
    ("Questions", "responsibilities:provider-question-list", P.MATRIX_VIEW, "Portfolio"),
    ("Service levels", "contracts:provider-level-list", P.PORTFOLIO_VIEW, "Portfolio"),
    ("How well protected", "contracts:provider-protection-list", P.PORTFOLIO_VIEW, "Portfolio"),
    ("Renewals", "contracts:renewal-list", P.PORTFOLIO_VIEW, "Portfolio"),
    ("Exercises", "continuity:provider-exercise-list", P.PORTFOLIO_VIEW, "Portfolio"),
    ("Meetings", "engagement:provider-meeting-list", P.MEETING_VIEW, "Together"),
    ("Feedback", "engagement:provider-feedback-list", P.FEEDBACK_VIEW, "Together"),
    ("Advice", "advice:provider-advice-list", P.ADVICE_VIEW, "Together"),
    ("Actions", "advice:provider-action-list", P.ADVICE_VIEW, "Together"),
    ("Advisories", "engagement:provider-advisory-list", P.ADVISORY_VIEW, "Together"),
    ("Training", "engagement:provider-teaching", P.TEACHING_VIEW, "Together"),
    ("Calendar", "engagement:provider-calendar", P.CALENDAR_VIEW, "Record"),
    ("Reminders", "engagement:provider-reminder-list", P.REMINDER_VIEW, "Record"),
    ("Audit packs", "reports:provider-pack-list", P.REPORT_VIEW, "Record"),
    ("Services and bundles", "responsibilities:service-list", P.CATALOGUE_VIEW, "Catalogue"),
    ("Contract templates", "contracts:template-list", P.CATALOGUE_VIEW, "Catalogue"),
    ("Vendor agreements", "contracts:vendor-list", P.CATALOGUE_VIEW, "Catalogue"),
    ("Activities", "responsibilities:activity-list", P.CATALOGUE_VIEW, "Catalogue"),
    ("Vendors", "technology:vendor-list", P.TECHNOLOGY_VIEW, "Technology"),
    ("Products", "technology:product-list", P.TECHNOLOGY_VIEW, "Technology"),
    ("What runs where", "technology:provider-deployment-list", P.TECHNOLOGY_VIEW, "Technology"),
    ("Scorecards", "technology:scorecard-list", P.TECHNOLOGY_VIEW, "Technology"),
    ("Updates", "technology:update-board", P.TECHNOLOGY_VIEW, "Technology"),
    ("Insurance", "contracts:provider-insurance", P.POLICY_VIEW, "Provider"),
    ("People", "accounts:provider-people", P.PEOPLE_VIEW, "Provider"),
    ("Background jobs", "portfolio:job-list", P.JOB_VIEW, "Provider"),
    ("History", "portfolio:provider-history", P.HISTORY_VIEW, "Provider"),
    ("Settings", "accounts:provider-settings", P.PROVIDER_MANAGE, "Provider"),
    ("API tokens", "accounts:token-list", P.TOKEN_MANAGE, "Provider"),
)
# What the customer reads where staff read the field's term.
PLAIN = {"contracts:level-list": "Promises kept?", "technology:protection": "What protects you"}


def build_shell(actor: Actor, org: Org, path: str) -> Shell:
    """The frame for this actor in this organisation."""
    customer = org.customer
    title = customer.name if customer else "All customers"
    provider_url = address("portfolio:customer-list", org.provider.slug)
    home_url = address("portfolio:home", customer.slug) if customer else provider_url
    places = [("All customers", provider_url)] if actor.is_provider else []
    return Shell(
        brand_key=org.provider.brand_colour.lstrip("#").lower(),
        title=title,
        is_wide=actor.is_provider,
        bar=Bar(
            provider=org.provider.name,
            title=title,
            home_url=home_url,
            logo_url=_logo_url(org),
            emergency_phone=org.provider.emergency_phone,
            places=(*places, *([(customer.name, home_url)] if customer else [])),
        ),
        nav=Nav(title, actor.is_provider, _groups(actor, org, path, home_url)),
    )


def person_of(user: Any) -> Person | None:
    """Nobody before somebody has signed in."""
    return Person(user.name, user.email, user.initials) if user.is_authenticated else None


def _groups(actor: Actor, org: Org, path: str, home_url: str) -> tuple[Group, ...]:
    """The deepest section that the path lies in is the one that is open; every path lies in a customer's home."""
    customer = org.customer
    slug = (customer or org.provider).slug
    sections = [
        (_title(label, name, actor, customer), address(name, slug), group)
        for label, name, permission, group in (CUSTOMER_SECTIONS if customer else PROVIDER_SECTIONS)
        if permission in actor.permissions
    ]
    inside = (
        url for _, url, _ in sections if path.startswith(url) and (url != home_url or not customer or path == url)
    )
    here = max(inside, key=len, default="")
    return tuple(
        Group(group, tuple(Section(label, url, url == here) for label, url, _ in members))
        for group, members in groupby(sections, key=lambda section: section[2])
    )


def _title(label: str, name: str, actor: Actor, customer: Customer | None) -> str:
    """Staff read whose sheet it is and the field's terms; the customer reads plain words."""
    if customer and actor.is_provider and name == "portfolio:home":
        return f"{whose(customer.name)} sheet"
    return PLAIN.get(name, label) if actor.is_customer else label


def _logo_url(org: Org) -> str:
    """The provider's logo through the view that checks who asks; the customer's people have their own."""
    if not org.provider.logo:
        return ""
    if org.customer:
        return reverse("accounts:customer-provider-logo", kwargs={"customer_slug": org.customer.slug})
    return reverse("accounts:provider-logo", kwargs={"provider_slug": org.provider.slug})
