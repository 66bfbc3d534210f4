"""A study as a list of runs: lived anywhere, broken off anywhere, it is the same data set."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cxsim
from cxsim.scenario import Problems
from cxsim.study.runner.design import DESIGNS, Span, Values, points_of
from cxsim.study.runner.estimate import Estimate
from cxsim.study.runner.study import Share
from cxsim.study.runner.workers import Execution
from cxsim.study.sweep import Sweep

from ..kit.scenarios import made, redesigned
from .one_sweep import BETTER, CASE, OVER, swept

TABLE = "metrics.parquet"


def parts(folder: Path) -> dict[str, bytes]:
    """The data set as it lies on the disk."""
    return {file.name: file.read_bytes() for file in sorted((folder / TABLE).glob("*.parquet"))}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Sweep]:
    folder = tmp_path_factory.mktemp("whole") / "study"
    return folder, swept(folder)


def test_a_study_is_one_tidy_table_that_pandas_reads(whole: tuple[Path, Sweep]) -> None:
    folder, found = whole
    table = pd.read_parquet(folder / TABLE)
    assert len(table) == 2 * len(found.plan.runs) == 2 * 8 * 4
    pd.testing.assert_frame_equal(
        table.sort_values(["point", "kind", "replication", "scenario"], ignore_index=True),
        found.frame.sort_values(["point", "kind", "replication", "scenario"], ignore_index=True),
    )
    assert set(OVER) <= set(table.columns)
    assert table.groupby("run")["scenario"].nunique().eq(2).all()
    assert found.whole


def test_a_point_that_is_no_case_is_rows_with_its_reason(whole: tuple[Path, Sweep]) -> None:
    frame = whole[1].frame
    wrong = frame["as_is.touchpoints.desk.quality.care"] == 99
    assert set(frame[wrong]["status"]) == {"rejected"}
    assert frame[wrong]["reason"].str.contains("touchpoints.desk.quality.care is 99").all()
    assert frame[wrong]["npv"].isna().all()
    assert set(frame[~wrong]["status"]) == {"done"}
    assert frame[~wrong]["npv"].notna().all()


def test_a_life_that_fails_is_a_row_with_its_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    from cxsim.study.runner import live

    def broken(*_: Any) -> Any:
        raise ArithmeticError("no life")

    monkeypatch.setattr(live, "replicate", broken)
    frame = swept(None).frame
    lived = frame["as_is.touchpoints.desk.quality.care"] < 10
    assert set(frame[lived]["status"]) == {"failed"}
    assert set(frame[lived]["reason"]) == {"ArithmeticError: no life"}


def test_points_that_coincide_are_told_apart() -> None:
    """A sample of few whole numbers or values has such: each is lived, and is a row."""
    today = made(CASE)
    plan = redesigned(today.as_is, {"one": BETTER | {"execution": 1}})
    over = {"as_is.touchpoints.desk.quality.care": [5, 6]}
    found = cxsim.sweep(
        today, [plan], over, "random", 6, customers=20, horizon_days=30, replications=1
    )
    told = found.differences("npv")
    assert list(told["point"]) == list(range(6))
    assert told.groupby("as_is.touchpoints.desk.quality.care")["delta"].nunique().eq(1).all()


def test_where_nothing_could_be_lived_no_difference_is_told() -> None:
    over = {"as_is.touchpoints.desk.quality.care": [99]}
    today = made(CASE)
    plan = redesigned(today.as_is, {"one": BETTER | {"execution": 1}})
    found = cxsim.sweep(today, [plan], over, customers=20, horizon_days=30, replications=1)
    assert found.differences("npv").empty


def test_a_point_is_the_comparison_with_its_values(whole: tuple[Path, Sweep]) -> None:
    today = made(CASE | {"touchpoints.desk.quality": 6})
    plan = redesigned(today.as_is, {"one": BETTER | {"effect": 2, "execution": 1}})
    about = {"customers": 30, "horizon_days": 40, "replications": 3}
    compared = cxsim.compare(today, [plan], **about)  # type: ignore[arg-type]
    frame = whole[1].frame
    mine = frame[
        (frame["as_is.touchpoints.desk.quality.care"] == 6)
        & (frame["to_be.levers.one.effect"] == 2)
        & (frame["kind"] == "central")
    ]
    for scenario in ("as_is", "to_be"):
        own = mine[mine["scenario"] == scenario]
        for metric in ("npv", "retention", "nps", "clv"):
            expected = compared.intervals[scenario, metric].mean
            assert own[metric].mean() == pytest.approx(expected, rel=1e-12)
    delta = whole[1].differences("npv").set_index("point")["delta"]
    assert delta[int(mine["point"].iloc[0])] == pytest.approx(compared.deltas["to_be", "npv"].mean)


@pytest.mark.parametrize("workers", [1, 3])
def test_no_bit_hangs_on_threads(whole: tuple[Path, Sweep], tmp_path: Path, workers: int) -> None:
    swept(tmp_path, execution=Execution(workers=workers))
    assert parts(tmp_path) == parts(whole[0])


def test_shares_make_up_the_whole(whole: tuple[Path, Sweep], tmp_path: Path) -> None:
    for number in (2, 1, 3):
        found = swept(tmp_path, Share(number, 3))
        assert found.whole == (number == 3)
    assert parts(tmp_path) == parts(whole[0])


def test_processes_give_the_same_bits(whole: tuple[Path, Sweep], tmp_path: Path) -> None:
    swept(tmp_path, execution=Execution("processes", workers=1))
    assert parts(tmp_path) == parts(whole[0])


def test_what_is_there_is_not_lived_again(
    whole: tuple[Path, Sweep], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cxsim.study.runner import live

    swept(tmp_path)
    files = sorted((tmp_path / TABLE).glob("*.parquet"))
    files[0].unlink()
    files[1].write_bytes(b"PAR1 broken")
    lived = []
    real = live.lived
    monkeypatch.setattr(live, "lived", lambda *args: lived.append(args[1]) or real(*args))
    told: list[Estimate] = []
    far: list[tuple[int, int]] = []
    swept(tmp_path, foresee=told.append, progress=lambda *both: far.append(both))
    assert len(lived) == 8
    assert (told[0].runs, told[0].left) == (32, 8)
    assert far == [(28, 32), (32, 32)]
    assert parts(tmp_path) == parts(whole[0])
    lived.clear()
    swept(tmp_path, foresee=told.append)
    assert lived == []
    assert len(told) == 1


def test_killed_at_any_moment_it_goes_on_to_the_same_data_set(
    whole: tuple[Path, Sweep], tmp_path: Path
) -> None:
    """Ten moments, drawn once; each life of the process ends with a kill that nothing can catch."""
    luck = random.Random(5)
    command = [sys.executable, "-m", "tests.study.one_sweep", str(tmp_path / "study")]
    start = time.monotonic()
    swept(tmp_path / "timed", execution=Execution(workers=1))
    lasts = time.monotonic() - start
    for _ in range(10):
        with subprocess.Popen(command, start_new_session=True) as process:
            deadline = time.monotonic() + 120
            while not (tmp_path / "study" / TABLE).exists() and time.monotonic() < deadline:
                time.sleep(0.01)
            time.sleep(luck.random() * lasts)
            os.killpg(process.pid, signal.SIGKILL)
    swept(tmp_path / "study")
    assert parts(tmp_path / "study") == parts(whole[0])


def test_a_dask_worker_that_dies_is_survived(whole: tuple[Path, Sweep], tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed")
    options = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": None}
    with distributed.LocalCluster(**options) as cluster:  # type: ignore[no-untyped-call]
        killed = []

        def kill_one(*_: object) -> None:
            if not killed:
                worker = next(iter(cluster.workers.values()))
                killed.append(worker.pid)
                os.kill(worker.pid, signal.SIGKILL)

        there = Execution("dask", address=cluster.scheduler_address)
        swept(tmp_path, execution=there, progress=kill_one)
    assert killed
    assert parts(tmp_path) == parts(whole[0])


def test_two_at_once_in_one_folder(tmp_path: Path) -> None:
    """The second is told so at once; another share may be lived beside the first."""

    def meanwhile(_: Estimate) -> None:
        with pytest.raises(Problems, match="is in use"):
            swept(tmp_path, Share(1, 2))
        swept(tmp_path, Share(2, 2))

    swept(tmp_path, Share(1, 2), foresee=meanwhile)


def test_another_study_or_other_files_in_the_folder(tmp_path: Path) -> None:
    swept(tmp_path / "one")
    for asked in ({"seed": 2}, {"customers": 31}, {"draws": 2}, {"horizon_days": 41}):
        with pytest.raises(Problems, match="already holds something else"):
            swept(tmp_path / "one", **asked)
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(Problems, match="already holds something else"):
        swept(tmp_path / "letters")
    assert [file.name for file in (tmp_path / "letters").iterdir()] == ["mine.txt"]


def test_a_full_disk_keeps_what_is_done(
    whole: tuple[Path, Sweep], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import errno

    from cxsim.study.runner import dataset

    real, written = dataset.pq.write_table, []

    def full(table: Any, file: Path) -> None:
        written.append(file)
        real(table, file)
        if len(written) == 4:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(dataset.pq, "write_table", full)
    with pytest.raises(Problems, match=r"No space left on device.*goes on where it stopped"):
        swept(tmp_path, execution=Execution(workers=1))
    assert len(parts(tmp_path)) == 3
    monkeypatch.undo()
    swept(tmp_path)
    assert parts(tmp_path) == parts(whole[0])


def test_the_manifest_tells_what_made_it(whole: tuple[Path, Sweep]) -> None:
    told = json.loads((whole[0] / "manifest.json").read_text(encoding="utf-8"))
    assert told["study"] == whole[1].plan.name
    assert told["asked"]["over"]["to_be.levers.one.effect"] == [1, 2]
    assert {"scenarios", "model", "generator", "packages", "platform", "threads"} <= told.keys()
    assert set(told["data"]) == {"as_is", "to_be"}


@pytest.mark.parametrize(
    ("over", "design", "said"),
    [
        ({"as_is.touchpoints.dusk.quality": [1]}, "grid", "Nearest: desk"),
        ({"as_is.firm.customers": (1, 2)}, "grid", "values one by one"),
        ({"as_is.firm.customers": (2, 1)}, "latin", "the lower one first"),
        ({"as_is.firm.customers": None}, "latin", "a range of your own"),
        ({"as_is.firm.customers": []}, "grid", "a list of values"),
        ({"as_is.firm.customers": [1]}, "spiral", "grid, random, latin, sobol"),
        ({"as_is.firm.customers": list(range(1, 400)), "as_is.seed": [1]}, "grid", "seed"),
    ],
)
def test_what_cannot_be_varied_is_told(over: dict[str, Any], design: str, said: str) -> None:
    with pytest.raises(Problems, match=said):
        cxsim.sweep(made(CASE), [], over, design=design)


def test_too_many_points_are_told_before_they_are_made() -> None:
    many = list(range(1000))
    over = {"as_is.firm.customers": many, "as_is.warm_up_days": many}
    with pytest.raises(Problems, match="1000000"):
        cxsim.sweep(made(CASE), [], over)


@settings(derandomize=True, deadline=None)
@given(
    st.sampled_from(DESIGNS[1:]),
    st.integers(1, 200),
    st.floats(-1e6, 1e6),
    st.floats(0, 1e6),
    st.integers(0, 2**31),
)
def test_samples_stay_in_their_ranges(
    design: str, points: int, low: float, width: float, seed: int
) -> None:
    over = {"x": Span(low, low + width), "n": Span(2, 5, whole=True), "t": Values(("a", "b"))}
    found = points_of(over, design, points, seed)
    assert len(found) == points
    assert found == points_of(over, design, points, seed)
    assert all(low <= point["x"] <= low + width for point in found)
    assert {point["n"] for point in found} <= {2, 3, 4, 5}
    assert {point["t"] for point in found} <= {"a", "b"}


def test_a_latin_hypercube_visits_each_slice_once() -> None:
    found = points_of({"x": Span(0, 50), "y": Span(0, 1)}, "latin", 50, 3)
    assert sorted(int(point["x"]) for point in found) == list(range(50))


def test_a_sobol_sequence_fills_the_space_more_evenly_than_chance() -> None:
    """Of 64 points each of 64 squares has exactly one."""
    found = points_of({"x": Span(0, 8), "y": Span(0, 8)}, "sobol", 64, 3)
    assert len({(int(point["x"]), int(point["y"])) for point in found}) == 64


def test_a_grid_is_every_combination() -> None:
    found = points_of({"x": Values((1, 2)), "y": Values(("a", "b", "c"))}, "grid", 99, 1)
    assert found == tuple({"x": x, "y": y} for x in (1, 2) for y in ("a", "b", "c"))


def test_every_metric_of_a_run_has_a_column() -> None:
    """What `metrics` may return and the table leaves out would be lost without a word."""
    from cxsim.measure.metrics import METRICS
    from tests.kit.generated import life
    from tests.kit.generated_luck import Luck

    for seed in range(12):
        one = life(Luck.of(seed))
        run = cxsim.simulate(one.scenario, one.customers, 30)
        assert run.metrics.keys() <= set(METRICS)


def test_a_scheduler_that_nobody_runs_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr("cxsim.study.runner.workers.CONNECT", "2s")
    nowhere = Execution("dask", address="tcp://127.0.0.1:1")
    with pytest.raises(Problems, match=r"execution\.scheduler is 'tcp://127\.0\.0\.1:1'"):
        swept(tmp_path, execution=nowhere)
