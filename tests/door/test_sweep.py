"""A sweep as a person asks for it: words of several values, a study of one's own, shares, again."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from .conftest import Desk

CHEAP = ("case=salon", "customers=20", "horizon_days=30", "replications=2", "language=en")
QUALITY = "as_is.touchpoints.chair.quality.speed"


def folder_of(desk: Desk) -> Path:
    (folder,) = (desk.folder / "results" / "salon").iterdir()
    return folder


def test_several_values_of_a_word_are_points_of_a_sweep(desk: Desk) -> None:
    assert desk.says("do=sweep", f"{QUALITY}=5,7,9", *CHEAP) == 0
    folder = folder_of(desk)
    assert {file.name for file in folder.iterdir() if file.name[0] != "."} == {
        *("metrics.parquet", "manifest.json", "summary.json", "report.html", "figures"),
    }
    table = pd.read_parquet(folder / "metrics.parquet")
    assert sorted(set(table[QUALITY])) == [5, 7, 9]
    assert set(table["scenario"]) == {"as_is", "to_be_kinder"}
    assert str(folder / "report.html") in desk.out
    assert "To be lived: 6 runs." in desk.err


def test_the_same_command_goes_on_in_the_same_folder(desk: Desk) -> None:
    words = ("do=sweep", f"{QUALITY}=range(5,9)", *CHEAP)
    assert desk.says(*words, "shard=1/2") == 0
    assert "others are not" in desk.out
    folder = folder_of(desk)
    half = {file.name for file in (folder / "metrics.parquet").iterdir()}
    assert not (folder / "report.html").exists()
    assert desk.says(*words) == 0
    assert "4 are there already" in desk.err
    there = {file.name for file in (folder / "metrics.parquet").iterdir()}
    assert half < there
    assert desk.says(*words) == 0
    assert "To be lived" not in desk.err
    assert {file.name for file in (folder / "metrics.parquet").iterdir()} == there


def test_an_interval_takes_a_sample(desk: Desk) -> None:
    words = ("do=sweep", "do.design=sobol", "do.points=8", f"{QUALITY}=interval(5,9)")
    assert desk.says(*words, *CHEAP, "results=out") == 0
    table = pd.read_parquet(desk.folder / "out" / "metrics.parquet")
    assert table["point"].nunique() == 8
    assert table[QUALITY].between(5, 9).all()


def test_a_place_is_varied_within_its_own_range(desk: Desk) -> None:
    place = "as_is.touchpoints.chair.cost"
    words = ("do=sweep", "do.design=latin", "do.points=5", f"do.over=[{place}]")
    assert desk.says(*words, *CHEAP, "results=out") == 0
    table = pd.read_parquet(desk.folder / "out" / "metrics.parquet")
    assert table[place].between(4, 6).all()
    assert table[place].nunique() == 5


def test_a_study_of_ones_own(desk: Desk) -> None:
    desk.write(
        "experiments/speed.yaml",
        f"""
        case: salon
        customers: 20
        horizon_days: 30
        replications: 1
        do:
          verb: sweep
          design: latin
          points: 4
          over:
            {QUALITY}: {{low: 5, high: 9}}
            as_is.touchpoints.chair.cost: null
        """,
    )
    assert desk.says("experiment=speed", "results=out", "language=es") == 0
    table = pd.read_parquet(desk.folder / "out" / "metrics.parquet")
    assert table["point"].nunique() == 4
    assert desk.says("experiment=speed", f"{QUALITY}=6,7", "results=words") == 0
    table = pd.read_parquet(desk.folder / "words" / "metrics.parquet")
    assert set(table[QUALITY]) == {6, 7}
    assert table["as_is.touchpoints.chair.cost"].nunique() == 4
    words = ("do.design=grid", "do.over=null", f"{QUALITY}=6,7", "results=grid")
    assert desk.says("experiment=speed", *words) == 0
    assert "as_is.touchpoints.chair.cost" not in pd.read_parquet(
        desk.folder / "grid" / "metrics.parquet"
    )


def test_again_from_the_manifest(desk: Desk) -> None:
    assert desk.says("do=sweep", f"{QUALITY}=5,7", *CHEAP, "results=first") == 0
    file = desk.folder / "first" / "manifest.json"
    assert desk.says("do=rerun", f"do.manifest={file}", "results=again", "language=en") == 0
    assert "to the last bit" in desk.out
    told = json.loads(file.read_text(encoding="utf-8"))
    told["seed"] += 1
    told["model"] = "another"
    file.write_text(json.dumps(told), encoding="utf-8")
    assert desk.says("do=rerun", f"do.manifest={file}", "results=third", "language=en") == 0
    assert "Not the same figures" in desk.out
    assert "model: another" in desk.out


@pytest.mark.parametrize("verb", ["compare", "stress"])
def test_other_studies_again_from_their_manifest(desk: Desk, verb: str) -> None:
    more = ("do.pdf=false", "replications=2") if verb == "compare" else ("do.futures=2",)
    about = ("case=salon", "customers=20", "horizon_days=60", "language=en")
    if verb == "stress":
        about = (*about, "shocks=[recession]")
    assert desk.says(f"do={verb}", *more, *about, "results=first") == 0
    file = desk.folder / "first" / "manifest.json"
    assert desk.says("do=rerun", f"do.manifest={file}", "language=en") == 0
    assert "to the last bit" in desk.out


def test_a_case_that_is_not_there_any_more_is_lived_from_its_manifest(desk: Desk) -> None:
    import shutil

    assert desk.says("do=sweep", f"{QUALITY}=5,7", *CHEAP, "results=first") == 0
    shutil.rmtree(desk.folder / "scenarios")
    file = desk.folder / "first" / "manifest.json"
    assert desk.says("do=rerun", f"do.manifest={file}", "results=again", "language=en") == 0
    assert "to the last bit" in desk.out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((f"{QUALITY}=interval(5,9)",), "values one by one in a grid"),
        ((f"{QUALITY}=interval(9,5)", "do.design=latin"), "the lower one first"),
        ((f"{QUALITY}=range(5,9,0)",), "no value at all"),
        (("as_is.touchpoints.stool.quality=1,2",), "chair"),
        (("do.design=spiral",), "grid, random, latin, sobol"),
        (("do.points=0",), "1 … 100000"),
        (("shard=3/2",), "a share of several"),
        (("do.over=[as_is.firm.customers]", "do.design=latin"), "a range of your own"),
        (("to_be_other.levers.a.effect=1,2",), "to_be_other"),
    ],
)
def test_a_sweep_that_cannot_be_is_told(desk: Desk, words: tuple[str, ...], said: str) -> None:
    (sentence,) = desk.refuses("do=sweep", *words, *CHEAP)
    assert said in sentence


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("execution=dask",), "execution=dask changes nothing in do=compare"),
        (("shard=1/2",), "shard changes nothing in do=compare"),
        ((f"{QUALITY}=5,7",), "that takes -m"),
        (("do=rerun",), "do.manifest is missing"),
        (("do=rerun", "do.manifest=nothing.json"), "the manifest.json of a study"),
        (("do=rerun", "do.manifest=scenarios/salon/as_is.yaml"), "the manifest.json of a study"),
    ],
)
def test_what_other_verbs_make_nothing_of_is_told(
    desk: Desk, words: tuple[str, ...], said: str
) -> None:
    about = () if "do=rerun" in words else ("case=salon",)
    (sentence,) = desk.refuses(*words, *about, "language=en")
    assert said in sentence


def test_a_folder_of_something_else_is_left_alone(desk: Desk) -> None:
    desk.write("mine/letter.txt", "mine")
    assert desk.says("do=sweep", f"{QUALITY}=5,7", *CHEAP, "results=mine") == 2
    assert "holds something else" in desk.err
    assert [file.name for file in (desk.folder / "mine").iterdir()] == ["letter.txt"]
