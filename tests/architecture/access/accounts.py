"""Who may call the addresses of people and organisations."""

from tests.architecture.entries import PUBLIC, Entry, Place


def _colour(place: Place) -> dict[str, object]:
    return {"colour": "1d4d3b"}


ENTRIES = {
    "accounts:brand-css": Entry(PUBLIC, _colour),
}
