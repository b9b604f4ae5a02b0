"""Filters of the portfolio's lists, and the choice of a job."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any
from uuid import UUID

import django_filters
from django import forms
from django.db.models import Q, QuerySet

from accounts.actor import Actor
from accounts.models import Customer, User
from contracts.forms.base import Looks
from portfolio.enums import Agreement
from responsibilities.queries.jobs import Job


class CustomerFilter(django_filters.FilterSet):
    """Search and filters of the customer list; works on annotated customers."""

    q = django_filters.CharFilter(method="search", label="Search customers")
    agreement = django_filters.ChoiceFilter(
        choices=[(a.value, a.label) for a in Agreement], label="Agreement", empty_label="Any agreement"
    )
    findings = django_filters.ChoiceFilter(
        choices=[("high", "High"), ("medium", "Medium or worse")],
        method="by_findings",
        label="Findings",
        empty_label="Any findings",
    )
    lead = django_filters.ModelChoiceFilter(queryset=User.objects.none(), label="Lead", empty_label="Any lead")

    class Meta:
        model = Customer
        fields: list[str] = []

    def __init__(self, *args: object, actor: Actor, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        leads = Customer.objects.visible_to(actor).values("lead")
        self.filters["lead"].queryset = User.objects.filter(pk__in=leads).order_by("name", "pk")

    @property
    def form(self) -> forms.Form:
        form = super().form
        form.fields["q"].widget = forms.TextInput(
            attrs={"type": "search", "class": "form-control", "placeholder": "Search by name or trade"}
        )
        for name in ("agreement", "findings", "lead"):
            form.fields[name].widget.attrs["class"] = "form-select"
        return form

    def search(self, customers: QuerySet[Customer], name: str, value: str) -> QuerySet[Customer]:
        for word in value.split()[:6]:
            customers = customers.filter(
                Q(name__icontains=word) | Q(legal_name__icontains=word) | Q(about__icontains=word)
            )
        return customers

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
