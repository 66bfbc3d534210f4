"""The people who serve, on the page and in the terminal."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree

import numpy as np
import pytest

from cxsim.measure.teams import OF_TEAMS
from cxsim.report.decision import Told
from cxsim.report.grounds import checked
from cxsim.report.measures import BETTER
from cxsim.report.numbers import NONE
from cxsim.report.page import Report, render
from cxsim.report.staff import Staff
from cxsim.report.terminal import decision_lines
from cxsim.report.voice import Voice
from cxsim.scenario.checks import FIGURES_OF_TEAMS

from . import fake, staffed

SPACE = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def told() -> fake.Comparison:
    return staffed.comparison()


def staff(comparison: fake.Comparison, language: str = "en") -> Staff:
    return Staff(comparison, comparison.to_be[0], Voice(language))


def test_every_metric_of_teams_has_its_words_and_a_direction() -> None:
    assert set(OF_TEAMS) == set(FIGURES_OF_TEAMS) == set(BETTER)


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_section_stands_on_the_page(told: fake.Comparison, language: str) -> None:
    page, drawn = render(told, language)
    heading = {"es": "Quienes atienden", "en": "The people who serve"}[language]
    assert f">{heading}</h4>" in page
    keys = ("team_load_day", "team_lived_night", "strain", "staffing_day", "staffing_night")
    own = [f"{staffed.NAME}_{key}.svg" for key in keys]
    assert set(own) <= set(drawn)
    named = re.findall(r"\bid=\"([^\"]+)\"", page)
    assert len(named) == len(set(named))
    for name in own:
        root = ElementTree.fromstring(drawn[name])
        assert root.find(f"{SPACE}title").text
        assert re.search(r"\d", root.find(f"{SPACE}desc").text)
        assert "nan" not in drawn[name].lower()
        assert drawn[name].rstrip() in page


def test_a_day_tells_how_busy_a_team_is_in_both_worlds(told: fake.Comparison) -> None:
    drawn = render(told, "en")[1][f"{staffed.NAME}_team_load_day.svg"]
    said = ElementTree.fromstring(drawn).find(f"{SPACE}desc").text
    assert "occupancy, %, no change: at most 79.9, at 11:30" in said
    assert "occupancy, %, redesign: at most 66.6, at 11:30" in said
    lived = render(told, "es")[1][f"{staffed.NAME}_team_lived_day.svg"]
    said = ElementTree.fromstring(lived).find(f"{SPACE}desc").text
    assert "atendidos dentro de la promesa, %, con rediseño: a lo más 70.0" in said


def test_a_case_without_teams_says_nothing_of_them(comparison: fake.Comparison) -> None:
    none = replace(comparison, staffing=staffed.comparison().staffing)
    for language in ("es", "en"):
        assert render(none, language) == render(comparison, language)
    alone = staff(comparison)
    assert alone.teams == alone.overloaded() == []
    assert alone.measures() is None
    assert Report(comparison).plans[0].team_charts == []


def test_the_terminal_says_how_teams_serve(told: fake.Comparison) -> None:
    lines = decision_lines(told, "en")
    assert len(lines) == 6
    assert lines[4] == (
        "Serving: service level 62.0% → 75.0% (+13.0 points; +7.8 to +18.2); wait of those "
        "answered 85 s → 54 s (−31 s; −43 s to −19 s); abandonment 21.0% → 13.0% (−8.0 points; "
        "−11.2 to −4.8); employees’ strain 1.12 → 0.64 (−0.48; −0.67 to −0.29)."
    )
    assert "rivals’ response." in lines[5]
    assert decision_lines(told, "es")[4].startswith("Atención: nivel de servicio 62.0%")


GOLDEN = {
    "en": "A better life for those who serve: employees’ strain −0.48 (−0.67 to −0.29); "
    "Call centre 1.80 → 0.90; Night desk 1.80 → 0.90; quits a year per 100 employees "
    "−14 (−20 to −8); absent 6.7% → 5.1%. For customers: wait of those "
    "answered −31 s (−43 s to −19 s); NPS +2.4 (+0.6 to +4.1). Each helps the other: who is served "
    "sooner is friendlier, and who is less worn out serves faster.",
    "es": "Una vida mejor para quienes atienden: desgaste de los empleados −0.48 (−0.67 a "
    "−0.29); Centro de llamadas 1.80 → 0.90; Mesa de noche 1.80 → 0.90; renuncias al año por cada "
    "100 empleados −14 (−20 a −8); ausentes 6.7% → 5.1%. Para "
    "los clientes: espera de los atendidos −31 s (−43 s a −19 s); NPS +2.4 (+0.6 a +4.1). Lo uno "
    "ayuda a lo otro: a quien se atiende antes es más amable, y quien está menos desgastado "
    "atiende más rápido.",
}


@pytest.mark.parametrize("language", GOLDEN)
def test_what_a_better_life_for_employees_does(told: fake.Comparison, language: str) -> None:
    said = staff(told, language).effect()
    assert said is not None
    assert said.striptags().replace("\N{WORD JOINER}", "") == GOLDEN[language]


def test_a_harder_life_that_nobody_meant_is_told() -> None:
    lever = {"label": "Kind", "target": "touchpoints.desk.quality", "effect": 1}
    other = staffed.comparison(lever=lever)
    swapped = {"as_is": staffed.NAME, staffed.NAME: "as_is"}
    teams = other.details.teams.assign(scenario=other.details.teams["scenario"].map(swapped))
    other = replace(other, details=other.details._replace(teams=teams))
    deltas = other.deltas | {(staffed.NAME, "strain"): fake.Interval(0.3, 0.1, 0.5)}
    said = staff(replace(other, deltas=deltas)).effect()
    assert said is not None
    assert said.startswith("<strong>Nobody meant it, and yet the life of those who serve gets")
    assert "harms" not in said  # customers wait less
    slower = deltas | {(staffed.NAME, "speed_of_answer"): fake.Interval(9.0, 3.0, 20.0)}
    vicious = staff(replace(other, deltas=slower)).effect()
    assert vicious is not None
    assert vicious.endswith("who is worn out serves more slowly.")
    still = other.deltas | {(staffed.NAME, "strain"): fake.Interval(-0.05, -0.1, 0.1)}
    assert staff(replace(other, deltas=still)).effect() is None


OVERLOADS = {
    "overload_lost": (
        {"lost": 3.0, "carried": 9000.0},
        "Night desk is overloaded ({world}): its line grew beyond what can be simulated, so its "
        "waits are longer than told here.",
    ),
    "overload_grows": (
        {"carried": 300.0},
        "Night desk is overloaded ({world}): more come than it can serve, and the line is longer "
        "at each midnight. No wait that is told here would last.",
    ),
    "overload_unserved": (
        {"turned_away": 4000.0},
        "Night desk is overloaded ({world}): {share} of all tries to reach it end without service: "
        "people give up, find it closed or are left when everybody goes home.",
    ),
}


@pytest.mark.parametrize("key", OVERLOADS)
def test_lines_that_cannot_clear_say_so(key: str) -> None:
    counts, sentence = OVERLOADS[key]
    other = staffed.comparison(**counts)
    expected = [
        sentence.format(world=world, share=share)
        for world, share in (("no change", "66%"), ("redesign", "61%"))
    ]
    assert staff(other).overloaded(markup=False) == expected
    assert [line for line in decision_lines(other, "en") if "overloaded" in line] == expected
    page = render(other, "es")[0]
    assert page.count("está sobrecargado") == 4  # page one, and where teams are told of


def test_an_overload_that_passes_is_named_with_its_months_and_its_wait() -> None:
    other = staffed.comparison()
    frame = other.details.teams.copy()
    mine = (frame["team"] == "night") & (frame["scenario"] == "as_is")
    for first, last, wait in ((4, 6, 5400.0), (20, 20, 1200.0)):
        spell = mine & frame["month"].between(first, last)
        frame.loc[spell, "waiting"] = 900.0
        frame.loc[spell, "wait"] = np.linspace(wait, 60, last - first + 1)
    frame.loc[mine & (frame["month"] == 30), ["abandonment", "wait"]] = 0.8, 700.0
    passing = replace(other, details=other.details._replace(teams=frame))
    said = "Night desk is overloaded from month {} to month {} (no change), and recovers; in the "
    assert [line.split("worst")[0] for line in staff(passing).overloaded(markup=False)] == [
        said.format(first, last) for first, last in ((4, 6), (20, 20), (30, 30))
    ]
    waits = [re.search(r"waits ([\d.]+)", line) for line in staff(passing).overloaded(False)]
    assert [found[1] for found in waits if found] == ["90.0", "20.0", "11.7"]
    assert "está sobrecargado del mes 4 al mes 6" in render(passing, "es")[0]
    frame.loc[mine & (frame["month"] == 36), "abandonment"] = 0.8
    late = replace(other, details=other.details._replace(teams=frame))
    assert "from month 36 to the last, 36 (no change)" in staff(late).overloaded(False)[-1]


def test_a_team_that_levers_may_leave_nobody_is_named() -> None:
    said = "Call centre may be left with nobody while it is open (redesign): carried out to the"
    for most, empty in ((0.9, 0), (1.0, 1)):
        well = {"value": 0.7, "low": 0.4, "high": most}
        other = staffed.comparison(lever=staffed.MORE | {"effect": -9.6, "execution": well})
        told = staff(other).overloaded(markup=False)
        assert [line.startswith(said) for line in told] == [True] * empty
        assert sum(line.startswith(said) for line in decision_lines(other, "en")) == empty
        assert render(other, "es")[0].count("puede quedarse sin nadie") == 2 * empty


def test_a_line_that_only_waits_over_night_is_not_overloaded() -> None:
    """Some always wait at midnight, and are not more and more."""
    other = staffed.comparison()
    frame = other.details.teams.copy()
    frame.loc[frame["team"] == "night", "waiting"] = 500.0
    steady = replace(other, details=other.details._replace(teams=frame))
    assert staff(steady).overloaded() == []


@pytest.mark.parametrize(
    ("scale", "says"),
    [
        (1.0, "all of whom come to the lines: these are run at the firm’s own size."),
        (0.5, "The lines are run at 50.0% of the firm’s size"),
    ],
)
def test_the_scale_of_lines_is_told(scale: float, says: str) -> None:
    assert says in staff(staffed.comparison({"firm.team_scale": scale})).scale()


def test_tables_tell_who_is_worn_out_and_who_waits(told: fake.Comparison) -> None:
    mine = staff(told)
    measures = mine.measures()
    assert measures is not None
    assert measures.rows[0] == (
        "service level (answered within the promise)", "62.0%", "75.0%",
        "+13.0 points (+7.8 to +18.2)", "more",
    )  # fmt: skip
    assert [row[4] for row in measures.rows] == ["more", *["less"] * 2, "neither", *["less"] * 2]
    (day, night) = mine.worn().rows
    assert day[0] == "<bdi>Call centre</bdi>"
    assert day[1:] == night[1:]
    assert day[4] == "6.7% → 5.1%"
    waits = mine.waits().rows
    assert waits[0] == ("<bdi>Anyone</bdi>", "4.1 → 2.8", "18.4% → 13.0%")
    assert waits[1][1:] == ("4.1", "9.1%")


def test_stated_figures_of_teams_are_written_in_their_units() -> None:
    figures = {"speed_of_answer": {"low": 60, "high": 90}, "strain": {"low": 0, "high": 1}}
    other = staffed.comparison({"figures": figures})
    rows = {row[0]: row[1:3] for row in checked(other, Voice("en"))}
    assert rows["wait of those answered (ASA)"] == ("60 s to 90 s", "75 s")
    assert rows["employees’ strain (0–5)"] == ("0.00 to 1.00", "0.50")


def test_names_are_escaped() -> None:
    page, drawn = render(staffed.bad_names(), "en")
    assert "<script>alert" not in page
    assert not any("<script>alert" in text for text in drawn.values())
    assert "Two more agents" in page


def test_page_one_leaves_out_what_a_case_lacks(told: fake.Comparison) -> None:
    rows = {row[0]: row[1:] for row in Told(told, told.to_be[0], Voice("en")).rows()}
    assert rows["employees’ strain (0–5)"] == ("1.12", "0.64", "−0.48", "−0.67 to −0.29")
    table = told.table[told.table["metric"] != "strain"]
    fewer = replace(told, table=table)
    left = Told(fewer, fewer.to_be[0], Voice("en")).rows()
    assert len(left) == len(rows) - 1


def test_no_number_is_asked_of_months_that_are_not_there(told: fake.Comparison) -> None:
    frame = told.details.teams.copy()
    frame[["strain", "strained"]] = np.nan
    bare = replace(told, details=told.details._replace(teams=frame))
    assert "—" in "".join(map(str, staff(bare).worn().rows[0]))
    assert render(bare, "en")


def test_calls_back_are_told_where_a_team_makes_any(told: fake.Comparison) -> None:
    """Sixty of 3,000 take the offer, fifteen are never called; all of them waited 6 minutes."""
    promised = {"called_back": 60.0, "called": 45.0, "uncalled": 15.0, "called_wait": 60 * 3.6e8}
    calls = {"teams.night.callback": {"above": 1, "taken": 0.5}}
    table = staff(staffed.comparison(calls, **promised)).served()
    heads = "take a call back", "of these never called", "wait for the call"
    assert table.head[-3:] == heads
    day, night = table.rows
    assert night[-3:] == ("2%", "25%", "360 s")
    assert day[-3:] == ("0%", NONE, NONE)
    assert not set(heads) & set(staff(told).served().head)
