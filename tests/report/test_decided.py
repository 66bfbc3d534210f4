"""The business case on the page, in both languages."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from cxsim.report.files import write_decision
from cxsim.report.page import Report
from cxsim.report.terminal import business_lines
from cxsim.study.breakeven import BreakEven
from cxsim.study.decide import Decided, decide
from cxsim.study.pilot import Churn, Design, Price, pilot
from cxsim.study.portfolio import Budget
from cxsim.study.stopping import Rule

from ..kit.scenarios import made, redesigned
from .hostile import SCRIPT

QUALITY = "touchpoints.desk.quality"
CASE: dict[str, Any] = {
    "archetypes.anyone.spend": 20,
    "archetypes.anyone.needs": {"ask": 4},
    "behaviour": {},
    QUALITY: 6,
    "figures": {"nps": {"low": -100, "high": 100}},
}
LEVERS = {
    "kinder": {"label": SCRIPT, "target": QUALITY, "effect": 2, "one_off": 2},
    "dearer": {
        "label": "Dearer",
        "target": "archetypes.anyone.spend",
        "how": "multiply",
        "effect": 1.3,
        "execution": {"value": 0.6, "low": 0.3, "high": 0.9},
    },
}


@pytest.fixture(scope="module")
def decided() -> Decided:
    today = made(CASE)
    plan = redesigned(today.as_is, LEVERS)
    about = {"customers": 30, "horizon_days": 60, "replications": 20, "draws": 2}
    return decide(today, [plan], Budget(1000.0), **about)  # type: ignore[arg-type]


def judged(decided: Decided, **changes: Any) -> Decided:
    """With something else found."""
    case = replace(decided.cases["to_be"], **changes)
    return replace(decided, cases={"to_be": case})


def fund(decided: Decided, verdict: str = "fund") -> Decided:
    """With another verdict."""
    decision = replace(decided.comparison.decisions["to_be"], verdict=verdict)
    return replace(decided, comparison=replace(decided.comparison, decisions={"to_be": decision}))


def lines(decided: Decided, language: str = "en") -> str:
    return " ".join(business_lines(decided, language))


@pytest.mark.parametrize("language", ["en", "es"])
def test_names_from_files_are_harmless(decided: Decided, language: str) -> None:
    report = Report(decided.comparison, language, decided)
    for page in (report.page(), report.method()):
        assert "<script" not in page
        assert "&lt;script" in page


def test_what_it_fails_on(decided: Decided) -> None:
    said = {
        "Fails if carried out to less than 55% of the plan": BreakEven((0.55,), "above"),
        "Fails if carried out to more than 55% of the plan": BreakEven((0.55,), "below"),
        "Fails unless carried out to between 40% to 60%": BreakEven((0.4, 0.6), "between"),
        "Fails if carried out to between 40% to 60%": BreakEven((0.4, 0.6), "outside"),
    }
    loses = "With all else as assumed it loses, at anything from 30% to 90% of the plan"
    bars = pd.DataFrame([("execution", 0.3, 0.9)], columns=["place", "low", "high"])
    bars = bars.assign(at_low=-9.0, at_high=-5.0, swing=4.0, value=0.6)
    never = judged(decided, execution=BreakEven((), "never"), tornado=bars)
    assert loses in lines(never)
    for wins in ("unknown", "never"):
        unsure = judged(decided, execution=BreakEven((), wins), tornado=bars.iloc[:0])
        assert "cannot be told from luck" in lines(unsure)
    for sentence, tips in said.items():
        told = lines(judged(decided, execution=tips)).replace("40% and 60%", "40% to 60%")
        assert sentence in told


@pytest.mark.parametrize(
    ("signal", "threshold", "below", "said"),
    [
        ("churn", -0.002, False, "is not at least 0.20 points a month below"),
        ("churn", 0.002, False, "is more than 0.20 points a month above"),
        ("nps_measured", 3.0, True, "is not at least 3.0 points above"),
        ("nps_measured", -3.0, True, "is more than 3.0 points below"),
    ],
)
def test_when_to_stop(
    decided: Decided, signal: str, threshold: float, below: bool, said: str
) -> None:
    rule = Rule(signal, 4, threshold, below, 10.0, 0.3, 0.1, 0.2, 1234.0)
    stopping = replace(decided.cases["to_be"].stopping, rule=rule, worth_out=1.0)
    told = lines(judged(fund(decided), stopping=stopping))
    assert "Stop if by month 4" in told
    assert said in told
    assert "spent by then" in told


def test_what_is_not_begun_is_not_stopped(decided: Decided) -> None:
    assert "to stop" in lines(fund(decided)).lower()
    assert "to stop" not in lines(fund(decided, "dont_fund")).lower()


def test_what_to_measure_first(decided: Decided) -> None:
    worth = pd.DataFrame([("behaviour.leaving.strength", 900.0, 1.0)], columns=WORTH)
    told = lines(judged(decided, evppi=worth))
    assert "Measure first" in told
    assert "how much satisfaction keeps customers" in told
    assert "900" in told
    for none in (worth.iloc[:0], worth.assign(error=600.0)):  # 1.5 errors of 1.64
        assert "no single assumption" in lines(judged(decided, evppi=none))


WORTH = ["name", "worth", "error"]


def test_what_the_gain_hangs_on_most_is_told_where_knowing_it_changes_nothing(
    decided: Decided,
) -> None:
    worth = pd.DataFrame([("behaviour.leaving.strength", 900.0, 1.0)], columns=WORTH)
    bars = pd.DataFrame(
        [("levers.dearer.monthly", 5.0, 9000.0, 50.0, -30.0, 80.0, 7.0)],
        columns=["place", "low", "high", "at_low", "at_high", "swing", "value"],
    )
    hung = judged(decided, tornado=bars, evppi=worth.iloc[:0])
    assert "hangs most on “Dearer: cost a month”: +$50 at 5, −$30 at 9,000" in lines(hung)
    assert "Dearer: costo al mes" in lines(hung, "es")
    assert "hangs most" not in lines(judged(hung, evppi=worth))
    for none in (bars.iloc[:0], bars.assign(swing=0.4)):  # of a net gain of some $265
        assert "hangs most" not in lines(judged(decided, tornado=none))


def test_what_the_futures_cannot_tell_from_nothing_is_said_so(decided: Decided) -> None:
    for alike, told in (None, False), (((), 0.0), True):
        found = judged(decided, alike=alike)
        assert ("from funding nothing." in Report(found.comparison, "en", found).page()) == told


def test_a_pilot_is_told_with_its_size_and_price(decided: Decided) -> None:
    about = (Churn(0.02, 0.01), Design(), Price(10, 1), 1_000_000, 6, 36)
    trial = pilot(*about, 1e6)
    told = lines(judged(decided, pilot=trial))
    assert f"{trial.arm:,}" in told
    assert "in each of two groups" in told
    assert "not worth it" in lines(judged(decided, pilot=pilot(*about, 1.0)))
    assert "no pilot to size" in lines(judged(decided, pilot=None))
    few = pilot(*about[:3], 700, 6, 36, 1e6)
    assert few.detectable is not None
    assert "could tell" in lines(judged(decided, pilot=few))
    talked = pilot(about[0], Design(told=1.0), *about[2:], 1e6)
    assert "Compare whole towns" in lines(judged(decided, pilot=talked))


def test_shares_on_the_page_are_those_found(decided: Decided) -> None:
    page = Report(decided.comparison, "en", decided).plans[0]
    assert page.business is not None
    table = page.business.shares()
    assert table is not None
    assert [len(row) for row in table.rows] == [len(table.head)] * 2
    assert "waterfall" in page.business_charts
    svg = str(page.business_charts["waterfall"].svg)
    assert svg.count("<title") == 1
    whole = decided.cases["to_be"].why
    assert whole is not None
    npv = whole.shares[whole.shares["metric"] == "npv"]["share"].sum()
    assert page.business.money(npv, signed=True) in svg


@pytest.mark.parametrize("language", ["en", "es_MX"])
def test_the_folder_holds_all_of_it(decided: Decided, tmp_path: Path, language: str) -> None:
    written = write_decision(decided, tmp_path / "out", language)
    page = written.page.read_text("utf-8")
    text = re.sub(r"<style.*?</style>|<[^>]+>", " ", page, flags=re.DOTALL).lower()
    assert re.findall(r"shapley|evpp?i|cvar|variance|twin|gemel", text) == []
    assert not re.search(r"\b(nan|inf)\b", text)
    assert "method.html" in page
    summary = json.loads((tmp_path / "out" / "summary.json").read_text("utf-8"))
    business = summary["scenarios"]["to_be"]["business"]
    assert set(business["levers"]["npv"]) == {"kinder", "dearer"}
    futures = pd.read_parquet(tmp_path / "out" / "futures.parquet")
    drawn = decided.comparison.lives
    today, then = (
        np.array([one.metrics["npv"] for one in drawn[name][1]]) for name in ("as_is", "to_be")
    )
    assert futures["npv_to_be"].to_numpy() == pytest.approx(then - today)
    assert "to_be.execution" in futures
