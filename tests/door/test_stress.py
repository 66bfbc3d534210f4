"""`do=stress`, as somebody types it."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from .conftest import Desk

SMALL = ("case=salon", "do=stress", "customers=20", "horizon_days=40", "language=en")


def test_it_writes_a_page_and_tells_a_line_for_each_shock(desk: Desk) -> None:
    assert desk.says(*SMALL, "do.futures=2", "do.times=[1,3]", "shocks=[strike,scandal]") == 0
    said = desk.out
    assert "Without a shock" in said
    assert "Strike: " in said
    assert "Scandal: " in said
    (page,) = desk.folder.glob("results/salon/*/report.html")
    told = json.loads((page.parent / "summary.json").read_text(encoding="utf-8"))
    assert set(told["shocks"]) == {"none", "strike", "scandal"}
    assert set(told["shocks"]["strike"]) == {"1", "3"}
    table = pd.read_parquet(page.parent / "metrics.parquet")
    assert set(table["scenario"]) == {"as_is", "to_be_kinder"}
    made = json.loads((page.parent / "manifest.json").read_text(encoding="utf-8"))
    assert made["case"] == "salon"


def test_all_that_fit_are_met_where_none_is_named(desk: Desk) -> None:
    assert desk.says(*SMALL, "do.futures=1", "do.times=1") == 0
    said = desk.out
    for shock in ("Recession", "Storm", "Outage", "Strike", "Scandal", "Viral complaint"):
        assert f"{shock}: " in said


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("do.times=[2,1]", "a list of rising numbers above 0"),
        ("do.times=[0]", "a list of rising numbers above 0"),
        ("do.futures=0", "do.futures is 0"),
        ("shocks=[strik]", "Nearest: strike"),
        ("replications=3", "replications"),
    ],
)
def test_what_makes_no_sense_is_told_and_nothing_written(desk: Desk, word: str, told: str) -> None:
    (said,) = desk.refuses(*SMALL, word)
    assert told in said
