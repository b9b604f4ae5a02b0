"""All 42 checks of domain.md chapter 6: each fires, does not fire, and is unknown where its facts are missing."""

import pytest

from core.checks import Check
from findings.facts import told
from findings.looking import look
from findings.registry import ALL, checks, sources, title_of
from tests.cast import NOW, Cast
from tests.findings.every_check import CASES, YOU


def test_every_id_has_a_check() -> None:
    assert len(ALL) == 42
    assert set(checks()) == set(ALL)


def test_every_check_says_in_words_what_it_looks_at_and_who_reads_it() -> None:
    for check in checks().values():
        assert isinstance(check, Check)
        for words in (check.title, check.looks_at, check.missing):
            assert words, check.id
            assert not YOU.search(words), check.id
        assert check.looks_at.endswith("."), check.id
        assert check.missing.endswith("."), check.id
        assert check.readers.words


def test_every_check_has_its_cases() -> None:
    assert set(CASES) == set(checks())


@pytest.mark.parametrize("check_id", CASES)
def test_it_fires(check_id: str) -> None:
    run, fires, _ = CASES[check_id]
    found = [each for each in run(**fires) if each.check == check_id]

    assert found
    assert not any(each.is_unknown for each in found)
    order = ["low", "medium", "high"]
    gravest = max(order.index(each.severity) for each in found)
    assert gravest <= order.index(checks()[check_id].severity)


@pytest.mark.parametrize("check_id", CASES)
def test_it_tells_the_facts_that_fired_it(check_id: str) -> None:
    run, fires, _ = CASES[check_id]

    for each in (one for one in run(**fires) if one.check == check_id):
        assert [*told(each.facts, {})], each.message


@pytest.mark.parametrize("check_id", CASES)
def test_in_names_it_calls_nobody_you(check_id: str) -> None:
    run, fires, _ = CASES[check_id]
    named = [each.in_names() for each in run(**fires)]

    assert not [each for each in named if YOU.search(f"{each.label} {each.message} {each.action}")]


@pytest.mark.parametrize("check_id", CASES)
def test_it_does_not_fire(check_id: str) -> None:
    run, _, quiet = CASES[check_id]

    assert not [each for each in run(**quiet) if each.check == check_id]


def test_where_nothing_is_entered_every_check_is_unknown_and_none_passes(cast: Cast) -> None:
    found = look([cast.customer], NOW).found[cast.customer.pk]
    unknown = {check for check, _, is_unknown in found if is_unknown}

    assert unknown == set(checks())
    assert not {check for check, _, is_unknown in found if not is_unknown}


def test_what_cannot_be_told_calls_nobody_you_in_names(cast: Cast) -> None:
    found = look([cast.customer], NOW).found[cast.customer.pk]

    words = [f"{each['label']} {each['message_in_names']} {each['action_in_names']}" for each in found.values()]
    assert not [each for each in words if YOU.search(each)]


def test_a_source_finds_only_what_it_says_it_checks(cast: Cast) -> None:
    for source in sources():
        told = source.find([cast.customer, cast.strange_customer], NOW.date())
        assert {found.check for several in told.values() for found, _ in several} <= {each.id for each in source.checks}


def test_a_check_that_nobody_answers_any_more_keeps_its_number() -> None:
    assert title_of("C-99") == "C-99"
    assert title_of("C-01") == "Nobody is doing this"
