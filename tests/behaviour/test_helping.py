"""Being handed on, solving, assistants, and a procedure that is fair."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxsim.behaviour.assistant import contained, forced, outcome
from cxsim.behaviour.burden import effort
from cxsim.behaviour.handoff import handoff_effort, repeat_effort, untold
from cxsim.behaviour.recovery import fair_procedure
from cxsim.behaviour.resolution import resolution_tilt
from cxsim.behaviour.scale import tilted

from .ranges import EFFORT_REPEAT, corners, prior

laws = settings(derandomize=True, deadline=None, max_examples=300)
share = st.floats(0.0, 1.0)
points = st.floats(0.0, 10.0)

HANDOFF, KEPT = prior("effort.handoff"), prior("effort.kept")
SOLVING = tuple(prior(f"resolution.{name}") for name in ("skill", "authority", "context"))
DIFFICULTY, FORCED = prior("assistant.difficulty"), prior("assistant.forced")
AUTHORITY = prior("recovery.authority")


@laws
@given(st.integers(1, 5), share, share)
def test_each_handoff_costs_and_a_known_story_at_least_halves_it(
    handoffs: int, kept: float, more: float
) -> None:
    for e, left in corners(HANDOFF, KEPT):
        cost = handoff_effort(float(handoffs), kept, e, left)
        assert 0.0 < cost < handoff_effort(handoffs + 1.0, kept, e, left)
        assert handoff_effort(float(handoffs), max(kept, more), e, left) <= cost + 1e-12
        untouched = handoff_effort(float(handoffs), 0.0, e, left)
        assert untouched == e * handoffs
        assert handoff_effort(float(handoffs), 1.0, e, left) <= 0.5 * untouched
    assert handoff_effort(float(handoffs), kept, 0.0, 0.4) == 0.0


@laws
@given(st.integers(0, 5), share)
def test_where_nothing_is_known_a_repeat_costs_what_it_always_did(
    repeats: int, left: float
) -> None:
    for e in EFFORT_REPEAT:
        cost = repeat_effort(float(repeats), 0.0, e, left)
        assert cost == effort(float(repeats), 0.0, 0.0, 0.0, e, 0.3, 0.5, left) == e * repeats
        assert repeat_effort(float(repeats), 1.0, e, left) == e * repeats * left
    assert repeat_effort(float(repeats), 1.0, 0.0, left) == 0.0
    assert untold(0.0, left) == 1.0
    assert untold(1.0, left) == left


@laws
@given(share, st.floats(0.1, 5.0), share, share, share)
def test_what_helps_to_solve_weighs_more(
    weight: float, skill: float, authority: float, usual: float, context: float
) -> None:
    about = (skill, authority, usual, context)
    assert resolution_tilt(weight, *about, 0.0, 0.0, 0.0) == weight
    for values in corners(*SOLVING):
        found = resolution_tilt(weight, *about, *values)
        assert found >= 0.0
        assert resolution_tilt(weight, 1.0, usual, usual, 1.0, *values) == weight
        assert resolution_tilt(weight, skill * 1.5, *about[1:], *values) >= found
        assert resolution_tilt(weight, skill, authority + 0.1, usual, context, *values) >= found
        assert resolution_tilt(weight, *about[:3], context + 0.1, *values) >= found


def test_full_authority_multiplies_the_weight_by_the_root_of_e() -> None:
    assert resolution_tilt(0.4, 1.0, 1.0, 0.5, 1.0, 0.5, 1.0, 0.5) == pytest.approx(
        0.4 * math.exp(0.5)
    )
    assert resolution_tilt(0.4, math.e, 0.5, 0.5, 0.0, 0.5, 1.0, 0.25) == pytest.approx(
        0.4 * math.exp(0.25)
    )
    assert resolution_tilt(1.0, 0.0, 0.0, 1.0, 0.0, 10.0, 10.0, 10.0) == pytest.approx(
        math.exp(-50.0)
    )


@laws
@given(share, share, share)
def test_an_assistant_settles_the_easy_rather_than_the_hard(
    containment: float, one: float, other: float
) -> None:
    easy, hard = sorted((one, other))
    for slope in (*DIFFICULTY, 20.0):
        less, more = (contained(containment, d, slope) for d in (hard, easy))
        assert 0.0 <= less <= more + 1e-15 <= 1.0 + 1e-14
        assert contained(containment, 0.5, slope) == containment
        assert contained(0.0, one, slope) == 0.0
        assert contained(1.0, one, slope) == 1.0
    assert contained(containment, one, 0.0) == containment


@laws
@given(share, share, share, share, share)
def test_better_luck_with_an_assistant_is_never_worse(
    luck: float, more: float, settled: float, wrong: float, way_out: float
) -> None:
    found = outcome(luck, settled, wrong, way_out)
    assert outcome(max(luck, more), settled, wrong, way_out) >= found
    below = math.nextafter(1.0, 0.0)
    for u in (luck * below, below):
        assert outcome(u, settled, 0.0, way_out) != 2
        assert outcome(u, settled, wrong, 1.0) != 3
        assert outcome(u, 1.0, wrong, way_out) in (0, 2)
    assert outcome(0.0, 0.5, 0.2, 0.6) == 0
    assert [outcome(u, 0.5, 0.2, 0.6) for u in (0.39, 0.41, 0.69, 0.71, 0.79, 0.81)] == [
        *(0, 1, 1, 2, 2, 3)
    ]


@laws
@given(st.floats(1e-300, 1.0), st.floats(-60.0, 60.0))
def test_odds_are_multiplied(chance: float, lean: float) -> None:
    found = tilted(chance, lean)
    assert 0.0 <= found <= 1.0
    if 1e-3 < chance < 0.999 and abs(lean) < 20.0:
        odds = chance / (1.0 - chance) * math.exp(lean)
        assert found == pytest.approx(odds / (1.0 + odds))


@laws
@given(share, share, share)
def test_only_who_wants_a_person_and_finds_no_way_out_minds(
    wanting: float, way_out: float, more: float
) -> None:
    for lost in FORCED:
        found = forced(wanting, way_out, lost)
        assert 0.0 <= found <= lost
        assert forced(max(wanting, more), way_out, lost) >= found
        assert forced(wanting, max(way_out, more), lost) <= found
        assert forced(wanting, 1.0, lost) == forced(0.0, way_out, lost) == 0.0
        assert forced(1.0, 0.0, lost) == lost
    assert forced(wanting, way_out, 0.0) == 0.0


@laws
@given(points, share, share)
def test_who_may_decide_is_felt_to_be_fairer(mean: float, authority: float, usual: float) -> None:
    assert fair_procedure(mean, authority, usual, 0.0) == mean
    for strength in AUTHORITY:
        assert fair_procedure(mean, usual, usual, strength) == mean
        found = fair_procedure(mean, authority, usual, strength)
        assert 0.0 <= found <= 10.0
        assert (found >= mean) if authority >= usual else (found <= mean)
    assert fair_procedure(7.0, 1.0, 0.5, 2.0) == 8.0
    assert fair_procedure(9.5, 1.0, 0.5, 2.0) == 10.0
