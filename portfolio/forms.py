"""Filters of the portfolio's lists."""

from datetime import date

import django_filters
from django import forms
from django.db.models import Q, QuerySet

from accounts.actor import Actor
from accounts.models import Customer, User
from core.widgets import QuickSelect
from portfolio.enums import Agreement
from portfolio.queries.standing import with_agreement

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
