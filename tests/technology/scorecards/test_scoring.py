"""The score: what raises it, what it does not depend on, what beats it."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from technology.scorecards.comparing import compare, review_on, shift
from technology.scorecards.criteria import CRITERIA, GROUPS, MOST, WEIGHTS
from technology.scorecards.knock_outs import KNOCK_OUTS
from technology.scorecards.scoring import Band, Scored, as_percent, score
from tests.cast import NOW

POINTS = st.integers(0, MOST)
points = st.dictionaries(st.sampled_from(sorted(CRITERIA)), POINTS)
passes = st.dictionaries(st.sampled_from([each.code for each in KNOCK_OUTS]), st.booleans())
scored = st.builds(Scored, points, passes)
weights = st.fixed_dictionaries({code: st.integers(0, 40) for code in CRITERIA}).filter(lambda w: sum(w.values()) > 0)


def test_the_usual_weights_are_the_domains() -> None:
    assert [group.weight for group in GROUPS] == [40, 35, 15, 10]
    assert sum(WEIGHTS.values()) == 100
    told = ("detection", 12), ("response", 10), ("encryption", 8), ("access", 5), ("logs", 5), ("record", 10)
    rest = ("support", 8), ("finances", 5), ("assurance", 6), ("updates", 6), ("growth", 6), ("configuration", 5)
    assert {code: WEIGHTS[code] for code, _ in (*told, *rest, ("integration", 4))} == dict(
        (*told, *rest, ("integration", 4))
    )


def test_every_score_has_words_of_its_own() -> None:
    for criterion in CRITERIA.values():
        assert len(set(criterion.anchors)) == MOST + 1
        assert all(anchor.endswith(".") for anchor in criterion.anchors)


def test_by_hand() -> None:
    # 12 × 4 + 10 × 3 = 78 of 22 × 5 = 110: 70.9 %, over 22 of 100.
    result = score(Scored({"detection": 4, "response": 3}))

    assert result.percent == Fraction(7800, 110)
    assert as_percent(result.percent) == "70.9"
    assert result.coverage == 22
    assert result.band == Band.CONDITIONS
    security, vendor, *_ = result.groups
    assert security.coverage == 55
    assert (vendor.percent, vendor.coverage) == (None, 0)


@pytest.mark.parametrize(
    ("each", "band"), [(5, Band.RECOMMEND), (4, Band.RECOMMEND), (3, Band.CONDITIONS), (2, Band.NO), (0, Band.NO)]
)
def test_bands_begin_at_80_and_60(each: int, band: Band) -> None:
    assert score(Scored(dict.fromkeys(CRITERIA, each))).band == band


def test_just_below_a_band_is_not_shown_as_in_it() -> None:
    low = dict.fromkeys(CRITERIA, 4) | {"price": 3}
    just = score(Scored(low))

    assert just.percent is not None
    assert just.percent < 80
    assert just.band == Band.CONDITIONS
    assert as_percent(just.percent) == "79.6"
    assert as_percent(Fraction(79999, 1000)) == "79.9"


def test_nothing_scored_is_unknown() -> None:
    result = score(Scored())

    assert (result.percent, result.coverage, result.band) == (None, 0, Band.UNKNOWN)
    assert len(result.unknown) == len(KNOCK_OUTS)


@given(scored, st.sampled_from(sorted(CRITERIA)), POINTS, weights)
def test_raising_a_score_never_lowers_the_result(option: Scored, code: str, more: int, used: dict[str, int]) -> None:
    low = Scored(dict(option.points) | {code: min(option.points.get(code, more), more)}, option.passes)
    high = Scored(dict(low.points) | {code: max(low.points[code], more)}, option.passes)
    before, after = score(low, used), score(high, used)

    assert after.coverage == before.coverage
    if before.percent is None:
        assert after.percent is None
    else:
        assert after.percent is not None
        assert after.percent >= before.percent


@given(scored, st.sampled_from(sorted(CRITERIA)))
def test_what_nobody_scored_is_not_zero(option: Scored, code: str) -> None:
    without = Scored({name: each for name, each in option.points.items() if name != code}, option.passes)
    with_zero = Scored(dict(without.points) | {code: 0}, option.passes)
    unknown, zero = score(without), score(with_zero)

    assert unknown.coverage < zero.coverage
    if unknown.percent is not None and zero.percent is not None and unknown.percent > 0:
        assert zero.percent < unknown.percent


@given(scored, weights, st.fractions(min_value=Fraction(1, 100), max_value=100))
def test_weights_count_by_their_proportions(option: Scored, used: dict[str, int], factor: Fraction) -> None:
    times = {code: weight * factor for code, weight in used.items()}

    assert score(option, times) == score(option, used)


@given(points, st.sampled_from([each.code for each in KNOCK_OUTS]))
def test_a_knock_out_beats_any_score(known: dict[str, int], code: str) -> None:
    option = Scored(known, {code: False})

    assert score(option).band == Band.KNOCKED_OUT
    assert "it" not in compare({"it": option, "other": Scored({"price": 0})}).winners


@given(scored, weights)
def test_percentages_stay_between_0_and_100(option: Scored, used: dict[str, int]) -> None:
    result = score(option, used)

    assert 0 <= result.coverage <= 100
    assert result.percent is None or 0 <= result.percent <= 100


@given(weights, st.sampled_from(GROUPS), st.sampled_from([-10, 10]))
def test_shifted_weights_are_points_of_a_hundred(used: dict[str, int], group: object, moved: int) -> None:
    new = shift(used, group, moved)

    assert sum(new.values()) == 100
    assert all(weight >= 0 for weight in new.values())


def test_a_group_moves_by_ten_points_and_the_others_make_room() -> None:
    new = shift(WEIGHTS, GROUPS[0], 10)

    assert sum(new[each.code] for each in GROUPS[0].criteria) == 50
    assert new["record"] == Fraction(10) * 50 / 60
    assert sum(shift(WEIGHTS, GROUPS[3], -10)[each.code] for each in GROUPS[3].criteria) == 0


def test_a_close_win_that_hangs_on_the_weights_is_flagged() -> None:
    security = {each.code: 5 for each in GROUPS[0].criteria} | {each.code: 2 for each in GROUPS[1].criteria}
    vendor = {each.code: 2 for each in GROUPS[0].criteria} | {each.code: 5 for each in GROUPS[1].criteria}
    compared = compare({"new": Scored(security), "keep": Scored(vendor)})

    assert compared.winners == {"new"}
    assert compared.winner_changes
    assert {(each.group, each.points) for each in compared.shifted if each.changes} == {
        ("security", -10), ("vendor", 10),
    }  # fmt: skip


def test_a_clear_win_does_not_hang_on_the_weights() -> None:
    best, worst = dict.fromkeys(CRITERIA, 5), dict.fromkeys(CRITERIA, 1)

    assert not compare({"new": Scored(best), "keep": Scored(worst)}).winner_changes


def test_equal_options_share_the_win() -> None:
    same = Scored(dict.fromkeys(CRITERIA, 3))

    assert compare({"a": same, "b": same}).winners == {"a", "b"}
    assert compare({"a": Scored()}).winners == frozenset()


@pytest.mark.parametrize("wrong", [dict.fromkeys(CRITERIA, 0), WEIGHTS | {"price": -1}])
def test_weights_that_weigh_nothing_are_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="Weights are 0 or more"):
        score(Scored(), wrong)


def test_what_is_critical_is_looked_at_after_a_year() -> None:
    assert f"{review_on(NOW.date(), is_critical=True)}" == "2027-11-23"
    assert f"{review_on(NOW.date(), is_critical=False)}" == "2028-11-23"
