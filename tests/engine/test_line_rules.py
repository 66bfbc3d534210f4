"""What lines promise: who is served next, who is called back, sent away, handed on, tries again.

Told of whole runs, for both ways of a line where both can run it: the recursion, and the list of
events, which a priority that is the same for all calls for. Where what happens within a day matters
every stay in line is seen in the reference engine, whose runs are the kernel's to the bit.

Statistical tests allow four standard errors, which luck alone exceeds with a chance below 1e-4 (of
batch means with 39 degrees of freedom, 3e-4); all seeds are fixed. The others are exact.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import pytest

import cxsim
from benchmarks.erlang import erlang_c
from cxsim.engine.reference.teams import Contact, Team
from cxsim.engine.staffed.tables import ABANDONED, ANSWERED, SENT_AWAY
from cxsim.measure.run import Run
from cxsim.scenario.schema import MONTH, Scenario
from cxsim.world.teams import DAY

from ..kit.erlang import A_DAY, ratio
from ..kit.one_line import MINUTE, one_line

CUSTOMERS, DAYS = 60, 20
FARTHEST = 4.0
RUSH = [0] * 8 + [3, 6, 6, 3, 2, 4, 4, 2, 1, 0] + [0] * 6
"""Customers come by day, so that whoever waits has been served by midnight."""
SAME: dict[str, Any] = {"priority": {"archetypes": {"anyone": 1, "keen": 1}}}
WAYS: dict[str, dict[str, Any]] = {"recursion": {}, "events": SAME}
both_ways = pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())
KEEN_FIRST = {"priority": {"archetypes": {"anyone": 2, "keen": 5}}}
ANYONE_FIRST = {"priority": {"archetypes": {"anyone": 1}}}
FIXED = {"form": "fixed", "minutes": 25}


def desk(*changes: dict[str, Any], **team: Any) -> Scenario:
    """A desk with three employees whom two kinds of customers come to by day."""
    rate = 60.0
    kinds = {
        "warm_up_days": 3,
        "archetypes.anyone.needs.ask": rate,
        "archetypes.keen": {
            "label": "Keen",
            "share": 1,
            "weights": {"care": 1},
            "expectations": {"will": 8, "should": 8},
            "needs": {"ask": rate},
        },
    }
    told = {"arrivals": {"day": RUSH}} | team
    crew = {f"teams.crew.{name}": value for name, value in told.items()}
    return one_line(1, 3, 25, None, CUSTOMERS, kinds, *changes, crew)


def run_of(case: Scenario, engine: str = "kernel", days: int = DAYS) -> Run:
    return cxsim.simulate(case, CUSTOMERS, days, engine=engine, record="events")


def contacts(run: Run) -> pd.DataFrame:
    """Contacts that came to an end: day, customer, archetype, led_to, minutes, called (back)."""
    assert run.events is not None
    found = run.events[run.events["event"] == "queue"]
    kinds = run.customers["archetype"].to_numpy()
    return pd.DataFrame(
        {
            "day": found["day"],
            "customer": found["customer"],
            "archetype": kinds[found["customer"]],
            "led_to": found["led_to"],
            "minutes": found["felt"],
            "called": found["failed"],
        }
    )


def by_customer(run: Run) -> pd.DataFrame:
    """Events one customer after the other, each one's as they came."""
    assert run.events is not None
    return run.events.sort_values(["day", "customer"], kind="stable", ignore_index=True)


def team_of(run: Run, name: str = "crew") -> dict[str, float]:
    """What one month comes to for a team."""
    found = run.teams[run.teams["team"] == name]
    assert len(found) == 1
    return {key: value for key, value in found.iloc[0].items() if key != "team"}


def whole(amount: float) -> int:
    """A count that was told as a share of another."""
    assert amount == pytest.approx(round(amount), abs=1e-6)
    return round(amount)


def in_line(run: Run, column: str, name: str = "crew") -> int:
    """A count of a team's month that is told as a share of the stays begun."""
    team = team_of(run, name)
    return whole(team[column] * team["offered"])


def close(found: int, trials: int, share: float) -> bool:
    """Whether so many of so many are as likely as a share says."""
    return abs(found - trials * share) <= FARTHEST * np.sqrt(trials * share * (1 - share))


# ---- every stay in line, seen in the reference engine ----


class Stay(NamedTuple):
    """One stay in line, from when to when, and how it ended."""

    team: int
    key: int
    leg: int
    rank: int
    arrived: int
    ended: int
    how: int
    called: bool


@pytest.fixture
def stays(monkeypatch: pytest.MonkeyPatch) -> list[Stay]:
    """Stays in line that end, as the reference engine lives them."""
    seen: list[Stay] = []
    plain = Team.count

    def count(team: Team, one: Contact, column: int, now: int) -> None:
        about = one.key, one.legs, one.rank, one.arrived, now, column, bool(one.called_back)
        seen.append(Stay(team.number, *about))
        plain(team, one, column, now)

    monkeypatch.setattr(Team, "count", count)
    return seen


def lived_by_both(case: Scenario, days: int = 8) -> Run:
    """A run of the reference engine, which is the kernel's."""
    told, own = run_of(case, "reference", days), run_of(case, days=days)
    for name in ("teams", "team_hours"):
        pd.testing.assert_frame_equal(getattr(told, name), getattr(own, name))
    pd.testing.assert_frame_equal(by_customer(told), by_customer(own))
    return told


# ---- who is next ----


@both_ways
def test_who_comes_first_is_served_first(way: dict[str, Any], stays: list[Stay]) -> None:
    lived_by_both(desk(**way))
    in_order = sorted(stays, key=lambda one: one.arrived)
    begun = [one.ended for one in in_order]
    assert begun == sorted(begun)
    assert sum(one.ended > one.arrived for one in stays) > 100


def test_a_higher_rank_goes_first_and_among_equals_who_came_first(stays: list[Stay]) -> None:
    """Nobody begins while somebody waits of a higher rank, or of the same who came before."""
    lived_by_both(desk(**KEEN_FIRST, service={"form": "exponential", "minutes": 25}))
    overtaken = 0
    for one in stays:
        waiting = [o for o in stays if o.arrived < one.ended < o.ended]
        assert not any(o.rank > one.rank for o in waiting)
        assert not any(o.rank == one.rank and o.arrived < one.arrived for o in waiting)
        overtaken += sum(o.rank < one.rank and o.arrived < one.arrived for o in waiting)
    assert {one.rank for one in stays} == {2, 5}
    assert overtaken > 100


ORDERS = {**WAYS, "keen first": KEEN_FIRST, "anyone first": ANYONE_FIRST}


def test_the_order_changes_who_waits_and_not_how_much_is_done() -> None:
    """With services that are all alike one's earlier beginning is another's later one."""
    runs = {name: run_of(desk(**order, service=FIXED)) for name, order in ORDERS.items()}
    first = contacts(runs["recursion"])
    waits = {}
    for name, run in runs.items():
        found = contacts(run)
        assert len(found) == len(first) > 500
        assert (found["led_to"] == "served").all()
        assert team_of(run)["waiting"] == 0
        assert round(found["minutes"].sum() * MINUTE) == round(first["minutes"].sum() * MINUTE)
        hours = ("offered", "at_work", "occupancy")
        for column in hours:
            same = run.team_hours[column].equals(runs["recursion"].team_hours[column])
            assert same, (name, column)
        waits[name] = found.groupby("archetype")["minutes"].mean()
    assert waits["recursion"].equals(waits["events"])
    keen, anyone = waits["keen first"], waits["anyone first"]
    assert keen["keen"] < 0.5 * waits["recursion"]["keen"] < 0.5 * anyone["keen"]
    assert anyone["anyone"] < 0.5 * waits["recursion"]["anyone"] < 0.5 * keen["anyone"]


def cobham(a_minute: tuple[float, ...], minutes: float, servers: int) -> list[float]:
    """Mean waits of ranks, the highest first, minutes (Cobham 1954; M/M/c, no preemption)."""
    load = [rate * minutes / servers for rate in a_minute]
    waits = erlang_c(servers, sum(a_minute) * minutes) * minutes / servers
    so_far = [sum(load[:n]) for n in range(len(load) + 1)]
    return [waits / ((1 - a) * (1 - b)) for a, b in pairwise(so_far)]


def test_ranks_wait_as_long_as_cobham_says() -> None:
    """Two employees at 80% of what they can do; three in eight are keen."""
    rates, days = {"keen": 0.3, "anyone": 0.5}, 80
    customers = round(sum(rates.values()) * 1440 / A_DAY)
    keen = {
        "label": "Keen",
        "share": 0.3 / 0.5,
        "weights": {"care": 1},
        "expectations": {"will": 8, "should": 8},
        "needs": {"ask": A_DAY * MONTH},
    }
    case = one_line(0.8, 2, 2, None, customers, {"archetypes.keen": keen}, **KEEN_FIRST)
    run = cxsim.simulate(case, customers, days, record="events")
    found = contacts(run)
    came = run.customers["archetype"].value_counts() * A_DAY / 1440
    law = cobham((came["keen"], came["anyone"]), 2, 2)
    for name, exact in zip(("keen", "anyone"), law, strict=True):
        own = found[found["archetype"] == name].groupby("day")["minutes"]
        mean, error = ratio(own.sum().to_numpy(), own.count().to_numpy().astype(float))
        assert error < 0.05 * exact, (name, error)
        assert abs(mean - exact) < FARTHEST * error, (name, mean, exact, error)


# ---- calls back ----

SHORT = {"form": "exponential", "minutes": 8}


def test_who_is_called_back_never_gives_up(stays: list[Stay]) -> None:
    call = {"callback": {"above": 0, "taken": 0.5}}
    told = lived_by_both(desk(**call, patience=SHORT))
    by = {called: {one.how for one in stays if one.called == called} for called in (True, False)}
    assert by == {True: {ANSWERED}, False: {ANSWERED, ABANDONED}}
    assert contacts(told)["called"].any()
    # The place in line is kept: in one rank all who are served begin in the order they came in.
    served = [one.ended for one in sorted(stays, key=lambda o: o.arrived) if one.how == ANSWERED]
    assert served == sorted(served)


def test_the_more_are_called_back_the_fewer_give_up() -> None:
    given_up = []
    for taken in (0.0, 0.3, 1.0):
        call = {"callback": {"above": 0, "taken": taken}}
        run = run_of(desk(**call, patience=SHORT))
        given_up.append(in_line(run, "abandonment"))
        team = team_of(run)
        assert whole(team["called"]) == in_line(run, "called_back")  # all calls are made
        at_once = whole(team["service_level"] * (team["offered"] - team["called"]))
        must_wait = round(team["offered"]) - at_once
        assert close(in_line(run, "called_back"), must_wait, taken)
    assert given_up[0] > given_up[1] > given_up[2] == 0


def test_nobody_is_offered_a_call_in_a_short_line() -> None:
    """Where the line never is so long, it is as if there were no calls back."""
    never = {"callback": {"above": 1000, "taken": 1}}
    plain, offered = (run_of(desk(**more, patience=SHORT)) for more in (SAME, never))
    assert plain.events is not None
    pd.testing.assert_frame_equal(plain.events, offered.events)
    pd.testing.assert_frame_equal(plain.teams, offered.teams)


# ---- closing time ----

BY_DAY = {
    "shifts": {"all": {"hours": "08:00-13:00"}},
    "open": {"every": "08:00-12:00"},
    "arrivals": {"day": [1] * 8 + [6] * 4 + [1] * 12},
}


@both_ways
def test_nobody_is_served_when_all_have_gone_home(way: dict[str, Any], stays: list[Stay]) -> None:
    """Open until twelve; who is in line then is served until one, when the last goes home."""
    told = lived_by_both(desk(**BY_DAY, **way, staff=1, service=FIXED))
    last = 13 * 60 * MINUTE
    for one in stays:
        begun, ended = one.arrived % DAY, one.ended % DAY
        assert 8 * 60 * MINUTE <= begun < 12 * 60 * MINUTE
        assert ended < last if one.how == ANSWERED else ended == last
        assert one.how in (ANSWERED, SENT_AWAY)
    assert any(one.ended % DAY > 12 * 60 * MINUTE for one in stays if one.how == ANSWERED)
    team, found = team_of(told), contacts(told)
    away, closed = in_line(told, "sent_away"), found["led_to"].eq("gone").sum()
    turned = round(team["offered"] * team["turned_away"] / (1 - team["turned_away"]))
    assert away > 10
    assert turned > 10
    assert closed == away + turned  # and nobody else: all of them let it be
    assert len(found) == round(team["offered"]) + turned
    assert team["waiting"] == 0
    assert close(turned, len(found), 20 / 44)
    hours = told.team_hours.set_index("time")
    assert hours.loc[hours["offered"] > 0].index.tolist() == [
        f"{hour:02d}:{half}" for hour in range(8, 12) for half in ("00", "30")
    ]


@both_ways
def test_over_midnight_nobody_is_sent_away(way: dict[str, Any]) -> None:
    """A team with somebody at work at midnight goes on with its line."""
    late = {"arrivals": {"day": [0] * 20 + [1] * 4}}
    run = run_of(desk(**late, **way, staff=2, service=FIXED))
    team = team_of(run)
    assert team["sent_away"] == team["turned_away"] == team["abandonment"] == 0
    assert team["waiting"] > 0
    assert (contacts(run)["led_to"] == "served").all()


# ---- handing on ----


def relay(share: float, **team: Any) -> Scenario:
    """The desk, and a back office to which it hands some contacts on."""
    office = {
        "label": "Office",
        "staff": 2,
        "shifts": {"all": {"hours": "00:00-24:00"}},
        "open": {"every": "00:00-24:00"},
        "service": {"form": "exponential", "minutes": 15},
        "patience": {"form": "endless"},
        "unserved": {"again": 0},
    }
    return desk({"teams.office": office}, transfers={"office": share}, **team)


def test_who_is_handed_on_stands_in_both_lines(stays: list[Stay]) -> None:
    told = lived_by_both(relay(0.4))
    first = {one.key: one for one in stays if one.team == 0}
    second = [one for one in stays if one.team == 1]
    assert len(second) > 50
    for one in second:
        before = first[one.key]
        assert (one.leg, before.leg) == (1, 0)
        assert before.how == one.how == ANSWERED
        assert one.arrived > before.ended
    crew, office, found = team_of(told), team_of(told, "office"), contacts(told)
    handed = whole(crew["handed_on"] * crew["answered"])
    assert handed == office["offered"] == office["answered"]
    assert len(found) == crew["offered"] == crew["answered"]
    assert close(handed, len(found), 0.4)
    waits = crew["wait"] * crew["answered"] + office["wait"] * office["answered"]
    assert found["minutes"].sum() * 60 == pytest.approx(waits, rel=1e-9)


@pytest.mark.parametrize("share", [0, 1])
def test_all_or_nobody_is_handed_on(share: float) -> None:
    run = run_of(relay(share))
    crew, office = team_of(run), team_of(run, "office")
    assert office["offered"] == share * crew["answered"]
    assert (contacts(run)["led_to"] == "served").all()


# ---- trying again ----


@both_ways
def test_who_gave_up_tries_again_after_so_long(way: dict[str, Any], stays: list[Stay]) -> None:
    again = {"unserved": {"again": 0.7, "after_minutes": 45}}
    told = lived_by_both(desk(**again, **way, patience=SHORT))
    by_leg = {(one.key, one.leg): one for one in stays}
    tried = [one for one in stays if one.leg > 0]
    assert len(tried) > 50
    for one in tried:
        before = by_leg[one.key, one.leg - 1]
        assert before.how == ABANDONED
        assert one.arrived - before.ended == 45 * MINUTE
    gave_up, found = in_line(told, "abandonment"), contacts(told)
    assert close(found["led_to"].eq("gone").sum(), gave_up, 0.3)


@both_ways
@pytest.mark.parametrize("again", [0, 1])
def test_all_or_nobody_tries_again(way: dict[str, Any], again: float) -> None:
    """Round the clock who always tries again is served in the end."""
    case = desk(**way, patience=SHORT, unserved={"again": again, "after_minutes": 45})
    run = run_of(case)
    found, gave_up = contacts(run)["led_to"], in_line(run, "abandonment")
    assert gave_up > 50
    assert set(found) == ({"served"} if again else {"served", "gone"})
    if not again:
        assert found.eq("gone").sum() == gave_up
        assert len(found) == team_of(run)["offered"]
