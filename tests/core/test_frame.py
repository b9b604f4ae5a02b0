"""What every page's frame is made of: parts rendered once for the same values, addresses worked out once."""

import pytest
from django.template import engines
from django.test import override_settings
from django.urls import NoReverseMatch, reverse

from accounts.shell import Nav
from core.templatetags import sheet

ONCE = '{% once "components/sections.html" nav=nav %}'


def rendered(source: str, **context: object) -> str:
    return engines["django"].from_string(source).render(context)


def test_a_part_is_rendered_once_for_the_same_values() -> None:
    sheet._part.cache_clear()

    assert rendered(ONCE, nav=Nav("Quay", True, ())) == rendered(ONCE, nav=Nav("Quay", True, ()))
    assert 'aria-label="Quayside"' in rendered(ONCE, nav=Nav("Quayside", True, ()))
    assert (sheet._part.cache_info().hits, sheet._part.cache_info().misses) == (1, 2)


def test_words_in_a_part_are_escaped() -> None:
    assert 'aria-label="&lt;b&gt;"' in rendered(ONCE, nav=Nav("<b>", True, ()))


@override_settings(DEBUG=True)
def test_whoever_changes_a_template_sees_it_at_once() -> None:
    sheet._part.cache_clear()
    rendered(ONCE, nav=Nav("Quay", True, ()))

    assert sheet._part.cache_info().currsize == 0


def test_addresses_are_those_of_django() -> None:
    link = "{% url 'portfolio:home' customer_slug=slug %} {% url 'portfolio:home' slug %}"
    home = reverse("portfolio:home", args=["harbour-roast"])

    assert rendered(link, slug="harbour-roast") == f"{home} {home}"
    assert rendered("{% url 'portfolio:home' slug as home %}<{{ home }}>", slug="harbour-roast") == f"<{home}>"


def test_an_address_that_is_none_is_told() -> None:
    assert rendered("{% url 'portfolio:nowhere' as home %}<{{ home }}>") == "<>"
    with pytest.raises(NoReverseMatch):
        rendered("{% url 'portfolio:nowhere' %}")
