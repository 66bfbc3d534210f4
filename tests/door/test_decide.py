"""A decision as a person asks for it: budget, page, going on, again."""

from __future__ import annotations

import errno
import json
from pathlib import Path

import pandas as pd
import pytest

from .conftest import Desk

CHEAP = (
    *("do=decide", "case=salon", "customers=20", "horizon_days=30", "replications=2"),
    *("do.draws=1", "do.pdf=false", "language=en"),
)
METHOD = ("shapley", "evpi", "evppi", "cvar", "variance", "twin")


def folder_of(desk: Desk) -> Path:
    (folder,) = (desk.folder / "results" / "salon").iterdir()
    return folder


def test_a_decision_is_a_folder_with_its_page(desk: Desk) -> None:
    assert desk.says(*CHEAP, "do.budget=500") == 0
    folder = folder_of(desk)
    assert {file.name for file in folder.iterdir() if file.name[0] != "."} >= {
        *("lives", "metrics.parquet", "futures.parquet", "manifest.json", "summary.json"),
        *("report.html", "method.html", "figures", "drivers", "otherwise", "levers_to_be_kinder"),
    }
    assert "To be lived" in desk.err
    assert "What to fund" in desk.out
    assert str(folder / "report.html") in desk.out
    told = json.loads((folder / "summary.json").read_text("utf-8"))["scenarios"]["to_be_kinder"]
    assert told["verdict"] in ("fund", "pilot", "dont_fund", "cant_tell")
    assert set(told["business"]["levers"]["npv"]) == {"training"}
    page, method = ((folder / name).read_text("utf-8").lower() for name in PAGES)
    said = (desk.out + page.split("</style>")[1]).lower()
    assert [word for word in METHOD if word in said] == []
    assert "shapley" in method
    futures = pd.read_parquet(folder / "futures.parquet")
    assert {"replication", "npv_to_be_kinder"} <= set(futures)
    assert len(futures) == 2


PAGES = ("report.html", "method.html")


def test_the_same_command_goes_on_and_another_budget_lives_nothing_again(desk: Desk) -> None:
    assert desk.says(*CHEAP) == 0
    folder = folder_of(desk)
    lives = {file.name: file.stat().st_mtime_ns for file in (folder / "lives").iterdir()}
    assert desk.says(*CHEAP[:-1], "do.budget=500", "language=es") == 0
    assert "Qué financiar" in desk.out
    assert "To be lived" not in desk.err
    assert folder_of(desk) == folder
    assert {file.name: file.stat().st_mtime_ns for file in (folder / "lives").iterdir()} == lives


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "the disk is full. What was lived stays"), ("es", "el disco está lleno. Lo vivido")],
)
def test_a_full_disk_is_a_sentence_and_what_was_lived_stays(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, language: str, said: str
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("cxsim.report.files.write_decision", full)
        assert desk.says(*CHEAP[:-1], f"language={language}") == 2
    assert said in desk.err
    lives = sorted((folder_of(desk) / "lives").iterdir())
    assert lives
    assert desk.says(*CHEAP) == 0
    assert "To be lived" not in desk.err, "it goes on where it was"
    assert sorted((folder_of(desk) / "lives").iterdir()) == lives


def test_a_decision_again_from_its_manifest(desk: Desk) -> None:
    assert desk.says(*CHEAP, "do.budget=500", "results=one") == 0
    assert desk.says("do=rerun", "do.manifest=one/manifest.json", "results=two", "language=en") == 0
    assert "to the last bit" in desk.out


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("do.budget=50", "do.budget is 50, which does not buy even the cheapest lever"),
        ("do.budget=-1", "do.budget is -1"),
        ("do.budget=much", "do.budget is 'much'"),
        ("do.capacity=0", "do.capacity is 0"),
        ("do.draws=-1", "do.draws is -1"),
        ("do.budgets=5", "Nearest: do.budget"),
        ("execution=processes", "execution=processes"),
        ("as_is.economics.discount_rate=-1", "discount_rate"),
        ("to_be_kinder.levers.training.one_off=-5", "one_off"),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_written(
    desk: Desk, word: str, said: str
) -> None:
    others = [one for one in CHEAP if one.partition("=")[0] != word.partition("=")[0]]
    sentences = desk.refuses(*others, word)
    assert any(said in sentence for sentence in sentences), sentences


def test_a_folder_of_something_else_is_left_alone(desk: Desk) -> None:
    desk.write("mine/notes.txt", "mine")
    assert desk.says(*CHEAP, "results=mine") == 2
    assert "is not empty" in desk.out + desk.err
    assert [file.name for file in (desk.folder / "mine").iterdir()] == ["notes.txt"]


def test_a_file_is_no_folder_for_results(desk: Desk) -> None:
    desk.write("results/mine", "mine")
    (said,) = desk.refuses(*CHEAP, "results=results/mine")
    assert "is a file. Name a folder." in said


def test_limits_asked_for_are_said_again(desk: Desk) -> None:
    assert desk.says(*CHEAP, "do.yearly=5000", "do.capacity=1") == 0
    assert "Limits kept: €5K in any twelve months; 1 begun in any three months." in desk.out


def test_levers_against_each_other_are_told(desk: Desk) -> None:
    desk.write(
        "scenarios/salon/to_be_torn.yaml",
        """
        label: {es: Reñido, en: Torn}
        levers:
          up: {label: Up, target: touchpoints.chair.quality.empathy, effect: 2, one_off: 10}
          down: {label: Down, target: touchpoints.chair.quality.empathy, effect: -1, one_off: 10}
        """,
    )
    assert desk.says(*CHEAP, "against=to_be_torn") == 0
    assert "work against each other" in desk.out


def test_another_study_is_refused_before_anybody_lives(desk: Desk) -> None:
    assert desk.says(*CHEAP, "results=one") == 0
    lives = sorted((desk.folder / "one" / "lives").iterdir())
    assert desk.says(*CHEAP, "results=one", "seed=2") == 2
    assert "something else" in desk.out + desk.err
    assert sorted((desk.folder / "one" / "lives").iterdir()) == lives
