"""Why a redesign works: laws of what each lever adds, in lives."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import cxsim
from cxsim.scenario import Problems
from cxsim.scenario.schema import Scenario
from cxsim.study.attribute import Attribution
from cxsim.study.credit import MEASURED
from cxsim.study.runner.study import Share

from ..kit.scenarios import made, redesigned

QUALITY = "touchpoints.desk.quality"
CASE: dict[str, Any] = {
    "archetypes.anyone.spend": 20,
    "archetypes.anyone.needs": {"ask": 4},
    "behaviour": {},
    QUALITY: 6,
}
TWIN = {"target": QUALITY, "effect": 1, "reach": 0.5, "reach_group": "g"}
IDLE = {"target": QUALITY, "effect": 0}
PAID = {"target": QUALITY, "how": "multiply", "effect": 1, "one_off": 100, "monthly": 7}
LAWS = {"one": TWIN, "two": TWIN, "idle": IDLE, "paid": PAID}
FOUR = {
    "kinder": {"target": QUALITY, "effect": 2},
    "capped": {"target": QUALITY, "how": "at_most", "effect": 8},
    "dearer": {"target": "archetypes.anyone.spend", "how": "multiply", "effect": 1.3, "reach": 0.7},
    "better": {"target": QUALITY, "how": "multiply", "effect": 1.4, "monthly": 30},
}
"""Levers of which several together do something else than the sum of what they do in pairs."""

OPENED = {"target": "journeys.ask.entry.app", "effect": 1}
POLISHED = {"target": "touchpoints.app.quality", "effect": 3}
APP: dict[str, Any] = {
    "touchpoints": {
        "app": {
            "label": "App",
            "stage": "post_purchase",
            "owner": "brand",
            "channel": "app",
            "quality": 6,
        }
    },
    "journeys": {"ask": {"steps": {"app": {"done": 1}}}},
}
"""What a redesign adds, to which a lever opens the way, and which another one makes better."""


def why(levers: dict[str, Any], folder: Path | None = None, **asked: Any) -> Attribution:
    today = made(CASE)
    about = {"customers": 30, "horizon_days": 40, "replications": 2, "draws": 2} | asked
    return cxsim.attribute(today, redesigned(today.as_is, levers), folder=folder, **about)


Lived = tuple[Path, Attribution]


@pytest.fixture(scope="module")
def laws(tmp_path_factory: pytest.TempPathFactory) -> Lived:
    folder = tmp_path_factory.mktemp("laws")
    return folder, why(LAWS, folder)


@pytest.fixture(scope="module")
def four(tmp_path_factory: pytest.TempPathFactory) -> Lived:
    folder = tmp_path_factory.mktemp("four")
    return folder, why(FOUR, folder)


def sums_to_the_whole(found: Attribution) -> None:
    """In every life, the shares of every metric are what all levers do together."""
    told = 0
    for metric in MEASURED:
        values, shares = found.values(metric), found.by_life(metric)
        whole = shares.notna().all(axis=1)
        near = 1e-9 * (1e-3 + values.abs().max(axis=1))
        apart = (shares.sum(axis=1) - values["+".join(found.players)]).abs()
        assert (apart <= near)[whole].all(), metric
        assert list(values.index) == list(shares.index)
        told += int(whole.sum())
    assert told > 4 * 15


def test_shares_sum_to_the_whole_in_every_life(laws: Lived, four: Lived) -> None:
    sums_to_the_whole(laws[1])
    sums_to_the_whole(four[1])
    assert len(laws[1].values("npv")) == 4


def test_the_whole_is_what_a_comparison_finds(four: Lived) -> None:
    today = made(CASE)
    about = {"customers": 30, "horizon_days": 40, "replications": 2}
    compared = cxsim.compare(today, [redesigned(today.as_is, FOUR)], **about)  # type: ignore[arg-type]
    shares = four[1].shares.groupby("metric")["share"].sum()
    for metric in ("npv", "nps", "nps_same", "retention", "clv", "programme"):
        expected = compared.deltas["to_be", metric].mean
        assert shares[metric] == pytest.approx(expected, rel=1e-9, abs=1e-9), metric


def test_a_lever_without_effect_has_exactly_nothing(laws: Lived) -> None:
    own = laws[1].shares[laws[1].shares["lever"] == "idle"]
    assert len(own) > 20
    assert (own[["share", "sampling_error"]] == 0.0).all(axis=None)
    for metric in own["metric"]:
        assert (laws[1].by_life(metric)["idle"].dropna() == 0.0).all()


def test_two_levers_that_are_the_same_have_the_same(laws: Lived) -> None:
    for metric in MEASURED:
        lives, near = laws[1].by_life(metric), laws[1].values(metric).abs().max(axis=None)
        assert ((lives["one"] - lives["two"]).abs().dropna() <= 1e-12 * near).all()
    assert (laws[1].by_life("satisfaction")["one"] > 0).all()


def test_a_cost_is_the_lever_s_that_makes_it(laws: Lived) -> None:
    table = laws[1].shares.set_index(["metric", "lever"])["share"]
    assert table["cost", "paid"] == pytest.approx(100 + 7 * 2)  # two months are begun
    assert table["npv", "paid"] == pytest.approx(-table["programme", "paid"])
    assert table["programme", "one"] == 0.0
    assert table["nps", "paid"] == 0.0


def test_a_single_lever_has_the_whole() -> None:
    found = why({"one": FOUR["better"]}, replications=3, draws=2)
    assert list(found.coalitions["levers"].unique()) == ["one"]
    assert found.interactions.empty
    table = found.shares.set_index("metric")
    for metric in table.index:
        values = found.values(metric)["one"]
        pd.testing.assert_series_equal(found.by_life(metric)["one"], values)
        mean = values["central"].mean()
        assert table["share"][metric] == mean
        assert not table["mc_low"][metric] > mean
        assert not table["high"][metric] < values["drawn"].mean() < table["low"][metric]
    assert table["mc_high"]["npv"] > table["share"]["npv"] > table["mc_low"]["npv"]


def test_costs_alone_do_not_interact() -> None:
    """Not even by the rounding of a net present value that they are taken from."""
    levers = {name: PAID | {"one_off": cost} for name, cost in (("a", 0.1), ("b", 0.7), ("c", 1e3))}
    found = why(levers, replications=1, draws=1)
    assert len(found.interactions) > 20 * 3
    assert (found.interactions["value"] == 0.0).all()
    assert found.by_life("npv").min(axis=None) < 0


def test_what_helps_only_with_another_lever_interacts_with_it() -> None:
    today = made(CASE)
    to_be = redesigned(today.as_is, {"opened": OPENED, "polished": POLISHED}, **APP)
    found = cxsim.attribute(today, to_be, 30, 40, replications=2, draws=0)
    values = found.values("satisfaction")
    assert (values["polished"] == 0.0).all(), "nobody comes to the app without the other lever"
    beyond = values["opened+polished"] - values["opened"]
    assert (beyond > 0).all()
    shares = found.by_life("satisfaction")
    assert shares["polished"].to_numpy() == pytest.approx(beyond.to_numpy() / 2)
    pairs = found.interactions.set_index("metric").loc["satisfaction"]
    assert (pairs["lever"], pairs["other"]) == ("opened", "polished")
    assert pairs["value"] == pytest.approx(beyond.mean())
    assert pairs["mc_low"] < pairs["value"] < pairs["mc_high"]
    assert np.isnan(pairs["low"])


def test_some_orders_agree_with_all_within_their_error(
    four: Lived, monkeypatch: pytest.MonkeyPatch
) -> None:
    """|z| ≤ 4 of five metrics and four levers, with 200 pairs of orders.

    Of 20 independent figures this would fail in one of 800 seeds; these hang together, so in fewer.
    The lives are the same, so nothing is lived again.
    """
    from cxsim.study.runner import live

    monkeypatch.setattr(live, "lived", lambda *_: pytest.fail("it is lived already"))
    folder, exact = four
    found = why(FOUR, folder, permutations=200)
    sums_to_the_whole(found)
    assert found.interactions.empty
    both = exact.shares.merge(found.shares, on=["metric", "lever"], suffixes=("", "_drawn"))
    both = both[both["metric"].isin(["npv", "nps", "satisfaction", "clv", "wtp"])]
    assert len(both) == 5 * 4
    error, apart = both["sampling_error_drawn"], (both["share_drawn"] - both["share"]).abs()
    rounding = 1e-9 * (1 + both["share"].abs())
    assert (apart <= 4 * error + rounding).all()
    assert (error > rounding).sum() >= 8, "orders matter"
    assert (both["sampling_error"] == 0.0).all()


def test_today_is_lived_anew_in_each_batch_to_the_same_bits(laws: Lived) -> None:
    frame, plan = laws[1].frame, laws[1].plan
    assert [len(batch) for batch in plan.batches] == [8, 7]
    assert len(frame) == plan.rows(plan.runs) == (9 + 8) * 4
    assert frame["run"].nunique() == len(plan.runs) == len(plan.parts) == 8
    assert (frame.groupby("run")["scenario"].first() == "as_is").all()
    today = frame[frame["scenario"] == "as_is"]
    for _, lives in today.groupby(["kind", "replication"]):
        one, other = (row[list(MEASURED)].to_numpy(float).tobytes() for _, row in lives.iterrows())
        assert one == other


def test_a_share_of_the_runs_is_no_answer_yet(laws: Lived, tmp_path: Path) -> None:
    half = why(LAWS, tmp_path, share=Share(1, 2))
    assert not half.whole
    assert half.shares.empty
    assert half.interactions.empty
    assert half.coalitions.empty
    found = why(LAWS, tmp_path, share=Share(2, 2))
    assert found.whole
    pd.testing.assert_frame_equal(found.shares, laws[1].shares)
    pd.testing.assert_frame_equal(found.interactions, laws[1].interactions)
    pd.testing.assert_frame_equal(found.coalitions, laws[1].coalitions)


def test_coalitions_are_told_with_what_they_cost(laws: Lived) -> None:
    found = laws[1]
    table = found.coalitions.set_index(["metric", "levers"])
    assert table.loc["npv"]["size"].value_counts().to_dict() == {1: 4, 2: 6, 3: 4, 4: 1}
    for levers, value in table.loc["programme"]["value"].items():
        assert (value > 0) == ("paid" in str(levers))
    lives = found.values("npv")["one+two"]
    assert table["value"]["npv", "one+two"] == pytest.approx(lives.loc["central"].mean())
    assert set(found.labels["one"].values()) == {"one"}


def test_campaigns_are_players_and_lent_names_are_told_apart() -> None:
    today = made(CASE)
    call = {"label": "Call", "start_day": 3, "cost": 2}
    to_be = redesigned(today.as_is, {"call": IDLE, "as_is": IDLE}, campaigns={"call": call})
    found = cxsim.attribute(today, to_be, 30, 40, replications=1, draws=0)
    assert found.players == ("call", "levers.as_is", "campaigns.call")
    shares = found.shares.set_index(["metric", "lever"])["share"]
    assert shares["cost", "campaigns.call"] > 0
    assert (shares["cost", "call"], shares["cost", "levers.as_is"]) == (0.0, 0.0)


def test_a_disabled_lever_is_no_player() -> None:
    found = why({"one": TWIN, "off": TWIN | {"enabled": False}}, replications=1, draws=0)
    assert found.players == ("one",)


def test_orders_are_drawn_of_more_levers_than_ten(monkeypatch: pytest.MonkeyPatch) -> None:
    from cxsim.study import attribute as room

    monkeypatch.setattr(room, "MOST_EXACT", 2)
    monkeypatch.setattr(room, "PERMUTATIONS", 2)
    found = why({**LAWS, "kinder": FOUR["kinder"]}, replications=1, draws=0)
    assert found.orders is not None
    assert found.orders.shape == (2, 2, 5)
    assert 8 < len(found.plan.worlds) - 1 <= 4 * 4 + 1
    lives = found.by_life("npv").iloc[0]
    assert lives.sum() == pytest.approx(found.values("npv").iloc[0]["one+two+idle+paid+kinder"])
    assert (found.shares["lever"].value_counts() > 20).all()


def test_a_life_that_breaks_off_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    from cxsim.study.runner import live

    real = live.replicate

    def broken(worlds: Any, values: Any, *about: Any) -> Any:
        if about[3] == failing:
            raise ArithmeticError("no life")
        return real(worlds, values, *about)

    monkeypatch.setattr(live, "replicate", broken)
    failing = 1
    found = why({"one": TWIN}, draws=0)
    assert list(found.values("npv").index) == [("central", 0)]
    failing = 0
    with pytest.raises(Problems, match="could not be lived to its end: 'ArithmeticError: no life'"):
        why({"one": TWIN}, replications=1, draws=0)


def test_a_coalition_that_is_no_redesign_is_told_before_anything_is_lived() -> None:
    shut = {"target": "journeys.ask.entry.desk", "how": "multiply", "effect": 0}
    today = made(CASE)
    to_be = redesigned(today.as_is, {"opened": OPENED, "shut": shut}, **APP)
    with pytest.raises(Problems, match="only 'shut' of its levers") as told:
        cxsim.attribute(today, to_be)
    assert "shut: levers.shut.effect can leave no entry" in str(told.value)
    assert "con solo 'shut' de ellas" in told.value.text("es")


def only_today(today: Scenario) -> Any:
    return cxsim.attribute(today, today)


def other_case(today: Scenario) -> Any:
    return cxsim.attribute(today, redesigned(made(CASE | {QUALITY: 5}).as_is, {"one": TWIN}))


def no_levers(today: Scenario) -> Any:
    return cxsim.attribute(today, redesigned(today.as_is, {"off": TWIN | {"enabled": False}}))


def a_redesign_first(today: Scenario) -> Any:
    to_be = redesigned(today.as_is, {"one": TWIN})
    return cxsim.attribute(to_be, to_be)


def not_loaded(today: Scenario) -> Any:
    return cxsim.attribute(today, "telecom/to_be")  # type: ignore[arg-type]


def numbers(**asked: Any) -> Callable[[Scenario], Any]:
    return lambda today: cxsim.attribute(today, redesigned(today.as_is, {"one": TWIN}), **asked)


@pytest.mark.parametrize(
    ("asked", "english", "spanish"),
    [
        (only_today, "Allowed: a redesign", "un rediseño"),
        (other_case, "a redesign of the same case", "un rediseño del mismo caso"),
        (no_levers, "a lever or a campaign that is enabled", "palanca o campaña activada"),
        (a_redesign_first, "today's journey, without levers", "el recorrido de hoy"),
        (not_loaded, "as cxsim.load gives it", "como lo da cxsim.load"),
        (numbers(replications=0), "replications is 0.*1 … 100000", "replications es 0"),
        (numbers(draws=-1), "draws is -1.*0 … 100000", "draws es -1"),
        (numbers(permutations=1), "permutations is 1.*2 … 10000", "permutations es 1"),
        (numbers(engine="mesa"), "kernel, reference", "kernel, reference"),
    ],
)
def test_what_cannot_be_asked_is_told(
    asked: Callable[[Scenario], Any], english: str, spanish: str
) -> None:
    with pytest.raises(Problems, match=english) as told:
        asked(made(CASE))
    assert spanish in told.value.text("es")


def test_an_unknown_metric_is_told_with_the_nearest(laws: Lived) -> None:
    for reading in (laws[1].values, laws[1].by_life):
        with pytest.raises(Problems, match="metric=npvs is not known here") as told:
            reading("npvs")
        assert "Nearest: npv" in str(told.value)
        assert "nps_same_as_is" not in str(told.value)


def test_a_part_counts_with_what_it_is_part_of(laws: Lived) -> None:
    whole = {"target": QUALITY, "effect": 1}
    part = {"target": QUALITY, "effect": 2, "part_of": "whole"}
    asked = {"replications": 1, "draws": 0}
    found = why({"whole": whole, "part": part, "paid": PAID}, **asked)
    assert found.players == ("whole", "paid")
    alone = why({"whole": whole | {"effect": 3}, "paid": PAID}, **asked)
    assert found.values("npv")["whole"].tolist() == alone.values("npv")["whole"].tolist()
    off = why({"whole": whole | {"enabled": False}, "part": part, "paid": PAID}, **asked)
    assert off.players == ("paid",)
    assert found.values("npv")["paid"].tolist() == off.values("npv")["paid"].tolist()
