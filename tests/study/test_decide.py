"""The whole decision: its verdicts, its laws, and that one broken off goes on."""

from __future__ import annotations

import math
import shutil
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from cxsim.report.decided import futures, summary
from cxsim.scenario.problems import Problems
from cxsim.study import decide as room
from cxsim.study.decide import Decided, decide
from cxsim.study.information import futures_of
from cxsim.study.lives import Kept, Life
from cxsim.study.pilot import Churn, Design, Price, pilot
from cxsim.study.portfolio import Budget
from cxsim.study.stopping import Seen, stopping

from ..kit.scenarios import made, redesigned

QUALITY = "touchpoints.desk.quality"
CASE: dict[str, Any] = {
    "archetypes.anyone.spend": 20,
    "archetypes.anyone.needs": {"ask": 4},
    "behaviour": {},
    QUALITY: 6,
    "figures": {"nps": {"low": -100, "high": 100}},
}
LEVERS = {
    "kinder": {
        "target": QUALITY,
        "effect": {"value": 2, "low": 1, "high": 3},
        "execution": {"value": 0.6, "low": 0.3, "high": 0.9},
        "one_off": {"value": 2, "low": 1, "high": 4},
    },
    "dearer": {"target": "archetypes.anyone.spend", "how": "multiply", "effect": 1.3, "monthly": 1},
}
ABOUT: dict[str, Any] = {"customers": 40, "horizon_days": 60, "replications": 24, "draws": 2}


def decided(levers: dict[str, Any], budget: float = math.inf, **asked: Any) -> Decided:
    today = made(CASE)
    plan = redesigned(today.as_is, levers)
    return decide(today, [plan], Budget(budget), **(ABOUT | asked))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Decided]:
    folder = tmp_path_factory.mktemp("whole")
    return folder, decided(LEVERS, folder=folder)


def test_the_parts_of_a_case_fit_together(whole: tuple[Path, Decided]) -> None:
    found = whole[1]
    case = found.cases["to_be"]
    assert case.why is not None
    values, shares = case.why.values("npv"), case.why.by_life("npv")
    whole_set = values["kinder+dearer"]
    np.testing.assert_allclose(shares.sum(axis=1), whole_set, rtol=0, atol=1e-9)
    # A coalition of all levers is the redesign: the same lives, wherever they were lived.
    npv = found.comparison.lives
    today, then = (npv[name][0] for name in ("as_is", "to_be"))
    gained = [b.metrics["npv"] - a.metrics["npv"] for a, b in zip(today, then, strict=True)]
    assert whole_set.loc["central"].tolist() == gained[: room.LIVES]
    drawn = [
        b.metrics["npv"] - a.metrics["npv"]
        for a, b in zip(npv["as_is"][1], npv["to_be"][1], strict=True)
    ]
    assert whole_set.loc["drawn"].tolist() == drawn[:2]
    assert list(case.forms["form"]) == ["linear", "saturating", "exponential"]
    assert case.forms["npv"].iloc[0] == pytest.approx(np.mean(gained[: room.LIVES]), abs=1e-9)
    assert case.reproducing == 1
    worth = case.evppi["worth"]
    assert worth.between(0, case.evpi.value + 1e-9).all()
    assert 0 <= case.own <= case.evpi.value + 1e-9
    assert case.spread["spread"].ge(0).all()


def test_costs_of_a_set_are_those_that_were_booked(whole: tuple[Path, Decided]) -> None:
    known = whole[1].cases["to_be"].portfolio
    assert known is not None
    sets = known.sets.set_index("levers")["cost"]
    assert sets[()] == 0
    assert sets[("kinder",)] == 2  # once, on day 0
    assert sets[("kinder", "dearer")] == pytest.approx(sets[("kinder",)] + sets[("dearer",)])
    paid = whole[1].comparison.decisions["to_be"].invested.mean
    assert sets[("kinder", "dearer")] == pytest.approx(paid)


@pytest.mark.parametrize(("cost", "verdict"), [(0, "cant_tell"), (50, "dont_fund")])
def test_levers_that_change_nothing_are_never_advised(cost: float, verdict: str) -> None:
    found = decided({"nothing": {"target": QUALITY, "effect": 0, "one_off": cost}})
    case = found.cases["to_be"]
    assert found.comparison.decisions["to_be"].verdict == verdict
    assert case.evpi.value == case.own == 0
    assert case.portfolio is not None
    assert case.portfolio.best == ()
    assert not case.advises_pilot
    assert case.stopping.rule is None


def test_a_decision_that_was_broken_off_goes_on(
    whole: tuple[Path, Decided], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[tuple[str, int]] = []
    keep = Kept.write

    def counted(self: Kept, kind: str, replication: int, life: Life) -> None:
        if len(written) == 7:
            raise KeyboardInterrupt
        written.append((kind, replication))
        keep(self, kind, replication, life)

    monkeypatch.setattr(Kept, "write", counted)
    with pytest.raises(KeyboardInterrupt):
        decided(LEVERS, folder=tmp_path, threads=1)
    there = {file.name for file in (tmp_path / "lives").iterdir()}
    assert len(there) == 7
    monkeypatch.undo()
    again: list[str] = []
    monkeypatch.setattr(
        Kept, "write", lambda self, kind, number, life: again.append(f"{kind}-{number:05d}")
    )
    found = decided(LEVERS, folder=tmp_path, threads=2)
    assert not {name.rpartition("-")[0] for name in there} & set(again)
    assert len(again) == 24 + 8 - 7
    _alike(found, whole[1])


def test_a_decision_that_is_there_lives_nothing_again(
    whole: tuple[Path, Decided], monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("a life is lived again")

    for name in ("compare", "runner.live"):
        monkeypatch.setattr(import_module(f"cxsim.study.{name}"), "replicate", never)
    _alike(decided(LEVERS, folder=whole[0]), whole[1])


def _alike(one: Decided, other: Decided) -> None:
    assert one.comparison.decisions == other.comparison.decisions
    pd.testing.assert_frame_equal(one.comparison.table, other.comparison.table, check_exact=True)
    pd.testing.assert_frame_equal(one.comparison.twins, other.comparison.twins, check_exact=True)
    pd.testing.assert_frame_equal(futures(one), futures(other), check_exact=True)
    assert repr(summary(one)) == repr(summary(other))


def test_a_kept_life_is_not_taken_for_another(tmp_path: Path) -> None:
    today = made(CASE)
    other = made(CASE | {QUALITY: 7})
    settings = {"customers": 40}
    Kept(tmp_path, [today], settings).write("central", 0, Life((), 1))
    assert Kept(tmp_path, [today], settings).read("central", 0) == Life((), 1)
    assert Kept(tmp_path, [other], settings).read("central", 0) is None
    assert Kept(tmp_path, [today], {"customers": 41}).read("central", 0) is None


@pytest.mark.parametrize("left", [b"", b"PK", b"not a life", None])
def test_a_damaged_life_is_lived_again(
    whole: tuple[Path, Decided], tmp_path: Path, left: bytes | None
) -> None:
    kept = shutil.copytree(whole[0], tmp_path / "kept")
    file = sorted((kept / "lives").iterdir())[3]
    file.write_bytes(file.read_bytes()[:-200] if left is None else left)
    told: list[tuple[int, int]] = []
    found = decided(LEVERS, folder=kept, progress=lambda done, of: told.append((done, of)))
    _alike(found, whole[1])
    assert file.stat().st_size > 1000
    assert told == sorted(told)
    assert {of for _, of in told} == {told[0][1]}


def test_progress_comes_to_all_there_is() -> None:
    told: list[tuple[int, int]] = []
    decided(LEVERS, progress=lambda done, of: told.append((done, of)))
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1]


def test_luck_alone_gives_no_rule_and_no_pilot() -> None:
    """The luck of simulated customers stands in signs and money of a life alike; no firm has it."""
    flat = pd.Series(np.full(48, 0.3))
    luck = np.random.default_rng(3).normal(size=(48, 1))
    signs = {"churn": -np.repeat(luck, 6, axis=1) + 0.0}
    zero = np.zeros((48, 6))
    assert stopping(Seen(flat.to_numpy(), zero, zero, signs)).rule is None
    assert stopping(Seen(0.3 + luck[:, 0], zero, zero, signs)).rule is not None


def test_what_is_switched_off_is_no_parameter() -> None:
    wide = {"value": 0.1, "low": 0, "high": 0.2}
    off = LEVERS["kinder"] | {"enabled": False, "execution": wide}
    today = made(CASE)
    about = [today, redesigned(today.as_is, {"kinder": LEVERS["kinder"], "off": off})]
    with_off = futures_of(about, 1, 30)
    about[1] = redesigned(today.as_is, {"kinder": LEVERS["kinder"]})
    pd.testing.assert_frame_equal(with_off, futures_of(about, 1, 30))


def test_a_budget_below_the_cheapest_lever_is_refused_before_anybody_lives(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(room, "compare", lambda *_, **__: pytest.fail("somebody lives"))
    with pytest.raises(Problems, match="does not buy even the cheapest lever") as told:
        decided({"kinder": LEVERS["kinder"]}, budget=1)
    assert "kinder" in str(told.value)
    with pytest.raises(Problems, match="budget is -1"):
        decided(LEVERS, budget=-1)


def test_no_redesign_is_no_decision() -> None:
    with pytest.raises(Problems):
        decide(made(CASE), [])


def test_can_t_tell_becomes_a_pilot_where_one_tells_more_than_it_costs(
    whole: tuple[Path, Decided],
) -> None:
    found = whole[1]
    unsure = replace(found.comparison.decisions["to_be"], verdict="cant_tell")
    comparison = replace(found.comparison, decisions={"to_be": unsure})
    about = (Churn(0.02, 0.01), Design(), Price(10, 1), 1_000_000, 6, 36)
    for worth, verdict in ((1e6, "pilot"), (0.0, "cant_tell")):
        case = replace(found.cases["to_be"], pilot=pilot(*about, worth))
        judged = room._judged(comparison, {"to_be": case})
        assert judged.decisions["to_be"].verdict == verdict
    sure = replace(found.comparison, decisions={"to_be": replace(unsure, verdict="fund")})
    case = replace(found.cases["to_be"], pilot=pilot(*about, 1e6))
    assert room._judged(sure, {"to_be": case}).decisions["to_be"].verdict == "fund"


def test_a_redesign_without_levers_has_no_shares() -> None:
    case = decided({}).cases["to_be"]
    assert case.why is None
    assert case.portfolio is None


@pytest.mark.parametrize(
    ("silent", "told"),
    [
        ([-0.5, -0.6, -0.4, -0.5], 0.5),
        ([-1.0, -1.1, -0.9, -1.0], 0.0),
        ([1.0, -3.0, -0.9, -1.0], 0.0),  # luck
        ([0.5, 0.4, 0.6, 0.5], 1.0),
        ([np.nan, np.nan, np.nan, -0.5], 0.0),
    ],
)
def test_what_talk_does_is_told_where_luck_does_not_do_it(silent: list[float], told: float) -> None:
    talked = [-1.0, -1.1, -0.9, -1.0]
    forms = [("linear", talked), ("", silent), ("saturating", [0.0] * 4)]
    rows = [(form, at, churn) for form, some in forms for at, churn in enumerate(some)]
    mine = pd.DataFrame(rows, columns=["form", "replication", "churn"])
    share = import_module("cxsim.study.decide")._told
    assert share(mine, "linear") == pytest.approx(told)
    assert share(mine[mine["form"] != ""], "linear") == 0
