"""The default case says what it was designed to say, and where each number comes from."""

from __future__ import annotations

import math
import re

import pytest

from cxsim import simulate
from cxsim.scenario import Scenario, Value, cases, load, values_of
from cxsim.scenario.checks import FIGURES, grip
from cxsim.scenario.relationship import Contractual

from ..kit.sources import numbers, untold

TODAY = load("telecom/as_is").as_is
TECHNICIAN = load("telecom/to_be_on_time_technician")
ASSISTANT = load("telecom/to_be_assistant_human_exit")
IDEAL_PLAN = load("telecom/to_be_your_ideal_plan")
PEOPLE = load("telecom/to_be_people_who_solve")
SOURCES = (cases()["telecom"] / "SOURCES.md").read_text(encoding="utf-8")

ARCHETYPES = {
    ("Familia conectada", "Connected family"): (0.35, 32),
    ("Joven digital", "Digital native"): (0.25, 18),
    ("Negocio en casa", "Home business"): (0.15, 38),
    ("Adulto tradicional", "Traditional senior"): (0.25, 22),
}

TOUCHPOINTS = """
Anuncio de megas · Speed ad | pre · brand · social media · Marketing | .02
Reseñas · Reviews | pre · social · web · – | 0
Consejo familiar · Family advice | pre · customer · in person · – | 0
Distribuidor · Dealer | purchase · partner · store · Sales | 35
Instalación · Installation | purchase · partner · in person · Field | 45
Wi-Fi diario · Daily Wi-Fi | post · brand · product · Network | 0
Recibo · Bill | post · brand · app · Billing | .10
Pago, corte, reconexión · Pay, cut, reconnect | post · partner · agent or wallet · Collections | .40
Asistente de mensajería · Messaging assistant | post · brand · messaging · Digital | .12
Central telefónica · Call centre | post · brand · phone · Care | 2.2
Visita técnica · Repair visit | post · partner · in person · Field | 28
Retención y baja · Save and cancel desk | post · brand · phone · Retention | 3
"""
WAGES = {"Call centre": 1.3, "Save and cancel desk": 1.9}
"""What employees cost a contact; the rest of it is the touchpoint's."""
STAGES = {"pre": "pre_purchase", "purchase": "purchase", "post": "post_purchase"}

STRUCTURE = re.compile(
    r"journeys\.(use|pay|leave)\.(entry|steps)\..*|journeys\.\w+\.entry\.call_centre"
    r"|.*\.(after_days|satisfaction|effort|reach)"
    r"|economics\.price|archetypes\.\w+\.(loyalty|complaining)|relationship\.involuntary|market\.reach"
    r"|touchpoints\.(reviews|family_advice|daily_wifi|unresolved)\.cost"
    r"|touchpoints\.unresolved\.failure\..*|journeys\.\w+\.steps\.unresolved\.give_up\.share"
    r"|levers\.(fewer_calls|on_the_day|understands)\.(one_off|monthly)|surveys\.relational\.sampling"
    r"|levers\.wrong_answers\.(one_off|monthly|execution)"
    r"|levers\.front_door\.monthly|campaigns\.ideal_plan\.(one_off|monthly)"
    r"|archetypes\.\w+\.mood\.level|touchpoints\.\w+\.personalisation\..*|.*\.delay_spread"
    r"|archetypes\.\w+\.spend|archetypes\.\w+\.lines\.\w+\.held|relationship\.lock_in"
    r"|market\.acquisition\.(friends|referral|returning)\.cost|market\.referral\.(pull|reward)"
    r"|market\.alternative|archetypes\.\w+\.economy|shocks\.\w+\.effects\.\w+\.permanent"
    r"|campaigns\.\w+\.talks"
    r"|archetypes\.\w+\.patience|teams\.\w+\.employees\.(skill|wage|hiring)|teams\.\w+\.waiting\.weight"
    r"|teams\.\w+\.authority|behaviour\.directions\..*"
    r"|levers\.(fewer_agents|more_agents|story_told)\.(one_off|monthly)"
    r"|surveys\.relational\.every_days|shocks\.\w+\.(short_days|long_days|long_ratio)"
)
"""Places whose value is no estimate: nothing there, everybody, today's price, the only way on,
nothing personal, no spread of delays, what competitors take the place of, nothing for good."""


def name(text: str) -> str:
    return text.strip().lower().replace(" ", "_")


def test_the_firm() -> None:
    assert TODAY.fictitious
    assert (TODAY.firm.customers, TODAY.firm.currency) == (800_000, "USD")
    assert TODAY.horizon_days == 1095
    assert (TODAY.economics.margin.value, TODAY.economics.discount_rate.value) == (0.5, 0.12)


def test_the_archetypes() -> None:
    found = {
        (a.label["es"], a.label["en"]): (
            a.share.value,
            round(math.fsum(one.held.value * one.spend.value for one in a.lines.values()), 9),
        )
        for a in TODAY.archetypes.values()
    }
    assert found == ARCHETYPES
    assert math.fsum(share for share, _ in found.values()) == pytest.approx(1)
    young = TODAY.archetypes["digital_native"]
    assert young.non_payment.value == max(a.non_payment.value for a in TODAY.archetypes.values())


def test_the_needs_of_a_month() -> None:
    """Faults and bill queries are what arises by itself; failures open the others (below)."""
    stated = {"use": 4, "pay": 1, "fault": 0.02, "bill_query": 0.05, "move_or_renew": 0.04}
    for archetype in TODAY.archetypes.values():
        assert {need: rate.value for need, rate in archetype.needs.items()} == stated
    assert {j.kind for j in TODAY.journeys.values()} == {"everyday", "help", "join", "leave"}


def test_with_what_failures_open_help_is_sought_as_often_as_observed() -> None:
    """About .09 faults and .08 bill queries a customer and month, own needs and failures' both."""
    run = simulate(load("telecom/as_is"), customers=1500, horizon_days=365, record="events")
    assert run.events is not None
    begun = run.events.query("event == 'visit' and step == 0")["need"].value_counts()
    assert begun["fault"] / (1500 * 12) == pytest.approx(0.09, abs=0.025)
    assert begun["bill_query"] / (1500 * 12) == pytest.approx(0.08, abs=0.02)


@pytest.mark.parametrize("row", TOUCHPOINTS.strip().split("\n"))
def test_the_touchpoints(row: str) -> None:
    labels, where, cost = row.split(" | ")
    spanish, english = labels.split(" · ")
    touchpoint = next(t for t in TODAY.touchpoints.values() if t.label["en"] == english)
    stage, owner, channel, department = where.split(" · ")
    assert touchpoint.label["es"] == spanish
    assert (touchpoint.stage, touchpoint.owner) == (STAGES[stage], owner)
    assert touchpoint.channel == name(channel)
    assert touchpoint.department == (None if department == "–" else name(department))
    assert round(touchpoint.cost.value + WAGES.get(english, 0.0), 9) == float(cost)


def test_wages_are_what_a_contact_costs_beside() -> None:
    """Wages of a month over the contacts that a team has in it come to what is left of the cost."""
    run = simulate(load("telecom/as_is"), customers=1500, horizon_days=365)
    for team, label in (("contact_centre", "Call centre"), ("save_desk", "Save and cancel desk")):
        served = run.teams.query("team == @team")["answered"].sum()
        wages = TODAY.teams[team].staff.value * TODAY.teams[team].employees.wage.value * 12
        assert wages / served == pytest.approx(WAGES[label], rel=0.15)


def test_the_only_other_touchpoint_is_a_need_left_unresolved() -> None:
    assert set(TODAY.touchpoints) - {"unresolved"} == {
        key for key, t in TODAY.touchpoints.items() if t.label["en"] in TOUCHPOINTS
    }
    left = TODAY.touchpoints["unresolved"]
    assert (len(TODAY.touchpoints), left.owner, left.cost.value) == (13, "customer", 0)
    for journey in TODAY.journeys.values():
        if journey.kind == "help":
            ends = {step for step, ways in journey.steps.items() if "give_up" in ways}
            assert ends == {"unresolved"}


def test_each_touchpoint_is_met() -> None:
    met = {step for journey in TODAY.journeys.values() for step in journey.touchpoints()}
    assert met == set(TODAY.touchpoints)


def test_non_payment_is_just_over_half_a_point_a_month() -> None:
    for part, stated in (("value", 0.0055), ("low", 0.003), ("high", 0.01)):
        overall = math.fsum(
            a.share.value * getattr(a.non_payment, part) for a in TODAY.archetypes.values()
        )
        assert overall == pytest.approx(stated, abs=5e-5)


def test_nothing_binds_a_customer_but_satisfaction() -> None:
    assert isinstance(TODAY.relationship, Contractual)
    assert TODAY.relationship.involuntary.value == 0


def money(scenario: Scenario) -> tuple[float, float]:
    levers = scenario.levers.values()
    return (
        math.fsum(lever.one_off.value for lever in levers),
        math.fsum(lever.monthly.value for lever in levers),
    )


def test_the_technician() -> None:
    assert TECHNICIAN.label == {"es": "Técnico puntual", "en": "On-time technician"}
    assert money(TECHNICIAN) == (1_200_000, 90_000)
    assert {lever.ramp_days for lever in TECHNICIAN.levers.values()} == {182}
    again = TODAY.journeys["fault"].steps["repair_visit"]["repair_visit"].share.value
    assert (again, again + TECHNICIAN.levers["spares"].effect.value) == (0.25, 0.15)
    assert grip(TODAY, TECHNICIAN.levers["spares"].target[0]) == 0.6
    assert grip(TODAY, TECHNICIAN.levers["window"].target[0]) == 0.6


def test_the_assistant() -> None:
    assert ASSISTANT.label == {
        "es": "Asistente con salida humana",
        "en": "Assistant with a human exit",
    }
    assert money(ASSISTANT) == (600_000, 40_000)
    levers = ASSISTANT.levers
    today = TODAY.touchpoints["messaging_assistant"].assistant
    assert today is not None
    simple = today.by_need["bill_query"].value + levers["contains_simple"].effect.value
    complex_ = today.containment.value + levers["contains_complex"].effect.value
    wrong = today.wrong.value + levers["wrong_answers"].effect.value
    assert (round(simple, 9), round(complex_, 9), round(wrong, 9)) == (0.55, 0.15, 0.04)
    assert today.wrong_after_days >= 1  # found out later, not at once


def test_the_people() -> None:
    assert PEOPLE.label == {"es": "Gente que resuelve", "en": "People who solve"}
    assert PEOPLE.levers["single_view"].one_off.value == 2_500_000
    assert PEOPLE.levers["single_view"].monthly.value == 60_000
    taught = sum(TODAY.teams[team].staff.value for team in ("contact_centre", "save_desk"))
    assert PEOPLE.levers["training"].one_off.value == pytest.approx(180 * taught, rel=0.1)
    assert TODAY.teams["contact_centre"].employees.wage.value == 1100


def test_the_ideal_plan() -> None:
    assert IDEAL_PLAN.label == {"es": "Tu plan ideal", "en": "Your ideal plan"}
    call = IDEAL_PLAN.campaigns["ideal_plan"]
    assert (call.reach.value, call.cost.value, call.spend_change.value) == (0.25, 1.1, -3)
    assert (call.on_leaving.value, call.on_leaving.low, call.on_leaving.high) == (0.554, -0.2, 0.7)
    assert call.lasts_days == 91
    assert IDEAL_PLAN.redesign is not None
    described = IDEAL_PLAN.redesign.description or {}
    assert "input" in described["en"]
    assert "entrada" in described["es"]


def test_the_human_exit_can_be_switched_off() -> None:
    exits = {"human_exit", "handover", "story_told"}
    without = load("telecom/to_be_assistant_human_exit", ["levers.human_exit.enabled=false"])
    assert set(ASSISTANT.levers) - set(without.levers) == exits


def test_all_that_is_planned_counts_on_less_than_all_of_it() -> None:
    for scenario in (TECHNICIAN, ASSISTANT, PEOPLE):
        for key, lever in scenario.levers.items():
            if key != "wrong_answers":
                execution = lever.execution
                assert (execution.value, execution.low, execution.high) == (0.65, 0.4, 0.9)


def test_it_states_the_firm_s_own_figures() -> None:
    stated = {metric: (figure.low, figure.high) for metric, figure in TODAY.figures.items()}
    assert stated == {
        "churn_monthly": (0.016, 0.022),
        "churn_non_payment": (0.003, 0.01),
        "first_contact_resolution": (0.6, 0.7),
        "nps": (-10, 10),
    }
    assert set(stated) <= set(FIGURES)


def test_it_reproduces_those_figures() -> None:
    """One run of 5,000 customers; each band is more than four standard errors wide either side."""
    found = simulate(load("telecom/as_is"), customers=5000).metrics
    for metric, figure in TODAY.figures.items():
        assert figure.low <= found[metric] <= figure.high, metric


def stated_values() -> dict[str, Value]:
    plans = [scenario.redesign for scenario in (TECHNICIAN, ASSISTANT, IDEAL_PLAN, PEOPLE)]
    sections = [TODAY, *(plan for plan in plans if plan is not None)]
    return {place: value for section in sections for place, value in values_of(section)}


def test_every_estimate_has_a_range() -> None:
    for place, value in stated_values().items():
        assert value.uncertain or STRUCTURE.fullmatch(place), place
        if value.uncertain:
            assert value.low < value.high
            assert value.low <= value.value <= value.high


def test_every_assumption_is_in_the_sources() -> None:
    assert untold(SOURCES, stated_values()) == []


def test_the_sources_state_the_case_s_own_numbers() -> None:
    found = numbers(SOURCES, stated_values())
    assert len(found) > 50
    for place, told, stated in found:
        assert told == stated, place
