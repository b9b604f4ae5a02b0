"""Some events of one scenario side by side in numpy, and what their years have used up before them."""

from dataclasses import dataclass, fields

import numpy as np

from contracts.loss.amounts import ZERO
from contracts.loss.vocabulary import Head
from contracts.loss.years.model import YearModel
from contracts.loss.years.pence import Ints, PerHead, pence


@dataclass(frozen=True, slots=True)
class Losses:
    """What each event costs, head by head in the fixed order, in pence, after what others pay back.

    `waiting` and `beyond` are the parts of interruption heads that fall into the waiting period and beyond the
    indemnity period; `refunds` is what third parties pay back.
    """

    minutes: Ints
    amounts: PerHead
    waiting: PerHead
    beyond: PerHead
    refunds: PerHead

    def take(self, rows: Ints) -> "Losses":
        """Those events alone."""
        parts = (self.amounts, self.waiting, self.beyond, self.refunds)
        return Losses(self.minutes[rows], *({head: found[rows] for head, found in each.items()} for each in parts))

    @property
    def nothing(self) -> Ints:
        return np.zeros(len(self.minutes), np.int64)

    @property
    def others(self) -> Ints:
        """What third parties pay back under all heads together."""
        return sum(self.refunds.values(), self.nothing)

    def gross(self, head: Head) -> Ints:
        """What a head costs before anybody pays anything back."""
        return self.amounts[head] + self.refunds[head] if head in self.refunds else self.amounts[head]


@dataclass(frozen=True, slots=True)
class Used:
    """What is used up of the caps and of both policies' aggregate limits, in pence, for each year."""

    general: Ints
    super: Ints
    policy: Ints
    msp_policy: Ints

    @classmethod
    def at_first(cls, model: YearModel, years: int) -> "Used":
        """As every year begins: what the terms say."""
        contract, policy, msp_policy = model.contract, model.customer_policy, model.msp_policy
        begin = (
            contract.general_used,
            contract.super_used,
            policy.aggregate_used if policy else ZERO,
            msp_policy.aggregate_used if msp_policy else ZERO,
        )
        return cls(*(np.full(years, pence(amount)) for amount in begin))

    def take(self, rows: Ints) -> "Used":
        """Those years alone."""
        return Used(*(getattr(self, field.name)[rows] for field in fields(self)))

    def add(self, rows: Ints, more: "Used") -> None:
        """Use up more in those years, each named once."""
        for field in fields(self):
            getattr(self, field.name)[rows] += getattr(more, field.name)
