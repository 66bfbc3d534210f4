"""How far a story goes (rule 22): hop by hop, once to each, whatever the order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from cxsim.compiled import stage
from cxsim.draws import keys, purposes
from cxsim.engine.reach import tell_on
from cxsim.engine.record import DAILY, Record
from cxsim.engine.run import Lived, empty_for, warmed
from cxsim.engine.state import BAD, GOOD, TOLD, State
from cxsim.world.ties import UNIT
from cxsim.world.world import Built, World

from ..kit.engines import differences
from ..kit.runs import differing, lived, worlds
from ..kit.scenarios import RICH, made

TALK: dict[str, Any] = {
    "behaviour.word_of_mouth": {"base": 0.5, "told": 0.3, "retold": 0.4},
    "ties": {"friends": 6, "weak": 2},
}


def total(run: Lived, name: str) -> int:
    return int(run.record.daily[:, :, DAILY.index(name)].sum())


@stage
def tell(w: World, s: State, r: Record, i: int, ears: int, key: int) -> int:
    """`tell_on`, which only compiled code can call."""
    return tell_on(w, s, r, i, ears, key, GOOD, 0)


def told(
    built: Built, state: State, record: Record, teller: int, key: int
) -> tuple[dict[int, int], int]:
    """Tell a story from the first hop on; who hears it and by which tie, and how many in all."""
    world = built.world
    first, last = world.tie_first[teller : teller + 2]
    luck, ears = keys.purpose_key(key, purposes.MESSAGE), 0
    state.inbox[...] = 0
    state.counts[TOLD] = 0
    for at in range(first, last):
        if keys.uniform(luck, int(world.tie_to[at])) < world.rules.told[0]:
            state.ears[ears] = at
            state.inbox[world.tie_to[at], GOOD] = world.tie_strength[at]
            ears += 1
    reached = ears + tell(world, state, record, teller, ears, key)
    heard = np.flatnonzero(state.inbox[:, GOOD])
    assert not state.inbox[:, BAD].any()
    return {int(i): int(state.inbox[i, GOOD]) for i in heard}, reached


def by_hops(built: Built, teller: int, key: int) -> dict[int, int]:
    """The same told from the ties alone: a search in breadth over the ways that are open."""
    world, rules = built.world, built.world.rules[0]

    def ties(i: int) -> Iterator[tuple[int, int]]:
        for at in range(world.tie_first[i], world.tie_first[i + 1]):
            yield int(world.tie_to[at]), int(world.tie_strength[at])

    first = keys.purpose_key(key, purposes.MESSAGE)
    heard = {j: strength for j, strength in ties(teller) if keys.uniform(first, j) < rules.told}
    level = dict(heard)
    while level:
        further: dict[int, int] = {}
        for j in sorted(level, reverse=True):  # another order than the kernel's
            if keys.uniform(keys.purpose_key(key, purposes.RETOLD), j) >= rules.retold:
                continue
            luck = keys.fold(keys.purpose_key(key, purposes.PASSED_ON), j)
            for friend, strength in ties(j):
                if friend == teller or friend in heard or keys.uniform(luck, friend) >= rules.told:
                    continue
                further[friend] = max(strength, further.get(friend, 0))
        heard |= further
        level = further
    return heard


def test_who_hears_a_story_is_a_search_in_breadth() -> None:
    built, _ = worlds(made(TALK), 300, 1)
    state, record, longest = warmed(built), empty_for(built, 0), 0
    for teller in range(60):
        key = keys.journey_key(built.people.key[teller], 0, 7)
        heard, reached = told(built, state, record, teller, key)
        assert heard == by_hops(built, teller, key)
        assert reached == len(heard)
        assert teller not in heard
        assert not state.brought.any()
        longest = max(longest, reached)
    assert longest > 30
    assert {300, UNIT} == set(np.unique(built.world.tie_strength))


def test_nobody_tells_on_where_the_case_says_so() -> None:
    run = lived(made(RICH, TALK, {"behaviour.word_of_mouth.retold": 0}), 40, 30)
    once = total(run, "reached")
    talks = total(run, "talked_well") + total(run, "talked_badly")
    ties = np.diff(run.built.world.tie_first).mean()
    assert once == pytest.approx(talks * ties * 0.3, rel=0.1)


def test_told_on_it_reaches_more_and_no_other_draw_moves() -> None:
    """Where nothing heard moves anybody, all else is the same, to the bit."""
    deaf = {"behaviour.word_of_mouth": {"base": 0.5, "told": 0.3, "hearing": 0, "retold": 0}}
    once = lived(made(RICH, TALK, deaf), 40, 30)
    more = lived(made(RICH, TALK, deaf, {"behaviour.word_of_mouth.retold": 0.4}), 40, 30)
    assert total(more, "reached") > 1.3 * total(once, "reached")
    moved = set(differing(once, more))
    assert moved <= {"daily", "inbox", "heard_day"}
    columns = [n for n, name in enumerate(DAILY) if name not in ("reached", "heard")]
    assert (once.record.daily[:, :, columns] == more.record.daily[:, :, columns]).all()


@pytest.mark.parametrize("says", ["praise", "blame"])
def test_weak_ties_raise_the_reach_of_praise_and_of_blame(says: str) -> None:
    """Against as many ties, all within one's circle."""
    about = {
        "behaviour.word_of_mouth": {"base": 0.3, "told": 0.25, "retold": 0.6},
        "touchpoints.desk.quality": 9 if says == "praise" else 1,
        "archetypes.anyone.needs": {"ask": 3},
        "behaviour.leaving.strength": 0,
    }
    circle = {"ties": {"friends": 8, "weak": 0, "rewiring": 0, "homophily": 0}}
    across = {"ties": {"friends": 6, "weak": 2, "rewiring": 0, "homophily": 0}}
    each = []
    for ties in (circle, across):
        run = lived(made(about, ties), 400, 30)
        good, bad = total(run, "talked_well"), total(run, "talked_badly")
        assert (good > 50 > bad) if says == "praise" else (bad > 50 > good)
        each.append(total(run, "reached") / (good + bad))
    assert each[1] > 1.05 * each[0] > 0


def test_the_engines_agree() -> None:
    assert differences(made(RICH, TALK), 40, 30) == []
