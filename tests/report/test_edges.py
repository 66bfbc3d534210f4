"""Comparisons at the edge of what a case may be."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from cxsim.report import page as page_room
from cxsim.report.decision import Told
from cxsim.report.page import render
from cxsim.report.terminal import decision_lines
from cxsim.report.voice import Voice

from . import fake
from .markup import Page

NAN = float("nan")


@pytest.fixture(scope="module")
def alone(comparison) -> fake.Comparison:
    return fake.comparison(comparison.as_is, comparison.to_be[1:])


def _page(told: fake.Comparison, language: str = "en") -> Page:
    page = Page(render(told, language)[0])
    assert page.faults == []
    assert not re.search(r"\bnan\b", page.text.lower())
    return page


def test_a_redesign_that_changes_nothing(alone):
    name, nothing = alone.to_be[0].name, fake.Interval(0.0, 0.0, 0.0)
    table = alone.table.assign(to_be=alone.table["as_is"], delta=0.0, low=0.0, high=0.0)
    same = replace(
        alone.decisions[name],
        verdict="cant_tell",
        invested=nothing,
        returned=nothing,
        npv=nothing,
        payback_month=None,
        wins_nothing=0.0,
        wins_discount=NAN,
        discount=None,
        discount_npv=None,
        parted=(),
        clv_persist=nothing,
        clv_fade=nothing,
    )
    flat = dict.fromkeys(("saved", "lost", "kept_delta", "kept_low", "kept_high"), 0.0)
    told = replace(
        alone,
        table=table,
        decisions={name: same},
        archetypes=alone.archetypes.assign(**flat),
    )
    page = _page(told)
    assert "It costs nothing; over 36 months it would return $0 ($0 to $0); net $0" in page.text
    assert "Wins in 0 of 10 futures tested against doing nothing." in page.text
    assert "monthly voluntary churn 1.38% 1.38% 0.00 points (0.00 to 0.00)" in page.text
    assert "Wins: nobody clearly; loses: nobody clearly." in page.text
    assert len(decision_lines(told, "en")) == 5


def test_nobody_answers_and_nobody_is_left(alone):
    told = replace(
        alone,
        months=alone.months.assign(nps=NAN),
        touchpoints=alone.touchpoints.assign(visits=0.0),
        archetypes=alone.archetypes.assign(kept_low=NAN, kept_high=NAN, npv_delta=NAN),
    )
    page = _page(told)
    assert "Nobody visited: " in page.text
    assert Voice("en").say("absent") in page.text


@pytest.mark.parametrize("months", [0, 1])
def test_a_horizon_of_a_month_or_less(alone, months):
    short = alone.months[alone.months["month"] <= months]
    _page(replace(alone, horizon_days=20, months=short))


@pytest.mark.parametrize(
    ("days", "en", "es"),
    [
        (1, "1 day", "1 día"),
        (14, "14 days", "14 días"),
        (40, "40 days", "40 días"),
        (60, "2 months", "2 meses"),
        (1095, "36 months", "36 meses"),
    ],
)
def test_a_short_horizon_is_told_in_days(alone, days, en, es):
    decisions = {n: replace(d, payback_month=None) for n, d in alone.decisions.items()}
    short = replace(alone, horizon_days=days, decisions=decisions)
    told = _page(short).text
    assert f"Horizon{en}" in told
    assert f" over {en} would return" in told
    assert f"no payback within {en}" in told
    assert f" en {es} devolvería " in decision_lines(short, "es")[1]


def test_sixty_customers(alone):
    firm = alone.as_is.as_is.firm.model_copy(update={"customers": 60})
    case = alone.as_is.as_is.model_copy(update={"firm": firm})
    told = replace(alone, as_is=replace(alone.as_is, as_is=case), customers=60, scale=1.0)
    rows = Told(told, told.to_be[0], Voice("en")).rows()
    kept = next(row for row in rows if row[0].startswith("customers at month 12"))
    assert kept[1:4] == ("49", "50", "+0.7")
    assert "1 simulated customer stands for 1." in _page(told).text


def test_a_case_without_uncertain_values(alone):
    told = replace(alone, assumptions=alone.assumptions.iloc[:0])
    page = _page(told)
    assert "0 assumptions without a source" in page.text
    assert Voice("en").say("assumed") not in page.text
    one = replace(alone, assumptions=alone.assumptions.assign(source="x").iloc[:1])
    one = replace(one, assumptions=pd.concat([one.assumptions.assign(source=None)]))
    assert "1 assumption without a source" in _page(one).text


def _luminance(colour: str) -> float:
    """Relative luminance of #rrggbb, as WCAG 2.2 defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_every_colour_of_text_stands_out():
    css = (Path(page_room.__file__).parent / "templates" / "report.css").read_text("utf-8")
    named = dict(re.findall(r"--(\w+): (#[0-9a-f]{3,6})\b", css))
    paper = _luminance(named["paper"])
    tones = set(re.findall(r"--tone: (#[0-9a-f]{6})", css))
    for colour in tones | {named[name] for name in ("ink", "soft", "accent", "stamp")}:
        assert (paper + 0.05) / (_luminance(colour) + 0.05) >= 4.5, colour
