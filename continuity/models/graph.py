"""The things a business depends on, and which needs which."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from accounts.actor import Actor
from continuity.models.business import SHARE, BusinessModel, OfModelQuerySet
from continuity.survival.model import LinkKind, NodeKind
from contracts.service_levels.vocabulary import Priority
from core.models import Public, choices, one_of
from technology.models import Product


class Node(Public):
    """A thing that can fail, with what is wanted of it and what is known of its backup and restoring.

    Times are minutes. `rto_minutes` (RTO): wanted back within; `rpo_minutes` (RPO): the most recent work that may be
    lost; `notice_minutes`: until somebody notices that backups fail; `restored_on` and `restore_minutes`: the last
    timed restore; `line`: the row of the matrix that restores it; `priority`: what a fault would be reported as;
    `product`: what it is, so that it fails with its maker.
    """

    model = models.ForeignKey(BusinessModel, on_delete=models.CASCADE, related_name="nodes")
    name = models.CharField("what it is", max_length=80)
    kind = models.CharField("kind", max_length=10, choices=choices(NodeKind), default=NodeKind.SYSTEM)
    note = models.CharField("good to know", max_length=300, blank=True)
    holds_minutes = models.PositiveIntegerField("goes on by itself for", default=0)
    restart_minutes = models.PositiveIntegerField("takes to start again", default=0)
    rto_minutes = models.PositiveIntegerField("wanted back within", null=True, blank=True)
    rpo_minutes = models.PositiveIntegerField("work that may be lost", null=True, blank=True)
    backup_minutes = models.PositiveIntegerField("backed up every", null=True, blank=True)
    notice_minutes = models.PositiveIntegerField("a failed backup is noticed within", null=True, blank=True)
    restored_on = models.DateField("last restored as a test on", null=True, blank=True)
    restore_minutes = models.PositiveIntegerField("that restore took", null=True, blank=True)
    line = models.UUIDField("the job that restores it", null=True, blank=True)
    priority = models.CharField("a fault is reported as", max_length=2, blank=True, choices=choices(Priority))
    product = models.ForeignKey(
        Product, on_delete=models.PROTECT, null=True, blank=True, related_name="nodes", verbose_name="the product"
    )

    objects = OfModelQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["model", "name"], name="%(app_label)s_%(class)s_name_once"),
            models.UniqueConstraint(
                fields=["model"], condition=Q(kind=NodeKind.SERVICE), name="%(app_label)s_%(class)s_one_service"
            ),
            one_of("kind", NodeKind),
            models.CheckConstraint(
                condition=Q(priority__in=["", *(str(each) for each in Priority)]),
                name="%(app_label)s_%(class)s_priority_known",
            ),
            models.CheckConstraint(
                condition=Q(restored_on=None, restore_minutes=None)
                | Q(restored_on__isnull=False, restore_minutes__isnull=False),
                name="%(app_label)s_%(class)s_restore_timed",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("continuity:node-edit", kwargs={"customer_slug": self.model.customer.slug, "pk": self.pk})

    @property
    def is_service(self) -> bool:
        return self.kind == NodeKind.SERVICE

    @property
    def is_group(self) -> bool:
        return self.kind == NodeKind.ANY_OF


class LinkQuerySet(models.QuerySet["Link"]):
    """Links: seen by whoever sees the model."""

    def visible_to(self, actor: Actor) -> "LinkQuerySet":
        return self.filter(actor.reaches("node__model__customer"))


class Link(Public):
    """One thing needs another: for how long it carries on without it, and by what fallback after that.

    `share` is what it can still do without the other (soft), or the part of the load that this way alone can carry
    (member). A fallback has a capacity; `fallback_minutes` is None where it can go on as long as it takes.
    """

    node = models.ForeignKey(Node, on_delete=models.CASCADE, related_name="needs", verbose_name="this")
    needs = models.ForeignKey(Node, on_delete=models.PROTECT, related_name="needed_by", verbose_name="needs")
    kind = models.CharField("how", max_length=6, choices=choices(LinkKind), default=LinkKind.HARD)
    tolerance_minutes = models.PositiveIntegerField("carries on in full for", default=0)
    share = models.DecimalField("share", default=1, **SHARE)
    fallback = models.CharField("another way", max_length=120, blank=True)
    fallback_capacity = models.DecimalField("that way serves", null=True, blank=True, **SHARE)
    fallback_minutes = models.PositiveIntegerField("for at most", null=True, blank=True)
    fallback_needs = models.ManyToManyField(
        Node, blank=True, related_name="fallbacks", verbose_name="that way itself needs"
    )

    objects = LinkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["node", "needs"], name="%(app_label)s_%(class)s_once"),
            one_of("kind", LinkKind),
            models.CheckConstraint(condition=~Q(node=F("needs")), name="%(app_label)s_%(class)s_not_itself"),
            models.CheckConstraint(
                condition=Q(share__gte=0, share__lte=1), name="%(app_label)s_%(class)s_share_of_one"
            ),
            models.CheckConstraint(
                condition=Q(fallback="", fallback_capacity=None, fallback_minutes=None)
                | (
                    ~Q(fallback="")
                    & Q(fallback_capacity__isnull=False, fallback_capacity__gt=0, fallback_capacity__lte=1)
                ),
                name="%(app_label)s_%(class)s_fallback_whole",
            ),
            models.CheckConstraint(
                condition=Q(kind=LinkKind.HARD) | Q(tolerance_minutes=0, fallback=""),
                name="%(app_label)s_%(class)s_only_hard_waits",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.node} needs {self.needs}"
