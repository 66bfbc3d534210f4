"""The listening loop acts on what was answered, in time, at its cost, and on nothing else."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from cxsim.behaviour.parameters import NEUTRAL
from cxsim.behaviour.recovery import forgiven, hardness, recovery_offset
from cxsim.engine.record import CALL_COST, CALLED, DAILY, MILLION
from cxsim.engine.run import Lived, warmed
from cxsim.engine.state import LATER
from cxsim.measure.listening import calls_frame, heard_frame, worst_frame
from cxsim.measure.metrics import metrics
from cxsim.scenario.schema import Scenario
from cxsim.world.numbers import central

from ..kit import books
from ..kit.engines import differences
from ..kit.runs import arrays, differing, lived, twins, worlds
from ..kit.scenarios import CAPTIVE, FAILURE_DEMAND, RICH, made, redesigned

LOOP: dict[str, Any] = {
    "close_loop": {"share": 1, "delay_days": 2, "cost": 3, "compensation": 0.5},
    "fix": {
        "gain": 1,
        "cost": 100,
        "delay_days": 5,
        "review_days": 10,
        "least_answers": 3,
        "times": 9,
    },
}
EVERYBODY: dict[str, Any] = {
    "surveys.journey.sampling": 1,
    "surveys.response": 1,
    "surveys.selection": 0,
}
"""All who end a journey are asked and answer."""
OWN = ("heard", "fixes", "raised", "to_call", "called")
"""What only a firm that listens has."""


def place(quality: float, **more: Any) -> dict[str, Any]:
    about = {"label": "P", "stage": "post_purchase", "owner": "brand", "channel": "phone"}
    return about | {"quality": quality} | more


def walks(*steps: str) -> dict[str, Any]:
    """A journey from one touchpoint to the next."""
    ways = {a: {b: 1} for a, b in zip(steps, (*steps[1:], "done"), strict=True)}
    return {"label": "J", "kind": "everyday", "entry": {steps[0]: 1}, "steps": ways}


def listening(**changes: Any) -> dict[str, Any]:
    """The loop with other numbers of its fix."""
    return {"listening": LOOP | {"fix": LOOP["fix"] | changes}}


TWO: dict[str, Any] = CAPTIVE | {
    "touchpoints.line": place(4),
    "touchpoints.desk.quality": 7,
    "journeys.ask": walks("desk"),
    "journeys.call": walks("line"),
    "archetypes.anyone.needs": {"ask": 4, "call": 4},
}
"""A good desk and a bad line, in journeys of their own."""


def chosen(run: Lived) -> list[tuple[int, str]]:
    """Day on which the firm looked, and touchpoint that it had fixed."""
    look, at = np.nonzero(run.record.heard[..., 4])
    names, every = run.built.names.touchpoints, int(run.built.world.case[0].review_days)
    return [(int(n + 1) * every, names[t]) for n, t in zip(look, at, strict=True)]


# ---------------------------------------------------------------- nothing from nothing


OFF: dict[str, dict[str, Any]] = {
    "stated, and no more": {"listening": {}},
    "no share, no gain": {
        "listening": {"close_loop": {"share": 0, "cost": 9}, "fix": {"gain": 0, "cost": 9}}
    },
    "nobody answers": {"listening": LOOP, "surveys.response": 0},
    "nobody is asked": {
        "listening": LOOP,
        "surveys.journey.sampling": 0,
        "surveys.relational.sampling": 0,
    },
}


@pytest.mark.parametrize("name", list(OFF))
def test_a_firm_that_hears_or_does_nothing_changes_no_bit(name: str) -> None:
    silent = {where: what for where, what in OFF[name].items() if where != "listening"}
    deaf, loop = (
        lived(made(RICH, FAILURE_DEMAND, *some), 40, 40) for some in ([silent], [OFF[name]])
    )
    assert differing_but_own(deaf, loop) == []
    assert not chosen(loop)
    assert (loop.state.to_call == LATER).all()
    assert not loop.record.fixing.any()


def test_calls_that_cost_and_gain_nothing_are_counted_and_no_more() -> None:
    loop = {"listening": {"close_loop": {"share": 1, "cost": 0}}, "behaviour.recovery.gain": 0}
    deaf, called = (
        lived(made(RICH, some), 40, 40) for some in ({"behaviour.recovery.gain": 0}, loop)
    )
    assert differing_but_own(deaf, called) == ["daily"]
    assert called.record.daily[..., CALLED].sum() == called.state.called.sum() > 10
    others = [at for at in range(len(DAILY)) if at != CALLED]
    assert (called.record.daily[..., others] == deaf.record.daily[..., others]).all()


def differing_but_own(deaf: Lived, loop: Lived) -> list[str]:
    """What differs of two runs, of which the second's firm listens."""
    theirs = dict(arrays(loop))
    return [
        name
        for name, mine in arrays(deaf)
        if name not in OWN and mine.tobytes() != theirs[name].tobytes()
    ]


# ---------------------------------------------------------------- what is called and fixed


def test_a_call_makes_good_by_rule_15_up_to_neutral() -> None:
    """One survey in a life in which nothing else happens: each C after the call is known."""
    quiet = CAPTIVE | {
        "archetypes.anyone.needs": {},
        "surveys": {"relational": {"every_days": 10}, "response": 1, "selection": 0, "noise": 0},
        "behaviour.leaving": {"satisfaction_mean": 5.5, "satisfaction_spread": 1.5},
    }
    loop = {"listening": LOOP | {"close_loop": LOOP["close_loop"] | {"delay_days": 3}}}
    before, after = lived(made(quiet), 500, 13), lived(made(quiet, loop), 500, 13)
    c = np.asarray(before.state.people.satisfaction)
    want = c.copy()
    called = np.asarray(after.state.called) == 1
    low = called & (c < NEUTRAL)
    for i in np.flatnonzero(low):
        rules = after.built.world.rules[0]
        hard = hardness(c[i], 1.0)
        offset = recovery_offset(rules.recovery, 0.5, 7.0, 7.0, 3.0, rules.fast_days, hard)
        want[i] = c[i] + min(1.0, offset) * (NEUTRAL - c[i])
    assert low.sum() > 100
    assert (called & ~low).any(), "an answering style makes detractors of who is not below neutral"
    assert np.asarray(after.state.people.satisfaction) == pytest.approx(want, abs=1e-12)
    assert (np.asarray(after.state.people.satisfaction)[low] <= NEUTRAL).all()
    assert 0.4 < forgiven(offset) < 0.95


def test_who_has_left_is_not_called_and_nobody_twice_for_one_answer() -> None:
    asked = {"surveys.relational.every_days": 1, "surveys.response": 1, **listening(gain=0)}
    slow = {"listening.close_loop.delay_days": 6}
    run = lived(made(RICH, {"relationship.involuntary": 0.2}, asked, slow), 80, 30)
    daily = run.record.daily[..., CALLED].sum(axis=1)
    assert not daily[:6].any()
    assert daily[6:].any()
    # Called on day 6 at the earliest, and then not before six more have passed.
    assert run.state.called.max() == 4
    left = np.asarray(run.state.people.status) != 1
    assert (run.state.to_call[left & (np.asarray(run.state.people.gone) < 29)] == LATER).all()


def test_an_unbiased_survey_finds_what_is_truly_worst() -> None:
    run = lived(made(TWO, EVERYBODY, listening()), 100, 60)
    assert chosen(run)[0] == (10, "line")
    frame = worst_frame(heard_frame(made(TWO, EVERYBODY, listening()), run), 3)
    assert not frame["misled"].iloc[0]
    assert frame["measured"].iloc[0] == frame["worst"].iloc[0] == "line"
    assert frame["felt_there"].iloc[0] == frame["felt"].iloc[0] < 5


def test_a_survey_of_some_customers_alone_fixes_what_they_meet() -> None:
    """Those who call are not asked, so the firm improves the desk, where all is well."""
    callers = made(TWO).as_is.archetypes["anyone"].model_dump(mode="json")
    apart = {
        "archetypes.caller": callers | {"needs": {"call": 4}},
        "archetypes.anyone.needs": {"ask": 4},
    }
    unasked = {
        "target": "surveys.journey.sampling",
        "how": "at_most",
        "effect": 0,
        "for": ["caller"],
    }
    everybody, some = (
        lived(made(TWO, apart, EVERYBODY, listening(), levers=levers), 100, 25)
        for levers in ({}, {"unasked": unasked})
    )
    assert chosen(everybody)[0] == (10, "line")
    assert chosen(some)[0] == (10, "desk")
    told = worst_frame(heard_frame(made(TWO, apart, EVERYBODY, listening()), some), 3)
    assert told["misled"].all()
    assert (told["worst"] == "line").all()


def test_where_the_lukewarm_do_not_answer_the_firm_fixes_what_it_hears_of() -> None:
    """Self-selection by strong feelings: nobody says anything of the line, which is worst."""
    callers = made(TWO).as_is.archetypes["anyone"].model_dump(mode="json")
    apart: dict[str, Any] = {
        "archetypes.caller": callers | {"needs": {"call": 4}},
        "archetypes.anyone.needs": {"ask": 4},
        "touchpoints.line.quality": 6.5,
        "touchpoints.desk.quality": 9,
        "touchpoints.line.spread": 0.2,
        "behaviour.leaving": {"satisfaction_mean": 6, "satisfaction_spread": 0.05},
        "surveys.journey.sampling": 1,
        "surveys.response": 0.9,
    }
    fair, selected = (
        lived(made(TWO, apart, listening(), {"surveys.selection": g}), 150, 45) for g in (0, 2)
    )
    assert {where for _, where in chosen(fair)[:2]} == {"line"}
    assert chosen(selected)[0][1] == "desk"


def test_the_last_touchpoint_is_blamed_for_the_way_there() -> None:
    """A journey through a bad bot ends at a good desk: the score is the desk's."""
    blamed = {
        "touchpoints.bot": place(2),
        "touchpoints.line.quality": 6,
        "touchpoints.desk.quality": 9,
        "journeys.ask": walks("bot", "desk"),
    }
    case = made(TWO, blamed, EVERYBODY, listening())
    run = lived(case, 100, 15)
    assert chosen(run) == [(10, "desk")]
    told = worst_frame(heard_frame(case, run), 3).iloc[0]
    assert (told["measured"], told["worst"], told["misled"]) == ("desk", "bot", True)
    assert told["felt_there"] > told["felt"]


# ---------------------------------------------------------------- when, how much, for how much


@pytest.mark.parametrize("delay", [0, 1, 4.7, 15])
def test_a_fix_is_felt_from_its_day_on_and_not_before(delay: float) -> None:
    due = 10 + max(1, int(delay))
    for end, felt in ((due, False), (due + 15, True)):
        without, fixed = (
            lived(made(TWO, EVERYBODY, listening(delay_days=delay, gain=gain)), 60, end)
            for gain in (0, 2)
        )
        assert fixed.record.heard[0, :, 4].max() == due
        apart = np.asarray(without.state.people.satisfaction != fixed.state.people.satisfaction)
        assert apart.any() == felt


def test_a_fix_adds_its_gain_and_a_partner_its_part_of_it() -> None:
    """At most `times` times, and quality stays a quality."""
    shared = {"touchpoints.line": place(4, owner="partner", control=0.5)}
    for more, first, second in (({}, 5.5, 7.0), (shared, 4.75, 5.5)):
        for days, want in ((13, 4.0), (17, first), (36, second), (80, second)):
            told = listening(gain=1.5, times=2)
            desk = {"touchpoints.desk.owner": "customer"}
            run = lived(made(TWO, desk, more, EVERYBODY, told), 60, days)
            assert quality(run, "line") == pytest.approx(want), (days, more)
            assert quality(run, "desk") == 7
    full = lived(made(TWO, EVERYBODY, listening(gain=10)), 60, 40)
    assert quality(full, "line") == 10


def quality(run: Lived, name: str) -> float:
    """Quality of a touchpoint when a run is over."""
    world = run.built.world
    start = (world.quality.ctypes.data - world.flat.ctypes.data) // world.flat.itemsize
    table = run.final[start : start + world.quality.size].reshape(world.quality.shape)
    return float(table[0, run.built.names.touchpoints.index(name), 0])


def test_what_is_not_the_firms_is_never_fixed() -> None:
    others = {"touchpoints.line.owner": "social", "touchpoints.desk.owner": "customer"}
    run = lived(made(TWO, others, EVERYBODY, listening()), 60, 40)
    assert chosen(run) == []
    assert (run.built.world.raises == -1).all()


def test_too_few_answers_say_nothing() -> None:
    run = lived(made(TWO, EVERYBODY, listening(least_answers=10_000)), 60, 40)
    assert run.record.heard[..., 0].max() > 5
    assert chosen(run) == []
    told = worst_frame(heard_frame(made(TWO, EVERYBODY, listening()), run), 10_000)
    assert not told["misled"].any()
    assert (told["measured"] == "").all()


def test_in_a_silo_each_department_sees_its_own() -> None:
    """The firm fixes the worst of all; a department its own worst, if it finds it too bad."""
    owned = {
        "touchpoints.desk.department": "shops",
        "touchpoints.line.department": "phones",
        "touchpoints.line.quality": 2,
        "touchpoints.desk.quality": 4,
        "touchpoints.app": place(3, department="shops"),
        "touchpoints.kiosk": place(1),
        "journeys.look": walks("app"),
        "journeys.pay": walks("kiosk"),
        "archetypes.anyone.needs": {"ask": 4, "call": 4, "look": 4, "pay": 4},
    }

    def first(sharing: str, below: float) -> list[str]:
        loop = listening(below=below)
        case = made(TWO, owned, EVERYBODY, loop, {"listening.sharing": sharing})
        return [where for day, where in chosen(lived(case, 100, 12)) if day == 10]

    assert first("firm", 5) == ["kiosk"]
    assert first("silo", 5) == ["line", "app"], "the kiosk is nobody's"
    assert first("silo", 1) == []


def test_costs_are_booked_to_the_cent() -> None:
    case = made(RICH, FAILURE_DEMAND, EVERYBODY, {"listening": LOOP})
    today, own = worlds(case, 40, 60)
    warm = warmed(today)
    run = lived(case, 40, 60)
    books.check(warm, run)
    calls = int(run.record.daily[..., CALLED].sum())
    assert calls > 10
    assert run.record.daily[..., CALL_COST].sum() == calls * 3 * MILLION
    assert len(chosen(run)) == 5
    assert run.record.fixing.sum() == 5 * 100 * MILLION
    assert np.flatnonzero(run.record.fixing).tolist() == [10, 20, 30, 40, 50]
    free = {"listening.close_loop.cost": 0, "listening.fix.cost": 0}
    cheap = lived(made(RICH, FAILURE_DEMAND, EVERYBODY, {"listening": LOOP}, free), 40, 60)
    assert differing(run, cheap, ("people.cost", "people.value", "daily", "fixing")) == []
    dear, same = (measured(case, one) for one in (run, cheap))
    scale = case.as_is.firm.customers / 40
    paid = calls * 3 * scale + 500
    assert dear["cost"] - same["cost"] == pytest.approx(paid, abs=1e-6)
    assert same["profit"] - dear["profit"] == pytest.approx(paid, abs=1e-6)
    discount = own.world.discount
    worth = 100 * sum(discount[day] for day in (10, 20, 30, 40, 50))
    worth += scale * 3 * float(run.record.daily[..., CALLED].sum(axis=1) @ discount[:60])
    assert same["npv"] - dear["npv"] == pytest.approx(worth, abs=1e-3)
    assert same["clv"] > dear["clv"], "calls will go on"


def measured(case: Scenario, run: Lived) -> dict[str, float]:
    return metrics(case, central(case), run)


# ---------------------------------------------------------------- levers, engines, frames


SWITCHED: dict[str, Any] = {
    "calls": {"target": "listening.close_loop.share", "effect": 1, "start_day": 12},
    "fixes": {"target": "listening.fix.gain", "effect": 2, "start_day": 15},
    "better": {"target": "touchpoints.desk.quality", "effect": 0.5, "ramp_days": 20},
}


def test_a_redesign_switches_the_loop_on_from_its_day() -> None:
    still = {"listening": {"fix": {"review_days": 10, "least_answers": 3, "delay_days": 1}}}
    as_is, to_be = twins(made(RICH, EVERYBODY, still, levers=SWITCHED), 40, 60)
    assert not chosen(as_is)
    assert not as_is.state.called.any()
    assert [day for day, _ in chosen(to_be)] == [20, 30, 40, 50], "both places, twice each"
    daily = to_be.record.daily[..., CALLED].sum(axis=1)
    assert not daily[:13].any()
    assert daily[13:].any()
    told = calls_frame(to_be, as_is)
    assert told["calls"].sum() == daily.sum()
    assert (told["kept"] <= told["customers"]).all()
    assert (told["customers"] <= told["calls"]).all()
    assert told["customers"].sum() == (to_be.state.called > 0).sum()


def test_both_engines_listen_alike() -> None:
    silo = {
        "touchpoints.line.department": "phones",
        "touchpoints.desk.department": "shops",
        "listening": LOOP | {"sharing": "silo"},
        "listening.fix.below": 4.5,
    }
    parts = [RICH, FAILURE_DEMAND, EVERYBODY]
    case = made(*parts, silo, levers={"better": SWITCHED["better"]})
    run = lived(case, 12, 40)
    assert chosen(run)
    assert run.state.called.any()
    assert differences(case, 12, 40) == []


def test_what_a_redesign_adds_is_heard_of_too() -> None:
    """Today's journey has no app; the redesign sends everybody there, and it is bad."""
    today = made(TWO, EVERYBODY, listening()).as_is
    opened = {"door": {"target": "journeys.ask.entry.app", "effect": 1e6}}
    added = {"journeys": {"ask": {"steps": {"app": {"done": 1}}}}}
    case = redesigned(today, opened, touchpoints={"app": place(1)}, **added)
    assert chosen(lived(case, 100, 15)) == [(10, "app")]
    assert differences(case, 15, 25) == []


def test_no_piece_of_time_matters() -> None:
    case = made(RICH, EVERYBODY, {"listening": LOOP}, levers=SWITCHED)
    whole, days = lived(case, 40, 45), lived(case, 40, 45, step=1)
    assert differing(whole, days) == []
    again = lived(case, 40, 45)
    assert (whole.built.world.forces == again.built.world.forces).all(), "left as it was"
