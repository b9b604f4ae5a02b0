"""The API: every app's operations under one address, closed to whoever is neither signed in nor has a token.

Imported by the first call (`msp_portal/gate.py`): pydantic is 10 MB that no page needs.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError
from ninja.throttling import AuthRateThrottle

from accounts.api import BySession, ByToken
from contracts.api import router as losses
from contracts.loss.terms import InvalidTerms
from core.errors import Conflict, NotAllowed

PREFIX = "/api/v1/"
MOST_CALLS = "120/m"  # for each person or token

api = NinjaAPI(
    title="Same Sheet",
    version="1",
    description="Who bears a loss, worked out from contract and policies. Illustrates; gives no advice.",
    auth=[ByToken(), BySession()],
    throttle=AuthRateThrottle(MOST_CALLS),
    openapi_url=None,  # answered below, without a page of scripts from elsewhere
    docs_url=None,
)
api.add_router("", losses)


@api.get("/openapi.json", auth=None, include_in_schema=False)
def openapi(request: HttpRequest) -> Any:
    """The API's description, for everybody: it holds no secrets."""
    return api.get_openapi_schema(path_prefix=PREFIX)


@api.exception_handler(AuthenticationError)
def _unknown(request: HttpRequest, error: Any) -> HttpResponse:
    answer = _refuse(request, 401, "Sign in, or send a token that works: Authorization: Bearer …")
    answer["WWW-Authenticate"] = "Bearer"
    return answer


@api.exception_handler(NotAllowed)
def _not_allowed(request: HttpRequest, error: Any) -> HttpResponse:
    return _refuse(request, 403, str(error))


@api.exception_handler(Conflict)
def _conflict(request: HttpRequest, error: Any) -> HttpResponse:
    return _refuse(request, 409, str(error))


@api.exception_handler(InvalidTerms)
def _invalid(request: HttpRequest, error: Any) -> HttpResponse:
    return _refuse(request, 422, error.why, field=error.path)


def _refuse(request: HttpRequest, status: int, detail: str, **more: str) -> HttpResponse:
    return api.create_response(request, {"detail": detail, **more}, status=status)
