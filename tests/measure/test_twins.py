"""Twins: who was saved, who was lost, who lives the same life, and where lives first part."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import numpy as np
import pytest

from cxsim.engine.record import ANSWER, COMPLAINT, EVENT, HEAR, LEAVE, TALK, VISIT, WAIT
from cxsim.engine.run import Lived
from cxsim.measure.twins import SAME_SATISFACTION, Twins, lives_of, parted, twins

from ..kit import runs
from ..kit.runs import events_of
from ..kit.scenarios import RICH, made

LATER = {"start_day": 20}
MIXED: dict[str, dict[str, Any]] = {
    "worse_line": {"target": "touchpoints.line.failure.probability", "effect": 0.3} | LATER,
    "better_desk": {"target": "touchpoints.desk.quality", "effect": 1} | LATER,
    "bound": {"target": "archetypes.anyone.loyalty", "effect": 2} | LATER,
    "unbound": {"target": "archetypes.keen.loyalty", "effect": -2} | LATER,
    "wanted": {"target": "market.innovation", "effect": 5, "for": ["anyone"]} | LATER,
    "unwanted": {"target": "market.innovation", "effect": -3, "for": ["keen"]} | LATER,
}
"""Good for some and bad for others."""
Pair = tuple[Lived, Lived]


@pytest.fixture(scope="module")
def pair() -> Pair:
    return runs.twins(made(RICH, levers=MIXED), 300, 80, recorded=450)


@pytest.fixture(scope="module")
def found(pair: Pair) -> Twins:
    return twins(*pair, lives_of(pair[0]))


def test_the_frame_has_everybody_who_is_not_unaffected(pair: Pair, found: Twins) -> None:
    assert found.frame is not None
    assert found.frame["customer"].tolist() == np.flatnonzero(~found.unaffected).tolist()
    assert 0 < len(found.frame) < pair[0].state.people.size


def test_saved_and_lost_are_customers_of_day_0_who_left_in_one_world(
    pair: Pair, found: Twins
) -> None:
    assert found.frame is not None
    counts = found.frame["outcome"].value_counts()
    assert counts["saved"] == found.saved.sum() > 0
    assert counts["lost"] == found.lost.sum() > 0
    statuses = found.frame.groupby("outcome")[["as_is_status", "to_be_status"]].agg(set)
    assert statuses.loc["saved"].tolist() == [{"left"}, {"customer"}]
    assert statuses.loc["lost"].tolist() == [{"customer"}, {"left"}]
    assert not (found.saved & found.lost).any()
    assert not ((found.saved | found.lost) & found.unaffected).any()
    assert (found.frame.loc[found.frame["outcome"].isin(["saved", "lost"]), "customer"] < 300).all()


def test_who_joins_in_one_world_alone_is_told_apart(found: Twins) -> None:
    assert found.frame is not None
    joined = found.frame[found.frame["outcome"].str.startswith("joined")]
    assert len(joined) > 0
    assert (joined["customer"] >= 300).all()
    assert ((joined["as_is_status"] == "prospect") == (joined["outcome"] == "joined_more")).all()
    assert ((joined["to_be_status"] == "prospect") == (joined["outcome"] == "joined_less")).all()


def test_unaffected_lives_have_the_same_turns(pair: Pair, found: Twins) -> None:
    here, there = (turns(run) for run in pair)
    for person in np.flatnonzero(found.unaffected):
        # A failure that changed neither the way nor what is left of it has not affected anybody,
        # nor has another day for the same (who joins earlier, say).
        assert [turn[1:-1] for turn in here[person]] == [turn[1:-1] for turn in there[person]]
    gap = pair[1].state.people.satisfaction - pair[0].state.people.satisfaction
    assert np.abs(gap[found.unaffected]).max() < SAME_SATISFACTION


def turns(run: Lived) -> dict[int, list[tuple[Any, ...]]]:
    """Each life as told, without what was only said or felt."""
    lives: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    events = events_of(run)
    events = events[~np.isin(events["kind"], (TALK, HEAR, ANSWER, COMPLAINT, WAIT))]
    names = ["day", "kind", "need", "occurrence", "touchpoint", "to", "failed"]
    rows = zip(*(events[name].tolist() for name in names), strict=True)
    for person, turn in zip(events["person"].tolist(), rows, strict=True):
        lives[person].append(turn)
    return lives


def test_lives_part_at_their_first_difference(pair: Pair, found: Twins) -> None:
    """The day that a person would find by laying the two lives side by side."""
    assert found.frame is not None
    told_of = [turns(run) for run in pair]
    for row in found.frame.itertuples():
        lives = [life[row.customer] for life in told_of]
        same = 0
        while same < min(map(len, lives)) and lives[0][same] == lives[1][same]:
            same += 1
        ahead = [life[same][0] for life in lives if len(life) > same]
        if ahead:
            assert row.parted_day == min(ahead)
        else:
            assert row.parted_touchpoint == ""
            assert abs(row.satisfaction_delta) >= SAME_SATISFACTION
            continue
        assert row.parted_day >= 20  # the levers start then
    known = found.frame["parted_day"].dropna()
    assert len(known) > 0
    assert found.frame.loc[found.frame["parted_day"].isna(), "outcome"].eq("changed").all()


def test_without_events_nobody_knows_where_lives_part() -> None:
    found = twins(*runs.twins(made(RICH, levers=MIXED), 60, 50))
    assert found.frame is None
    assert (~found.unaffected).any()


def test_one_world_twice_is_nothing(pair: Pair) -> None:
    same = twins(pair[0], pair[0], lives_of(pair[0]))
    assert same.unaffected.all()
    assert not (same.saved | same.lost).any()
    assert same.frame is not None
    assert same.frame.empty


# ---- where lives part, on lives made by hand ----


def told(lives: list[tuple[int, int, int, int, float]], people: int) -> Lived:
    """A run of events (day, person, kind, touchpoint, felt); at the desk one says goodbye."""
    events = np.zeros(len(lives), EVENT).view(np.recarray)
    for event, (day, person, kind, touchpoint, felt) in zip(events, lives, strict=True):
        event.day, event.person, event.kind = day, person, kind
        event.touchpoint, event.felt = touchpoint, felt
        event.need = GOODBYE if touchpoint == DESK else 0

    class Book:
        written = np.array([len(lives), people])

    book: Any = Book()
    book.events = events
    return Lived(None, None, book, None)  # type: ignore[arg-type]


CALL, SHOP, DESK = 0, 1, 2
GOODBYE = 3
"""The need of the journey of leaving."""
FIRST = [(1, 0, VISIT, CALL, 7.0), (5, 0, VISIT, SHOP, 8.0)]


@pytest.mark.parametrize(
    ("here", "there", "day", "place"),
    [
        (FIRST, FIRST, -1, -1),
        (FIRST, FIRST[:1], 5, SHOP),  # one goes on
        (FIRST, [FIRST[0], (5, 0, VISIT, CALL, 8.0)], 5, SHOP),  # elsewhere: as today has it
        (FIRST, [FIRST[0], (3, 0, VISIT, CALL, 8.0)], 3, CALL),  # whichever came first
        (FIRST, [*FIRST, (6, 0, TALK, -1, 9.0)], -1, -1),  # talk is no turn
        (FIRST, [FIRST[0], (5, 0, VISIT, SHOP, 2.0)], -1, -1),  # nor is a feeling
        # Leaving has no place of its own: where the two had felt the largest difference.
        (
            [*FIRST, (9, 0, LEAVE, -1, 0.0)],
            [(1, 0, VISIT, CALL, 4.0), (5, 0, VISIT, SHOP, 7.0)],
            9,
            CALL,
        ),
        ([*FIRST, (9, 0, LEAVE, -1, 0.0)], FIRST, 9, -1),  # no difference was felt
        # Nor is the desk where one says goodbye the reason.
        ([*FIRST, (8, 0, VISIT, DESK, 5.0)], [FIRST[0], (5, 0, VISIT, SHOP, 9.0)], 8, SHOP),
    ],
)
def test_first_difference(
    here: list[tuple[int, int, int, int, float]],
    there: list[tuple[int, int, int, int, float]],
    day: int,
    place: int,
) -> None:
    lives = lives_of(told(here, 1)), lives_of(told(there, 1))
    days, places = parted(*lives, np.ones(1, bool), GOODBYE)
    assert (days.tolist(), places.tolist()) == ([day], [place])
