"""What Python may ask of a run: everything else is told at once, in sentences, in two languages."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import cxsim
from cxsim import swapped
from cxsim.behaviour import RULES
from cxsim.engine.reference import Customer
from cxsim.scenario import Problems, Scenario, size

from ..kit.scenarios import RICH, made

PLAN = made(RICH, levers={"better": {"target": "touchpoints.desk.quality", "effect": 1}})
TODAY = Scenario(PLAN.case, "as_is", PLAN.as_is)
SMALL: dict[str, Any] = {"customers": 5, "horizon_days": 3}


class Discreet(Customer):
    """Tells nobody."""

    def talk(self, journey: Any, memory: float) -> None:
        pass


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (lambda: cxsim.simulate(TODAY, customers=0), "customers is 0"),
        (lambda: cxsim.simulate(TODAY, customers=1e3), "customers is 1000.0, which is not allowed"),
        (lambda: cxsim.simulate(TODAY, customers="5"), "customers is '5'"),
        (lambda: cxsim.simulate(TODAY, customers=True), "customers is true"),
        (lambda: cxsim.simulate(TODAY, customers=np.array([1, 2])), "customers is "),
        (lambda: cxsim.simulate(TODAY, seed=2**70), "seed is 1180591620717411303424"),
        (lambda: cxsim.simulate(TODAY, horizon_days=-1), "horizon_days is -1"),
        (lambda: cxsim.simulate(TODAY, engine=None), "engine is null"),
        (lambda: cxsim.simulate(TODAY, engine=[]), "engine is []"),
        (lambda: cxsim.simulate(TODAY, record=True), "record is true"),
        (lambda: cxsim.simulate("telecom/as_is"), "scenario is 'telecom/as_is'"),
        (lambda: cxsim.simulate(TODAY, rules=3, **SMALL), "rules is 3"),
        (lambda: cxsim.simulate(TODAY, person="x", **SMALL), "person is 'x'"),
        (lambda: cxsim.simulate(TODAY, person=Discreet, **SMALL), "engine is 'kernel'"),
        (lambda: cxsim.compare(TODAY, PLAN), "to_be is 'to_be'"),
        (lambda: cxsim.compare(TODAY, "to_be"), "to_be is 'to_be'"),
        (lambda: cxsim.compare(TODAY, ["to_be"]), "to_be is 'to_be'"),
        (lambda: cxsim.compare(None, [PLAN]), "as_is is null"),
        (lambda: cxsim.compare(TODAY, [PLAN], replications=0), "replications is 0"),
        (lambda: cxsim.compare(TODAY, [PLAN], person=Discreet), "engine is 'kernel'"),
        (lambda: cxsim.replay(TODAY), "to_be is 'as_is'"),
        (lambda: cxsim.replay("x"), "scenario is 'x'"),
        (lambda: cxsim.replay(PLAN, customer=1.5, **SMALL), "customer is 1.5"),
        (lambda: cxsim.replay(PLAN, rules={"talk_chanc": max}), "rules.talk_chanc is not known"),
    ],
)
def test_each_misuse_is_a_sentence(ask: Callable[[], Any], said: str) -> None:
    with pytest.raises(Problems) as found:
        ask()
    (sentence,) = found.value.text().splitlines()
    assert sentence.startswith(said)
    spanish = found.value.text("es")
    assert not any(word in spanish for word in ("Allowed", " which ", " given", "whole"))


def test_all_are_told_at_once() -> None:
    with pytest.raises(Problems) as found:
        cxsim.compare(TODAY, [3], customers=0, replications=0, seed=-1, engine="x")
    places = [problem.place for problem in found.value.problems]
    assert places == ["customers", "replications", "seed", "engine", "to_be"]


def test_numbers_of_numpy_are_numbers() -> None:
    sizes = {"customers": np.int64(5), "horizon_days": np.int32(3), "seed": np.uint64(3)}
    run = cxsim.simulate(TODAY, **sizes)
    assert len(run.customers) >= 5


def test_a_comparison_takes_an_agent_of_ones_own() -> None:
    asked: dict[str, Any] = {"customers": 30, "horizon_days": 60, "replications": 1}
    plain, quiet = (
        cxsim.compare(TODAY, [PLAN], engine="reference", **asked, **own)
        for own in ({}, {"person": Discreet})
    )
    assert not plain.table.equals(quiet.table)
    assert quiet.manifest["person"] == "Discreet"


def test_the_rules_that_no_run_asks_are_those_that_none_can_swap() -> None:
    rooms = [Path(str(import_module(room).__file__)).parent for room in swapped.COPIED[1:]]
    text = "\n".join(file.read_text("utf-8") for room in rooms for file in room.rglob("*.py"))
    names = [place.split(".")[1] for rule in RULES for place in rule.functions]
    for name in swapped.UNASKED:
        assert name in names
        assert name not in text
        with pytest.raises(Problems, match=f"rules.{name} is a rule that no run asks"):
            swapped.check({name: lambda a: a})


def test_the_module_of_a_replay_is_a_module() -> None:
    assert cxsim.replay is import_module("cxsim.measure.replay").replay
    assert import_module("cxsim.measure").replay is import_module("cxsim.measure.replay")


@pytest.mark.parametrize("there", [10**9, 10**10])
def test_what_cannot_fit_is_told_before_anything_is_made(
    monkeypatch: pytest.MonkeyPatch, there: int
) -> None:
    monkeypatch.setattr(size, "memory", lambda: there)
    monkeypatch.setattr("cxsim.measure.run.build", None)
    for ask in (
        lambda: cxsim.simulate(TODAY, customers=10**9),
        lambda: cxsim.compare(TODAY, [PLAN], customers=10**9),
        lambda: cxsim.replay(PLAN, customers=10**9),
        lambda: cxsim.simulate(TODAY, customers=10**7, engine="reference"),
    ):
        with pytest.raises(Problems, match=r"takes about \d+\.\d GB of memory, and this machine"):
            ask()  # type: ignore[no-untyped-call]


def test_the_most_that_fits_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(size, "memory", lambda: 4 * 10**9)
    (problem,) = size.too_large(TODAY, 10**9)
    most = int(problem.sentence().partition("about ")[2].partition("Allowed: about ")[2].split()[0])
    assert not list(size.too_large(TODAY, most))
    assert list(size.too_large(TODAY, most + 2))


def test_a_container_counts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for text, there in (("1000000000\n", 10**9), ("max\n", None)):
        (tmp_path / "limit").write_text(text)
        monkeypatch.setattr(size, "LIMITS", (str(tmp_path / "limit"), str(tmp_path / "none")))
        assert there is None or size.memory() == there
