"""Made-up terms and scenarios of every kind, drawn at random from a seed."""

from decimal import Decimal
from random import Random

from contracts.loss.terms import (
    Condition,
    CustomerPolicy,
    Effect,
    Heads,
    InterruptionRetention,
    MspContract,
    MspPolicy,
    Section,
    WaitingMode,
)
from contracts.loss.vocabulary import BasketType, Cause, Head, SuperMode
from contracts.loss.years.model import Cost, YearModel, YearScenario
from contracts.loss.years.spreads import Lognormal, Pert, Spread

CAUSES = (Cause.RANSOMWARE, Cause.MSP_ERROR, Cause.DATA_BREACH, Cause.FRAUD)
ZERO = Decimal(0)


class Cases:
    """Terms from one seed. Pence, odd shares and eroded limits are all there; about half of everything is absent."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)

    def model(self, scenarios: int = 2) -> YearModel:
        return YearModel(
            scenarios=tuple(self.scenario(str(place)) for place in range(scenarios)),
            contract=self.contract(),
            customer_policy=self.customer_policy() if self.chance(0.9) else None,
            msp_policy=self.msp_policy() if self.chance(0.8) else None,
            caps_per_claim=self.chance(0.3),
            indemnity_hours=Decimal(self.random.randint(10, 60)) if self.chance(0.4) else None,
        )

    def scenario(self, name: str) -> YearScenario:
        heads = self.random.sample(list(Head), self.random.randint(1, 9))
        return YearScenario(
            name=name,
            cause=self.random.choice(CAUSES),
            frequency=Pert(0, self.random.uniform(0, 2), 3),
            duration=Pert(0, self.random.uniform(0, 20), 40) if self.chance(0.9) else Pert.certain(0),
            costs=tuple(self.cost(head) for head in heads),
            msp_share=self.share(),
            indirect_heads=self.heads(0.2),
            availability_failure=self.chance(0.3),
            advice_declined=self.chance(0.1),
            service_credits=self.money(500) if self.chance(0.5) else ZERO,
            other_recoveries={head: self.money(3_000) for head in heads if self.chance(0.2)},
        )

    def cost(self, head: Head) -> Cost:
        is_hourly = self.chance(0.3)
        return Cost(
            head=head,
            amount=self.spread(500 if is_hourly else 20_000),
            is_hourly=is_hourly,
            from_hours=Decimal(self.random.randint(0, 12)) if self.chance(0.3) else ZERO,
        )

    def spread(self, most: float) -> Spread:
        low, mode, high = sorted(self.random.uniform(1, most) for _ in range(3))
        return self.random.choice((Pert(low, mode, high), Lognormal(low, high), Pert.certain(round(mode, 2))))

    def contract(self) -> MspContract:
        return MspContract(
            excluded_causes=self.causes(0.2),
            excluded_heads=self.heads(0.2),
            indemnity_heads=self.heads(0.3),
            indemnity_causes=self.causes(0.3),
            uncapped_indemnity_heads=self.heads(0.2),
            super_indemnity_heads=self.heads(0.2),
            general_indemnity_heads=self.heads(0.2),
            exclude_indirect=self.chance(0.5),
            credits_sole_remedy=self.chance(0.3),
            credits_set_off=self.chance(0.6),
            general_cap=self.limit(40_000),
            general_used=self.used(10_000),
            super_cap=self.limit(60_000),
            super_used=self.used(10_000),
            super_heads=self.heads(0.5),
            super_causes=self.causes(0.6),
            super_mode=self.random.choice(list(SuperMode)),
            basket=self.used(10_000),
            basket_type=self.random.choice(list(BasketType)),
            subrogation_waived=self.chance(0.3),
        )

    def customer_policy(self) -> CustomerPolicy:
        return CustomerPolicy(
            responds=self.chance(0.95),
            excluded_causes=self.causes(0.1),
            retention=self.used(5_000),
            bi_retention=self.random.choice(list(InterruptionRetention)),
            coinsurance={cause: self.share() for cause in CAUSES if self.chance(0.4)},
            event_sublimit={cause: self.money(30_000) for cause in CAUSES if self.chance(0.4)},
            aggregate_limit=self.limit(80_000),
            aggregate_used=self.used(10_000),
            per_claim_limit=self.limit(40_000),
            conditions=tuple(self.condition() for _ in range(self.random.randint(0, 3))),
            sections=tuple(self.section() for _ in range(self.random.randint(1, 4))),
        )

    def section(self) -> Section:
        return Section(
            causes=self.causes(0.7),
            heads=self.heads(0.5),
            limit=self.limit(30_000),
            waiting_hours=Decimal(self.random.choice(("0", "6", "8", "10.5", "24"))),
            waiting_mode=self.random.choice(list(WaitingMode)),
            coinsurance=self.share() if self.chance(0.3) else None,
        )

    def condition(self) -> Condition:
        effect = Effect.REDUCE if self.chance(0.8) else self.random.choice(list(Effect))
        return Condition(code="C", met=self.chance(0.5), effect=effect, relevant=self.chance(0.7), pct=self.share())

    def msp_policy(self) -> MspPolicy:
        return MspPolicy(
            responds=self.chance(0.95),
            excluded_causes=self.causes(0.1),
            excluded_heads=self.heads(0.2),
            retention=self.used(5_000),
            coinsurance=self.share() if self.chance(0.5) else ZERO,
            per_claim_limit=self.limit(30_000),
            aggregate_limit=self.limit(50_000),
            aggregate_used=self.used(10_000),
        )

    def chance(self, of: float) -> bool:
        return self.random.random() < of

    def money(self, most: int) -> Decimal:
        return Decimal(self.random.randint(0, most * 100)) / 100

    def share(self) -> Decimal:
        return Decimal(self.random.choice(("0", "1", "0.5", "0.25", "0.333", "0.0725", "0.123456789")))

    def limit(self, most: int) -> Decimal | None:
        return self.money(most) if self.chance(0.7) else None

    def used(self, most: int) -> Decimal:
        return self.money(most) if self.chance(0.5) else ZERO

    def heads(self, each: float) -> Heads:
        return frozenset(head for head in Head if self.chance(each))

    def causes(self, each: float) -> frozenset[str]:
        return frozenset(cause for cause in CAUSES if self.chance(each))
