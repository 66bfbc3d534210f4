"""The page of a stress test."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree

import numpy as np
import pandas as pd
import pytest

from cxsim.report.files import write_stress
from cxsim.report.stress import StressReport
from cxsim.scenario import Scenario, load
from cxsim.study.stress import FELT, Stress

from .hostile import SCRIPT
from .markup import Page

SPACE = "{http://www.w3.org/2000/svg}"
PLANS = ("to_be_on_time_technician", "to_be_your_ideal_plan")


def stress(turns: bool = True, as_is: Scenario | None = None) -> Stress:
    """A stress test of telecom made up of a few numbers: the strike turns the ranking."""
    as_is = as_is or load("telecom/as_is")
    to_be = tuple(replace(load(f"telecom/{name}"), as_is=as_is.as_is) for name in PLANS)
    names, times, shocks = ("as_is", *PLANS), (1.0, 2.0), ("storm", "strike")
    conditions = [("", 0.0), *((shock, size) for shock in shocks for size in times)]
    worth, best, months = [], [], []
    for shock, size in conditions:
        lost = {"": 0.0, "storm": 1e6, "strike": 4e6}[shock] * size
        gain = {"as_is": -lost, PLANS[0]: 3e6 - lost * turns, PLANS[1]: -1e6}
        for name in names:
            delta = (gain[name], gain[name] - 1e6, gain[name] + 1e6)
            worth.append((shock, size, name, "npv", 1e8 + gain[name], *delta, *delta[1:]))
            for month in range(1, 13):
                gap = size * (month >= 6) * np.exp(-(month - 6))
                row = (7.5 - gap, 5000 - 10 * gap, 1e5 - 1e3 * gap)
                months.append((shock, size, name, month, *row))
        winner = "as_is" if turns and lost > 3e6 else PLANS[0]
        best.append((shock, size, winner, 0.75))
    rows = [("strike", PLANS[0], "as_is", 0.75)] if turns else []
    felt = [
        (
            shock,
            size,
            name,
            figure,
            -size,
            1.0,
            -size / 2,
            -0.01,
            3.0 if shock == "storm" else np.nan,
        )
        for shock, size in conditions[1:]
        for name in names
        for figure in FELT
    ]
    level = ["level", "delta", "low", "high", "mc_low", "mc_high"]
    key = ["shock", "times", "scenario"]
    course = ["worst", "worst_month", "soon", "late", "over_month"]
    return Stress(
        as_is=as_is,
        to_be=to_be,
        names=names,
        shocks=shocks,
        strikes=dict.fromkeys(shocks, 160),
        times=times,
        customers=5000,
        scale=160.0,
        horizon_days=365,
        replications=8,
        central=8,
        seed=1,
        worth=pd.DataFrame(worth, columns=[*key, "metric", *level]),
        best=pd.DataFrame(best, columns=[*key, "wins"]),
        turns=pd.DataFrame(rows, columns=["shock", "from_scenario", "to_scenario", "times"]),
        felt=pd.DataFrame(felt, columns=[*key, "figure", *course]),
        months=pd.DataFrame(months, columns=[*key, "month", *FELT]),
        manifest={"command": "python run.py do=stress", "packages": {"cxsim": "0.1.0"}},
    )


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_page_is_whole_and_asks_nothing_of_the_network(language: str) -> None:
    report = StressReport(stress(), language)
    page = Page(report.page())
    assert page.faults == []
    ids = [about["id"] for _, about in page.elements if "id" in about]
    assert len(ids) == len(set(ids))
    for tag, about in page.elements:
        links = [about.get(key, "") for key in ("src", "href")]
        assert all(not link or link.startswith(("#", "data:")) for link in links), (tag, links)
    assert "nan" not in re.findall(r"[a-z]+", " ".join(page.words).lower())
    assert "FICTITIOUS COMPANY · EMPRESA FICTICIA" in " ".join(page.words)


def test_it_says_who_wins_and_where_that_turns() -> None:
    lines = StressReport(stress(), "en").lines()
    technician = load(f"telecom/{PLANS[0]}").label["en"]
    assert lines[1].startswith(f"Without a shock {technician} is worth most: +$3M")
    assert "from 0.8 times the size of" in lines[2]
    assert f"no change is ahead of {technician}" in lines[2]
    assert "it costs $4M" in lines[3]
    assert "over after 3 months" in lines[4]
    assert "not over within the horizon" in lines[5]
    assert "at central values, and in 6 of the 8 futures tested" in lines[5]


@pytest.mark.parametrize("worst", [-0.04, 0.04])
def test_what_nobody_would_notice_is_not_said_to_last(worst: float) -> None:
    found = stress()
    felt = found.felt.assign(worst=worst, over_month=np.nan)
    line = StressReport(replace(found, felt=felt), "en").lines()[4]
    assert "satisfaction hardly moves (" in line
    assert "horizon" not in line


def test_what_stays_the_best_is_said() -> None:
    lines = StressReport(stress(turns=False), "en").lines()
    said = "At central values it stays the best under every shock tested, up to 2 times its size."
    assert lines[2] == said


@pytest.mark.parametrize(("wins", "others"), [(0.75, 0), (0.625, 3), (0.0, 8)])
def test_what_is_best_at_central_values_alone_is_no_sure_thing(wins: float, others: int) -> None:
    found = stress()
    line = StressReport(replace(found, best=found.best.assign(wins=wins)), "en").lines()[2]
    assert ("not sure" in line) == (others > 0)
    assert line.startswith(f"That is at central values: in {others} of the 8 futures") or not others


def test_each_condition_has_a_row_and_each_shock_a_chart() -> None:
    report = StressReport(stress(), "es")
    assert [len(row) for row in report.wins().rows] == [5] * 5
    assert list(report.charts) == ["storm", "strike"]
    for chart in report.charts.values():
        root = ElementTree.fromstring(str(chart.svg))
        assert (
            "−1,00" in root.find(f"{SPACE}desc").text or "−1.00" in root.find(f"{SPACE}desc").text
        )


def test_it_is_written_whole(tmp_path) -> None:
    page = write_stress(stress(), tmp_path / "here", "en")
    there = {file.name for file in page.parent.iterdir()}
    assert there == {"report.html", "figures", "metrics.parquet", "manifest.json", "summary.json"}
    table = pd.read_parquet(page.parent / "metrics.parquet")
    assert len(table) == 15


def test_labels_of_strangers_are_text() -> None:
    case = load("telecom/as_is")
    label = {"en": SCRIPT, "es": SCRIPT}
    storm = case.as_is.shocks["storm"].model_copy(update={"label": label})
    shocks = case.as_is.shocks | {"storm": storm}
    hostile = case.as_is.model_copy(update={"shocks": shocks, "label": label})
    page = StressReport(stress(as_is=replace(case, as_is=hostile)), "en").page()
    assert SCRIPT not in page
    assert "&lt;script&gt;" in page
