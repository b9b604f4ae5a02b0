"""A supervisor learns whether the process answers and whether it can work."""

import pytest
from django.core.cache import cache
from django.db import OperationalError, connection


def test_anybody_may_ask_whether_the_process_answers(client):
    response = client.get("/health/live/")

    assert (response.status_code, response.content) == (200, b"alive\n")


@pytest.mark.django_db
def test_ready_when_database_and_cache_answer(client):
    response = client.get("/health/ready/")

    assert (response.status_code, response.content) == (200, b"database: ok\ncache: ok\n")


def test_not_ready_without_a_database(client, monkeypatch):
    def refuse():
        raise OperationalError("connection refused")

    monkeypatch.setattr(connection, "cursor", refuse)

    response = client.get("/health/ready/")

    assert (response.status_code, response.content) == (503, b"database: not answering\ncache: ok\n")


@pytest.mark.django_db
def test_not_ready_without_a_cache(client, monkeypatch):
    def refuse(*args, **kwargs):
        raise ConnectionError("connection refused")

    monkeypatch.setattr(cache._connections["default"], "set", refuse)

    response = client.get("/health/ready/")

    assert (response.status_code, response.content) == (503, b"database: ok\ncache: not answering\n")
