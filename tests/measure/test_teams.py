"""What comes out of teams against counts by hand, and what they cost against their wages."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import cxsim
from cxsim.behaviour.parameters import DAYS_A_YEAR
from cxsim.engine.record import MILLION
from cxsim.engine.run import Lived
from cxsim.engine.staffed.tables import TEAM_DAILY, TEAM_HOURS
from cxsim.measure.metrics import metrics
from cxsim.measure.payroll import paid, raised
from cxsim.measure.teams import (
    HALF_HOURS,
    by_month,
    days_of,
    hours_frame,
    team_metrics,
    teams_frame,
    waits_frame,
    weekdays_of,
)
from cxsim.scenario.schema import Scenario
from cxsim.study.discount import discount_for
from cxsim.study.replication import MONTHLY, replicate
from cxsim.world.numbers import central

from ..kit import runs
from ..kit.scenarios import made

WAGE, HIRING = 900.0, 400.0
OF_TEAMS = {
    "service_level",
    "speed_of_answer",
    "abandonment",
    "utilisation",
    "strain",
    "employee_turnover",
}
DESK: dict[str, Any] = {
    "label": "Desk",
    "staff": 4,
    "shifts": {"day": {"hours": "09:00-17:00"}},
    "open": {"every": "09:00-17:00"},
    "service": {"form": "exponential", "minutes": 25},
    "patience": {"form": "exponential", "minutes": 10},
    "employees": {"wage": WAGE, "hiring": HIRING, "quits": 8, "vacancy_days": 5},
}
STAFFED: dict[str, Any] = {
    "firm.customers": 1200,
    "warm_up_days": 5,
    "archetypes.anyone.spend": 30,
    "archetypes.anyone.needs": {"ask": 2},
    "economics": {"margin": 0.4, "discount_rate": 0.2},
    "touchpoints.desk.team": "desk",
    "teams": {"desk": DESK},
}
"""Some eighty come to four employees a day; nobody leaves because of it, or minds the price."""
DAYS = 70


def staffed(*changes: dict[str, Any], **lever: Any) -> Scenario:
    return made(STAFFED, *changes, levers={"one": lever} if lever else None)


@pytest.fixture(scope="module")
def run() -> Lived:
    return runs.lived(staffed(), 30, DAYS)


def totals(run: Lived) -> dict[str, float]:
    return dict(zip(TEAM_DAILY, run.record.team_days.sum(axis=(0, 1)).tolist(), strict=True))


# ---- metrics ----


def test_metrics_are_of_all_contacts_and_employees(run: Lived) -> None:
    found, n = team_metrics(run), totals(run)
    ended = n["answered"] + n["abandoned"] + n["sent_away"]
    assert set(found) == OF_TEAMS
    assert found["service_level"] == n["in_time"] / ended
    assert found["speed_of_answer"] == pytest.approx(n["answered_wait"] / 1e6 / n["answered"])
    assert found["abandonment"] == n["abandoned"] / n["offered"]
    assert found["utilisation"] == n["busy"] / n["duty"]
    assert found["strain"] == pytest.approx(n["strain"] / MILLION / n["employed"])
    assert found["employee_turnover"] == pytest.approx(365 * n["quits"] / n["employed"])
    assert 0 < found["abandonment"] < found["utilisation"] < 1
    assert found["employee_turnover"] > 0
    assert found.items() <= metrics(staffed(), central(staffed()), run).items()


def test_who_is_called_back_is_answered_and_counts_for_no_wait() -> None:
    """Service level, speed of answer and wait are of who hangs on."""
    case = staffed({"teams.desk.callback": {"above": 0.5, "taken": 0.5}})
    run = runs.lived(case, 30, 20)
    found, n = team_metrics(run), totals(run)
    live = n["answered"] - n["called"]
    assert n["called"] + n["uncalled"] == n["called_back"]
    assert min(n["called"], n["uncalled"]) > 0  # some calls are not made before all go home
    assert live > 0
    hanging_on = live + n["abandoned"] + n["sent_away"]
    assert found["service_level"] == n["in_time"] / hanging_on
    assert found["speed_of_answer"] == pytest.approx(n["answered_wait"] / 1e6 / live)
    (team,) = teams_frame(("desk",), by_month(run)[:1], days_of(20)[:1], 1.0).to_dict("records")
    assert team["called"] == n["called"]
    assert team["uncalled"] == n["uncalled"]
    assert team["wait_for_call"] == pytest.approx(n["called_wait"] / 1e6 / n["called_back"])
    in_line = hanging_on - n["uncalled"]
    assert team["wait"] == pytest.approx((n["waited"] - n["called_wait"]) / 1e6 / in_line)
    assert team["wait_for_call"] > team["speed_of_answer"] > 0
    hours = np.zeros((1, 1, 48, len(TEAM_HOURS)), np.int64)
    hours[0, 0, 20] = run.record.team_hours.sum(axis=(0, 1, 2))
    spell = hours_frame(case.as_is.teams, hours, weekdays_of(20)[:1], 1.0).iloc[20]
    for name in ("service_level", "wait", "wait_for_call"):
        assert spell[name] == pytest.approx(team[name])


def test_a_case_without_teams_has_none() -> None:
    scenario = made()
    told = cxsim.simulate(scenario, 10, 20)
    assert not OF_TEAMS & told.metrics.keys()
    assert not len(told.teams)
    assert not len(told.team_hours)
    assert told.waits["wait"].isna().all()


# ---- frames ----


def counted(names: tuple[str, ...], *shape: int, **given: float) -> np.ndarray:
    found = np.zeros((*shape, len(names)))
    for name, amount in given.items():
        found[..., names.index(name)] = amount
    return found


def test_a_month_by_hand() -> None:
    """Twenty come, two of them closed out; twelve are answered, four called, seven in time."""
    counts = counted(
        TEAM_DAILY, 1, 1, offered=18, answered=12, in_time=7, abandoned=3, sent_away=1,
        turned_away=2, called_back=6, handed_on=4, waited=73e6, answered_wait=24e6, busy=3, duty=4,
        called=4, uncalled=1, called_wait=40e6,
        at_work=40, absent=10, vacant=20, quits=1, hired=2, strain=90e6, employed=60, strained=15,
        wages=7e6, carried=2, lost=1,
    )  # fmt: skip
    row = teams_frame(["desk"], counts, np.array([10]), 0.5).iloc[0]
    assert (row["month"], row["team"]) == (1, "desk")
    expected = {
        "offered": 36, "answered": 24, "service_level": 7 / 12, "speed_of_answer": 3, "wait": 3,
        "abandonment": 3 / 18, "sent_away": 1 / 18, "turned_away": 2 / 20, "called_back": 6 / 18,
        "called": 8, "uncalled": 2, "wait_for_call": 8, "handed_on": 4 / 12, "utilisation": 0.75,
        "employees": 12, "at_work": 8, "absent": 2, "vacant": 4, "quits": 2, "hired": 4,
        "strain": 1.5, "strained": 0.25, "wages": 14, "waiting": 4, "lost": 2,
    }  # fmt: skip
    assert row.drop(["month", "team"]).to_dict() == pytest.approx(expected)


def test_half_hours_and_archetypes_by_hand() -> None:
    counts = counted(
        TEAM_HOURS, 2, 1, 48, offered=20, answered=6, in_time=3, abandoned=2, waited=16e6, busy=1,
        duty=2, mood=-15e6, at_work=30, called=2, called_wait=4e6,
    )  # fmt: skip
    weekdays = np.array([[2, 2, 2, 1, 1, 1, 1], [3, 3, 2, 3, 3, 3, 3]])
    frame = hours_frame(staffed().as_is.teams, counts, weekdays, 1.0)
    assert len(frame) == 2 * 48
    assert (frame["time"].iloc[16], frame["time"].iloc[47]) == ("08:00", "23:30")
    one = frame.iloc[0].drop(["month", "team", "time"]).to_dict()
    expected = {"offered": 2, "at_work": 3, "wait": 2, "service_level": 3 / 6, "wait_for_call": 2}
    assert one == pytest.approx(expected | {"abandonment": 1 / 4, "mood": -0.5, "occupancy": 0.5})
    waits = waits_frame(("a", "b"), np.array([[6.0, 2, 40], [0, 0, 0]]))
    assert waits.loc[0, ["share_unserved", "wait"]].tolist() == [0.25, 300]
    assert waits.loc[1, ["share_unserved", "wait"]].isna().all()


def test_days_on_which_a_team_is_closed_are_none_of_its_days() -> None:
    """Four weeks: two closed days each, a short Saturday, and one shift that comes even so."""
    hours = {"every": "09:00-17:00", "sat": "09:00-13:00", "wed": "closed", "sun": "closed"}
    shifts = {
        "day": {"hours": "09:00-17:00", "days": ["mon", "tue", "thu", "fri", "sat"]},
        "early": {"hours": "06:00-10:00"},
    }
    teams = staffed({"teams.desk.open": hours, "teams.desk.shifts": shifts}).as_is.teams
    counts = counted(TEAM_HOURS, 1, 1, 48, offered=40, at_work=140, busy=30, duty=60)
    frame = hours_frame(teams, counts, 4 * np.ones((1, 7), int), 1.0).set_index("time")
    # Who comes, comes on the five days on which it opens, whatever the half-hour.
    assert (frame["offered"] == 40 / 20).all()
    # Who comes at six comes on all days; later on, on the five only.
    assert (frame.loc["06:00":"09:30", "at_work"] == 140 / 28).all()
    assert (frame.loc["10:00":, "at_work"] == 140 / 20).all()
    assert (frame["occupancy"] == 0.5).all()
    never = hours_frame(teams, counts, np.eye(7, dtype=int)[[6]], 1.0)
    assert never["offered"].isna().all()


def test_months_add_up_to_the_run(run: Lived) -> None:
    months, n = by_month(run), totals(run)
    for name in set(TEAM_DAILY) - {"carried", "carried_wait"}:
        assert months[:, :, TEAM_DAILY.index(name)].sum() == n[name]
    days = days_of(DAYS)
    assert days.sum() == DAYS
    frame = teams_frame(["desk"], months, days, 1.0)
    assert (frame["employees"] + frame["vacant"]).tolist() == pytest.approx([4] * len(days))
    assert (frame["vacant"] > 0).any()
    weekdays = weekdays_of(DAYS)
    assert (weekdays.sum(axis=1) == days).all()
    assert (weekdays.sum(axis=0) == DAYS / 7).all()
    hours = hours_frame(staffed().as_is.teams, run.record.team_hours, weekdays, 1.0)
    shut = ~hours["time"].between("09:00", "16:30")
    assert not hours.loc[shut, "offered"].any()
    per_day = np.repeat(days, 48)
    assert (hours["offered"] * per_day).sum() == pytest.approx(n["offered"])
    assert hours["time"].unique().tolist() == list(HALF_HOURS)


def test_events_tell_of_lines() -> None:
    told = cxsim.simulate(staffed(), 30, 30, record="events")
    assert told.events is not None
    stays = told.events[told.events["event"] == "queue"]
    assert set(stays["led_to"]) <= {"served", "gone", "tomorrow"}
    served = (stays["led_to"] == "served").sum()
    assert served == told.waits["served"].sum() > 0
    assert stays["felt"].sum() * 60 == pytest.approx(
        (told.waits["wait"] * (told.waits["served"] + told.waits["unserved"])).sum()
    )


# ---- money ----


def test_wages_are_a_cost_of_the_firm(run: Lived) -> None:
    """Against the same lives for no pay: to the cent, and discounted like the rest."""
    scenario = staffed()
    free = staffed({"teams.desk.employees.wage": 0, "teams.desk.employees.hiring": 0})
    unpaid = runs.lived(free, 30, DAYS)
    paying, saving = (
        metrics(one, central(one), lived) for one, lived in ((scenario, run), (free, unpaid))
    )
    pay, n = paid(run), totals(run)
    wages = (DAYS * 4 - n["vacant"]) * WAGE * 12 / DAYS_A_YEAR + n["hired"] * HIRING
    assert n["hired"] > 0
    assert pay.sum() == pytest.approx(wages, abs=0.01)
    assert not paid(unpaid).any()
    worth = float(pay @ run.built.world.discount[:-1])
    assert 0 < worth < pay.sum()
    for name, apart in (("cost", wages), ("profit", -wages), ("npv", -worth)):
        assert paying[name] - saving[name] == pytest.approx(apart, abs=0.01)
    for name in ("clv", "revenue", "programme"):
        assert paying[name] == saving[name]


def test_the_books_of_months_balance() -> None:
    scenario = staffed()
    (outcome,) = replicate([scenario], [central(scenario)], 30, DAYS, 1, 0)
    told = cxsim.simulate(scenario, 30, DAYS)
    months = {name: outcome.months[:, n] for n, name in enumerate(MONTHLY)}
    assert months["team_cost"] == pytest.approx(told.teams["wages"].to_numpy(), abs=0.01)
    spent = months["contact_cost"] + months["programme_cost"] + months["team_cost"]
    assert spent.sum() == pytest.approx(outcome.metrics["cost"], abs=0.01)
    assert months["profit"].sum() == pytest.approx(outcome.metrics["profit"], abs=0.01)
    assert months["discounted"].sum() == pytest.approx(outcome.metrics["npv"], abs=0.01)


def test_teams_run_at_a_share_cost_what_the_firm_pays() -> None:
    whole, half = (
        paid(runs.lived(staffed({"firm.team_scale": scale}, quiet()), 30, 20)).sum()
        for scale in (1.0, 0.5)
    )
    assert half == pytest.approx(whole, abs=0.01)


def quiet() -> dict[str, Any]:
    """Nobody quits, so that all places are filled."""
    return {"teams.desk.employees.quits": 0}


DAILY = 12 / DAYS_A_YEAR


@pytest.mark.parametrize("scale", [1.0, 0.5])
@pytest.mark.parametrize(
    ("lever", "first", "last"),
    [
        ({"target": "staff", "effect": 2}, 2 * WAGE * DAILY + 2 * HIRING, 2 * WAGE * DAILY),
        ({"target": "staff", "effect": -2}, 0, 0),
        ({"target": "employees.wage", "how": "multiply", "effect": 1.5}, *[2 * WAGE * DAILY] * 2),
        ({"target": "employees.mood.level", "effect": 1}, 0, 0),
    ],
)
def test_what_levers_raise(scale: float, lever: Any, first: float, last: float) -> None:
    scenario = staffed(
        {"firm.team_scale": scale},
        **lever | {"target": f"teams.desk.{lever['target']}", "start_day": 10, "execution": 1},
    )
    found = raised(runs.worlds(scenario, 20, 30)[1].world)
    assert not found[:10].any()
    assert found[10:12] == pytest.approx([first, last])
    assert found[-1] == pytest.approx(last)


def test_a_lever_on_staff_is_invested_and_paid_once() -> None:
    """What is put in is what two more are paid; what comes of it is all the rest."""
    scenario = staffed(
        quiet(), target="teams.desk.staff", effect=2, execution=1, one_off=1000, start_day=5
    )
    before, after = runs.twins(scenario, 30, DAYS)
    today = metrics(runs.today(scenario), central(scenario), before)
    then = metrics(scenario, central(scenario), after)
    worth = after.built.world.discount[:-1]
    pay = float((paid(after) - paid(before)) @ worth)
    assert pay == pytest.approx(float(raised(after.built.world) @ worth), abs=0.01)
    assert today["programme"] == 0
    assert then["programme"] == pytest.approx(pay + 1000 * worth[5], abs=0.01)


def test_the_same_money_as_a_discount_counts_wages_once() -> None:
    scenario = staffed(quiet(), target="teams.desk.staff", effect=2, execution=1, one_off=100)
    today = runs.lived(runs.today(scenario), 30, DAYS)
    discount = discount_for(scenario, today)
    assert discount is not None
    cheaper = runs.lived(discount, 30, DAYS)
    lost = (
        metrics(runs.today(scenario), central(scenario), today)["npv"]
        - metrics(discount, central(discount), cheaper)["npv"]
    )
    worth = today.built.world.discount[:-1]
    both = float(raised(runs.worlds(scenario, 30, DAYS)[1].world) @ worth) + 100
    assert lost == pytest.approx(both, rel=1e-5)
