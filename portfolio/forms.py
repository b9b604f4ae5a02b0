"""Filters of the portfolio's lists, and the choice of a job."""

from collections.abc import Collection, Iterable
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

import django_filters
from django import forms
from django.db.models import Q, QuerySet

from accounts.actor import Actor
from accounts.models import Customer, User
from contracts.forms.base import Looks
from core.filters import Filter, search
from core.prepared import prepared
from core.searching import with_words
from core.widgets import SELECT
from portfolio.enums import Agreement
from portfolio.queries.blast import EFFECTS
from portfolio.queries.standing import with_agreement
from responsibilities.queries.jobs import Job
from technology.models import Product, Vendor

WHOLE = "v-"  # before the id of a vendor, everything of which fails


class CustomerFilter(django_filters.FilterSet):
    """Search and filters of the customer list."""

    q = django_filters.CharFilter(
        method="search",
        label="Search customers",
        widget=forms.TextInput({"type": "search", "class": "form-control", "placeholder": "Search by name or trade"}),
    )
    agreement = django_filters.ChoiceFilter(
        choices=[(a.value, a.label) for a in Agreement],
        method="by_agreement",
        label="Agreement",
        empty_label="Any agreement",
        widget=SELECT,
    )
    findings = django_filters.ChoiceFilter(
        choices=[("high", "High"), ("medium", "Medium or worse")],
        method="by_findings",
        label="Findings",
        empty_label="Any findings",
        widget=SELECT,
    )
    lead = django_filters.ChoiceFilter(label="Lead", empty_label="Any lead", widget=SELECT)

    class Meta:
        model = Customer
        fields: list[str] = []

    def __init__(self, *args: object, actor: Actor, today: date, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.filters["lead"].extra["choices"] = _leads(actor)

    def search(self, customers: QuerySet[Customer], name: str, value: str) -> QuerySet[Customer]:
        return with_words(customers, value, "name", "legal_name", "about")

    def by_agreement(self, customers: QuerySet[Customer], name: str, value: str) -> QuerySet[Customer]:
        return with_agreement(customers, today=self.today).filter(agreement=value)

    def by_findings(self, customers: QuerySet[Customer], name: str, value: str) -> QuerySet[Customer]:
        if value == "high":
            return customers.filter(watch__high__gt=0)
        return customers.filter(Q(watch__high__gt=0) | Q(watch__medium__gt=0))


@prepared()
def _leads(actor: Actor) -> QuerySet[Any, Any]:
    leads = User.objects.filter(pk__in=Customer.objects.visible_to(actor).values("lead"))
    return leads.order_by("name", "pk").values_list("pk", "name")


class BlastForm(Filter):
    """Which vendor or product fails, and what of its call list is shown. Words nobody offered are ignored."""

    what = forms.ChoiceField(
        label="What fails", required=False, widget=forms.Select(attrs={"class": "form-select"})
    )  # grouped, which the quick one does not do
    q = search("Search customers")
    effect = forms.ChoiceField(
        label="What becomes of them", required=False, widget=SELECT,
        choices=[("", "Everybody hit"), *((str(int(each)), words) for each, words in EFFECTS.items())],
    )  # fmt: skip

    def __init__(self, *args: Any, products: Iterable[Product], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._known: dict[str, tuple[str, list[UUID]]] = {}
        self._makers: dict[str, Vendor] = {}
        groups: list[Any] = [("", "Choose a vendor or product")]
        for vendor, several in groupby(products, key=lambda product: product.vendor):
            made = list(several)
            whole, name = f"{WHOLE}{vendor.pk}", str(vendor)
            self._known[whole] = (name, [product.pk for product in made])
            self._known |= {f"p-{product.pk}": (product.full_name, [product.pk]) for product in made}
            self._makers |= dict.fromkeys([whole, *(f"p-{product.pk}" for product in made)], vendor)
            offered = [(f"p-{product.pk}", product.full_name) for product in made]
            groups.append((name, [(whole, f"Everything of {name}"), *offered]))
        self.fields["what"].choices = groups  # type: ignore[attr-defined]  # a choice field

    @property
    def products(self) -> list[UUID]:
        """The products that fail; none while nothing is chosen."""
        return self._known.get(self.chosen().get("what", ""), ("", []))[1]

    @property
    def is_whole(self) -> bool:
        """Everything of a vendor fails, not one product."""
        return str(self.chosen().get("what", "")).startswith(WHOLE)

    @property
    def vendor(self) -> Vendor | None:
        """Who makes what fails; None while nothing is chosen."""
        return self._makers.get(self.chosen().get("what", ""))

    @property
    def name(self) -> str:
        """What fails, by name."""
        return self._known.get(self.chosen().get("what", ""), ("", []))[0]


class JobForm(Looks, forms.Form):
    """Which job of the matrix answers for something, or none."""

    job = forms.ChoiceField(
        label="The job in “Who does what”",
        required=False,
        help_text="Whoever does that job answers for this condition, and its proof shows that it is met.",
    )

    def __init__(self, *args: Any, jobs: Iterable[Job], chosen: UUID | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        by_domain = groupby(jobs, key=lambda job: job.domain or "Other jobs")
        groups = [
            (domain, [(str(job.line), f"{job.label}: {job.who}") for job in several]) for domain, several in by_domain
        ]
        self.fields["job"].choices = [("", "Nobody yet"), *groups]  # type: ignore[attr-defined]  # a choice field
        self.initial["job"] = str(chosen or "")
        self.dress("job")

    @property
    def line(self) -> UUID | None:
        """The line of the chosen job."""
        return UUID(self.cleaned_data["job"]) if self.cleaned_data["job"] else None


class JobsForm(Looks, forms.Form):
    """Which jobs of the matrix something is about, by domain."""

    def __init__(self, *args: Any, jobs: Iterable[Job], chosen: Collection[UUID], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        by_domain = groupby(jobs, key=lambda job: job.domain or "Other jobs")
        for number, (domain, several) in enumerate(by_domain):
            offered = list(several)
            self.fields[f"domain{number}"] = forms.MultipleChoiceField(
                label=domain,
                choices=[(str(job.line), f"{job.label}: {job.who}") for job in offered],
                initial=[str(job.line) for job in offered if job.line in chosen],
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
        self.dress(*self.fields)

    @property
    def lines(self) -> set[UUID]:
        """The lines of the chosen jobs."""
        return {UUID(line) for several in self.cleaned_data.values() for line in several}
