"""The API's operations on losses."""

from typing import Any

from django.http import HttpRequest
from ninja import Field, Router, Schema

from contracts.loss import interchange
from contracts.loss.schema import CASE_SCHEMA
from core.api import REFUSALS

router = Router(tags=["Losses"])
BODY = {"required": True, "content": {"application/json": {"schema": CASE_SCHEMA}}}
Pounds = str


class HeadResult(Schema):
    """One head of loss: paid by the customer's insurer, kept by the customer and why, recovered from the provider."""

    gross_insurer: Pounds
    tier1_customer: Pounds
    tier3_customer: Pounds
    recovered_to_customer: Pounds
    recovered_to_insurer: Pounds
    why_customer_bears: dict[str, Pounds]


class LossAllocation(Schema):
    """Who bears the loss, in pounds as decimal text. The five parties' shares sum to `loss`."""

    loss: Pounds
    customer: Pounds
    customer_insurer: Pounds
    msp: Pounds
    msp_insurer: Pounds
    third_party: Pounds
    gross_insurer: Pounds
    damages: Pounds = Field(alias="M")
    credits: Pounds
    by_head: dict[str, HeadResult]


@router.post(
    "/loss-allocations",
    response={200: LossAllocation, **REFUSALS},
    by_alias=True,
    summary="Who bears a loss?",
    operation_id="allocateLoss",
    openapi_extra={"requestBody": BODY},
)
def allocate_loss(request: HttpRequest) -> Any:
    """Works out who bears a loss from a scenario, the contract and both sides' policies. Keeps nothing.

    It illustrates what the terms say. Take the figures to your broker or solicitor as questions.
    """
    return interchange.result_of(interchange.read_case(interchange.parse(request.body)).allocate())
