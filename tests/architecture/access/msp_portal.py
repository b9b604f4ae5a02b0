"""Addresses that belong to the whole installation."""

from tests.architecture.entries import PUBLIC, Entry

ENTRIES = {
    "health-live": Entry(PUBLIC),
    "health-ready": Entry(PUBLIC),
}
