"""The bank's line lives as its calls say that it does, and each number says where it is from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from cxsim import compare, load, simulate
from cxsim.measure import Run
from cxsim.scenario import Value, cases, values_of
from cxsim.scenario.teams import WEEKDAYS, Lognormal, PatienceTable
from experiments import bank_line

from ..kit.sources import numbers, untold

CASE = "bank_contact_centre"
AS_IS = load(f"{CASE}/as_is")
TODAY = AS_IS.as_is
AGENTS = TODAY.teams["agents"]
FEWER = load(f"{CASE}/to_be_one_chair_fewer")
AT_ONCE = load(f"{CASE}/to_be_solve_at_once")
ASSISTANT = load(f"{CASE}/to_be_enquiry_assistant")
SOURCES = (cases()[CASE] / "SOURCES.md").read_text(encoding="utf-8")
CALLS = Path(__file__).resolve().parents[3] / "shared" / "data" / "bank_calls_1999-02-01_14.csv"
LONG = ("mon", "tue", "wed", "thu", "sun")

STRUCTURE = re.compile(
    r"journeys\.(banking|join)\.(entry|steps\.daily_banking)\..*|journeys\.\w+\.entry\..*"
    r"|.*\.(after_days|satisfaction|effort|reach|delay_spread)"
    r"|journeys\.\w+\.steps\.unresolved\.give_up\.share|touchpoints\.unresolved\.(cost|failure\..*)"
    r"|touchpoints\.advert\.failure\..*|touchpoints\.\w+\.personalisation\..*"
    r"|economics\.price|archetypes\.\w+\.(loyalty|complaining|non_payment|patience|economy|mood\.level)"
    r"|relationship\.(involuntary|lock_in|partial|cross_sell)|market\.(reach|standards_rise|without)"
    r"|market\.(acquisition|referral)\..*"
    r"|surveys\.relational\..*|levers\.\w+\.(one_off|monthly|execution)"
    r"|levers\.(fewer|chair)\.effect|behaviour\.directions\..*"
    r"|teams\.agents\.(service\.minutes|unserved\.again|waiting\.weight|authority)"
    r"|teams\.agents\.employees\.(absence|learning\.gap|vacancy_days|skill|skill_spread)"
)
"""Places whose value is no estimate: nothing there, everybody, the usual, what is decided."""


def labels(raw: Any) -> Iterator[Any]:
    if isinstance(raw, dict):
        for key, value in raw.items():
            if key in ("label", "description") and value is not None:
                yield value
            else:
                yield from labels(value)


def test_it_speaks_both_languages() -> None:
    plans = [one.redesign for one in (FEWER, AT_ONCE, ASSISTANT)]
    for section in (TODAY, *(plan for plan in plans if plan is not None)):
        found = list(labels(section.model_dump()))
        assert found
        assert all({"es", "en"} <= set(label) for label in found)


def test_the_bank_is_fictitious_and_its_calls_are_answered_by_one_team() -> None:
    assert TODAY.fictitious
    calls = [one for one in TODAY.touchpoints.values() if one.channel == "phone"]
    assert len(calls) == 5
    assert {one.team for one in calls} == {"agents"}


def test_agents_are_paid_as_a_team_and_not_again_by_the_call() -> None:
    """What a call costs beside is less than a tenth of a minute of an agent."""
    hours = AGENTS.staff.value * sum(map(sum, AGENTS.presence.values())) / 4 * 365 / 84
    minute = AGENTS.staff.value * AGENTS.employees.wage.value / hours / 60
    for name, touchpoint in TODAY.touchpoints.items():
        if touchpoint.team:
            assert touchpoint.minutes is not None
            assert touchpoint.cost.value < 0.5 * minute * touchpoint.minutes.value, name


# ---- what comes out ----


@pytest.fixture(scope="module")
def year() -> Run:
    return simulate(AS_IS, customers=5000)


def test_it_reproduces_what_the_bank_knows_but_for_quick_answers(year: Run) -> None:
    """Fewer wait than did, and those longer: agents of a case do not rest less in a long line."""
    for metric, figure in TODAY.figures.items():
        if metric == "abandonment":
            assert year.metrics[metric] == pytest.approx(figure.low, abs=0.012)
        elif metric == "service_level":
            assert figure.high < year.metrics[metric] < figure.high + 0.1
        else:
            assert figure.low <= year.metrics[metric] <= figure.high, metric


def test_as_many_call_as_did(year: Run) -> None:
    assert year.teams["offered"].sum() / 52 == pytest.approx(7443, rel=0.03)
    assert year.metrics["kept_12"] == pytest.approx(1, abs=0.04)


def test_newcomers_give_up_at_least_half_as_often_again(year: Run) -> None:
    unserved = year.waits.set_index("archetype")["share_unserved"]
    assert unserved["newcomer"] > 1.5 * unserved["account_holder"]
    assert unserved["newcomer"] > 1.5 * unserved["investor"]


def test_nobody_calls_while_it_is_shut(year: Run) -> None:
    assert (year.teams["turned_away"] == 0).all()
    assert (year.teams["lost"] == 0).all()


# ---- what the redesigns do ----


SMALL: dict[str, Any] = {"customers": 1000, "horizon_days": 182, "replications": 2}


@pytest.fixture(scope="module")
def deltas() -> pd.DataFrame:
    without = load(f"{CASE}/to_be_solve_at_once", ["levers.chair.enabled=false"])
    found = {}
    for plans in ({"fewer": FEWER, "at once": AT_ONCE, "assistant": ASSISTANT}, {"long": without}):
        told = compare(AS_IS, list(plans.values()), **SMALL).table.set_index("scenario")
        for name, plan in plans.items():
            found[name] = told.loc[plan.name].set_index("metric")["delta"]
    return pd.DataFrame(found)


def test_a_chair_fewer_saves_wages_and_loses_customers(deltas: pd.DataFrame) -> None:
    fewer = deltas["fewer"]
    assert fewer["cost"] < 0
    assert fewer["abandonment"] > 0
    assert fewer["speed_of_answer"] > 0
    assert fewer["nps"] < 0
    assert fewer["revenue"] < 0


def test_more_decided_there_and_then_is_solved_there_and_then(deltas: pd.DataFrame) -> None:
    assert deltas.loc["repeat_contacts", "at once"] < 0
    assert deltas.loc["first_contact_resolution", "at once"] > 0


def test_longer_calls_fill_the_line_unless_a_chair_makes_up_for_them(deltas: pd.DataFrame) -> None:
    for metric in ("speed_of_answer", "abandonment", "utilisation"):
        assert deltas.loc[metric, "long"] > 0
        assert deltas.loc[metric, "at once"] < 0
    assert deltas.loc["nps", "at once"] > deltas.loc["nps", "long"]


def test_enquiries_are_many_calls_but_little_work(deltas: pd.DataFrame) -> None:
    """What an assistant takes off the line is less than a chair."""
    assert deltas.loc["speed_of_answer", "assistant"] > 0
    assert deltas.loc["speed_of_answer", "assistant"] < deltas.loc["speed_of_answer", "fewer"]
    assert deltas.loc["cost", "assistant"] > deltas.loc["cost", "fewer"]


# ---- where its numbers are from ----


def stated_values() -> dict[str, Value]:
    plans = [one.redesign for one in (FEWER, AT_ONCE, ASSISTANT)]
    sections = [TODAY, *(plan for plan in plans if plan is not None)]
    return {place: value for section in sections for place, value in values_of(section)}


def test_every_estimate_has_a_range() -> None:
    for place, value in stated_values().items():
        assert value.uncertain or STRUCTURE.fullmatch(place), place


def test_every_number_is_in_the_sources() -> None:
    assert untold(SOURCES, stated_values()) == []


def test_the_sources_state_the_case_s_own_numbers() -> None:
    found = numbers(SOURCES, stated_values())
    assert len(found) > 25
    for place, told, stated in found:
        assert told == stated, place


# ---- the calls themselves, where they are ----


@pytest.fixture(scope="module")
def odd() -> pd.DataFrame:
    if not CALLS.exists():
        pytest.skip("the bank's calls are not here")
    calls = bank_line.read(CALLS)
    return calls[calls["date"] % 2 == 1]


def test_the_line_is_that_of_the_odd_dates(odd: pd.DataFrame) -> None:
    week = bank_line.usual(odd)
    inside = week.rate("mon") / week.rate("mon").sum()
    profile = np.array(AGENTS.arrivals.day)
    assert profile / profile.sum() == pytest.approx(inside, abs=1e-4)
    peak = max(shape.max() for shape in week.serving.values())
    for day in WEEKDAYS:
        if day not in LONG:
            assert AGENTS.open[day] == "closed"
            continue
        assert AGENTS.arrivals.week[day] == week.volume[day]
        assert week.hours[day] == (7, 24)
        assert AGENTS.presence[day][:4] == (0, 0, 0, 0)  # who ends the calls of the day before
        assert AGENTS.presence[day][4:] == pytest.approx(week.serving[day][4:] / peak, abs=5e-4)


def test_calls_take_as_long_as_they_did(odd: pd.DataFrame) -> None:
    centre = bank_line.learnt(odd)
    kinds = {"stock": "NE", "enquiry": "NW", "online": "IN", "returned": "TT"}
    for name, kind in kinds.items():
        minutes = TODAY.touchpoints[f"{name}_call"].minutes
        assert minutes is not None
        assert minutes.value == pytest.approx(centre.service[kind].mean / 60, abs=0.006)
    served = odd[odd["fate"] == "served"]
    regular = served[served["kind"].isin(["PS", "PE"])]["service"].mean() / 60
    minutes = TODAY.touchpoints["service_call"].minutes
    assert minutes is not None
    assert minutes.value == pytest.approx(regular, abs=0.006)
    assert isinstance(AGENTS.service, Lognormal)
    spread = served["service"].std() / served["service"].mean()
    assert AGENTS.service.cv.value == pytest.approx(spread, abs=0.006)


def test_callers_are_as_patient_as_they_were(odd: pd.DataFrame) -> None:
    centre = bank_line.hurried(bank_line.learnt(odd), odd)
    assert isinstance(AGENTS.patience, PatienceTable)
    minutes, staying = np.array(AGENTS.patience.still_waiting).T
    assert minutes == pytest.approx(centre.patience.seconds[1:] / 60, rel=1e-3)
    assert staying == pytest.approx(centre.patience.staying[1:], abs=6e-4)
    clock = centre.clock[bank_line.PROSPECT]
    assert TODAY.archetypes["newcomer"].patience.value == pytest.approx(clock)


def test_the_mixture_of_calls_is_theirs(odd: pd.DataFrame) -> None:
    """Of those who seek an agent; what calls again, unsolved, is a twentieth more of some kinds."""
    shares = dict(zip(bank_line.TYPES, bank_line.usual(odd).kinds, strict=True))
    needs = {"stock_order": "NE", "enquiry": "NW", "online_help": "IN", "returned_call": "TT"}
    sought = {
        need: sum(
            one.share.value * one.needs[need].value
            for one in TODAY.archetypes.values()
            if need in one.needs
        )
        * (1 if need == "enquiry" else 1.059)
        for need in (*needs, "service")
    }
    total = sum(sought.values())
    for need, kind in needs.items():
        assert sought[need] / total == pytest.approx(shares[kind], abs=0.005), need
