"""Charts stand on page and paper alike."""

from xml.etree import ElementTree

from core.charts import Line, Step, Tick, curves, waterfall

STEPS = [
    Step("The loss", "£100", "loss", 0, 1, is_strong=True),
    Step("<b>Your</b> insurer & co", "− £60", "customer-ins", 0.4, 0.6),
    Step("Nobody", "£0", "provider", 0.4, 0),
    Step("Left with you", "£40", "customer", 0, 0.4, is_strong=True),
]


def test_waterfall_is_one_svg_that_escapes_what_it_is_given() -> None:
    svg = waterfall("w", "From <loss>", "to & fro", STEPS)

    root = ElementTree.fromstring(svg)  # our own
    assert root.attrib["aria-labelledby"] == "w-t w-d"
    texts = [each.text for each in root.iter() if each.tag.endswith("text")]
    assert "<b>Your</b> insurer & co" in texts
    assert "style" not in svg


def test_every_bar_has_a_fill_for_print_and_a_class_for_the_screen() -> None:
    root = ElementTree.fromstring(waterfall("w", "t", "d", STEPS))  # our own

    bars = [each for each in root.iter() if each.tag.endswith("rect")]
    assert [bar.attrib["class"] for bar in bars] == ["p-loss", "p-customer-ins", "p-provider", "p-customer"]
    assert all(bar.attrib["fill"].startswith("#") for bar in bars)
    assert bars[2].attrib["width"] == "2"


def test_joins_stand_where_one_bar_ends_and_the_next_begins() -> None:
    root = ElementTree.fromstring(waterfall("w", "t", "d", STEPS))  # our own

    joins = [each.attrib["x1"] for each in root.iter() if each.tag.endswith("line")]
    assert joins == ["40.00%", "40.00%"]


def test_curves_stretch_without_stretching_their_words() -> None:
    line = Line("You", "customer-ins", ((0.0, 1.0), (1.0, 0.0)))

    svg = curves("c", "t", "d", [line], across=[Tick(0, "£0"), Tick(1, "£100")], up=[Tick(1, "10 of 100 years")])

    assert 'points="0.0,20.0 1000.0,280.0"' in svg
    assert 'vector-effect="non-scaling-stroke"' in svg
    assert 'stroke-dasharray="7 5"' in svg
    assert ElementTree.fromstring(svg) is not None  # our own
