"""The token that tells the second writer."""

from decimal import Decimal

import pytest

from contracts.models import Line
from contracts.snapshots import check_untouched, snapshot, token
from core.errors import Conflict
from tests.cast import Cast
from tests.factories.contracts import make_contract, make_line


def test_token_is_the_same_before_and_after_the_database(cast: Cast) -> None:
    line = make_line(make_contract(cast.customer), monthly_fee=Decimal("12"), quantity=Decimal("1"))

    assert token(line) == token(Line.objects.get(pk=line.pk))


def test_token_changes_with_each_value(cast: Cast) -> None:
    line = make_line(make_contract(cast.customer))
    before = token(line)

    line.quantity = Decimal("2")

    assert token(line) != before
    with pytest.raises(Conflict):
        check_untouched(line, before)


def test_snapshot_names_what_a_row_links_to(cast: Cast) -> None:
    line = make_line(make_contract(cast.customer))

    assert snapshot(line)["service"] == "Managed backup"
    assert snapshot(line)["quantity"] == Decimal("1")
