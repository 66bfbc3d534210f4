"""What a study keeps beside its metrics: tidy, resumable, and one with the figures of the whole."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import cxsim
from cxsim.engine.record import MILLION
from cxsim.scenario import Problems, library
from cxsim.scenario.schema import MONTH
from cxsim.study.planned import Lives, Where, planned, undertaken, undertaken_tables
from cxsim.study.replication import ARCHETYPED, MONTHLY
from cxsim.study.runner.dataset import schema
from cxsim.study.runner.estimate import Estimate
from cxsim.study.runner.plan import Plan
from cxsim.study.runner.study import WHOLE, Share
from cxsim.study.runner.workers import HERE, Execution

from ..kit.scenarios import RICH, made, redesigned

KEEPS = ("months", "archetypes", "touchpoints")
TODAY = made(RICH)
TO_BE = redesigned(
    TODAY.as_is,
    {"kinder": {"target": "touchpoints.desk.quality", "effect": 1, "monthly": 50}},
)
CUSTOMERS, HORIZON = 30, 70


def plan_of(keeps: tuple[str, ...], **changes: Any) -> Plan:
    worlds = {world.name: library.data_of(world) for world in (TODAY, TO_BE)}
    lives = Lives(CUSTOMERS, HORIZON, 3, 3, 1, "kernel")
    return replace(planned(TODAY, worlds, lives, keeps=keeps), **changes)


Frames = dict[str, pd.DataFrame]


def lived(plan: Plan, folder: Path | None, share: Share = WHOLE, **asked: Any) -> Frames:
    where = Where(folder, share, asked.pop("execution", HERE), None, None)
    return undertaken_tables(plan, (TODAY, TO_BE), {"do": "test"}, where)[0]


def files(folder: Path) -> dict[str, bytes]:
    """All tables as they lie on the disk."""
    return {str(one.relative_to(folder)): one.read_bytes() for one in folder.glob("*.parquet/*")}


Whole = tuple[Path, Frames]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    folder = tmp_path_factory.mktemp("kept")
    return folder, lived(plan_of(KEEPS), folder)


def test_tables_are_tidy_and_pandas_reads_them(whole: Whole) -> None:
    folder, tables = whole
    plan, months = plan_of(KEEPS), int((HORIZON - 1) / MONTH) + 1
    each = {"months": months, "archetypes": 2, "touchpoints": 4}
    by = {
        "months": ["month"],
        "archetypes": ["archetype"],
        "touchpoints": ["archetype", "touchpoint"],
    }
    assert list(tables) == ["metrics", *KEEPS]
    for name in KEEPS:
        frame = tables[name]
        assert list(frame.columns) == schema(plan, name).names
        assert list(frame.columns[:5]) == ["scenario", "run", "point", "kind", "replication"]
        assert list(frame.columns[5 : 5 + len(by[name])]) == by[name]
        assert len(frame) == each[name] * plan.rows(plan.runs)
        assert not frame.duplicated(["scenario", "run", *by[name]]).any()
        pd.testing.assert_frame_equal(pd.read_parquet(folder / f"{name}.parquet"), frame)
    assert set(MONTHLY) <= set(tables["months"])
    assert set(ARCHETYPED) <= set(tables["archetypes"])


def test_they_are_what_a_comparison_tells(whole: Whole) -> None:
    about = {"customers": CUSTOMERS, "horizon_days": HORIZON, "replications": 3}
    found = cxsim.compare(TODAY, [TO_BE], **about)  # type: ignore[arg-type]
    key = ["scenario", "kind", "replication", "month"]
    mine = whole[1]["months"].set_index(key).sort_index()[list(MONTHLY)]
    theirs = found.months.set_index(key).loc[["as_is", "to_be"]].sort_index()[list(MONTHLY)]
    pd.testing.assert_frame_equal(mine, theirs, check_index_type=False)
    central = whole[1]["touchpoints"].query("kind == 'central'")
    told = found.touchpoints.set_index(["scenario", "archetype", "touchpoint"])
    means = central.groupby(["scenario", "archetype", "touchpoint"])[["visits", "cost"]].mean()
    for number in ("visits", "cost"):
        assert means[number].to_numpy() == pytest.approx(told[number][means.index].to_numpy())


def test_archetypes_sum_to_the_whole(whole: Whole) -> None:
    sums = whole[1]["archetypes"].groupby(["run", "scenario"])[list(ARCHETYPED)].sum()
    metrics = whole[1]["metrics"].set_index(["run", "scenario"])
    last = whole[1]["months"].groupby(["run", "scenario"]).last()
    causes = ["left_voluntary", "left_non_payment", "left_involuntary"]
    gone = whole[1]["months"].groupby(["run", "scenario"])[causes].sum().sum(axis=1)
    assert (sums["customers"] == CUSTOMERS).all()
    own, last, gone = metrics.loc[sums.index], last.loc[sums.index], gone.loc[sums.index]
    assert (sums["kept"] == own["retention"] * CUSTOMERS).all()
    assert (sums["there"] == last["customers"]).all()
    assert (sums["left"] == gone).all()
    nps = 100 * (sums["promoters"] - sums["detractors"]) / sums["there"]
    assert nps.to_numpy() == pytest.approx(own["nps"].to_numpy())
    before = (own["npv"] + own["programme"]).to_numpy()
    assert sums["value"].to_numpy() == pytest.approx(before, abs=1e-6)
    stay = (1 - sums["left"] / sums["exposed"]).clip(lower=0) ** (MONTH / 10)
    assert own["churn_monthly"].to_numpy() == pytest.approx((1 - stay).to_numpy())


def test_counts_that_are_whole_are_whole(whole: Whole) -> None:
    """The felt mean times visits is the integer sum that it was made of."""
    frame = whole[1]["touchpoints"].dropna()
    total = (frame["felt"] * frame["visits"] * MILLION).to_numpy()
    assert np.allclose(total, total.round(), atol=1e-3)
    assert (frame["failures"] <= frame["visits"]).all()
    assert frame["failures"].sum() > 0


def test_nothing_more_is_kept_where_nothing_more_is_asked(whole: Whole, tmp_path: Path) -> None:
    """The metrics are the same bytes under the same names, and it is another study."""
    bare = plan_of(())
    tables = lived(bare, tmp_path)
    assert list(tables) == ["metrics"]
    assert {one.name for one in tmp_path.glob("*.parquet")} == {"metrics.parquet"}
    mine = {name: content for name, content in files(whole[0]).items() if "metrics" in name}
    assert files(tmp_path) == mine
    assert bare.parts == plan_of(KEEPS).parts
    assert bare.name != plan_of(KEEPS).name
    frame, found, _ = undertaken(
        bare, (TODAY, TO_BE), {"do": "test"}, Where(tmp_path, WHOLE, HERE, None, None)
    )
    assert found
    pd.testing.assert_frame_equal(frame, tables["metrics"])
    with pytest.raises(Problems, match="already holds something else"):
        lived(plan_of(KEEPS), tmp_path)


def test_shares_processes_and_threads_are_the_same_files(whole: Whole, tmp_path: Path) -> None:
    for share in (Share(2, 2), Share(1, 2)):
        lived(plan_of(KEEPS), tmp_path / "shares", share, execution=Execution(workers=3))
    assert files(tmp_path / "shares") == files(whole[0])
    lived(plan_of(KEEPS), tmp_path / "apart", execution=Execution("processes", workers=1))
    assert files(tmp_path / "apart") == files(whole[0])


def test_a_part_is_there_when_all_of_its_tables_are(
    whole: Whole, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever file is gone or broken, its part is lived again, and no other."""
    from cxsim.study.runner import live

    plan, luck = plan_of(KEEPS), random.Random(3)
    lived(plan, tmp_path)
    again: list[Any] = []
    real = live.lived

    def noted(*args: Any) -> Any:
        again.append(args[1])
        return real(*args)

    monkeypatch.setattr(live, "lived", noted)
    for name in sorted(files(whole[0])):
        file = tmp_path / name
        file.unlink()
        if luck.random() < 0.5:
            file.write_bytes(b"PAR1 broken")
        part = next(one for one in plan.parts if one.name == file.stem)
        again.clear()
        lived(plan, tmp_path)
        assert set(again) == set(part.runs)
        assert files(tmp_path) == files(whole[0])


def test_broken_off_between_two_tables_it_goes_on(
    whole: Whole, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of every number of files written until then."""
    import pyarrow.parquet as pq

    real = pq.write_table
    for most in range(len(files(whole[0]))):
        written: list[Path] = []
        folder = tmp_path / str(most)

        def breaking(table: Any, file: Path, most: int = most, done: Any = written) -> None:
            real(table, file)
            if len(done) == most:
                raise KeyboardInterrupt
            done.append(file)

        with monkeypatch.context() as patched:
            patched.setattr(pq, "write_table", breaking)
            with pytest.raises(KeyboardInterrupt):
                lived(plan_of(KEEPS), folder, execution=Execution(workers=1))
        assert len(files(folder)) == most
        lived(plan_of(KEEPS), folder)
        assert files(folder) == files(whole[0])


def test_worlds_that_were_not_lived_have_no_rows() -> None:
    points: tuple[Any, ...] = ({}, {"as_is.touchpoints.desk.quality.care": 99.0})
    tables = lived(plan_of(KEEPS, points=points), None)
    rejected = tables["metrics"]["status"] == "rejected"
    assert rejected.sum() == 12
    for name in KEEPS:
        assert set(tables[name]["point"]) == {0}
        assert set(tables[name]["run"]) == set(tables["metrics"]["run"][~rejected])


def test_what_more_is_kept_is_foreseen(tmp_path: Path) -> None:
    told: list[Estimate] = []
    for keeps in ((), KEEPS):
        where = Where(tmp_path / str(len(keeps)), WHOLE, HERE, None, told.append)
        undertaken_tables(plan_of(keeps), (TODAY, TO_BE), {"do": "test"}, where)
    bare, more = told
    assert more.disk > bare.disk
    held = sum(len(content) for content in files(tmp_path / "3").values())
    assert 0.3 < more.disk / held < 3
