"""Addresses that belong to the whole installation."""

from tests.architecture.entries import PUBLIC, Entry, Place


def _description(place: Place) -> dict[str, object]:
    return {"rest": "openapi.json"}


ENTRIES = {
    "health-live": Entry(PUBLIC),
    "health-ready": Entry(PUBLIC),
    # The door only; what lies behind it is held to account in test_api_access.py.
    "api": Entry(PUBLIC, _description, methods={"GET": 200, "POST": 415}),
}
