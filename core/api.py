"""What every operation of the API may answer besides its result. Imported by API modules only: it brings pydantic."""

from typing import Any

from ninja import Schema


class Problem(Schema):
    """Why a call was refused, in a sentence."""

    detail: str


class InvalidField(Problem):
    """Which field of what was sent is wrong, and why. An empty `field` is the body as a whole."""

    field: str


# Documented on each operation, whether or not it can come to all of them.
REFUSALS: dict[int, Any] = {
    401: Problem,  # neither signed in nor a token that works
    403: Problem,  # yours, but not in your role
    404: Problem,  # not there, or not yours
    409: Problem,  # changed by somebody else in the meantime
    413: Problem,  # the body is too large
    415: Problem,  # the body is not JSON by its own account
    422: InvalidField,
    429: Problem,  # too many calls
}
