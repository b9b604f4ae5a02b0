"""What a customer's people say about a meeting or a settled question: did this help you?"""

from django.db import models
from django.db.models import Q

from accounts.actor import Actor
from accounts.models import Customer, User
from core.models import Public, choices, one_of
from engagement.helped import About, Helped


class FeedbackQuerySet(models.QuerySet["Feedback"]):
    """Answers, narrowed one thought at a time."""

    def visible_to(self, actor: Actor) -> "FeedbackQuerySet":
        """Staff see those of customers they reach; a customer's people see their own alone."""
        reached = self.filter(actor.reaches("customer"))
        return reached if actor.is_provider else reached.filter(person=actor.user_id)

    def of_customer(self, customer: object) -> "FeedbackQuerySet":
        return self.filter(customer=customer)


class Feedback(Public):
    """One person's answer about one thing, given once. Without a grade that person would rather not say."""

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="feedback")
    about = models.CharField(max_length=10, choices=choices(About))
    subject_id = models.UUIDField()
    title = models.CharField("about what", max_length=300)
    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    helped = models.PositiveSmallIntegerField(
        "did this help you?", null=True, choices=[(h.value, h.label) for h in Helped]
    )
    words = models.CharField("in a sentence", max_length=500, blank=True)
    given_at = models.DateTimeField()

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["about", "subject_id", "person"], name="%(app_label)s_%(class)s_once"),
            models.CheckConstraint(
                condition=Q(helped__isnull=True, words="") | Q(helped__isnull=False, helped__in=[1, 2, 3, 4]),
                name="%(app_label)s_%(class)s_helped_known",
            ),
            one_of("about", About),
        ]
        indexes = [models.Index(fields=["customer", "given_at"])]

    def __str__(self) -> str:
        return self.title
