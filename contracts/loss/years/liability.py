"""Step 2 of domain.md §4.3 for many events at once: what the provider owes in each class, in pence."""

import numpy as np

from contracts.loss.reasons import CapClass
from contracts.loss.terms import MspContract
from contracts.loss.vocabulary import BasketType, SuperMode
from contracts.loss.years.losses import Losses, Used
from contracts.loss.years.pence import Ints, PerClass, PerHead, pence, share
from contracts.loss.years.plan import Claims

GENERAL, SUPER, UNCAPPED = CapClass.GENERAL, CapClass.SUPER, CapClass.UNCAPPED


def claimed(claims: Claims, losses: Losses) -> PerHead:
    """What is claimed under each head, before basket and caps."""
    return {head: share(losses.amounts[head], part) for head, part in claims.shares.items()}


def owed(contract: MspContract, claims: Claims, amounts: PerHead, used: Used, service_credits: int) -> PerClass:
    """What is owed in each class once basket, caps and set-off have had their share."""
    nothing = np.zeros_like(used.general)
    totals = {each: sum((amounts[head] for head in claims.heads(each)), nothing) for each in CapClass}
    totals[GENERAL] = np.clip(pence(contract.general_cap) - used.general, 0, _over_basket(contract, totals[GENERAL]))
    super_left = np.maximum(pence(contract.super_cap) - used.super, 0)
    totals[SUPER] = np.minimum(totals[SUPER], super_left)
    if contract.super_mode == SuperMode.INCLUSIVE:  # general claims give way
        totals[GENERAL] = np.minimum(totals[GENERAL], super_left - totals[SUPER])
    return _set_off(totals, service_credits) if contract.credits_set_off and service_credits else totals


def _over_basket(contract: MspContract, amount: Ints) -> Ints:
    """What counts of general claims. A tipping basket is passed when they reach it."""
    basket = pence(contract.basket)
    if contract.basket_type == BasketType.DEDUCTIBLE:
        return np.maximum(amount - basket, 0)
    return np.where(amount >= basket, amount, 0)


def _set_off(totals: PerClass, service_credits: int) -> PerClass:
    """Credits reduce the classes in turn, until they are used up."""
    after: PerClass = {}
    rest: Ints | int = service_credits
    for each in CapClass:
        taken = np.minimum(totals[each], rest)
        after[each], rest = totals[each] - taken, rest - taken
    return after
