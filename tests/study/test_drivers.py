"""What each touchpoint drives: laws of the raises, of what is felt, and of what a survey says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import cxsim
from cxsim.scenario import Problems
from cxsim.scenario.schema import Scenario
from cxsim.study.drivers import Drivers, drivers
from cxsim.study.importance import QUADRANTS, importance
from cxsim.study.points import points
from cxsim.study.runner.study import Share
from cxsim.study.runner.workers import Execution
from cxsim.study.surveyed import ENOUGH

from ..kit.scenarios import RICH, made, redesigned

SHED: dict[str, Any] = {
    "touchpoints.shed": {
        "label": "Shed",
        "stage": "post_purchase",
        "owner": "brand",
        "channel": "store",
        "quality": 5,
    },
    "touchpoints.friends": {
        "label": "Friends",
        "stage": "pre_purchase",
        "owner": "social",
        "channel": "store",
        "quality": 5,
    },
}
"""A place to which nobody comes, and one that belongs to nobody."""
ABOUT: dict[str, Any] = {"customers": 60, "horizon_days": 90, "replications": 2, "draws": 2}
RANGES: dict[str, Any] = {"touchpoints.desk.quality": {"value": 7, "low": 6, "high": 8}}
STAYING: dict[str, Any] = {
    "relationship.loyalty.median_hazard": 0.02,
    "relationship.involuntary": 0.002,
    "archetypes.anyone.non_payment": 0.002,
}
"""So that there is somebody at the horizon to answer."""
TODAY = made(RICH, SHED, RANGES, STAYING)
TO_BE = redesigned(TODAY.as_is, {"one": {"target": "touchpoints.desk.quality", "effect": 1}})
Lived = tuple[Path, Drivers]
TABLES = ("frame", "effects", "archetypes", "felt", "survey", "raises")


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Lived:
    folder = tmp_path_factory.mktemp("drivers")
    return folder, drivers(TODAY, [TO_BE], folder=folder, **ABOUT)


def same(found: Drivers, other: Drivers) -> None:
    for table in TABLES:
        pd.testing.assert_frame_equal(getattr(found, table), getattr(other, table))


def test_where_nobody_comes_nothing_comes_of_it(rich: Lived) -> None:
    """Exactly, of every metric, in every life, and by archetype."""
    frame = rich[1].frame
    shed = frame[frame["scenario"] == "raised:shed"].set_index("run")
    today = frame[frame["scenario"] == "as_is"].set_index("run").loc[shed.index]
    about = ["scenario", "nps_same", "nps_same_as_is"]
    pd.testing.assert_frame_equal(shed.drop(columns=about), today.drop(columns=about))
    assert (shed["nps_same"] == shed["nps_same_as_is"]).all()
    assert shed["nps"].notna().all()
    for table in (rich[1].effects, rich[1].archetypes):
        own = table[table["touchpoint"] == "shed"]
        assert len(own) >= 4
        ends = own[["low", "high", "mc_low", "mc_high"]]
        assert (own["delta"] == 0).all()
        assert (ends.isna() | (ends == 0)).all(axis=None)  # of an archetype somebody must be left
        assert ends.notna().to_numpy().mean() > 0.8
    desk = rich[1].effects.query("touchpoint == 'desk'").set_index("metric")["delta"]
    assert desk["nps"] > 0


def test_archetypes_sum_to_the_whole(rich: Lived) -> None:
    by = ["scenario", "metric"]
    sums = rich[1].archetypes.groupby(by)["delta"].sum()
    whole = rich[1].effects.set_index(by)["delta"]
    for scenario in rich[1].effects["scenario"].unique():
        for metric in ("kept", "npv"):
            mine = sums[scenario, metric]
            assert mine == pytest.approx(whole[scenario, metric], rel=1e-9, abs=1e-6)
    assert (whole.xs("kept", level="metric") != 0).any()


def test_what_no_firm_can_better_is_left_out(rich: Lived) -> None:
    assert rich[1].touchpoints == ("desk", "line", "shed")
    assert rich[1].left_out == ("friends",)
    worlds = ["raised:desk", "raised:line", "raised:shed"]
    worlds += ["everywhere:0.25", "everywhere:0.5", "everywhere:1", "to_be"]
    assert list(rich[1].plan.worlds) == ["as_is", *worlds]


def raised(today: Scenario, **asked: Any) -> Drivers:
    return drivers(today, everywhere=(), **(ABOUT | {"draws": 0} | asked))


@pytest.mark.parametrize("control", [0.5, 0.25, 0.0625])
def test_control_takes_nothing_away(control: float) -> None:
    """Not even where one lever may not ask for so much; a half of a half is exact, so are bits."""
    with_all, with_some = (
        raised(made(RICH, {"touchpoints.line.control": share})) for share in (1, control)
    )
    pd.testing.assert_frame_equal(with_all.effects, with_some.effects)


def test_a_raise_is_the_redesign_that_makes_it(rich: Lived) -> None:
    """A lever that one could write, where control is whole."""
    about = {key: ABOUT[key] for key in ("customers", "horizon_days", "replications")}
    compared = cxsim.compare(TODAY, [TO_BE], **about)
    effects = rich[1].effects.set_index(["scenario", "metric"])["delta"]
    for metric in ("nps", "npv", "churn_monthly"):
        assert effects["raised:desk", metric] == pytest.approx(
            compared.deltas["to_be", metric].mean, rel=1e-9
        )
        assert effects["raised:desk", metric] == effects["to_be", metric]


def test_everywhere_is_the_one_place_where_there_is_only_one() -> None:
    today = made({"archetypes.anyone.spend": 20, "archetypes.anyone.needs": {"ask": 4}})
    found = drivers(
        today, everywhere=(0.5, 1), customers=40, horizon_days=60, replications=1, draws=1
    )
    both = [
        found.frame[found.frame["scenario"] == name] for name in ("raised:desk", "everywhere:1")
    ]
    one, other = (mine.drop(columns="scenario").reset_index(drop=True) for mine in both)
    pd.testing.assert_frame_equal(one, other)


def test_the_scale_ends_at_ten() -> None:
    found = raised(made(RICH, {"touchpoints.desk.quality": 9.6}), replications=1)
    assert dict(found.raises.to_numpy()) == {"desk": pytest.approx(0.4), "line": 1.0}
    full = raised(made(RICH, {"touchpoints.desk.quality": 10}), replications=1)
    desk = full.effects[full.effects["touchpoint"] == "desk"]
    assert (desk["delta"] == 0).all()


def test_alike_places_do_alike() -> None:
    """|z| ≤ 4 of what two doors to the same help do, each with half of the visits: 1 in 15,000."""
    twin = {
        "label": "Twin",
        "stage": "post_purchase",
        "owner": "brand",
        "channel": "store",
        "quality": 8,
    }
    today = made(
        {"behaviour": {}, "archetypes.anyone.needs": {"ask": 6}},
        {
            "touchpoints.twin": twin,
            "journeys.ask.entry": {"desk": 1, "twin": 1},
            "journeys.ask.steps": {"desk": {"done": 1}, "twin": {"done": 1}},
        },
    )
    found = raised(today, customers=100, horizon_days=60, replications=16)
    lives = found.lives("satisfaction")
    apart = lives["raised:desk"] - lives["raised:twin"]
    error = apart.std(ddof=1) / np.sqrt(len(apart))
    assert lives.mean().min() > 8 * error > 0
    assert abs(apart.mean()) <= 4 * error


def test_no_bit_hangs_on_where_it_is_lived(rich: Lived, tmp_path: Path) -> None:
    same(rich[1], drivers(TODAY, [TO_BE], execution=Execution(workers=3), **ABOUT))
    half = drivers(TODAY, [TO_BE], folder=tmp_path, share=Share(1, 2), **ABOUT)
    assert not half.whole
    for table in ("effects", "archetypes", "felt", "survey"):
        assert getattr(half, table).empty
    same(rich[1], drivers(TODAY, [TO_BE], folder=tmp_path, share=Share(2, 2), **ABOUT))


def test_what_is_there_is_not_lived_again(rich: Lived, monkeypatch: pytest.MonkeyPatch) -> None:
    from cxsim.study.runner import live

    again: list[Any] = []
    real = live.lived

    def noted(*args: Any) -> Any:
        again.append(args[1])
        return real(*args)

    monkeypatch.setattr(live, "lived", noted)
    files = sorted(rich[0].glob("archetypes.parquet/*"))
    files[0].unlink()
    same(rich[1], drivers(TODAY, [TO_BE], folder=rich[0], **ABOUT))
    assert len(again) == 1
    assert len(files) == len(rich[1].plan.runs) == 4


def test_processes_give_the_same_bits(rich: Lived) -> None:
    same(rich[1], drivers(TODAY, [TO_BE], execution=Execution("processes", workers=1), **ABOUT))


def test_what_is_felt_is_what_visits_were(rich: Lived) -> None:
    """Counted from the events of the very same lives."""
    felt = rich[1].felt.set_index(["archetype", "touchpoint"])
    shed = felt.loc[[("keen", "shed")]].iloc[0]
    assert shed["visits"] == 0
    assert np.isnan(shed["felt"])
    rows = []
    for replication in range(2):
        run = cxsim.simulate(TODAY, 60, 90, replication=replication, record="events")
        assert run.events is not None
        visits = run.events[run.events["event"] == "visit"]
        rows.append(
            visits.assign(archetype=run.customers["archetype"].loc[visits["customer"]].to_numpy())
        )
    seen = pd.concat(rows).groupby(["archetype", "touchpoint"])
    scale = TODAY.as_is.firm.customers / 60
    for name, own in seen:
        mine = felt.loc[[name]].iloc[0]
        assert mine["visits"] == pytest.approx(len(own) / 2 * scale)
        assert mine["felt"] == pytest.approx(own["felt"].mean(), abs=1e-6)
        assert mine["failures"] == pytest.approx(own["failed"].mean())


def test_a_survey_s_correlation_is_that_of_its_answers(rich: Lived) -> None:
    rated = []
    for replication in range(2):
        run = cxsim.simulate(TODAY, 60, 90, replication=replication, record="events")
        assert run.events is not None
        visits = run.events[run.events["event"] == "visit"]
        means = visits.groupby(["customer", "touchpoint"])["felt"].mean().reset_index()
        people = run.customers.set_index("id")
        means["score"] = people["nps_answer"].loc[means["customer"]].to_numpy()
        means["archetype"] = people["archetype"].loc[means["customer"]].to_numpy()
        rated.append(means[means["score"].notna()])
    table = pd.concat(rated)
    survey = rich[1].survey
    assert len(survey) == 6
    for row in rich[1].survey.to_dict("records"):
        archetype, touchpoint = row["archetype"], row["touchpoint"]
        own = table[table["touchpoint"] == touchpoint]
        own = own[own["archetype"] == archetype] if archetype else own
        assert row["customers"] == len(own)
        if len(own) < ENOUGH:
            assert np.isnan(row["r"])
        else:
            expected = np.corrcoef(own["felt"], own["score"].astype(float))[0, 1]
            assert row["r"] == pytest.approx(expected)
    assert survey["r"].notna().any()


def test_the_grid_is_of_what_customers_meet(rich: Lived) -> None:
    found = importance(rich[1])
    assert set(found.grid["archetype"]) == {"", "anyone", "keen"}
    assert "shed" not in set(found.grid["touchpoint"])
    assert set(found.grid["quadrant"]) <= set(QUADRANTS)
    for _, mine in found.grid.groupby("archetype"):
        assert mine["importance_cut"].to_numpy() == pytest.approx(mine["importance"].mean())
        assert mine["felt_cut"].to_numpy() == pytest.approx(mine["felt"].mean())
    parts = found.grid[found.grid["archetype"] != ""].groupby("touchpoint")
    whole = found.grid[found.grid["archetype"] == ""].set_index("touchpoint")
    for column in ("importance", "visits"):
        assert parts[column].sum().loc[whole.index].tolist() == pytest.approx(
            whole[column].tolist()
        )


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"raised": 0}, "raised"),
        ({"raised": 10.5}, "raised"),
        ({"raised": True}, "raised"),
        ({"everywhere": (1, -1)}, "everywhere"),
        ({"draws": -1}, "draws"),
        ({"engine": "steam"}, "engine"),
        (
            {
                "to_be": [
                    redesigned(
                        made(RICH).as_is, {"one": {"target": "economics.price", "effect": 1}}
                    )
                ]
            },
            "same case",
        ),
    ],
)
def test_what_makes_no_sense_is_told(asked: dict[str, Any], said: str) -> None:
    with pytest.raises(Problems, match=said):
        drivers(TODAY, **asked)


def test_a_redesign_is_no_today() -> None:
    with pytest.raises(Problems):
        drivers(TO_BE)


def told(lives: dict[str, list[tuple[float, float]]], rich: Lived) -> Drivers:
    """A study whose worlds changed NPS and money by so much, life by life: two of each kind."""
    from dataclasses import replace

    rows = []
    for at, (kind, replication) in enumerate((k, r) for k in ("central", "drawn") for r in (0, 1)):
        about = {"run": f"{kind}{replication}", "kind": kind, "replication": replication}
        about |= {"status": "done", "programme": 0.0}
        rows.append({"scenario": "as_is", "nps": 5.0, "npv": 100.0, **about})
        for name, some in lives.items():
            nps, npv = some[at % len(some)]
            rows.append({"scenario": name, "nps": 5.0 + nps, "npv": 100.0 + npv, **about})
    everywhere = tuple(float(n.partition(":")[2]) for n in lives if n.startswith("everywhere"))
    return replace(rich[1], frame=pd.DataFrame(rows), everywhere=everywhere)


def test_ten_points_are_read_between_what_was_lived(rich: Lived) -> None:
    lives = {"everywhere:0.5": [(8.0, 40.0)], "everywhere:1": [(12.0, 100.0)]}
    found = points(told(lives, rich))
    assert found.worth.mean == found.worth.low == found.worth.high == 70.0
    assert found.beyond == 0.0
    assert found.curve["nps"].tolist() == [8.0, 12.0]
    assert points(told(lives, rich), wanted=4).worth.mean == pytest.approx(20.0)


def test_beyond_what_was_lived_is_said(rich: Lived) -> None:
    found = points(told({"everywhere:1": [(5.0, 40.0), (20.0, 40.0)]}, rich))
    assert found.beyond == 0.5
    assert found.worth.mean == pytest.approx((80.0 + 20.0) / 2)
    still = points(told({"everywhere:1": [(0.0, 40.0)]}, rich))
    assert np.isnan(still.worth.mean)
    assert np.isnan(points(told({"raised:desk": [(1.0, 1.0)]}, rich)).worth.mean)


def test_each_way_has_its_own_price(rich: Lived) -> None:
    lives = {
        "raised:desk": [(2.0, 10.0), (4.0, 20.0)],
        "raised:line": [(1.0, 30.0)],
        "raised:shed": [(0.1, 50.0)],
        "to_be": [(12.0, -24.0), (12.0, -36.0)],
    }
    found = points(told(lives, rich))
    ways = found.ways.set_index("scenario")
    assert list(ways.index) == ["raised:line", "raised:desk", "to_be", "raised:shed"]
    assert ways["worth"].tolist()[:3] == [300.0, 50.0, -25.0]
    assert np.isnan(ways["worth"]["raised:shed"])
    assert ways["sure"].tolist() == [True, True, True, False]
    assert ways["beyond"].tolist()[:3] == [True, True, False]
    assert ways["gains"].tolist() == [True, False, False, True]
    # Of two futures a third may fall far outside: the range holds both, and much more.
    assert ways["low"]["to_be"] < -30 < -20 < ways["high"]["to_be"]
    assert ways["mc_low"]["raised:desk"] == ways["mc_high"]["raised:desk"] == 50.0
    assert found.spread is not None
    assert [way["scenario"] for way in found.spread] == ["raised:line", "to_be"]


def test_costs_of_a_redesign_are_no_worth_of_points(rich: Lived) -> None:
    """Points are the same, and worth the same, whatever was paid for them."""
    paid = redesigned(
        TODAY.as_is,
        {"one": {"target": "touchpoints.desk.quality", "effect": 1, "one_off": 1e6}},
    )
    found = points(drivers(TODAY, [paid], everywhere=(), **ABOUT)).ways.set_index("scenario")
    assert found["npv"]["to_be"] == pytest.approx(found["npv"]["raised:desk"], abs=1e-3)
    assert found["nps"]["to_be"] == found["nps"]["raised:desk"]
