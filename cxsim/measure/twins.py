"""The same customers in two worlds: who was saved, who was lost, where their lives first differed.

Saved minus lost is an estimate; who in particular was saved assumes the same luck in both worlds.
Both are as of the horizon: who left and came back by then is a customer.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from cxsim.compiled import part, stage
from cxsim.engine.record import ANSWER, COMPLAINT, HEAR, LEAVE, TALK, VISIT, WAIT
from cxsim.engine.run import Lived
from cxsim.world.people import CUSTOMER, LEFT

from .run import STATUS

SAME_SATISFACTION = 0.1
"""Twins whose cumulative satisfaction differs by less, and nothing else, are unaffected."""


class Twins(NamedTuple):
    """Outcome of each person: (people,) bool arrays, and the frame of those whose lives differ."""

    saved: np.ndarray
    lost: np.ndarray
    unaffected: np.ndarray
    frame: pd.DataFrame | None


class Lives(NamedTuple):
    """Events of a run, the order that sorts them by person, and where each person's end."""

    events: np.ndarray
    order: np.ndarray
    ends: np.ndarray


def twins(as_is: Lived, to_be: Lived, lives: Lives | None = None) -> Twins:
    """Compare two worlds of one replication, person by person.

    Parameters
    ----------
    as_is, to_be : Lived
    lives : Lives or None
        Of `as_is` (`lives_of`), where both runs were written down; without it there is no frame.
    """
    a, b = as_is.state.people, to_be.state.people
    cohort = np.asarray(a.cohort) == 1
    saved = cohort & (a.status == LEFT) & (b.status == CUSTOMER)
    lost = cohort & (a.status == CUSTOMER) & (b.status == LEFT)
    gap = np.asarray(b.satisfaction - a.satisfaction)
    same = (a.path == b.path) & (a.status == b.status) & (np.abs(gap) < SAME_SATISFACTION)
    changed = ~np.asarray(same)
    frame = None if lives is None else _frame(as_is, to_be, lives, saved, lost, changed, gap)
    return Twins(np.asarray(saved), np.asarray(lost), np.asarray(same), frame)


def _frame(
    as_is: Lived,
    to_be: Lived,
    lives: Lives,
    saved: np.ndarray,
    lost: np.ndarray,
    changed: np.ndarray,
    gap: np.ndarray,
) -> pd.DataFrame:
    """One row for each person written down whose life differs."""
    recorded = int(as_is.record.written[1])
    a, b = as_is.state.people, to_be.state.people
    leaving = int(as_is.built.world.case[0].leave)
    day, place = parted(lives, lives_of(to_be), changed[:recorded], leaving)
    who = np.flatnonzero(changed[:recorded])
    joined = np.asarray(a.cohort)[who] == 0
    outcome = np.full(who.size, "changed", object)
    outcome[saved[who]] = "saved"
    outcome[lost[who]] = "lost"
    outcome[joined & (a.status[who] == 0) & (b.status[who] != 0)] = "joined_more"
    outcome[joined & (a.status[who] != 0) & (b.status[who] == 0)] = "joined_less"
    names = to_be.built.names  # those of today, and after them what the redesign adds
    places = np.array([*names.touchpoints, ""])
    return pd.DataFrame(
        {
            "customer": who,
            "archetype": np.array(names.archetypes)[a.archetype[who]],
            "as_is_status": np.array(STATUS)[a.status[who]],
            "to_be_status": np.array(STATUS)[b.status[who]],
            "outcome": outcome.astype(str),
            "satisfaction_delta": gap[who],
            "parted_day": pd.arrays.IntegerArray(day[who], day[who] < 0),
            "parted_touchpoint": places[place[who]],
        }
    )


def parted(
    mine: Lives, other: Lives, differ: np.ndarray, leaving: int
) -> tuple[np.ndarray, np.ndarray]:
    """Day and touchpoint of the first discrete difference of each recorded person.

    Where they part because one begins to leave and the other does not, the touchpoint is the one
    at which they had felt the largest difference until then: the desk where customers say goodbye
    is not why they do. −1 where nothing differs.

    Parameters
    ----------
    mine, other : Lives
        In today's journey and in a redesign.
    differ : (recorded,) bool array
        Whose lives can differ; only they are looked at.
    leaving : int
        The need of those who want to leave; −1 where there is none.
    """
    day, place = np.full(differ.size, -1, np.int32), np.full(differ.size, -1, np.int32)
    _part(*mine, *other, differ, leaving, day, place)
    return day, place


def lives_of(lived: Lived) -> Lives:
    """The events of a run, person by person."""
    events = lived.record.events[: int(lived.record.written[0])]
    recorded = int(lived.record.written[1])
    lives = Lives(events, np.empty(events.size, np.int32), np.zeros(recorded + 1, np.int64))
    _lives(*lives)
    return lives


@part
def is_turn(kind: int) -> bool:
    """Whether an event is a turn of a life; what is only said, or waited for, is none."""
    return kind not in (TALK, HEAR, ANSWER, COMPLAINT, WAIT)


@stage
def _lives(events: np.ndarray, order: np.ndarray, ends: np.ndarray) -> None:
    """Sort the turns of lives by person; what is none is left out.

    Person i's are `order[ends[i] : ends[i + 1]]`.
    """
    for e in range(events.size):
        if is_turn(events[e].kind):
            ends[events[e].person + 1] += 1
    for person in range(1, ends.size):
        ends[person] += ends[person - 1]
    at = ends.copy()
    for e in range(events.size):
        if is_turn(events[e].kind):
            order[at[events[e].person]] = e
            at[events[e].person] += 1


@stage
def _part(
    a: np.ndarray,
    a_order: np.ndarray,
    a_ends: np.ndarray,
    b: np.ndarray,
    b_order: np.ndarray,
    b_ends: np.ndarray,
    differ: np.ndarray,
    leaving: int,
    day: np.ndarray,
    place: np.ndarray,
) -> None:
    """Walk each person's two lives side by side until they differ."""
    for person in range(day.size):
        if not differ[person]:
            continue
        x, y = a_ends[person], b_ends[person]
        x_end, y_end = a_ends[person + 1], b_ends[person + 1]
        felt_most, where = 0.0, -1
        while x < x_end and y < y_end and alike(a[a_order[x]], b[b_order[y]]):
            one, other = a[a_order[x]], b[b_order[y]]
            if one.kind == VISIT and abs(one.felt - other.felt) > felt_most:
                felt_most, where = abs(one.felt - other.felt), one.touchpoint
            x += 1
            y += 1
        if x == x_end and y == y_end:
            continue
        mine_first = y == y_end or (x < x_end and a[a_order[x]].day <= b[b_order[y]].day)
        first = a[a_order[x]] if mine_first else b[b_order[y]]
        day[person] = first.day
        left = (x < x_end and leaves(a[a_order[x]], leaving)) or (
            y < y_end and leaves(b[b_order[y]], leaving)
        )
        place[person] = where if left or first.touchpoint < 0 else first.touchpoint


@stage
def leaves(event, leaving: int) -> bool:  # type: ignore[no-untyped-def]
    """Whether an event is a customer's leaving, or part of the journey of that kind (−1: none)."""
    return event.kind == LEAVE or (leaving >= 0 and event.need == leaving)


@stage
def alike(one, other) -> bool:  # type: ignore[no-untyped-def]
    """Whether two events are the same turn of a life."""
    return (
        one.day == other.day
        and one.kind == other.kind
        and one.need == other.need
        and one.occurrence == other.occurrence
        and one.touchpoint == other.touchpoint
        and one.to == other.to
        and one.failed == other.failed
    )
