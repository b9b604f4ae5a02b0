"""Every pound says why it stays where it stays: one head's figures in sentences, each with its source."""

from collections.abc import Iterator
from decimal import Decimal

from contracts.loss.allocation import Allocation
from contracts.loss.amounts import ZERO
from contracts.loss.cover import HeadCover, Kept
from contracts.loss.interchange import Case
from contracts.loss.liability import Claim
from contracts.loss.reasons import CapClass, Exclusion, Reason
from contracts.loss.sharing import Recovery
from contracts.loss.terms import ONE, CustomerPolicy, Section
from contracts.loss.vocabulary import Cause, Head
from contracts.scenarios.parties import Reader
from contracts.scenarios.sheet import Cite, Sources, Why
from contracts.scenarios.trade import plain
from core.words import as_per_cent, lower_first, pounds

CLAUSE_OF = {
    Exclusion.EXCLUDED_CAUSE: "excluded_causes",
    Exclusion.ADVICE_DECLINED: "advice",
    Exclusion.CREDITS_SOLE_REMEDY: "credits",
    Exclusion.INDIRECT: "indirect",
}
# The limit that a promise to make good counts under, beside that it asks for no fault.
UNDER = {CapClass.UNCAPPED: " and without limit", CapClass.SUPER: ", under the higher limit", CapClass.GENERAL: ""}
CUT_CLAUSE = {"credits_set_off": "credits"}


def why(head: Head, allocation: Allocation, case: Case, reader: Reader, sources: Sources) -> tuple[Why, ...]:
    """The reasons for one head, in the order in which the money moves."""
    teller = _Teller(allocation, case, reader, sources)
    return tuple(teller.tell(head))


class _Teller:
    """Holds what every sentence needs."""

    def __init__(self, allocation: Allocation, case: Case, reader: Reader, sources: Sources) -> None:
        self.allocation, self.case, self.reader, self.sources = allocation, case, reader, sources

    def tell(self, head: Head) -> Iterator[Why]:
        cover, claim = self.allocation.cover.heads[head], self.allocation.liability.claims[head]
        refund = self.case.scenario.other_recoveries.get(head, ZERO)
        if refund:
            yield Why(f"{pounds(refund)} is paid back by others, such as the maker, and is shared by nobody.")
        for kept in cover.kept:
            yield self._kept(kept, cover)
        if cover.paid:
            yield Why(f"The insurer pays {pounds(cover.paid)} of it first, whoever is at fault.", self._section(cover))
        yield from self._provider(claim, self.allocation.recoveries[head])

    # The customer's own policy

    def _kept(self, kept: Kept, cover: HeadCover) -> Why:
        amount = pounds(kept.amount)
        if kept.reason == Reason.NOT_COVERED:
            return Why(f"{amount}: {self._not_covered(kept.because_of)}", self.sources.policy)
        return Why(f"{amount}: {self._words(kept, cover)}", self._section(cover))

    def _not_covered(self, path: str) -> str:
        policy, your = self.case.customer_policy, self.reader.your
        if policy is None:
            return f"no policy of {self.reader.yours} is on file, so no insurer pays."
        if path.endswith("responds"):
            return " ".join(self.sources.refusals) or "the policy does not answer for this day."
        if path.endswith("excluded_causes"):
            return f"{your} policy leaves out this kind of event: {lower_first(_cause(self.case.scenario.cause))}."
        if "conditions[" in path:
            return f"the policy’s condition {policy.conditions[_place(path)].code} is not met, so nothing is paid."
        if path.endswith("uninsurable"):
            return f"{your} policy does not pay this kind of cost at all."
        return f"no part of {your} policy pays this kind of cost after this kind of event."

    def _words(self, kept: Kept, cover: HeadCover) -> str:
        policy: CustomerPolicy = self.case.customer_policy or CustomerPolicy()
        section = policy.sections[cover.section] if cover.section is not None else None
        match kept.reason:
            case Reason.WAITING_PERIOD:
                hours = plain(section.waiting_hours) if section else "0"
                return f"it fell in the first {hours} hours, which the policy leaves with {self.reader.you}."
            case Reason.RETENTION:
                return f"the excess of {pounds(policy.retention)}, kept once for the whole event."
            case Reason.COINSURANCE:
                return f"the {as_per_cent(_share(policy, section, self.case.scenario.cause))} kept of every such claim."
            case Reason.CONDITION_REDUCTION:
                return f"the condition {policy.conditions[_place(kept.because_of)].code} is not met, so less is paid."
            case Reason.SECTION_LIMIT:
                return f"above the limit of {_limit(section.limit if section else None)} of this part of the policy."
            case Reason.EVENT_SUBLIMIT:
                limit = policy.event_sublimit.get(self.case.scenario.cause)
                return f"above the limit of {_limit(limit)} for this kind of event, used by the costs before it."
            case Reason.POLICY_LIMIT:
                return f"above the {_limit(self.allocation.cover.available)} that the policy still had to pay."
        return f"{lower_first(kept.reason.label)}."

    def _section(self, cover: HeadCover) -> Cite | None:
        policy, source = self.case.customer_policy, self.sources.policy
        if policy is None or source is None or cover.section is None:
            return source
        return Cite(f"{source.text}, “{policy.sections[cover.section].name}”", source.url)

    # The provider

    def _provider(self, claim: Claim, recovery: Recovery) -> Iterator[Why]:
        name = self.reader.provider
        if claim.excluded:
            yield Why(f"{name} does not pay: {self._excluded(claim)}.", self._clause_of(claim))
        elif not claim.share:
            yield Why(f"{name} does not pay: none of it was caused by a mistake of {name}.")
        else:
            yield Why(self._owed(claim, recovery), self._promise(claim) if claim.is_indemnified else None)
            yield from self._cuts(claim, recovery)
        if recovery.customer:
            yield Why(f"{pounds(recovery.customer)} of it makes good what {self.reader.you} bore.")
        if recovery.insurer:
            yield Why(f"{pounds(recovery.insurer)} of it goes to {self.reader.your} insurer, for what that had paid.")

    def _owed(self, claim: Claim, recovery: Recovery) -> str:
        name = self.reader.provider
        if claim.is_indemnified:
            limit = UNDER[claim.cap_class]
            owed = f"{name} has promised to make this good, whoever is at fault{limit}: {pounds(claim.amount)}"
        else:
            owed = f"{name} caused {as_per_cent(claim.share)} of it: {pounds(claim.amount)}"
        return f"{owed}. It pays {pounds(recovery.total)}." if recovery.total != claim.amount else f"{owed}."

    def _cuts(self, claim: Claim, recovery: Recovery) -> Iterator[Why]:
        if recovery.total == claim.amount:
            return
        for cut in self.allocation.liability.pots[claim.cap_class].reductions:
            path = cut.because_of.removeprefix("msp_contract.")
            cited = self.sources.clauses.get(CUT_CLAUSE.get(path, path), self.sources.contract)
            yield Why(f"{self._cut(cut.cut.label, path, claim)} {pounds(cut.amount)} of all claims is not paid.", cited)

    def _cut(self, label: str, path: str, claim: Claim) -> str:
        pot = self.allocation.liability.pots[claim.cap_class]
        if path.endswith("_cap") and pot.cap_left is not None:
            which = "higher limit" if claim.cap_class == CapClass.SUPER else "limit"
            return f"The {which} has {pounds(pot.cap_left)} left for everything together:"
        return f"{label}:"

    def _excluded(self, claim: Claim) -> str:
        assert claim.excluded is not None  # noqa: S101  # asked for excluded claims alone
        if claim.excluded == Exclusion.EXCLUDED_CAUSE:
            return f"the contract excludes this kind of event ({lower_first(_cause(self.case.scenario.cause))})"
        return lower_first(claim.excluded.label)

    def _clause_of(self, claim: Claim) -> Cite | None:
        if claim.excluded == Exclusion.UNRECOVERABLE:
            return None
        key = f"excluded_heads.{claim.head}"
        if claim.excluded and claim.excluded != Exclusion.EXCLUDED_HEAD:
            key = CLAUSE_OF[claim.excluded]
        return self.sources.clauses.get(key, self.sources.contract)

    def _promise(self, claim: Claim) -> Cite | None:
        return self.sources.clauses.get(f"indemnity.{claim.head}", self.sources.contract)


def provider_cover(allocation: Allocation, reader: Reader) -> tuple[Why, ...]:
    """What the provider's insurer does with the damages, for readers who may know."""
    cover, name = allocation.msp_cover, reader.provider
    if not reader.is_open or not allocation.damages:
        return ()
    if cover.refusal == "msp_policy":
        return (Why(f"No policy of {name} is on file: it pays {pounds(allocation.damages)} itself."),)
    if cover.refusal:
        return (Why(f"{name}’s policy does not answer for this event: it pays {pounds(allocation.damages)} itself."),)
    told = [
        (cover.retained, "is its excess"),
        (cover.coinsured, "is the share it keeps of every claim"),
        (cover.over_limit, "is above its policy’s limit"),
        (allocation.damages - cover.insured, "is a kind of cost that its policy leaves out"),
    ]
    own = [Why(f"{pounds(amount)} {what} and stays with {name}.") for amount, what in told if amount]
    return (Why(f"{name} owes {pounds(allocation.damages)}; its insurer pays {pounds(cover.paid)} of that."), *own)


def _share(policy: CustomerPolicy, section: Section | None, cause: str) -> Decimal:
    own = section.coinsurance if section else None
    return policy.coinsurance.get(cause, ZERO) if own is None else min(own, ONE)


def _place(path: str) -> int:
    return int(path.rsplit("[", 1)[1].rstrip("]"))


def _limit(amount: Decimal | None) -> str:
    return "the policy" if amount is None else pounds(amount)


def _cause(cause: str) -> str:
    return Cause(cause).label if cause in set(Cause) else cause
