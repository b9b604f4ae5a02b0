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
from core.widgets import QuickSelect
from portfolio.enums import Agreement
from portfolio.queries.standing import with_agreement
from responsibilities.queries.jobs import Job

SELECT = QuickSelect(attrs={"class": "form-select"})


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
        leads = User.objects.filter(pk__in=Customer.objects.visible_to(actor).values("lead")).order_by("name", "pk")
        self.filters["lead"].extra["choices"] = list(leads.values_list("pk", "name"))

    def search(self, customers: QuerySet[Customer], name: str, value: str) -> QuerySet[Customer]:
        for word in value.split()[:6]:
            customers = customers.filter(
                Q(name__icontains=word) | Q(legal_name__icontains=word) | Q(about__icontains=word)
            )
        return customers

    def by_agreement(self, customers: QuerySet[Customer], name: str, value: str) -> QuerySet[Customer]:
        return with_agreement(customers, today=self.today).filter(agreement=value)

    def by_findings(self, customers: QuerySet[Customer], name: str, value: str) -> QuerySet[Customer]:
        if value == "high":
            return customers.filter(watch__high__gt=0)
        return customers.filter(Q(watch__high__gt=0) | Q(watch__medium__gt=0))


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
