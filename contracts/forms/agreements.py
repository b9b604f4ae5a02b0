"""The contract's own details: a short form to begin with, all of them to edit."""

from typing import Any

from django import forms
from django.db.models import Q

from accounts.actor import Actor
from accounts.models import Customer
from contracts.family import would_loop
from contracts.forms.base import DateField, Looks, PricedChoices, RowForm, group, side_by_side
from contracts.incidents.kinds import Unit
from contracts.models import Bundle, Contract, Service
from contracts.queries.families import paper_of
from core.words import day

RENEWAL = [
    ("auto", "It renews by itself"),
    ("manual", "It ends, unless both go on"),
    ("none", "It ends"),
]
UNITS = [("days", "days"), ("weeks", "weeks"), ("months", "months"), ("business_days", "working days")]
COUNTING = [
    ("not_less_than", "“Not less than”, “at least”: the last day of the term counts"),
    ("clear_days", "“Clear” days: neither end day counts"),
]
USUAL_DAYS = "Only if it says so itself. Left empty: by e-mail the next, by post the second, by hand the same day."
PROMISES = [("", "No time is named"), *((str(unit), unit.label) for unit in Unit)]
CURRENCIES = [("GBP", "£ pound"), ("EUR", "€ euro"), ("USD", "$ dollar")]
TERM_FIELDS = (
    "effective_from", "initial_term_months", "renewal", "renewal_term_months", "notice_period", "notice_unit",
    "notice_delivery",
)  # fmt: skip
HINTS = {
    "reference": "How people refer to it, for example MSA-2026.",
    "title": "For example: Managed IT services for three shops.",
    "renewal_term_months": "Leave as it is if it does not renew by itself.",
    "internal_note": "Never shown to the customer.",
    "parent": "An order, a schedule or an amendment belongs to the agreement it is made under.",
    "precedence": "1 prevails over 2. Left empty: amendment 1, data processing 2, order 3, schedule 4, master 5.",
    "notice_days": USUAL_DAYS,
    "precedence_words": "Only if the contract says it differently, for example: Clause 2.3 of the master prevails.",
}
WHEN = group(
    "How long it runs",
    side_by_side("effective_from", "initial_term_months"),
    side_by_side("renewal", "renewal_term_months"),
)


def _possible_parents(contract: Contract, customer: Customer) -> Any:
    """The customer's other contracts, without what belongs to this one or was replaced."""
    rows = Contract.objects.of_customer(customer).select_related("customer").order_by("reference", "pk")
    papers = [paper_of(row) for row in rows]
    fit = [each.pk for each in papers if not would_loop(papers, contract.pk, each.pk)]
    return rows.filter(Q(superseded_on=None, setup_step=None, pk__in=fit) | Q(pk=contract.parent_id))


class ContractForm(RowForm):
    """What both forms check: a reference of its own, dates that can be worked out."""

    effective_from = DateField(label="Starts on")
    renewal = forms.ChoiceField(label="At the end of a term", choices=RENEWAL, initial="auto")
    notice_unit = forms.ChoiceField(label="Counted in", choices=UNITS, initial="months")

    class Meta:
        model = Contract
        fields = ("kind", "reference", "title", *TERM_FIELDS, "parent")
        help_texts = HINTS

    def __init__(self, *args: Any, customer: Customer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.customer = customer
        if "parent" in self.fields:
            others: Any = self.fields["parent"]
            others.empty_label = "Nothing: it stands by itself"
            others.queryset = _possible_parents(self.instance, customer)

    def clean_reference(self) -> str:
        reference: str = self.cleaned_data["reference"]
        others = Contract.objects.of_customer(self.customer).exclude(pk=self.instance.pk)
        if others.filter(reference=reference).exists():
            raise forms.ValidationError(f"{self.customer.name} already has a contract {reference}.")
        return reference

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            self._check(
                Contract(notice_days=cleaned.get("notice_days"), **{name: cleaned[name] for name in TERM_FIELDS})
            )
        return cleaned

    @staticmethod
    def _check(contract: Contract) -> None:
        try:
            contract.terms()
        except ValueError as fault:
            raise forms.ValidationError(str(fault)) from fault


class ContractAddForm(ContractForm):
    """The short form: what it is, when, and which services, singly or by bundle."""

    bundles = PricedChoices(
        queryset=Bundle.objects.none(), required=False, help_text="A bundle adds each service in it."
    )
    services = PricedChoices(
        queryset=Service.objects.none(),
        required=False,
        help_text="At their usual fees, from the first day. Quantities and fees can be changed afterwards.",
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        services = Service.objects.visible_to(actor).live()
        bundles = Bundle.objects.visible_to(actor).live().prefetch_related("services")
        self.fields["services"].queryset = services.order_by("name", "pk")  # type: ignore[attr-defined]  # ours
        self.fields["bundles"].queryset = bundles.order_by("name", "pk")  # type: ignore[attr-defined]  # ours
        self.dress(
            group("What it is", "kind", side_by_side("reference", "title"), "parent"),
            WHEN,
            group(
                "How somebody ends it",
                side_by_side("notice_period", "notice_unit"),
                "notice_delivery",
            ),
            group("What the customer buys", "bundles", "services"),
        )


class ContractEditForm(ContractForm):
    """Every detail of the contract."""

    notice_counting = forms.ChoiceField(label="How the days are counted", choices=COUNTING)
    currency = forms.ChoiceField(choices=CURRENCIES)
    incident_within = forms.IntegerField(
        label="The customer is told within", min_value=1, max_value=999, required=False,
        help_text="As the contract says. The ICO’s 72 hours run from when the customer knows.",
    )  # fmt: skip
    incident_unit = forms.ChoiceField(label="Counted in", choices=PROMISES, required=False)

    class Meta(ContractForm.Meta):
        fields = (  # type: ignore[assignment]  # more of them
            *ContractForm.Meta.fields, "notice_counting", "notice_days", "notice_clause", "incident_within",
            "incident_unit", "currency", "governing_law", "precedence", "precedence_words", "internal_note",
        )  # fmt: skip
        widgets = {"internal_note": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cited: Any = self.fields["notice_clause"]
        cited.queryset, cited.empty_label = self.instance.clauses.order_by("position", "pk"), "None"
        self.dress(
            "edited",
            group("What it is", "kind", side_by_side("reference", "title")),
            WHEN,
            group(
                "How somebody ends it",
                side_by_side("notice_period", "notice_unit"),
                "notice_counting",
                side_by_side("notice_delivery", "notice_days"),
                "notice_clause",
            ),
            group("If there is an incident", side_by_side("incident_within", "incident_unit")),
            group("Law and money", side_by_side("governing_law", "currency")),
            group("Its place among the documents", "parent", side_by_side("precedence", "precedence_words")),
            "internal_note",
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and bool(cleaned["incident_within"]) != bool(cleaned["incident_unit"]):
            self.add_error("incident_within", "Write a number and what it is counted in, or leave both empty.")
        return cleaned


class EndForm(Looks, forms.Form):
    """The last day of a contract that somebody has ended."""

    last_day = DateField(label="Last day", help_text="The last day on which the contract still applies.")

    def __init__(self, *args: Any, contract: Contract, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.contract = contract
        self.dress("last_day")

    def clean_last_day(self) -> Any:
        last_day = self.cleaned_data["last_day"]
        if last_day < self.contract.effective_from:
            raise forms.ValidationError(f"The contract starts on {day(self.contract.effective_from)}.")
        return last_day
