"""The page of a sweep."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pandas as pd
import pytest

from cxsim.report.files import write_sweep
from cxsim.report.sweep import SweepReport, share_between
from cxsim.report.voice import Voice
from cxsim.scenario import library
from cxsim.scenario.schema import Scenario
from cxsim.study.runner.design import points_of
from cxsim.study.runner.plan import Plan
from cxsim.study.sweep import Sweep, ranges, sweep

from ..kit.scenarios import made, redesigned
from .hostile import SCRIPT
from .markup import Page

QUALITY = "as_is.touchpoints.desk.quality"
CHANNEL = "as_is.touchpoints.desk.channel"
STRENGTH = "as_is.behaviour.leaving.strength"
HOW = "to_be.levers.one.how"
ABOUT: dict[str, Any] = {"customers": 40, "horizon_days": 60, "replications": 2}
BETTER = {"target": "touchpoints.desk.quality", "effect": 1.5, "how": "add"}
SVG = "{http://www.w3.org/2000/svg}"
Gain = Callable[[Mapping[str, Any]], float]


def case(**changes: Any) -> Scenario:
    lived = {"archetypes.anyone.spend": 20, "archetypes.anyone.needs": {"ask": 4}, "behaviour": {}}
    return made(lived | changes)


def plan_of(today: Scenario, **lever: Any) -> Scenario:
    return redesigned(today.as_is, {"one": BETTER | lever})


def imagined(
    over: dict[str, Any],
    gain: Gain,
    design: str = "grid",
    points: int = 64,
    wrong: Callable[[Mapping[str, Any]], bool] = lambda values: False,
    today: Scenario | None = None,
    alone: bool = False,
) -> Sweep:
    """A sweep made up: two futures a point, the redesign gains `gain` of its values, ±10."""
    today = today or case()
    to_be = () if alone else (plan_of(today),)
    worlds = {world.name: library.data_of(world) for world in (today, *to_be)}
    varied = ranges(over, worlds, design)
    plan = Plan(
        case="kit",
        folder=Path(),
        worlds=worlds,
        points=points_of(varied, design, points, 1),
        replications=2,
        draws=0,
        customers=60,
        horizon_days=60,
        seed=1,
        engine="kernel",
        made_of="",
    )
    rows = []
    for run in plan.runs:
        values = plan.points[run.point]
        status = "rejected" if wrong(values) else "done"
        for name in worlds:
            extra = 0.0 if name == "as_is" and not alone else gain(values)
            extra += (name != "as_is") * (10.0 if run.replication else -10.0)
            figures = {"npv": 5e4 + extra, "retention": 0.5 + extra / 1e4, "nps": extra / 100}
            about = {"scenario": name, "run": plan.run_name(run), "point": run.point, **values}
            about |= {"kind": run.kind, "replication": run.replication, "status": status}
            about |= {"reason": "Too high." if status == "rejected" else ""}
            lived = status == "done"
            rows.append(about | {name: v if lived else np.nan for name, v in figures.items()})
    made_by = {"packages": {"cxsim": "0.1.0"}, "command": "python run.py do=sweep"}
    return Sweep(today, to_be, plan, varied, design, pd.DataFrame(rows), True, made_by)


def whole(report: SweepReport) -> Page:
    """The page, which is well formed and asks nothing of the network."""
    page = Page(report.page())
    assert page.faults == []
    assert len(page.ids()) == len(set(page.ids()))
    for tag, about in page.elements:
        links = [about.get(key, "") for key in ("src", "href")]
        assert all(not link or link.startswith(("#", "data:")) for link in links), (tag, links)
    assert "nan" not in page.text.lower().split()
    for chart in report.figures().values():
        ElementTree.fromstring(chart)
    return page


@pytest.fixture(scope="module")
def lived(tmp_path_factory) -> tuple[Sweep, Path]:
    """A grid with a point that is no valid case, lived by the runner in a folder."""
    folder, today = tmp_path_factory.mktemp("sweep"), case()
    over = {QUALITY: [4, 8, 12]}
    return sweep(today, [plan_of(today)], over, folder=folder, **ABOUT), folder


def test_what_was_lived_and_what_was_not_is_said(lived: tuple[Sweep, Path]) -> None:
    lines = SweepReport(lived[0], "en").lines()
    assert lines[0].startswith("One desk: sweep")
    assert lines[1] == "Lived: 3 points of Desk · quality (every combination), 6 futures in all."
    assert lines[2].startswith("Not lived: 2 of 6 futures, whose values make no valid case.")
    assert "quality" in lines[2]
    assert "12" in lines[2]
    assert "0 … 10" in lines[2]


def test_the_best_point_is_the_one_of_the_data_set(lived: tuple[Sweep, Path]) -> None:
    found = lived[0].differences("npv").sort_values("delta").iloc[-1]
    report = SweepReport(lived[0], "en")
    told = report.summary()
    best = told["scenarios"]["to_be"]["best"]
    assert best["point"] == found["point"]
    assert best["npv"] == found["delta"]
    assert best["low"] <= best["npv"] <= best["high"]
    assert best["values"] == {QUALITY: found[QUALITY]}
    assert (told["points"], told["runs"], told["rejected"], told["failed"]) == (3, 6, 2, 0)
    assert told["over"] == {QUALITY: [4, 8, 12]}
    assert told["design"] == "grid"
    assert f"Desk · quality = {found[QUALITY]:g}" in report.lines()[3]


@pytest.mark.parametrize("language", ["es", "en"])
def test_it_is_written_beside_the_data_set(lived: tuple[Sweep, Path], language: str) -> None:
    swept, folder = lived
    (folder / "mine.txt").write_text("mine")
    there = {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    kept = {f: c for f, c in there.items() if f.suffix in (".parquet", ".txt", ".lock")}
    kept[folder / "manifest.json"] = (folder / "manifest.json").read_bytes()
    assert len(kept) >= 3
    page = write_sweep(swept, folder, language)
    assert page == folder / "report.html"
    assert {file: file.read_bytes() for file in kept} == kept
    figures = {f"{metric}_{QUALITY}.svg" for metric in ("npv", "retention")}
    assert {file.name for file in (folder / "figures").iterdir()} == figures
    assert json.loads((folder / "summary.json").read_text())["points"] == 3
    assert len(pd.read_parquet(folder / "metrics.parquet")) == 12
    assert 'pd.read_parquet("metrics.parquet")' in Page(page.read_text()).text
    again = case()
    resumed = sweep(again, [plan_of(again)], {QUALITY: [4, 8, 12]}, folder=folder, **ABOUT)
    pd.testing.assert_frame_equal(resumed.frame, swept.frame)


def test_a_page_without_a_data_set_beside_it_speaks_of_none(tmp_path: Path) -> None:
    page = write_sweep(imagined({QUALITY: [4, 6]}, lambda _: 100.0), tmp_path / "new", "en")
    assert "read_parquet" not in page.read_text()


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("alone", [False, True])
@pytest.mark.parametrize("design", ["grid", "latin"])
def test_the_page_is_whole(language: str, alone: bool, design: str) -> None:
    over: dict[str, Any] = {QUALITY: [4, 6, 8], CHANNEL: ["store", "phone"]}
    if design == "latin":
        over |= {STRENGTH: (0.1, 2.0)}
    swept = imagined(over, lambda v: 100 * (v[QUALITY] - 5), design, 40, alone=alone)
    page = whole(SweepReport(swept, language))
    assert QUALITY in page.text
    assert "Desk · quality" in page.text


@pytest.mark.parametrize("language", ["es", "en"])
def test_it_says_from_which_value_on_a_redesign_pays(language: str) -> None:
    swept = imagined({QUALITY: [4, 5, 6, 7]}, lambda v: 100 * (v[QUALITY] - 5.5))
    told = SweepReport(swept, language).lines()[2]
    assert "Desk · quality = 7" in told
    said = {"en": "at 2 of 4 points: from", "es": "en 2 de 4 puntos: desde"}[language]
    assert f"{said} Desk · quality = 6" in told
    assert {"en": "+$150", "es": "+USD\N{NO-BREAK SPACE}150"}[language] in told


@pytest.mark.parametrize(
    ("gain", "said"),
    [
        (lambda v: 100.0, "It beats doing nothing at every point."),
        (lambda v: -100.0, "It beats doing nothing at no point."),
        (lambda v: 100 * (5.5 - v[QUALITY]), "at 2 of 4 points: up to Desk · quality = 5."),
        (lambda v: 100.0 if v[QUALITY] == 6 else -100.0, "points: where Desk · quality is 6."),
    ],
)
def test_everywhere_nowhere_or_where(gain: Gain, said: str) -> None:
    swept = imagined({QUALITY: [4, 5, 6, 7]}, gain)
    line = SweepReport(swept, "en").lines()[2]
    assert said in line
    assert ("costs least" in line) == all(gain({QUALITY: value}) < 0 for value in (4, 5, 6, 7))


def test_a_text_is_a_category() -> None:
    def gain(values: Mapping[str, Any]) -> float:
        return {"phone": 200.0, "store": -100.0, "web": 100.0}[values[CHANNEL]]

    swept = imagined({CHANNEL: ["web", "store", "phone"]}, gain)
    report = SweepReport(swept, "es")
    assert "donde Desk · channel es web o teléfono." in report.lines()[2]
    assert report.summary()["scenarios"]["to_be"]["positive"] == 2 / 3
    told = ElementTree.fromstring(report.figures()[f"npv_{CHANNEL}.svg"]).find(f"{SVG}desc").text
    assert told.index("web") < told.index("tienda") < told.index("teléfono")


def test_how_a_lever_acts_is_lived_as_a_category() -> None:
    today = case()
    swept = sweep(today, [plan_of(today)], {HOW: ["add", "multiply"]}, **ABOUT)
    report = SweepReport(swept, "en")
    assert "one · how" in report.lines()[1]
    assert set(swept.frame["status"]) == {"done"}
    assert {row[2] for row in report.points().rows} == {"add", "multiply"}
    whole(report)


def test_a_sweep_of_today_alone_tells_levels() -> None:
    swept = imagined({QUALITY: [4, 5, 6]}, lambda v: 1000 * v[QUALITY], alone=True)
    report = SweepReport(swept, "en")
    lines = report.lines()
    assert "Net present value today is highest, $56K, where Desk · quality = 6" in lines[2]
    assert "lowest, $54K, where Desk · quality = 4" in lines[2]
    assert lines[3].startswith("Retention today is highest, 110.0%")
    assert lines[4].startswith("NPS today is highest, 60.0")
    assert set(report.summary()["scenarios"]) == {"as_is"}
    whole(report)


def test_what_moves_the_result_is_told_of_enough_points() -> None:
    def gain(values: Mapping[str, Any]) -> float:
        return 300 * (values[QUALITY] - 6)

    over = {QUALITY: (4, 8.0), STRENGTH: (0.1, 2.0)}
    few, many = (SweepReport(imagined(over, gain, "latin", n), "en") for n in (31, 64))
    assert all(len(row) == 2 for row in few.varied().rows)
    first, second = many.varied().rows
    assert QUALITY.replace(".", "<wbr>.") in first[0]
    assert int(first[2][:-1]) > 95
    assert int(second[2][:-1]) < 15
    told = re.search(r"from (?:about )?Desk · quality = ([\d.]+)", many.lines()[2])
    assert told is not None
    assert float(told[1]) == pytest.approx(6, abs=0.1)
    turned = imagined(dict(reversed(over.items())), gain, "latin", 64)
    assert "where Desk · quality = " in SweepReport(turned, "en").lines()[2]


def test_the_table_has_the_first_points_and_says_how_many_more() -> None:
    over = {QUALITY: (4, 8.0), STRENGTH: (0.1, 2.0)}
    swept = imagined(over, lambda v: v[QUALITY], "sobol", 32, lambda v: v[QUALITY] > 7.5)
    table = SweepReport(swept, "en").points()
    there = sum(point[QUALITY] <= 7.5 for point in swept.plan.points)
    assert len(table.rows) == 20
    assert f"{there - 20} more points are in the data set." in table.note
    assert f"{32 - there} points have no figures." in table.note
    first = int(table.rows[0][0].split()[-1])
    rest = [point[QUALITY] for point in swept.plan.points if point[QUALITY] <= 7.5]
    assert swept.plan.points[first][QUALITY] == max(rest)


def test_where_nothing_could_be_lived_there_are_no_figures() -> None:
    swept = imagined({QUALITY: [4, 5]}, lambda v: 0.0, wrong=lambda v: True)
    report = SweepReport(swept, "es")
    assert report.lines()[-1] == Voice("es").say("sweep_none")
    assert report.figures() == {}
    assert report.summary()["scenarios"]["to_be"]["best"] is None
    whole(report)


def test_a_case_without_money_is_told_by_its_retention() -> None:
    swept = imagined({QUALITY: [4, 5]}, lambda v: 100.0)
    swept.frame["npv"] = np.nan
    report = SweepReport(swept, "en")
    assert "keeps most customers where" in report.lines()[2]
    assert "points of retention" in report.lines()[2]
    assert json.dumps(report.summary(), allow_nan=False)


def test_nothing_varied_is_said() -> None:
    report = SweepReport(imagined({}, lambda v: 100.0), "en")
    assert report.lines()[1] == "Lived: the values as stated, nothing varied, 2 futures in all."
    assert "+$100 beside no change in net present value" in report.lines()[2]
    whole(report)


def test_points_still_to_be_lived_are_said() -> None:
    swept = imagined({QUALITY: [4, 5]}, lambda v: 100.0)
    half = replace(swept, frame=swept.frame.iloc[:4], whole=False)
    assert SweepReport(half, "en").lines()[2].startswith("So far 2 of them are there")


@pytest.mark.parametrize("label", ["A <b>desk</b>", SCRIPT])
def test_labels_of_strangers_are_text(label: str) -> None:
    today = case(**{"touchpoints.desk.label": label})
    report = SweepReport(imagined({QUALITY: [4, 5]}, lambda v: 100.0, today=today), "en")
    page = report.page()
    assert label not in page
    assert label.replace("<", "&lt;").replace(">", "&gt;") in page
    for chart in report.figures().values():
        assert label not in chart


def test_the_hashes_are_those_of_the_scenarios_swept(lived: tuple[Sweep, Path]) -> None:
    told = dict(SweepReport(lived[0], "en").again())
    for name, value in lived[0].manifest["scenarios"].items():
        assert told[f"Hash of {name}"] == value


def test_the_share_of_groups_of_no_meaning_is_none() -> None:
    luck = np.random.default_rng(1)
    groups = np.arange(400) % 8
    found = [share_between(groups, luck.normal(size=400)) for _ in range(40)]
    assert np.mean(found) < 0.01
    assert share_between(groups, groups.astype(float)) == 1
    assert np.isnan(share_between(groups, np.ones(400)))
