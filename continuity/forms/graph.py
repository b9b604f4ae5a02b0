"""A thing, and what it needs."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import Q

from accounts.actor import Actor
from continuity.forms.fields import ModelRowForm, PercentField
from continuity.models import BusinessModel, Link, Node
from continuity.survival.model import LinkKind, NodeKind
from contracts.forms.base import DateField, group, side_by_side
from core.forms import LastingField
from core.models import choices
from responsibilities.queries.jobs import Job
from technology.models import Deployment, Product

KINDS = [NodeKind.SYSTEM, *(kind for kind in NodeKind if kind not in (NodeKind.SYSTEM, NodeKind.SERVICE))]


class NodeForm(ModelRowForm):
    """What it is, how long it goes on, what is wanted of it."""

    holds_minutes = LastingField(label="If it fails itself, it goes on for", help_text="A battery: 30 min. Else empty.")
    restart_minutes = LastingField(label="To start again it takes", help_text="Once all it needs is back.")
    rto_minutes = LastingField(label="You want it back within", nothing=None, help_text="Recovery time objective, RTO.")
    rpo_minutes = LastingField(
        label="Work you can lose", nothing=None, help_text="The most recent hours of work. Recovery point, RPO."
    )
    backup_minutes = LastingField(label="It is backed up every", nothing=None)
    notice_minutes = LastingField(label="A failed backup is noticed within", nothing=None)
    restored_on = DateField(label="Last restored as a test on", required=False)
    restore_minutes = LastingField(label="That restore took", nothing=None)
    line = forms.TypedChoiceField(
        label="The job that restores it", required=False, coerce=UUID, empty_value=None, help_text="In “Who does what”."
    )

    class Meta:
        model = Node
        fields = (
            "name", "kind", "note", "holds_minutes", "restart_minutes", "rto_minutes", "rpo_minutes", "backup_minutes",
            "notice_minutes", "restored_on", "restore_minutes", "line", "priority", "product",
        )  # fmt: skip

    def __init__(self, *args: Any, of: BusinessModel, actor: Actor, jobs: Iterable[Job], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind: Any = self.fields["kind"]
        kind.choices = choices([NodeKind.SERVICE] if self.instance.is_service else KINDS)
        self._offer_products(of, actor)
        self._offer_jobs(jobs)
        self.dress(
            "edited", side_by_side("name", "kind"), "product", "note",
            side_by_side("holds_minutes", "restart_minutes"),
            group(
                "When it is out", side_by_side("rto_minutes", "rpo_minutes"), side_by_side("line", "priority"),
                side_by_side("backup_minutes", "notice_minutes"), side_by_side("restored_on", "restore_minutes"),
            ),
        )  # fmt: skip

    def _offer_products(self, of: BusinessModel, actor: Actor) -> None:
        """What runs at the customer, and what is chosen already."""
        running = Deployment.objects.visible_to(actor).of_customer(of.customer_id).running()
        offered = Q(pk__in=running.values("product")) & Q(pk__in=Product.objects.visible_to(actor).values("pk"))
        field: Any = self.fields["product"]
        field.queryset = (
            Product.objects.filter(offered | Q(pk=self.instance.product_id))
            .select_related("vendor").order_by("vendor__name", "name", "pk")
        )  # fmt: skip
        field.label_from_instance = lambda product: product.full_name
        field.empty_label, field.help_text = "None of what your provider keeps", "It fails when its maker does."

    def _offer_jobs(self, jobs: Iterable[Job]) -> None:
        """The jobs that this reader’s matrix shows, and what is chosen already."""
        known = {job.line: job.label for job in jobs}
        if self.instance.line and self.instance.line not in known:
            known[self.instance.line] = "A job that your list does not show"
        field: Any = self.fields["line"]
        field.choices = [("", "Not said"), *((str(line), label) for line, label in known.items())]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if (cleaned.get("restored_on") is None) != (cleaned.get("restore_minutes") is None):
            self.add_error("restored_on", "Write the day and how long it took, or neither.")
        return cleaned


class LinkForm(ModelRowForm):
    """What a thing needs, and what happens when that is out."""

    tolerance_minutes = LastingField(label="Without it, it carries on in full for", help_text="Battery, stock, queue.")
    share = PercentField(
        label="Share, in per cent", initial=100, required=False,
        help_text="Slower without it: what is still done. One of its ways: what this way alone can carry. Else 100.",
    )  # fmt: skip
    fallback_capacity = PercentField(label="That way serves, in per cent", required=False, min_value=1)
    fallback_minutes = LastingField(label="For at most", nothing=None, help_text="Empty: as long as it takes.")

    class Meta:
        model = Link
        fields = (
            "node", "needs", "kind", "tolerance_minutes", "share", "fallback", "fallback_capacity", "fallback_minutes",
            "fallback_needs",
        )  # fmt: skip
        labels = {"node": "This", "fallback": "After that, another way"}
        help_texts = {"fallback": "For example: pad and cash float."}
        widgets = {"fallback_needs": forms.CheckboxSelectMultiple}

    def __init__(self, *args: Any, of: BusinessModel, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("node", "needs", "fallback_needs"):
            field: Any = self.fields[name]
            field.queryset = Node.objects.filter(model=of).order_by("name", "pk")
        self.dress(
            "edited", side_by_side("node", "needs"), side_by_side("kind", "share"), "tolerance_minutes",
            group(
                "Another way", "fallback", side_by_side("fallback_capacity", "fallback_minutes"), "fallback_needs"
            ),
        )  # fmt: skip

    def clean_share(self) -> Any:
        share = self.cleaned_data["share"]
        return 1 if share is None else share

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        has_way = bool(cleaned.get("fallback"))
        if cleaned.get("node") and cleaned.get("node") == cleaned.get("needs"):
            self.add_error("needs", "A thing can’t need itself.")
        if has_way and cleaned.get("fallback_capacity") is None:
            self.add_error("fallback_capacity", "Write how much of the normal it serves.")
        if not has_way and (cleaned.get("fallback_capacity") or cleaned.get("fallback_minutes")):
            self.add_error("fallback", "Say what the other way is.")
        if cleaned.get("kind") != LinkKind.HARD and (has_way or cleaned.get("tolerance_minutes")):
            self.add_error("kind", "Only what it can’t do without has a time to carry on or another way.")
        return cleaned

    @property
    def values(self) -> dict[str, Any]:
        found = super().values
        return found | {"fallback_needs": list(found["fallback_needs"]) if found["fallback"] else []}
