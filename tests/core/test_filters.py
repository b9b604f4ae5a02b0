"""Filters of lists: what fits is asked for, anything else is ignored."""

from core.filters import Filter, pick, search


class Fruit(Filter):
    q = search("Search fruit")
    kind = pick("Kind", "Any kind", [("apple", "Apples"), ("pear", "Pears")])


def test_what_nobody_offered_is_ignored() -> None:
    assert Fruit({"q": " ripe ", "kind": "pear", "page": "2"}).chosen() == {"q": "ripe", "kind": "pear"}
    assert Fruit({"q": "", "kind": "stone"}).chosen() == {}
    assert Fruit({"q": "x" * 101, "kind": "apple"}).chosen() == {"kind": "apple"}


def test_nothing_is_chosen_at_first() -> None:
    form = Fruit({})

    assert form.chosen() == {}
    assert '<option value="" selected>Any kind</option>' in str(form["kind"])
    assert 'placeholder="Search fruit"' in str(form["q"])
