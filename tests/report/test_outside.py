"""The world outside on the page: what came, who came, where leavers go, who heard what."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree

import pandas as pd
import pytest

from cxsim.report.outside import Outside
from cxsim.report.page import render
from cxsim.report.terminal import decision_lines
from cxsim.report.voice import Voice
from cxsim.report.words import CATALOGUES
from cxsim.report.world_figures import ties_map, timeline
from cxsim.scenario.context import Factor
from cxsim.scenario.values import Value

from . import fake, world
from .hostile import SCRIPT

SPACE = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def told() -> fake.Comparison:
    return world.comparison()


def section(comparison: fake.Comparison, language: str = "en") -> Outside:
    return Outside(comparison, comparison.to_be[0], Voice(language))


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_section_stands_on_the_page(told: fake.Comparison, language: str) -> None:
    page, drawn = render(told, language)
    heading = {"es": "El mundo de afuera", "en": "The world outside"}[language]
    name = told.to_be[0].name
    assert page.count(f">{heading}</h4>") == len(told.to_be)
    for key in ("timeline", "ties"):
        text = drawn[f"{name}_{key}.svg"]
        root = ElementTree.fromstring(text)
        assert root.find(f"{SPACE}title").text
        assert re.search(r"\d", root.find(f"{SPACE}desc").text)
        assert "nan" not in text.lower()
        assert text.rstrip() in page


def test_a_case_alone_in_the_world_says_nothing_of_it(comparison: fake.Comparison) -> None:
    alone = section(comparison)
    assert alone.tables() == []
    assert alone.timeline is alone.ties is None
    assert "The world outside" not in render(comparison, "en")[0]


def rows_of(told: fake.Comparison, key: str) -> dict[str, tuple[str, ...]]:
    table = next(one for one in section(told).tables() if one.key.endswith(key))
    return {str(row[0]): tuple(map(str, row[1:])) for row in table.rows}


def test_who_came_is_told_of_the_real_firm_by_what_brought_them(told: fake.Comparison) -> None:
    rows = rows_of(told, "acquired")
    assert list(rows) == ["advertising", "friends who are customers"], "nobody by referral"
    # One simulated customer stands for 160.
    assert rows["advertising"] == ("3,200 → 4,800", "$96K → $144K", "$30")
    assert rows["friends who are customers"] == ("800", "$0", "$0")


def test_where_leavers_go_and_what_they_say(told: fake.Comparison) -> None:
    rows = rows_of(told, "destination")
    labels = told.as_is.as_is.market.competitors
    incumbent, nobody = rows.values()
    assert next(iter(rows)) == labels["incumbent"].label["en"]
    went, said, was = incumbent
    assert went == "9,600 → 6,400"
    assert "price (100%)" in said
    assert "67%" in was, "of 60 today 40 left for that reason"
    assert nobody == ("6,400", "nobody chose to", "nobody chose to")


def test_what_reviews_say(told: fake.Comparison) -> None:
    rows = rows_of(told, "reviews")
    assert rows["5 ★"] == ("50% → 60%",)
    assert rows["1 ★"] == ("20% → 10%",)
    assert list(rows.values())[-1] == ("3.75 → 4.15",)


def test_the_timeline_names_what_came_and_for_how_long(told: fake.Comparison) -> None:
    drawn = timeline(told.months, told.drivers, told.as_is.as_is, told.to_be[0].name, Voice("en"))
    said = ElementTree.fromstring(drawn).find(f"{SPACE}desc").text
    storm = told.as_is.as_is.shocks["storm"].label["en"]
    # e^(−t/20) is above a tenth for 46.05 days, the first of which is the whole of it.
    assert f"{storm}, felt on 47 days" in said


def test_a_shock_and_a_factor_of_one_name_are_told_apart(told: fake.Comparison) -> None:
    case = told.as_is.as_is
    weather = Factor.model_validate(
        {"label": "Weather", "course": {"kind": "weekdays", "values": {"sat": 1}}}
    )
    both = case.model_copy(update={"context": {"storm": weather}})
    storm = told.drivers[told.drivers["kind"] == "shock"]
    wet = storm.assign(kind="context", value=(storm["day"] % 7 == 5).astype(float))
    drawn = timeline(told.months, pd.concat([storm, wet]), both, told.to_be[0].name, Voice("en"))
    said = ElementTree.fromstring(drawn).find(f"{SPACE}desc").text
    assert "felt on 47 days" in said
    assert f"Weather, felt on {int((wet['value'] > 0).sum())} days" in said


def test_the_map_counts_what_was_heard(told: fake.Comparison) -> None:
    drawn = ties_map(world.ego(), "key", Voice("en"))
    said = ElementTree.fromstring(drawn).find(f"{SPACE}desc").text
    assert "5 people" in said
    assert "4 times something good" in said
    assert "3 times something bad" in said


def test_labels_of_strangers_are_text(told: fake.Comparison) -> None:
    case = told.as_is.as_is
    shock = case.shocks["storm"].model_copy(update={"label": {"en": SCRIPT, "es": SCRIPT}})
    rival = case.market.competitors["incumbent"].model_copy(
        update={"label": {"en": SCRIPT, "es": SCRIPT}}
    )
    market = case.market.model_copy(
        update={"competitors": case.market.competitors | {"incumbent": rival}}
    )
    hostile = case.model_copy(update={"shocks": case.shocks | {"storm": shock}, "market": market})
    as_is = replace(told.as_is, as_is=hostile)
    to_be = tuple(replace(plan, as_is=hostile) for plan in told.to_be)
    drivers = told.drivers[told.drivers["kind"] == "shock"]
    page = render(replace(told, as_is=as_is, to_be=to_be, drivers=drivers), "en")[0]
    assert SCRIPT not in page
    assert "&lt;script&gt;" in page


def test_more_than_there_is_room_for_is_left_out(told: fake.Comparison) -> None:
    case = told.as_is.as_is
    names = [f"s{n}" for n in range(20)]
    shocks = dict.fromkeys(names, case.shocks["storm"])
    storm = told.drivers[told.drivers["kind"] == "shock"]
    many = pd.concat(storm.assign(name=name) for name in names)
    crowded = case.model_copy(update={"shocks": shocks})
    drawn = timeline(told.months, many, crowded, told.to_be[0].name, Voice("en"))
    assert drawn.count(case.shocks["storm"].label["en"]) < 2 * len(names)


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_decision_says_in_which_world_it_is_taken(told: fake.Comparison, language: str) -> None:
    case = told.as_is.as_is
    storm = case.shocks["storm"].model_copy(update={"enabled": True, "start_day": 40})
    late = case.shocks["strike"].model_copy(update={"enabled": True, "start_day": 90_000})
    often = case.shocks["outage"].model_copy(
        update={"enabled": True, "start_day": None, "per_year": Value(value=2, low=2, high=2)}
    )
    shocks = case.shocks | {"storm": storm, "strike": late, "outage": often}
    struck = case.model_copy(update={"shocks": shocks})
    stormy = replace(told, as_is=replace(told.as_is, as_is=struck))
    label = {name: one.label[language] for name, one in struck.shocks.items()}
    words = CATALOGUES[language]
    page = render(stormy, language)[0]
    said = decision_lines(stormy, language)[2]
    assert label["channel_closed"] not in said, "it is switched off"
    for line in (said, re.sub(r"<[^>]+>", "", page)):
        assert words["met_on"].format(name=label["storm"], day=40) in line
        assert words["met_often"].format(name=label["outage"], rate=2) in line
        assert words["met_on"].format(name=label["strike"], day=90_000) not in line
        never = words["not_begun"].split("{horizon}")[0]
        assert never.format(name=label["strike"], day=90_000) in line


def test_a_decision_in_a_calm_world_says_nothing_of_it(comparison: fake.Comparison) -> None:
    assert not any("from outside" in line for line in decision_lines(comparison, "en"))
