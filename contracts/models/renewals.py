"""What the provider decided about a term before its last day for notice."""

from datetime import date

from django.db import models

from accounts.actor import Actor
from accounts.models import User
from contracts.enums import Outcome
from contracts.models.contract import Contract
from core.models import Public, one_of


class RenewalDecisionQuerySet(models.QuerySet["RenewalDecision"]):
    """Decisions: the provider's own, never shown to the customer."""

    def visible_to(self, actor: Actor) -> "RenewalDecisionQuerySet":
        if not actor.is_provider:
            return self.none()
        return self.filter(contract__in=Contract.objects.visible_to(actor))

    def current(self, *, today: date) -> "RenewalDecisionQuerySet":
        """On terms that have not ended."""
        return self.filter(term_end__gte=today)


class RenewalDecision(Public):
    """Whether a contract is to go on after the term with this last day, who said so, and why."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="decisions")
    term_end = models.DateField("last day of the term")
    outcome = models.CharField("decision", max_length=12, choices=[(each, each.label) for each in Outcome])
    note = models.CharField("why", max_length=500, blank=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    objects = RenewalDecisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contract", "term_end"], name="%(app_label)s_%(class)s_once_a_term"),
            one_of("outcome", Outcome),
        ]

    def __str__(self) -> str:
        return Outcome(self.outcome).label

    @property
    def is_settled(self) -> bool:
        """Nothing more to do before the notice date. An end is settled only once the notice has been given."""
        return self.outcome != Outcome.END
