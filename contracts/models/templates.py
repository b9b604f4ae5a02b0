"""What a provider starts new contracts from."""

from typing import Any

from django.db import models
from django.urls import reverse

from accounts.models import Provider
from contracts.models.contract import Contract
from contracts.models.services import CatalogueQuerySet, Service
from contracts.models.termed import TermRules, term_constraints


class ContractTemplate(TermRules):
    """A contract without customer and first day, in the provider's catalogue.

    `clauses` and `targets` hold the values of the rows they turn into, as contracts/snapshots.py names them; a target
    cites its clause by number and its service by id. Nobody queries inside them: they are copied as a whole.
    """

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="contract_templates")
    name = models.CharField(max_length=120)
    summary = models.CharField("when to use it", max_length=300, blank=True)
    kind = models.CharField(max_length=10, choices=Contract.Kind, default=Contract.Kind.MASTER)
    title = models.CharField("title of the contract", max_length=160)
    currency = models.CharField(max_length=3, default="GBP")
    governing_law = models.CharField("governing law", max_length=80, default="England and Wales")
    services = models.ManyToManyField(Service, blank=True, related_name="+")
    clauses: Any = models.JSONField(default=list, blank=True)
    targets: Any = models.JSONField("service levels", default=list, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = CatalogueQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "name"], name="%(app_label)s_%(class)s_name_once"),
            *term_constraints(),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("contracts:template", kwargs={"provider_slug": self.provider.slug, "pk": self.pk})
