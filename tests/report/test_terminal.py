from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pandas as pd
import pytest

from cxsim.report.decision import Told
from cxsim.report.page import render
from cxsim.report.show import changes, show_lines
from cxsim.report.terminal import decision_lines
from cxsim.report.voice import Voice
from cxsim.scenario import values_of
from cxsim.scenario.levers import When

from ..kit.scenarios import made
from . import fake, hostile, staffed


def test_a_lever_that_begins_after_all_that_is_looked_at_is_told(comparison):
    starts = [lever.start_day for plan in comparison.to_be for lever in plan.levers.values()]
    short = replace(comparison, horizon_days=max(starts))
    told = [line for line in decision_lines(short, "en") if "nothing of it is lived" in line]
    assert sum(line.count("nothing of it is lived") for line in told) == starts.count(max(starts))
    assert f"begins on day {max(starts)}, after the" in told[0]
    assert not any("nothing of it is lived" in line for line in decision_lines(comparison, "en"))


@pytest.mark.parametrize(
    ("language", "first", "second"),
    [
        ("es", "Asistente con salida humana: FINANCIAR · FICTITIOUS", "Invertir USD"),
        ("en", "Assistant with a human exit: FUND · FICTITIOUS", "Investing $4.13M"),
        ("es_CO", "Asistente con salida humana: FINANCIAR · FICTITIOUS", "Invertir US$4,13"),
    ],
)
def test_five_lines_for_each_redesign(comparison, language, first, second):
    lines = decision_lines(comparison, language)
    assert len(lines) == 5 * len(comparison.to_be)
    assert lines[0].startswith(first)
    assert lines[1].startswith(second)
    assert not any("**" in line or "<" in line for line in lines)


def test_terminals_are_told_only_text():
    told = hostile.comparison()
    lines = [
        *decision_lines(told, "en"),
        *show_lines(told.as_is, "es"),
        *show_lines(told.to_be[0], "en"),
    ]
    text = "".join(lines)
    assert text.replace("\u200d", "").isprintable() or not [
        c for c in text if not c.isprintable() and c != "\xa0"
    ]
    assert "\x1b" not in text
    assert max(map(len, decision_lines(told, "en"))) < 500


def test_show_tells_every_value_with_its_range(comparison):
    lines = show_lines(comparison.as_is, "en")
    stated = dict(values_of(comparison.as_is.as_is))
    ranged = sum(value.uncertain for value in stated.values())
    assert sum("allowed" in line for line in lines) == len(stated)
    assert sum(" to " in line for line in lines) >= ranged
    margin = next(line for line in lines if "  margin" in line)
    words = "* margin 0.5 share of list revenue 0.45 to 0.55 allowed 0 … 1 assumption"
    assert margin.split() == words.split()


@pytest.mark.parametrize("language", ["es", "en"])
def test_show_marks_what_a_lever_can_move(comparison, language):
    lines = show_lines(comparison.as_is, language)
    assert sum(line.startswith("*: ") for line in lines) == 1
    told = {line.split()[1] for line in lines if line.startswith("  * ")}
    case = comparison.as_is.as_is
    movable = {place for place, value in values_of(case) if value.quantity.lever}
    assert told
    assert all(any(place.endswith(f".{one}") for place in movable) for one in told)
    assert "discount_rate" not in told
    assert "margin" in told


def test_show_tells_once_when_a_lever_starts():
    told = fake.scenarios()[2]
    terms = [line for line in show_lines(told, "es") if "del plan" in line]
    assert terms
    assert all(line.count("empieza el día") == 1 for line in terms)
    assert told.redesign is not None
    name, lever = next(iter(told.redesign.levers.items()))
    trigger = When(failures_at=next(iter(told.as_is.touchpoints)), above=0.1, for_days=7)
    prepared = lever.model_copy(update={"when": trigger})
    plan = told.redesign.model_copy(update={"levers": {name: prepared}})
    said = "\n".join(show_lines(replace(told, redesign=plan), "es"))
    assert "vigente 7 días" in said
    assert "empieza el día" not in said


def test_columns_of_a_part_are_aligned(comparison):
    lines = show_lines(comparison.as_is, "en")
    rows = [line for line in lines if "allowed" in line]
    first = next(i for i, line in enumerate(lines) if "allowed" in line)
    last = next(i for i in range(first, len(lines)) if not lines[i])
    places = [line.index("allowed") for line in lines[first:last]]
    assert len(rows) > len(places) > 1
    assert all(a == b for a, b in pairwise(places))


def test_show_tells_what_a_redesign_changes():
    lines = "\n".join(show_lines(fake.scenarios()[2], "es"))
    assert "Técnico puntual (telecom/to_be_on_time_technician)" in lines
    assert "touchpoints.repair_visit.quality.ease" in lines
    assert "a plena fuerza" in lines
    assert "empieza el día 0; rampa de 182 días" in lines
    assert "USD\xa0500\xa0k una vez" in lines


@pytest.mark.parametrize(
    ("language", "campaign", "said"),
    [
        (
            "es",
            {"on_leaving": -0.3, "takers": 0.1, "spend_change": -3},
            ("irse es un 26% menos probable durante 91 días", "paga USD 3 menos cada vez"),
        ),
        (
            "en",
            {"on_leaving": -0.3, "takers": 0.1, "spend_change": -3},
            ("leaving is 26% less likely for 91 days", "pay $3 less each time"),
        ),
        (
            "es",
            {"on_leaving": 0.2, "takers": 0.1, "spend_change": 3},
            ("22% más probable", "paga USD 3 más cada vez"),
        ),
        (
            "en",
            {"on_leaving": 0.2, "takers": 0.1, "spend_change": 3},
            ("22% more likely", "pay $3 more each time"),
        ),
    ],
)
def test_a_campaign_is_told_to_a_board(language, campaign, said):
    plan = made(campaigns={"calls": {"label": "Ring ring"} | campaign})
    terms = changes(plan, Voice(language))[0].terms.replace("\xa0", " ")
    assert all(one in terms for one in said)
    quiet = made(campaigns={"calls": {"label": "Ring ring", "on_leaving": 0}})
    assert "91" not in changes(quiet, Voice(language))[0].terms


def test_a_lever_that_moves_nothing_has_a_line_of_its_own():
    twice = staffed.MORE | {"how": "multiply", "effect": 2, "target": "touchpoints.desk.cost"}
    still = staffed.comparison({"touchpoints.desk.cost": 0}, lever=twice)
    said = "The lever More moves nothing: touchpoints.desk.cost is 0, and 0 times anything is 0."
    assert sum(line.startswith(said) for line in decision_lines(still, "en")) == 1
    page = render(still, "es")[0]
    assert page.count("no mueve nada: touchpoints<wbr>.desk<wbr>.cost es 0") == 1
    assert not any("moves nothing" in line for line in decision_lines(staffed.comparison(), "en"))


def test_what_never_happens_is_no_row_of_page_one(comparison):
    name, told = comparison.to_be[0].name, "churn_non_payment"
    table = comparison.table.copy()
    mine = (table["scenario"] == name) & (table["metric"] == told)
    assert mine.sum() == 1
    label = Voice("en").say(f"metric_{told}")

    def rows(one):
        return [row[0] for row in Told(one, one.to_be[0], Voice("en")).rows()]

    assert label in rows(comparison)
    table.loc[mine, ["as_is", "to_be", "delta", "low", "high"]] = 0.0
    assert label not in rows(replace(comparison, table=table))
    table.loc[mine, "high"] = 0.001
    assert label in rows(replace(comparison, table=table))


def test_why_tells_whether_those_lost_parted_where_all_do(comparison):
    plan = comparison.to_be[0]
    decision = replace(comparison.decisions[plan.name], parted_of="lost", parted=(("store", 0.4),))
    one = replace(comparison, decisions=comparison.decisions | {plan.name: decision})

    def why(places, outcome="lost", npv=1.0):
        places = pd.DataFrame({"scenario": plan.name, "parted_touchpoint": places})
        changed = replace(decision, parted_of=outcome, npv=fake.Interval(npv, npv, npv))
        told = replace(one, twins=places, decisions=one.decisions | {plan.name: changed})
        return Told(told, plan, Voice("en")).why()

    assert "as did" not in why(["store", "app", "app", ""])
    assert "as did 50% of all whose lives differ" in why(["store", "app", ""])
    assert "yet it costs more than it returns" in why(["app"], "saved", -1.0)
    assert "yet it costs" not in why(["app"], "saved", 1.0)
    assert "yet it costs" not in why(["app"], "lost", -1.0)


COURSES = {
    "wander": ({"kind": "autoregressive", "memory_days": 9}, "wanders around 0"),
    "stated": ({"kind": "path", "points": [[0, 0], [900, -1.5]]}, "by day: 0: 0, 900: −1.5"),
    "season": ({"kind": "months", "first": "june", "values": {"july": 1}}, "the first of june"),
    "week": ({"kind": "weekdays", "values": {"sat": 1}}, "by day of the week"),
    "rain": ({"kind": "spells", "share": 0.1, "days": 3}, "in random spells"),
}


def test_what_comes_from_outside_is_shown_with_all_that_it_does():
    rain = {"target": "touchpoints.*.quality.care", "size": -1}
    context = {
        name: {"label": name.title(), "course": course} for name, (course, _) in COURSES.items()
    }
    context["rain"]["effects"] = {"slow": rain}
    storm = {
        "label": "Storm",
        "per_year": 2,
        "days": 3,
        "effects": {"more": {"target": "archetypes.*.needs.ask", "how": "multiply", "size": 2}},
    }
    lines = show_lines(made({"context": context, "shocks": {"storm": storm}}), "en")
    for name, (_, told) in COURSES.items():
        at = next(n for n, line in enumerate(lines) if line.startswith(f"context.{name} "))
        assert told in lines[at + 1]
    assert "  effects.slow: adds to touchpoints.*.quality.care" in lines
    assert "  2 times a year, on random days; at its full size for 3 days, then it passes" in lines
    assert "  effects.more: multiplies archetypes.*.needs.ask" in lines
    titles = [line.split(" · ")[0] for line in lines if line and not line.startswith(" ")]
    assert len(titles) == len(set(titles)), "each part of a case stands in one place"
