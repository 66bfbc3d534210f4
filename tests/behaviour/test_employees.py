import math
from collections.abc import Iterable
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxsim.behaviour.employees import (
    absence_chance,
    display_quality,
    error_odds,
    faked,
    learnt,
    next_half_hour,
    pace,
    quit_chance,
    rudeness,
    shown,
    staff_quality,
    strain_after,
    temper_after,
)
from cxsim.behaviour.mood import first_mood, infected
from cxsim.scenario.teams import Employees

from .ranges import Range, corners, prior

laws = settings(derandomize=True, deadline=None, max_examples=300)
share = st.floats(0.0, 1.0)
skills = st.floats(0.1, 5.0)
strains = st.floats(0.0, 5.0)
moods = st.floats(-3.0, 3.0)


def of_team(value: object) -> Range:
    return Range(*(getattr(value, part) for part in ("value", "low", "high")))


PEOPLE = Employees()
CONTAGION = prior("mood.contagion")
DISPLAY = (prior("display.strength"), prior("display.surface_worth"))
NORM, DEEP = of_team(PEOPLE.display.norm), of_team(PEOPLE.display.deep)
CAUSES = tuple(prior(f"strain.{name}") for name in ("load", "surface", "rude"))
THRESHOLD, RECOVERY = prior("strain.threshold"), prior("strain.recovery")
ABSENCE, QUITS = prior("strain.absence"), prior("strain.quits")
PACE, QUALITY, ERRORS = (
    tuple(prior(f"{part}.{what}") for part in ("skill", "strain", "temper"))
    for what in ("pace", "quality", "errors")
)
TEMPER = (prior("temper.anger"), prior("temper.thanks"), prior("temper.persistence"))

# ---- mood ----


@pytest.mark.parametrize(
    ("level", "volatility", "persistence"),
    list(
        corners(
            of_team(PEOPLE.mood.level),
            of_team(PEOPLE.mood.volatility),
            of_team(PEOPLE.mood.persistence),
        )
    ),
)
def test_mood_at_work_stays_in_the_law_it_begins_in(
    level: float, volatility: float, persistence: float
) -> None:
    random = np.random.default_rng(2).standard_normal((4, 20_000))
    mood = [first_mood(level, volatility, z) for z in random[0].tolist()]
    before = mood
    for scores in random[1:].tolist():
        before = mood
        mood = [
            next_half_hour(m, level, persistence, volatility, z)
            for m, z in zip(mood, scores, strict=True)
        ]
    assert np.mean(mood) == pytest.approx(level, abs=0.03 * volatility)
    assert np.std(mood) == pytest.approx(volatility, rel=0.03)
    assert np.corrcoef(before, mood)[0, 1] == pytest.approx(persistence, abs=0.03)


@laws
@given(moods, share, st.floats(-8.0, 8.0))
def test_without_spread_a_usual_mood_lasts(level: float, persistence: float, score: float) -> None:
    assert next_half_hour(level, level, persistence, 0.0, score) == level


@laws
@given(moods, st.floats(0.0, 6.0), st.floats(0.0, 4.0), st.floats(0.0, 2.0))
def test_anger_lowers_and_thanks_lift_the_mood_of_tomorrow(
    level: float, anger: float, thanks: float, more: float
) -> None:
    for values in corners(*TEMPER):
        after = temper_after(level, anger, thanks, *values)
        assert -3.0 <= after <= 3.0
        assert temper_after(level, anger + more, thanks, *values) <= after
        assert temper_after(level, anger, thanks + more, *values) >= after
    assert temper_after(0.0, anger, thanks, 0.0, 0.0, 0.5) == 0.0


def test_what_customers_did_to_a_mood_passes() -> None:
    assert temper_after(0.0, 2.0, 1.0, 0.1, 0.05, 0.5) == pytest.approx(-0.15)
    assert temper_after(-0.15, 0.0, 0.0, 0.1, 0.05, 0.5) == pytest.approx(-0.075)


@laws
@given(moods, moods)
def test_a_mood_is_caught_in_part(mood: float, display: float) -> None:
    assert infected(mood, display, 0.0) == mood
    low, high = sorted((mood, display))
    for c in CONTAGION:
        assert low - 1e-12 <= infected(mood, display, c) <= high + 1e-12
        assert infected(mood, display + 1.0, c) >= infected(mood, display, c)
    assert infected(-1.0, 1.0, 0.1) == pytest.approx(-0.8)


# ---- display ----


@laws
@given(moods, moods, share, share)
def test_what_is_shown_is_felt_or_put_on(
    mood: float, norm: float, deep: float, more: float
) -> None:
    assert shown(mood, norm) == max(mood, norm)
    put_on = faked(mood, norm, deep)
    assert 0.0 <= put_on <= max(norm - mood, 0.0)
    assert faked(mood, norm, max(deep, more)) <= put_on
    assert faked(mood, norm, 1.0) == 0.0
    if mood >= norm:
        assert put_on == 0.0


def test_half_of_what_is_missing_is_put_on() -> None:
    assert (shown(-0.5, 0.5), faked(-0.5, 0.5, 0.5)) == (0.5, 0.5)
    assert display_quality(0.5, 0.5, 0.3, 0.4) == pytest.approx(0.06)
    assert display_quality(0.5, 0.0, 0.3, 0.4) == pytest.approx(0.15)


@laws
@given(moods, moods)
def test_deep_acting_is_worth_more_than_surface_acting_and_a_good_mood_most(
    mood: float, better: float
) -> None:
    for norm, deep, *worth in corners(NORM, DEEP, *DISPLAY):
        low, high = sorted((mood, better))
        worse, best = (
            display_quality(shown(m, norm), faked(m, norm, deep), *worth) for m in (low, high)
        )
        assert best >= worse - 1e-12
        all_deep = display_quality(shown(low, norm), faked(low, norm, 1.0), *worth)
        assert all_deep >= worse
        if low < norm - 0.01:
            assert all_deep > worse
        assert display_quality(shown(low, norm), faked(low, norm, deep), 0.0, worth[1]) == 0.0


# ---- strain ----


def after_days(days: int, load: float, surface: float = 0.0, rude: float = 0.0) -> float:
    """Strain after so many like days, at the defaults, of somebody who came rested."""
    rates = (THRESHOLD.default, *(cause.default for cause in CAUSES), RECOVERY.default)
    strain = 0.0
    for _ in range(days):
        strain = strain_after(strain, load, surface, rude, *rates)
    return strain


def test_months_at_95_percent_are_a_strain_of_one_and_85_of_none() -> None:
    assert after_days(365, 0.95) == pytest.approx(1.0, abs=0.02)
    assert 0.3 < after_days(30, 0.95) < 0.5
    assert after_days(365, 0.85) == after_days(365, 0.4) == 0.0


@pytest.mark.parametrize("values", list(corners(THRESHOLD, *CAUSES, RECOVERY)))
def test_load_acting_and_rudeness_strain_and_it_passes(values: tuple[float, ...]) -> None:
    for strain in (0.0, 0.7, 2.0):
        calm = strain_after(strain, 0.8, 0.0, 0.0, *values)
        assert calm == pytest.approx(strain * math.exp(-values[4] * 12 / 365))
        assert strain_after(strain, 0.95, 0.0, 0.0, *values) > calm
        assert strain_after(strain, 0.8, 0.5, 0.0, *values) > calm
        more = strain_after(strain, 0.8, 0.0, 0.1, *values)
        assert (more > calm) if values[3] > 0 else (more == calm)


@laws
@given(strains, share, st.floats(0.0, 3.0), share, st.floats(0.0, 5.0))
def test_strain_is_held_and_what_strains_more_leaves_more(
    strain: float, load: float, surface: float, rude: float, more: float
) -> None:
    for values in corners(THRESHOLD, *CAUSES, RECOVERY):
        found = strain_after(strain, load, surface, rude, *values)
        assert 0.0 <= found <= 5.0
        assert strain_after(min(5.0, strain + more), load, surface, rude, *values) >= found
        assert strain_after(strain, min(1.0, load + more), surface, rude, *values) >= found
        assert strain_after(strain, load, surface + more, rude, *values) >= found
        assert strain_after(strain, load, surface, min(1.0, rude + more), *values) >= found
    assert strain_after(0.0, load, surface, rude, 0.85, 0.0, 0.0, 0.0, 0.5) == 0.0


def test_a_months_worth_comes_in_a_month_and_goes_by_its_rate() -> None:
    day = 12 / 365
    assert strain_after(0.0, 1.0, 0.0, 0.0, 0.8, 5.0, 0.3, 2.0, 0.5) == pytest.approx(day)
    assert strain_after(0.0, 0.0, 2.0, 0.0, 0.8, 5.0, 0.3, 2.0, 0.5) == pytest.approx(0.6 * day)
    assert strain_after(0.0, 0.0, 0.0, 0.5, 0.8, 5.0, 0.3, 2.0, 0.5) == pytest.approx(day)
    assert strain_after(1.0, 0.0, 0.0, 0.0, 0.8, 5.0, 0.3, 2.0, 0.0) == 1.0


def test_only_the_very_angry_are_rude() -> None:
    assert [rudeness(at) for at in (0.0, 1.5, 3.0, 6.0, 10.0)] == [1.0, 0.5, 0.0, 0.0, 0.0]


@laws
@given(st.floats(0.0, 0.9), st.floats(0.0, 10.0), strains, strains)
def test_the_strained_stay_away_and_quit_more(
    base: float, yearly: float, strain: float, more: float
) -> None:
    assert absence_chance(base, strain, 0.0) == absence_chance(base, 0.0, 1.0) == base
    rested = quit_chance(yearly, 0.0, 1.0)
    assert quit_chance(yearly, strain, 0.0) == rested
    for k in ABSENCE:
        away = absence_chance(base, strain, k)
        assert 0.0 <= base <= away <= absence_chance(base, strain + more, k) <= 0.95
    for k in QUITS:
        gone = quit_chance(yearly, strain, k)
        assert 0.0 <= rested <= gone <= quit_chance(yearly, strain + more, k) + 1e-15 <= 0.96


def test_a_years_hazard_of_quitting_is_what_the_case_says() -> None:
    stays = (1.0 - quit_chance(0.3, 0.0, 1.0)) ** 365
    assert stays == pytest.approx(math.exp(-0.3))
    assert quit_chance(0.3, 1.0, 1.0) == pytest.approx(-math.expm1(-0.3 * math.e / 365))
    assert quit_chance(10.0, 5.0, 5.0) == absence_chance(0.9, 5.0, 5.0) == 0.95
    assert absence_chance(0.06, 1.0, 1.0) == pytest.approx(0.06 * math.e)


# ---- work ----


def test_newcomers_learn_two_thirds_in_their_time() -> None:
    assert learnt(0.0, 0.3, 60.0) == pytest.approx(0.7)
    assert learnt(60.0, 0.3, 60.0) == pytest.approx(1.0 - 0.3 / math.e)
    found = [learnt(float(day), 0.3, 60.0) for day in range(0, 2000, 10)]
    assert all(a <= b <= 1.0 for a, b in pairwise(found))
    assert all(learnt(float(day), 0.0, 60.0) == 1.0 for day in range(100))


def directions(found: Iterable[float]) -> list[int]:
    """Whether each figure after the first lies below (−1) or above (1) it."""
    first, *rest = found
    return [int(np.sign(one - first)) for one in rest]


@laws
@given(skills, strains, moods)
def test_off_is_off_to_the_bit(skill: float, strain: float, mood: float) -> None:
    assert pace(skill, strain, mood, 0.0, 0.0, 0.0) == 1.0
    assert staff_quality(skill, strain, mood, 0.0, 0.0, 0.0) == 0.0
    for chance in (0.0, 0.1, 1 / 3, 0.5, 0.7, 0.9999, 1.0, mood / 6 + 0.5):
        assert error_odds(chance, skill, strain, mood, 0.0, 0.0, 0.0) == chance


@laws
@given(skills, strains, moods)
def test_who_is_usual_rested_and_even_works_as_usual(
    skill: float, strain: float, mood: float
) -> None:
    for values in corners(*PACE):
        assert pace(1.0, 0.0, 0.0, *values) == 1.0
        assert 0.0 < pace(skill, strain, mood, *values) <= math.exp(3.0)
    for values in corners(*QUALITY):
        assert staff_quality(1.0, 0.0, 0.0, *values) == 0.0
    for values in corners(*ERRORS):
        assert error_odds(0.1, 1.0, 0.0, 0.0, *values) == 0.1
        assert error_odds(0.0, skill, strain, mood, *values) == 0.0
        assert error_odds(1.0, skill, strain, mood, *values) == 1.0
        assert 0.0 < error_odds(0.3, skill, strain, mood, *values) < 1.0


@laws
@given(st.floats(0.3, 3.0), st.floats(0.0, 4.0), st.floats(-2.0, 2.0))
def test_skill_and_mood_help_and_strain_harms(skill: float, strain: float, mood: float) -> None:
    changed = (
        (skill, strain, mood),
        (skill * 1.2, strain, mood),
        (skill, strain + 1.0, mood),
        (skill, strain, mood + 1.0),
    )
    signs = (1, -1, 1)
    for values in corners(*QUALITY):
        better = directions(staff_quality(*one, *values) for one in changed)
        assert better == [s if v else 0 for s, v in zip(signs, values, strict=True)]
    for values in corners(*ERRORS):
        better = directions(-error_odds(0.1, *one, *values) for one in changed)
        assert better == [s if v else 0 for s, v in zip(signs, values, strict=True)]
    for values in corners(*PACE):
        better = directions(-pace(*one, *values) for one in changed)
        assert better == [s if v else 0 for s, v in zip(signs, values, strict=True)]


def test_the_sizes_are_those_told() -> None:
    assert pace(2.0, 0.0, 0.0, 1.0, 0.05, 0.02) == pytest.approx(0.5)
    assert pace(1.0, 2.0, 1.0, 1.0, 0.05, 0.02) == pytest.approx(math.exp(0.08))
    assert staff_quality(math.e, 2.0, 1.0, 1.0, 0.3, 0.1) == pytest.approx(0.5)
    odds = 0.1 / 0.9 * math.exp(0.1 * 2.0 - 0.05 * 1.0 - 0.5)
    assert error_odds(0.1, math.e, 2.0, 1.0, 0.5, 0.1, 0.05) == pytest.approx(odds / (1 + odds))
    assert pace(0.0, 5.0, -3.0, 3.0, 2.0, 2.0) == pytest.approx(math.exp(3.0))
