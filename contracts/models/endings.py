"""How a contract can be ended early, and what is done once it is over."""

from django.db import models
from django.db.models import Q

from contracts.endings import DAYS, WITHIN, Ending, Who
from contracts.models.contract import Contract
from contracts.models.liability.common import cited
from contracts.models.parts import OfContractQuerySet
from core.models import Public, choices, one_of
from core.words import count


class EndingRule(Public):
    """A reason for which a side may end the contract before its term is over, or a duty that begins with its end."""

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="endings")
    kind = models.CharField("what", max_length=15, choices=choices(Ending))
    who = models.CharField("who", max_length=10, choices=choices(Who), default=Who.EITHER.value)
    days = models.PositiveSmallIntegerField("days", null=True, blank=True)
    words = models.CharField("in the contract’s words", max_length=300, blank=True)
    clause = cited("endings")

    objects = OfContractQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("kind", Ending),
            one_of("who", Who),
            models.CheckConstraint(
                condition=Q(days=None) | Q(days__gte=1), name="%(app_label)s_%(class)s_days_positive"
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=[Ending.OTHER.value, Ending.SURVIVES.value]) | ~Q(words=""),
                name="%(app_label)s_%(class)s_words_where_needed",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return "the rule about its end"

    @property
    def ending(self) -> Ending:
        """What it is about."""
        return Ending(self.kind)

    @property
    def in_words(self) -> str:
        """ "Material breach, either side, not put right within 30 days of being told"."""
        parts = [self.ending.label, Who(self.who).label.lower(), self.time, self.words]
        return ", ".join(part for part in parts if part)

    @property
    def time(self) -> str:
        """What its days mean, "" without any."""
        return DAYS.get(self.ending, WITHIN).format(count(self.days, "day")) if self.days else ""
