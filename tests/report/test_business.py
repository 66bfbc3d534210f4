"""What drives money, what points are worth, what goes ahead of churn: as parts of a page."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxsim.report.anticipation import AnticipationPart
from cxsim.report.drivers import DriversPart
from cxsim.report.grid import DOT, ROOM, places
from cxsim.report.page import TEMPLATES
from cxsim.report.points import PointsPart
from cxsim.scenario import load
from cxsim.study.anticipation import SIGNALS, VERDICTS, Anticipation
from cxsim.study.drivers import Drivers
from cxsim.study.intervals import Interval
from cxsim.study.planned import Lives, planned
from cxsim.study.points import Points

from .hostile import SCRIPT
from .markup import Page

SPACE = "{http://www.w3.org/2000/svg}"
AS_IS = load("telecom/as_is")
TO_BE = load("telecom/to_be_on_time_technician")
PLACES = tuple(name for name, one in AS_IS.as_is.touchpoints.items() if one.grip > 0)
GAIN = {"call_centre": 40_000.0, "repair_visit": 9_000.0, "bill": -5_000.0}
"""Customers kept; every other place keeps a hundred, or none."""


def ends(value: float, half: float) -> tuple[float, ...]:
    return (value, value - half, value + half, value - half / 2, value + half / 2)


def found(**changes: Any) -> Drivers:
    """A study made up of a few numbers."""
    kinds, times = tuple(AS_IS.as_is.archetypes), {"kept": 1.0, "nps": 2e-4, "npv": 300.0}
    times["churn_monthly"] = -1e-7
    effects, by_archetype, felt, survey = [], [], [], []
    for at, name in enumerate(PLACES):
        for metric, per in times.items():
            gain, half = GAIN.get(name, 100.0) * per, abs(1_000.0 * per)
            effects.append((f"raised:{name}", name, metric, *ends(gain, half)))
            for kind in kinds:
                quarter = ends(gain / len(kinds), half / 2)
                by_archetype.append((kind, f"raised:{name}", name, metric, *quarter))
        for kind in kinds:
            lone = kind == kinds[0] and name == "speed_ad"
            felt.append((kind, name, 0.0 if lone else 1e5, math.nan if lone else 9 - at / 3, 0.1))
        for kind in ("", *kinds):
            r = math.nan if name == "dealer" else 0.3 - 0.02 * at
            survey.append((kind, name, 500, r))
    limits = ["delta", "low", "high", "mc_low", "mc_high"]
    lives = Lives(5000, 1095, 4, 4, 1, "kernel")
    made = Drivers(
        as_is=AS_IS,
        to_be=(TO_BE,),
        raised=1.0,
        everywhere=(0.5, 1.0),
        touchpoints=PLACES,
        left_out=tuple(name for name in AS_IS.as_is.touchpoints if name not in PLACES),
        plan=planned(AS_IS, {}, lives),
        frame=pd.DataFrame(),
        whole=True,
        raises=pd.DataFrame({"touchpoint": PLACES, "raised": 1.0}),
        effects=pd.DataFrame(effects, columns=["scenario", "touchpoint", "metric", *limits]),
        archetypes=pd.DataFrame(
            by_archetype, columns=["archetype", "scenario", "touchpoint", "metric", *limits]
        ),
        felt=pd.DataFrame(felt, columns=["archetype", "touchpoint", "visits", "felt", "failures"]),
        survey=pd.DataFrame(survey, columns=["archetype", "touchpoint", "customers", "r"]),
        manifest={},
    )
    return replace(made, **changes)


def worth(low: float = 9e6, high: float = 2e7, **changes: Any) -> Points:
    """What points are worth, made up."""
    curve = {"size": [0.5, 1.0], "nps": [9.0, 17.0], "npv": [1.6e7, 3e7]}
    for what in ("nps", "npv"):
        for end, by in (("low", 0.8), ("high", 1.4), ("mc_low", 0.9), ("mc_high", 1.1)):
            curve[f"{what}_{end}"] = [value * by for value in curve[what]]
    nan = math.nan
    ways = [
        ("raised:repair_visit", "repair_visit", 1.7, 5e6, True, *ends(3e7, 5e6), True, True),
        (
            "raised:call_centre",
            "call_centre",
            11.6,
            1.6e7,
            True,
            1.4e7,
            *[low, high] * 2,
            False,
            True,
        ),
        ("raised:daily_wifi", "daily_wifi", -0.9, 3e6, True, nan, nan, nan, nan, nan, True, False),
        (TO_BE.name, "", 0.2, -1e6, False, nan, nan, nan, nan, nan, True, False),
    ]
    columns = ["scenario", "touchpoint", "nps", "npv", "gains", "worth", "low", "high"]
    table = pd.DataFrame(ways, columns=[*columns, "mc_low", "mc_high", "beyond", "sure"])
    made = Points(10.0, pd.DataFrame(curve), Interval(*ends(1.8e7, 8e6)), 0.0, table)
    return replace(made, **changes)


def ahead(*verdicts: str) -> Anticipation:
    """What goes ahead of churn, made up: an answer for each signal, the same in both worlds."""
    worlds = ("as_is", TO_BE.name)
    rows = [
        (world, signal, verdict, 3, -0.3, 0.1, 0.08, 0.16, 0.8, 0.001)
        for world in worlds
        for signal, verdict in zip(SIGNALS, verdicts, strict=True)
    ]
    lines = [(w, s, k, -0.3 * (k == 3), 0.1) for w in worlds for s in SIGNALS for k in range(13)]
    course = [(world, m, 5 + m % 3, 0.1 * m, 0.015) for world in worlds for m in range(1, 37)]
    limits = ["lead", "r", "band", "explained", "most", "chance", "p"]
    return Anticipation(
        worlds,
        32,
        36,
        pd.DataFrame(rows, columns=["scenario", "signal", "verdict", *limits]),
        pd.DataFrame(lines, columns=["scenario", "signal", "lead", "r", "band"]),
        pd.DataFrame(course, columns=["scenario", "month", "nps_measured", "nps", "churn"]),
    )


def part(name: str, language: str) -> Any:
    if name == "drivers":
        return DriversPart(found(), language)
    if name == "points":
        return PointsPart(worth(), found(), language)
    label = TO_BE.label["es" if language.startswith("es") else "en"]
    return AnticipationPart(
        ahead("cant_tell", "no", "anticipates"), AS_IS, {TO_BE.name: label}, language
    )


@pytest.mark.parametrize("language", ["es", "en", "es_PE"])
@pytest.mark.parametrize("name", ["drivers", "points", "anticipation"])
def test_a_part_is_whole_in_every_language(name: str, language: str) -> None:
    one = part(name, language)
    page = Page(str(TEMPLATES.get_template(f"{name}.html").render(**{name: one})))
    assert page.faults == []
    assert len(page.ids()) == len(set(page.ids()))
    assert not {"nan", "inf"} & set(re.findall(r"[a-z]+", page.text))
    assert "**" not in page.text
    for file, text in one.figures().items():
        assert file.endswith(".svg")
        root = ElementTree.fromstring(text)
        assert root.find(f"{SPACE}title").text
        assert len(root.find(f"{SPACE}desc").text) > 40
    other = part(name, "es" if language == "en" else "en")
    assert [str(line) for line in other.lead()] != [str(line) for line in one.lead()]


def said(one: Any) -> str:
    """Its sentences as plain text."""
    return " ".join(Page(str(line)).text for line in one.lead())


def test_the_strongest_driver_comes_first_and_harm_is_told() -> None:
    text = said(DriversPart(found(), "en"))
    assert "kept by a better Call centre: +40,000 of 800,000 (+39,000 to +41,000)" in text
    assert "Next: Repair visit (+9,000)." in text
    assert (
        "loses customers where what gets better is soon expected everywhere: Bill (−5,000)" in text
    )
    assert "assumption of the model" in text
    assert "Left out, because the firm cannot better them: Reviews, Family advice, " in text
    assert "Dealer" not in text
    assert "the scale ends" not in text


def test_where_nothing_is_sure_it_says_so() -> None:
    wide = found().effects.assign(low=-1e9, high=1e9)
    text = said(DriversPart(found(effects=wide), "en"))
    assert "No touchpoint keeps customers beyond doubt" in text
    assert "loses" not in text


def test_the_end_of_the_scale_is_told() -> None:
    raises = pd.DataFrame({"touchpoint": PLACES, "raised": [0.4, *[1.0] * (len(PLACES) - 1)]})
    text = said(DriversPart(found(raises=raises), "en"))
    assert "Raised by less, because the scale ends at 10: Speed ad by 0.4." in text


@pytest.mark.parametrize(
    ("draws", "said_"),
    [
        (0, "no futures were drawn"),
        (4, "95% as far as 4 futures can tell"),
        (24, "95% of the 24"),
    ],
)
def test_few_futures_are_not_called_95_of_100(draws: int, said_: str) -> None:
    few = found(plan=replace(found().plan, draws=draws))
    one, other = DriversPart(few, "en"), PointsPart(worth(), few, "en")
    notes = (one.table().note, one.grid().note, other.table().note, other.chart.caption)
    assert all(said_ in note for note in notes)


def test_each_metric_that_the_case_has_is_a_column() -> None:
    table = DriversPart(found(), "en").table()
    heads = ("customers kept", "NPS", "churn a month, points", "net present value")
    assert table.head == ("touchpoint", *heads)
    assert len(table.rows) == len(PLACES)
    assert "Call centre" in table.rows[0][0]
    assert "Bill" in table.rows[-1][0]
    shop = found(effects=found().effects.query("metric != 'churn_monthly'"))
    assert len(DriversPart(shop, "en").table().head) == 4


def test_numbers_in_the_chart_are_those_of_the_table() -> None:
    one = DriversPart(found(), "en")
    root = ElementTree.fromstring(str(one.chart.svg))
    drawn = [text.text for text in root.iter(f"{SPACE}text")]
    panels = 1 + len(AS_IS.as_is.archetypes)
    for name, number in one.numbered.items():
        told = [row[0] for row in one.grid().rows if len(row) > 1]
        missing = name == "speed_ad"  # one archetype does not come there
        assert sum(f"{number}. " in cell and one.plain(name) in cell for cell in told) == (
            panels - missing
        )
        assert drawn.count(str(number)) >= panels - missing


def test_a_correlation_is_never_told_as_a_cause() -> None:
    one = DriversPart(found(), "en")
    text = " ".join(Page(str(line)).text for line in one.survey_lead())
    assert "no effect" in text
    assert "Too few answers to rank: Dealer." in text
    table = one.survey()
    assert "Dealer" not in " ".join(row[0] for row in table.rows)
    assert "no cause" in table.note
    assert "survey: 1, effect: 3 of 9" in text or "Both differ most at" in text
    for words in (text, table.title, *table.head):
        assert not re.search(r"driver|impact|because of", words.lower())


def test_where_both_rankings_agree_it_says_so() -> None:
    effect = found().effects.query("metric == 'kept'").set_index("touchpoint")["delta"]
    survey = found().survey
    alike = found(survey=survey.assign(r=survey["touchpoint"].map(effect) / 1e6))
    text = " ".join(Page(str(line)).text for line in DriversPart(alike, "en").survey_lead())
    assert "Here both rank alike" in text


def test_labels_of_strangers_are_text() -> None:
    place = AS_IS.as_is.touchpoints["call_centre"]
    hostile = place.model_copy(update={"label": {"en": SCRIPT, "es": SCRIPT}})
    places_ = AS_IS.as_is.touchpoints | {"call_centre": hostile}
    case = AS_IS.as_is.model_copy(update={"touchpoints": places_})
    strange = found(as_is=replace(AS_IS, as_is=case))
    for name, one in (
        ("drivers", DriversPart(strange, "en")),
        ("points", PointsPart(worth(), strange, "en")),
    ):
        page = TEMPLATES.get_template(f"{name}.html").render(**{name: one})
        assert SCRIPT not in page
        assert "&lt;script&gt;" in page


def test_what_points_are_worth_depends_on_how_they_are_earned() -> None:
    text = said(PointsPart(worth(), found(), "en"))
    assert "Earned everywhere alike, 10 points are worth +$18M (+$10M to +$26M)." in text
    assert "Earned by Repair visit they are worth +$30M (+$25M to +$35M); by Call centre" in text
    assert "do not overlap" in text
    assert "Money without points: Daily Wi-Fi (+$3M)." in text
    assert "beyond what was lived" not in text
    wide = said(PointsPart(worth(high=2.6e7), found(), "en"))
    assert "overlap, so their order is not sure" in wide


def test_what_lies_beyond_is_marked() -> None:
    one = PointsPart(worth(beyond=0.25), found(), "en")
    assert "beyond what was lived in 25% of the futures" in said(one)
    cells = [str(row[3]) for row in one.table().rows]
    assert ["*" in cell for cell in cells] == [True, True, False, False, False]
    assert cells[-2:] == ["—", "—"]
    assert "*" in one.table().note


def test_where_no_points_were_gained_nothing_is_read() -> None:
    nan = math.nan
    none = worth(worth=Interval(nan, nan, nan, nan, nan), ways=worth().ways.iloc[2:])
    text = said(PointsPart(none, found(), "en"))
    assert "nothing can be read off" in text
    assert "Earned" not in text
    assert len(PointsPart(none, found(), "en").table().rows) == 2


@pytest.mark.parametrize("verdict", VERDICTS)
@pytest.mark.parametrize("language", ["es", "en"])
def test_every_verdict_has_its_sentence(verdict: str, language: str) -> None:
    one = AnticipationPart(ahead(verdict, verdict, verdict), AS_IS, {}, language)
    key = one.signal("nps")
    lines = [line for line in (Page(str(s)).text for s in one.lead()) if key in line]
    assert len(lines) == 1
    rows = [row for row in one.table().rows if row[0] == key]
    assert len(rows) == 2
    assert rows[0][1] == one.voice.say(f"anticipation_says_{verdict}")


def test_it_says_whether_the_survey_fails_or_what_is_felt() -> None:
    def told(*verdicts: str) -> str:
        return said(AnticipationPart(ahead(*verdicts), AS_IS, {}, "en"))

    assert "the survey fails" in told("no", "anticipates", "no")
    assert "worth watching" in told("anticipates", "no", "no")
    assert "not the survey" in told("no", "together", "contrary")
    assert "So " not in told("cant_tell", "anticipates", "no")
    text = told("no", "no", "anticipates")
    assert "Satisfaction warns of churn by 3 months: it goes with 8%" in text
    assert "40% of those that are no luck" in text
    assert "Measured NPS does not warn of churn: at any lead it goes with 16.0%" in text
    assert "80% of churn’s ups and downs is the luck" in text


def test_too_little_is_told() -> None:
    made = ahead("cant_tell", "cant_tell", "cant_tell")
    columns = ["r", "band", "explained", "most", "chance", "p"]
    none = replace(made, answers=made.answers.assign(**dict.fromkeys(columns, math.nan)))
    none = replace(none, leads=none.leads.iloc[:0])
    one = AnticipationPart(none, AS_IS, {}, "en")
    assert "too few futures, months or answers" in said(one)
    assert set(one.table().rows[1][2:]) == {"—"}
    assert "as_is" in one.charts


@settings(derandomize=True, deadline=None, max_examples=60)
@given(st.integers(0, 2**31), st.integers(1, 14))
def test_no_number_covers_another_or_leaves_its_panel(seed: int, count: int) -> None:
    """Of up to 14 dots anywhere in a panel of the size drawn."""
    luck = np.random.default_rng(seed)
    frame = np.array([[0.0, 0.0], [330.0, 220.0]])
    dots = luck.uniform((35, 35), (295, 185), (count, 2))
    there = dots + np.array(list(places(dots, frame)))
    half = np.array(ROOM) / 2
    assert (there - half >= frame[0]).all()
    assert (there + half <= frame[1]).all()
    apart = np.abs(there[:, None] - there[None]) / np.array(ROOM)
    clear = apart.max(axis=2) + 2 * np.eye(count)
    assert (clear >= 1 - 1e-9).all() or crowded(dots)
    over = (np.abs(there[:, None] - dots[None]) / ((np.array(ROOM) + DOT) / 2)).max(axis=2)
    assert (over >= 1 - 1e-9).all() or crowded(dots)


def crowded(dots: np.ndarray) -> bool:
    """Whether somewhere more than four dots lie within a number's reach of one of them."""
    near = np.hypot(*(dots[:, None] - dots[None]).transpose(2, 0, 1)) < 40
    return bool((near.sum(axis=1) > 4).any())
