"""How long an agreement runs and how it is ended: the same for contracts, templates and vendors' agreements."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from contracts.enums import NoticeCounting, NoticeUnit, Renewal
from contracts.terms import LONGEST_SERVICE_DAYS, Terms
from core.models import Public, choices, one_of
from core.words import count

# Working days until a notice usually counts as received, and the name of that way of sending it.
DELIVERY = {"email": (1, "e-mail"), "post": (2, "first-class post"), "hand": (0, "hand")}


def term_constraints() -> list[models.CheckConstraint]:
    """What the database refuses of term, renewal and notice."""
    return [
        models.CheckConstraint(
            condition=Q(initial_term_months__gte=1) & (~Q(renewal="auto") | Q(renewal_term_months__gte=1)),
            name="%(app_label)s_%(class)s_term_positive",
        ),
        one_of("renewal", Renewal),
        one_of("notice_unit", NoticeUnit),
        one_of("notice_counting", NoticeCounting),
        one_of("notice_delivery", DELIVERY),
        models.CheckConstraint(
            condition=Q(notice_days=None) | Q(notice_days__lte=LONGEST_SERVICE_DAYS),
            name="%(app_label)s_%(class)s_notice_arrives",
        ),
    ]


def dated_constraints() -> list[models.CheckConstraint]:
    """An agreement does not end before it starts."""
    return [
        models.CheckConstraint(
            condition=Q(ended_on=None) | Q(ended_on__gte=F("effective_from")),
            name="%(app_label)s_%(class)s_ends_after_start",
        )
    ]


class TermRules(Public):
    """Term, renewal and notice, without a first day (domain.md §1.6).

    `notice_days` are the working days until a notice counts as received, where the agreement itself says how many.
    """

    class Delivery(models.TextChoices):
        EMAIL = "email", "E-mail, received the next working day"
        POST = "post", "First-class post, received on the second working day"
        HAND = "hand", "By hand, received the same day"

    initial_term_months = models.PositiveSmallIntegerField("initial term in months", default=12)
    renewal = models.CharField("at the end of a term", max_length=10, choices=choices(Renewal), default="auto")
    renewal_term_months = models.PositiveSmallIntegerField("renewal term in months", default=12)
    notice_period = models.PositiveSmallIntegerField("notice period", default=3)
    notice_unit = models.CharField("counted in", max_length=15, choices=choices(NoticeUnit), default="months")
    notice_counting = models.CharField(
        "how the days are counted", max_length=15, choices=choices(NoticeCounting), default="not_less_than"
    )
    notice_delivery = models.CharField("notice is sent by", max_length=10, choices=Delivery, default=Delivery.EMAIL)
    notice_days = models.PositiveSmallIntegerField("working days until it is received", null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def delivery_words(self) -> str:
        """How notice is sent, and when it counts as received: as the agreement says, or as is usual."""
        usual: str = self.get_notice_delivery_display()
        if self.notice_days is None:
            return usual
        way = usual.partition(",")[0]
        return (
            f"{way}, received the same day"
            if not self.notice_days
            else f"{way}, received after {count(self.notice_days, 'working day')}"
        )


class Termed(TermRules):
    """An agreement with a first day and, once somebody has ended it, a last one."""

    effective_from = models.DateField("starts on")
    ended_on = models.DateField("ended on", null=True, blank=True)

    class Meta:
        abstract = True

    def terms(self, holidays: frozenset[date] = frozenset()) -> Terms:
        """What it says about its own length and notice, for the arithmetic of contracts/terms.py."""
        usual_days, service_method = DELIVERY[self.notice_delivery]
        return Terms(
            effective_from=self.effective_from,
            initial_term_months=self.initial_term_months,
            renewal=Renewal(self.renewal),
            renewal_term_months=self.renewal_term_months,
            notice_period=self.notice_period,
            notice_unit=NoticeUnit(self.notice_unit),
            notice_counting=NoticeCounting(self.notice_counting),
            service_days=usual_days if self.notice_days is None else self.notice_days,
            service_method=service_method,
            holidays=holidays,
            ended_on=self.ended_on,
        )
