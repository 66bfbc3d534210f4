"""Comparisons, tiny ones: their shape, their exact zeros, and what no number depends on."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import pytest

import cxsim
from cxsim.measure.run import STATUS
from cxsim.scenario import Problems
from cxsim.scenario.schema import Scenario, values_of
from cxsim.study import Comparison
from cxsim.study.frames import assumptions
from cxsim.study.uncertain import draw

from ..kit.scenarios import PROFESSIONAL, RICH, made, redesigned

TODAY = made(RICH)
INTERVAL = {"mean", "low", "high", "mc_low", "mc_high"}
FRAMES = ("table", "months", "touchpoints", "archetypes", "twins")


def redesign(name: str, **lever: Any) -> Scenario:
    """A redesign of one lever."""
    one = {"one": {"target": "touchpoints.desk.quality", "effect": 0} | lever}
    made_so = redesigned(TODAY.as_is, one)
    return Scenario("kit", name, TODAY.as_is, made_so.redesign)


KINDER = redesign("to_be_kinder", effect={"value": 2, "low": 1, "high": 3}, one_off=30, monthly=5)
SAFER = redesign(
    "to_be_safer", target="touchpoints.desk.failure.probability", how="multiply", effect=0.2
)
NOTHING = redesign("to_be_nothing")


def compared(*to_be: Scenario, **settings: Any) -> Comparison:
    about = {"customers": 100, "horizon_days": 75, "replications": 3} | settings
    return cxsim.compare(TODAY, to_be, **about)


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    return compared(KINDER, SAFER, NOTHING)


def of(comparison: Comparison, frame: str, *names: str) -> pd.DataFrame:
    """Rows of some worlds, in the order in which they stand."""
    found: pd.DataFrame = getattr(comparison, frame)
    return found[found["scenario"].isin(names)].reset_index(drop=True)


def same(a: Comparison, b: Comparison, names: Sequence[str]) -> None:
    """Hold some worlds of two comparisons to be the same to the bit."""
    for frame in FRAMES:
        for name in names:
            one, other = of(a, frame, name), of(b, frame, name)
            pd.testing.assert_frame_equal(one, other, check_exact=True, check_dtype=False)
    for name in set(names) & set(a.decisions):
        assert repr(a.decisions[name]) == repr(b.decisions[name])


# ---- shape ----


def test_worlds_are_named_in_order(comparison: Comparison) -> None:
    """Only what costs something has a discount beside it."""
    assert comparison.names == (
        "as_is",
        "to_be_kinder",
        "to_be_safer",
        "to_be_nothing",
        "discount_for_to_be_kinder",
    )
    assert list(comparison.decisions) == ["to_be_kinder", "to_be_safer", "to_be_nothing"]
    assert comparison.scale == 60 / 100
    assert (comparison.customers, comparison.horizon_days) == (100, 75)
    assert (comparison.replications, comparison.seed) == (3, 1)


def test_summary_has_the_shape_that_others_rely_on(comparison: Comparison) -> None:
    summary = json.loads(json.dumps(comparison.summary(), allow_nan=False))
    assert set(summary) == {"as_is", "scenarios"}
    assert set(summary["scenarios"]) == set(comparison.names[1:])
    least = {"nps", "nps_measured", "retention", "retention_good", "churn_monthly", "clv"}
    least |= {"first_contact_resolution", "revenue", "cost", "profit", "npv"}
    assert least <= set(summary["as_is"])
    for metric in summary["as_is"].values():
        assert set(metric) == INTERVAL
    for found in summary["scenarios"].values():
        assert set(found) == {"metrics", "delta"}
        assert set(found["metrics"]) == set(found["delta"])
        assert least | {"nps_same"} <= set(found["delta"])
        for metric in found["metrics"].values():
            assert set(metric) == INTERVAL
        for delta in found["delta"].values():
            assert set(delta) == INTERVAL | {"variance_reduction"}
            assert all(isinstance(value, float | None) for value in delta.values())


def test_summary_and_table_say_the_same(comparison: Comparison) -> None:
    summary = comparison.summary()
    columns = "scenario metric as_is to_be delta low high mc_low mc_high variance_reduction"
    assert list(comparison.table.columns) == columns.split()
    assert not comparison.table.duplicated(["scenario", "metric"]).any()
    for row in comparison.table.itertuples():
        found = summary["scenarios"][row.scenario]
        delta = found["delta"][row.metric]
        assert (delta["mean"], delta["low"], delta["mc_high"]) == (row.delta, row.low, row.mc_high)
        assert found["metrics"][row.metric]["mean"] == row.to_be
        assert row.delta == pytest.approx(row.to_be - row.as_is, abs=1e-6)


def test_frames_have_their_rows(comparison: Comparison) -> None:
    worlds, months, archetypes = 5, 3, 2
    assert len(comparison.months) == worlds * 2 * 3 * months
    assert set(comparison.months["kind"]) == {"central", "drawn"}
    assert set(comparison.months["month"]) == {1, 2, 3}
    assert len(comparison.touchpoints) == worlds * archetypes * 2
    assert len(comparison.archetypes) == worlds * archetypes
    first = comparison.archetypes.groupby("scenario")["customers"].sum()
    assert first.tolist() == pytest.approx([100] * worlds)
    uncertain = [place for place, value in values_of(TODAY.as_is) if value.uncertain]
    todays = comparison.assumptions["scenario"] == "as_is"
    assert comparison.assumptions.loc[todays, "path"].tolist() == uncertain
    assert "levers.one.effect" in comparison.assumptions["path"].tolist()


def test_months_tell_the_same_money_as_the_metrics(comparison: Comparison) -> None:
    central = comparison.months[comparison.months["kind"] == "central"]
    sums = central.groupby(["scenario", "replication"])[["revenue", "profit"]].sum()
    means = sums.groupby("scenario").mean()
    for name in comparison.names:
        for metric in ("revenue", "profit"):
            found = comparison.intervals[name, metric].mean
            assert means.loc[name, metric] == pytest.approx(found)


def test_manifest_tells_what_made_the_numbers(comparison: Comparison) -> None:
    manifest = json.loads(json.dumps(comparison.manifest))
    assert list(manifest["scenarios"]) == list(comparison.names)
    assert manifest["scenarios"]["to_be_kinder"] == KINDER.hash()
    assert len(set(manifest["scenarios"].values())) == len(comparison.names)
    settings = {"customers": 100, "horizon_days": 75, "replications": 3, "seed": 1}
    assert settings.items() <= manifest.items()
    assert manifest["packages"]["numba"]
    assert manifest["generator"]


# ---- nothing ----


def test_a_redesign_that_changes_nothing_differs_by_exactly_nothing(
    comparison: Comparison,
) -> None:
    deltas = [d for (name, _), d in comparison.deltas.items() if name == "to_be_nothing"]
    assert len(deltas) > 10
    for delta in deltas:
        assert set(delta.numbers().values()) == {0.0}
    assert of(comparison, "twins", "to_be_nothing").empty
    kept = of(comparison, "archetypes", "to_be_nothing")
    assert (kept["unaffected"] == 1).all()
    for column in ("saved", "lost", "satisfaction_delta", "kept_delta", "npv_delta", "npv_high"):
        assert not kept[column].any(), column
    mine, theirs = (of(comparison, "months", name) for name in ("to_be_nothing", "as_is"))
    pd.testing.assert_frame_equal(
        mine.drop(columns="scenario"), theirs.drop(columns="scenario"), check_exact=True
    )
    decision = comparison.decisions["to_be_nothing"]
    assert decision.verdict == "cant_tell"
    assert decision.discount is None
    assert decision.wins_nothing == 0


def test_what_changes_something_is_seen(comparison: Comparison) -> None:
    """The zeros above can fail."""
    assert comparison.deltas["to_be_kinder", "satisfaction"].mc_low > 0
    assert len(of(comparison, "twins", "to_be_kinder")) > 0


# ---- twins ----


def test_twins_agree_with_the_table_of_archetypes(comparison: Comparison) -> None:
    for scenario in comparison.to_be:
        name = scenario.name
        twins, kept = of(comparison, "twins", name), of(comparison, "archetypes", name)
        for outcome in ("saved", "lost"):
            count = twins[twins["outcome"] == outcome].groupby("archetype").size() / 3
            for row in kept.itertuples():
                assert getattr(row, outcome) == pytest.approx(count.get(row.archetype, 0.0))
        first = twins[twins["customer"] < 100].groupby("archetype").size() / 3
        for row in kept.itertuples():
            affected = (1 - row.unaffected) * row.customers
            assert affected == pytest.approx(first.get(row.archetype, 0.0), abs=1e-9)


def test_saved_less_lost_is_the_change_in_customers_kept(comparison: Comparison) -> None:
    for row in comparison.archetypes[comparison.archetypes["scenario"] != "as_is"].itertuples():
        as_is = of(comparison, "archetypes", "as_is").set_index("archetype").loc[row.archetype]
        gained = (row.kept - as_is["kept"]) * row.customers
        assert row.saved - row.lost == pytest.approx(gained, abs=1e-9)


def test_twins_are_people_whose_lives_differ(comparison: Comparison) -> None:
    twins = comparison.twins
    assert set(twins["outcome"]) <= {"saved", "lost", "changed", "joined_more", "joined_less"}
    assert set(twins["as_is_status"]) | set(twins["to_be_status"]) <= set(STATUS)
    assert (twins["parted_day"].dropna() >= 0).all()
    assert (twins["parted_day"].dropna() < 75).all()
    assert set(twins["parted_touchpoint"]) <= {*TODAY.as_is.touchpoints, ""}
    assert set(twins["replication"]) <= {0, 1, 2}
    assert not twins.duplicated(["scenario", "replication", "customer"]).any()
    unmoved = twins["parted_day"].isna()
    assert (twins.loc[unmoved, "satisfaction_delta"].abs() >= 0.1).all()


# ---- what no number depends on ----


@pytest.mark.parametrize("threads", [1, 2, 4])
def test_threads_change_no_bit(comparison: Comparison, threads: int) -> None:
    same(comparison, compared(KINDER, SAFER, NOTHING, threads=threads), comparison.names)


def test_another_redesign_changes_no_number_of_the_others(comparison: Comparison) -> None:
    same(comparison, compared(KINDER), ("as_is", "to_be_kinder", "discount_for_to_be_kinder"))


def test_order_of_redesigns_does_not_matter(comparison: Comparison) -> None:
    same(comparison, compared(NOTHING, SAFER, KINDER), comparison.names)


def test_more_replications_repeat_the_first_ones(comparison: Comparison) -> None:
    fewer = compared(KINDER, replications=2)
    names = ("as_is", "to_be_kinder", "discount_for_to_be_kinder")
    for frame in ("months", "twins"):
        more = of(comparison, frame, *names)
        pd.testing.assert_frame_equal(
            more[more["replication"] < 2].reset_index(drop=True),
            of(fewer, frame, *names),
            check_exact=True,
        )


def test_seeds_differ(comparison: Comparison) -> None:
    other = compared(KINDER, seed=2)
    assert other.decisions["to_be_kinder"].npv != comparison.decisions["to_be_kinder"].npv
    mine, theirs = (of(c, "months", "as_is")["revenue"] for c in (comparison, other))
    assert not (mine == theirs).all()


def test_progress_is_told_to_the_end() -> None:
    told: list[tuple[int, int]] = []
    compared(SAFER, replications=2, customers=10, progress=lambda *at: told.append(at))
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_the_share_of_draws_accepted_is_reported() -> None:
    """Half the range of one parameter breaks the condition on memory."""
    half = {
        "behaviour.expectations.will_weight": 0,
        "behaviour.memory.learning": 0.2,
        "behaviour.memory.loss_ratio": {"value": 1.6, "low": 0.5, "high": 2.0},
    }
    today = made(RICH, half)
    found = cxsim.compare(today, [], customers=2, horizon_days=5, replications=12)
    tries = sum(draw([today], 1, replication).tries for replication in range(12))
    assert found.accepted == 12 / tries < 1


# ---- small firms, and none ----


def test_today_alone_can_be_looked_at() -> None:
    found = compared(replications=2)
    assert found.names == ("as_is",)
    assert found.table.empty
    assert found.twins.empty
    assert found.decisions == {}
    assert set(found.summary()) == {"as_is", "scenarios"}


@pytest.mark.parametrize("replications", [1, 2])
def test_one_customer(replications: int) -> None:
    found = compared(KINDER, SAFER, customers=1, replications=replications)
    assert json.dumps(found.summary(), allow_nan=False)
    assert found.scale == 60
    if replications == 1:
        assert found.decisions["to_be_kinder"].verdict == "cant_tell"
        assert math.isnan(found.decisions["to_be_kinder"].npv.low)


def test_nobody_tied_to_anybody() -> None:
    alone = made(RICH, {"ties": {"kind": "none"}, "market": {}})
    better = redesigned(alone.as_is, {"one": {"target": "touchpoints.desk.quality", "effect": 2}})
    found = cxsim.compare(alone, [better], customers=40, horizon_days=60, replications=2)
    assert found.deltas["to_be", "satisfaction"].mean > 0


def test_an_independent_professional_cannot_tell() -> None:
    """Sixty customers and a small step: honest about what it does not know."""
    practice = made(PROFESSIONAL)
    step = {"target": "touchpoints.desk.quality", "effect": {"value": 0.5, "low": 0, "high": 1}}
    smile = redesigned(practice.as_is, {"smile": step | {"one_off": 450}})
    found = cxsim.compare(practice, [smile], customers=60, horizon_days=365, replications=12)
    decision = found.decisions["to_be"]
    assert found.scale == 1
    assert decision.verdict == "cant_tell"
    assert decision.npv.low < 0 < decision.npv.high
    assert decision.discount is not None


def test_firms_own_figures_stand_beside_the_models() -> None:
    figures = {"nps": {"low": -100, "high": 100}, "churn_monthly": {"low": 0.9, "high": 1}}
    today = made(RICH, {"figures": figures})
    found = cxsim.compare(today, [], customers=50, horizon_days=60, replications=2).figures
    assert found["metric"].tolist() == ["nps", "churn_monthly"]
    assert found["inside"].tolist() == [True, False]
    assert np.isfinite(found["value"]).all()


# ---- mistakes ----


def test_all_wrong_arguments_are_told_at_once() -> None:
    other = redesigned(made(PROFESSIONAL).as_is, {})
    with pytest.raises(Problems) as found:
        cxsim.compare(
            KINDER,
            [SAFER, SAFER, Scenario("kit", "to_be_elsewhere", other.as_is, other.redesign)],
            customers=0,
            horizon_days=0,
            replications=1.5,  # type: ignore[arg-type]
            seed=-1,
            threads=True,
        )
    said = [(problem.place, problem.value) for problem in found.value.problems]
    assert [place for place, _ in said] == [
        "customers",
        "replications",
        "seed",
        "horizon_days",
        "threads",
        "as_is",
        "to_be",
        "to_be",
    ]
    assert ("to_be", "to_be_safer") in said
    assert ("to_be", "to_be_elsewhere") in said
    assert "Allowed: 1 … 1000000000 (whole number)" in found.value.problems[0].sentence()


def test_what_the_page_needs_beyond_figures_agrees_with_them(comparison: Comparison) -> None:
    details = comparison.details
    watched = {"as_is", "to_be_kinder", "to_be_safer", "to_be_nothing"}
    for name, frame in details._asdict().items():
        of_teams = name in ("teams", "team_hours")  # this case has none
        assert set(frame["scenario"]) == (set() if of_teams else watched), name
    visits = comparison.touchpoints.set_index(["scenario", "archetype", "touchpoint"])["visits"]
    ways = details.ways[details.ways["touchpoint"] != ""]
    mine = ways.groupby(["scenario", "archetype", "touchpoint"])["visits"].sum()
    assert len(mine) > 8
    np.testing.assert_allclose(mine, visits[mine.index])
    cost = details.serving.groupby("scenario")["cost"].sum()
    central_months = comparison.months[comparison.months["kind"] == "central"]
    by_world = central_months.groupby("scenario")[["contact_cost", "discounted"]].sum() / 3
    for name in watched:
        assert cost[name] == pytest.approx(by_world.loc[name, "contact_cost"])
        npv = comparison.intervals[name, "npv"].mean
        assert by_world.loc[name, "discounted"] == pytest.approx(npv)
    once = central_months.groupby("scenario")["programme_once"].sum() / 3
    assert once["to_be_kinder"] == 30
    assert once["as_is"] == 0


def test_what_is_switched_off_is_no_assumption() -> None:
    """Of shocks and levers that do not take part nobody need know how sure they are."""
    unsure = {"value": 1.0, "low": 0.5, "high": 1.5}
    strike = {
        "label": "A shock",
        "start_day": 5,
        "effects": {"one": {"target": "touchpoints.desk.quality", "how": "add", "size": unsure}},
    }
    for enabled in (True, False):
        today = made({"shocks": {"strike": strike | {"enabled": enabled}}})
        lever = {"target": "touchpoints.desk.quality", "effect": unsure, "enabled": enabled}
        plan = redesigned(today.as_is, {"one": lever})
        places = set(assumptions([today, plan])["path"])
        assert ("shocks.strike.effects.one.size" in places) == enabled
        assert ("levers.one.effect" in places) == enabled
