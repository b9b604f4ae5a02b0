"""Step 3 of domain.md §4.3 for many events at once: who gets what the provider owes, in pence."""

from dataclasses import dataclass

import numpy as np

from contracts.loss.reasons import CapClass
from contracts.loss.years.cover import Split
from contracts.loss.years.pence import Ints, PerClass, PerHead
from contracts.loss.years.plan import Claims


@dataclass(frozen=True, slots=True)
class Recovery:
    """What the provider pays: to the customer, to its insurer; the same under each head, and in each class."""

    customer: Ints
    insurer: Ints
    heads: PerHead
    classes: PerClass


def share_out(claims: Claims, amounts: PerHead, owed: PerClass, split: Split, *, is_waived: bool) -> Recovery:
    """From the top down: the customer's loss outside the cover, its insurer unless that is waived, the excess last."""
    customer, insurer = (np.zeros_like(owed[CapClass.GENERAL]) for _ in range(2))
    phases = [(split.tier1, customer), (split.paid, insurer), (split.tier3, customer)]
    if is_waived:
        del phases[1]
    left, classes = dict(amounts), {}
    for each in CapClass:
        pot = owed[each]
        for wanted, gets in phases:
            for head in claims.heads(each):
                placed = np.minimum(np.minimum(wanted[head], left[head]), pot)
                left[head], pot = left[head] - placed, pot - placed
                gets += placed
        classes[each] = owed[each] - pot
    return Recovery(customer, insurer, {head: amounts[head] - left[head] for head in amounts}, classes)
