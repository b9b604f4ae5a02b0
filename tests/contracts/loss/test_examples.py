"""The worked examples of domain.md §4.4 to §4.6, every figure of every head."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from contracts.loss.interchange import read_case, result_of

WORKED = json.loads((Path(__file__).parent / "data" / "worked_examples.json").read_text())


def numbers(value):
    """Amounts compared as numbers, whatever their spelling."""
    return {key: numbers(part) for key, part in value.items()} if isinstance(value, dict) else Decimal(value)


@pytest.mark.parametrize("example", WORKED["examples"], ids=lambda example: example["name"])
def test_worked_example_to_the_penny(example):
    result = result_of(read_case(example).allocate())

    expected = numbers(example["expected"])
    assert numbers({key: result[key] for key in expected}) == expected
    assert list(result["by_head"]) == [head for head in WORKED["head_order"] if head in result["by_head"]]
