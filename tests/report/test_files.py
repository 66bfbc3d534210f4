from __future__ import annotations

import json

import pandas as pd
import pytest

from cxsim.report import files
from cxsim.report.files import write_report
from cxsim.scenario import Problems

from . import staffed

WRITTEN = {"summary.json", "metrics.parquet", "manifest.json", "report.html", "figures"}


def test_everything_is_there_and_reads_back(comparison, tmp_path):
    page, printed, told = write_report(comparison, tmp_path / "results" / "días", "en")
    assert (printed, told) == (None, "")
    folder = page.parent
    assert page.name == "report.html"
    assert {entry.name for entry in folder.iterdir()} == WRITTEN
    assert [entry.name for entry in folder.parent.iterdir()] == ["días"]
    assert len(list((folder / "figures").glob("*.svg"))) == 9 * len(comparison.to_be)
    table = pd.read_parquet(folder / "metrics.parquet")
    pd.testing.assert_frame_equal(table, comparison.table)
    summary = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
    assert set(summary) == {"as_is", "scenarios"}
    assert summary["scenarios"]["to_be_on_time_technician"] == {"npv": None}
    assert json.loads((folder / "manifest.json").read_text(encoding="utf-8")) == comparison.manifest


def test_the_half_hours_of_teams_are_a_table_of_their_own(comparison, tmp_path):
    told = staffed.comparison()
    folder = write_report(told, tmp_path / "run", "en").page.parent
    assert {entry.name for entry in folder.iterdir()} == WRITTEN | {"team_hours.csv"}
    table = pd.read_csv(folder / "team_hours.csv")
    assert table.columns.tolist() == [
        "scenario", "team", "time", "offered", "at_work", "wait", "wait_for_call",
        "service_level", "abandonment", "mood", "occupancy",
    ]  # fmt: skip
    assert len(table) == 2 * 2 * 48
    busy = told.details.team_hours["occupancy"].to_numpy()
    assert table["occupancy"].to_numpy() == pytest.approx(busy, nan_ok=True)
    write_report(comparison, folder, "en")  # a case without teams
    assert {entry.name for entry in folder.iterdir()} == WRITTEN


def test_the_same_bytes_twice(comparison, tmp_path):
    first, second = (write_report(comparison, tmp_path / name, "es").page.parent for name in "ab")
    for file in sorted(path for path in first.rglob("*") if path.is_file()):
        assert file.read_bytes() == (second / file.relative_to(first)).read_bytes(), file.name


def test_a_folder_that_is_there_is_renewed_and_keeps_what_is_not_ours(comparison, tmp_path):
    folder = tmp_path / "run"
    write_report(comparison, folder, "es")
    (folder / "notes.txt").write_text("mine")
    (folder / "figures" / "old.svg").write_text("old")
    page = write_report(comparison, folder, "en").page
    assert 'lang="en-US"' in page.read_text(encoding="utf-8")
    assert {entry.name for entry in folder.iterdir()} == WRITTEN | {"notes.txt"}
    assert not (folder / "figures" / "old.svg").exists()
    assert [entry.name for entry in tmp_path.iterdir()] == ["run"]


def test_what_fails_leaves_nothing(comparison, tmp_path, monkeypatch):
    def full(*_):
        raise OSError("the disk is full")

    monkeypatch.setattr(files, "_table", full)
    with pytest.raises(OSError, match="full"):
        write_report(comparison, tmp_path / "run", "en")
    with pytest.raises(Problems):
        write_report(comparison, tmp_path / "run", "fr")
    assert list(tmp_path.iterdir()) == []
