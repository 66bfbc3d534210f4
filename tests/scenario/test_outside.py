"""What comes from outside, told wrongly: each mistake with a sentence, and the library's shocks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import cxsim
from cxsim.scenario import Problems, shock_library, validate
from cxsim.scenario.outside_checks import movable_outside, outside_places
from cxsim.scenario.schema import values_of
from cxsim.world.numbers import Names, central, numbers

from ..kit.scenarios import RICH, made

DESK = {"target": "touchpoints.desk.quality", "size": -1}
LIBRARY = tuple(shock_library.files())


def shock(**said: Any) -> dict[str, Any]:
    return {"shocks": {"one": {"label": "One", "effects": {"it": DESK}} | said}}


def effect(**said: Any) -> dict[str, Any]:
    return shock(effects={"it": DESK | said})


def factor(**said: Any) -> dict[str, Any]:
    course = {"kind": "weekdays", "values": {"sat": 1}}
    return {"context": {"one": {"label": "One", "course": course} | said}}


WRONG: list[tuple[dict[str, Any], str]] = [
    (effect(target="touchpoints.dask.quality"), "effects.it.target is 'touchpoints.dask.quality'"),
    (effect(target="touchpoints.dask.quality"), "Nearest: touchpoints.desk.quality"),
    (effect(target="touchpoints.*.qualty"), "effects.it.target is 'touchpoints.*.qualty', which "),
    (effect(target="touchpoints.*.qualty"), "Nearest: touchpoints.*.quality"),
    (effect(target="market.trust"), "effects.it.target is 'market.trust', which is not allowed"),
    (
        effect(target=["touchpoints.desk.quality", "touchpoints.*.quality"]),
        "effects.it.target names 'touchpoints.*.quality' more than once",
    ),
    (effect(size=-40), "effects.it.size is -40, which is not allowed. Allowed: -10 … 10"),
    (effect(how="multiply", size=-1), "effects.it.size is -1, which is not allowed"),
    (
        effect(target="journeys.ask.steps.desk.done.share"),
        "is 'journeys.ask.steps.desk.done.share', which is not allowed. Allowed: any other number",
    ),
    (effect(how="at_least"), "shocks.one.effects.it.how is 'at_least', which is not allowed"),
    (effect(permanent=1.5), "effects.it.permanent is 1.5, which is not allowed. Allowed: 0 … 1"),
    (
        effect(target="journeys.ask.entry", size=-1),
        "effects.it.how is 'add', which is not allowed. Allowed: multiply, by a size above 0",
    ),
    (effect(target="journeys.ask.steps.desk.done.share"), "effects.it.target is 'journeys.ask.st"),
    (shock(days=0), "shocks.one.days is 0, which is not allowed. Allowed: 1 … "),
    (shock(short_days=-3), "shocks.one.short_days is -3, which is not allowed"),
    (shock(start_day=-1), "shocks.one.start_day is -1, which is not allowed"),
    (shock(per_year=-1), "shocks.one.per_year is -1, which is not allowed"),
    (shock(per_year=1, start_day=3), "shocks.one.per_year stands beside start_day"),
    (shock(effects={}), "shocks.one.effects "),
    (shock(target="touchpoints.desk.quality"), "shocks.one.target is not known here"),
    (factor(effects={"it": DESK | {"how": "multiply", "size": 0}}), "effects.it.size is 0"),
    (factor(effects={"it": DESK | {"target": "teams.x.staff"}}), "effects.it.target is 'teams.x."),
    (
        factor(course={"kind": "path", "points": [[0, 1], [20, 1]]}),
        "context.one.course.points ends on day 20, before the last day lived. Allowed: a ",
    ),
    (factor(course={"kind": "path", "points": [[3, 1], [90, 1]]}), "course.points is [3], which"),
    (
        factor(course={"kind": "path", "points": [[0, 1], [90, 1], [90, 2]]}),
        "context.one.course.points is [90, 90], which is not allowed. Allowed: whole days",
    ),
    (factor(course={"kind": "months", "first": "june", "values": {"jun": 1}}), "values.jun"),
    (factor(course={"kind": "weekdays", "values": {}}), "context.one.course.values"),
    (factor(course={"kind": "spells", "share": 0.9, "days": 2}), "course.share is 0.9, which is"),
    (factor(course={"kind": "autoregressive", "memory_days": 0}), "course.memory_days is 0, which"),
    (factor(course={"kind": "file", "file": "../x.csv"}), "context.one.course.file is '../x.csv'"),
    (factor(course={"kind": "tides"}), "context.one.course.kind is 'tides', which is not allowed"),
]


@pytest.mark.parametrize(("said", "told"), WRONG, ids=[told[:60] for _, told in WRONG])
def test_what_is_wrong_is_told(said: dict[str, Any], told: str) -> None:
    with pytest.raises(Problems) as found:
        made(RICH, said)
    assert told in str(found.value)
    assert "wrong" not in str(found.value)


def test_what_may_be_moved_lies_where_a_life_reads_it() -> None:
    for name in ("telecom/as_is", "retail/as_is", "bank_contact_centre/as_is"):
        scenario = cxsim.load(name)
        names = Names.of(scenario.extended)
        own = numbers(scenario.extended, names, central(scenario), [0])
        for place, value in values_of(scenario.extended):
            if movable_outside(place, value):
                assert place in own.where, place


def test_a_star_stands_for_one_name() -> None:
    case = cxsim.load("telecom/as_is").extended
    hit = outside_places(case, "touchpoints.*.quality.reliability")
    assert len(hit) == len(case.touchpoints)
    assert outside_places(case, "touchpoints.*.reliability") == []
    assert outside_places(case, "archetypes.*.needs") == [
        f"archetypes.{name}.needs.{need}"
        for name, archetype in case.archetypes.items()
        for need in archetype.needs
    ]


def test_a_lever_may_name_all_of_a_kind() -> None:
    plan = made(RICH, levers={"it": {"target": "touchpoints.*.quality", "effect": 1}})
    assert plan.redesign is not None
    with pytest.raises(Problems, match="no_such"):
        made(RICH, levers={"it": {"target": "touchpoints.*.no_such", "effect": 1}})


@pytest.mark.parametrize("name", LIBRARY)
@pytest.mark.parametrize("case", ["telecom", "retail", "bank_contact_centre"])
def test_the_library_strikes_any_case(case: str, name: str) -> None:
    scenario = cxsim.load(f"{case}/as_is", f"shocks.{name}.start_day=7", [name])
    struck = scenario.as_is.shocks[name]
    assert struck.enabled
    assert struck.begins == 7
    assert set(struck.label) == {"es", "en"}
    assert any(
        outside_places(scenario.extended, target)
        for one in struck.effects.values()
        for target in one.target
    )


def test_the_library_has_what_it_is_to_have() -> None:
    assert {"recession", "storm", "outage", "strike", "scandal"} <= set(LIBRARY)
    assert {"channel_closed", "viral_complaint", "price_cut"} <= set(LIBRARY)


def test_a_shock_of_the_case_is_switched_on_and_comes_first() -> None:
    own = cxsim.load("telecom/as_is").as_is.shocks["storm"]
    named = cxsim.load("telecom/as_is", shocks=["storm"]).as_is.shocks["storm"]
    assert not own.enabled
    assert named == own.model_copy(update={"enabled": True})


def test_a_name_that_is_nowhere_is_told() -> None:
    with pytest.raises(Problems, match=r"stirke is not known here\. Nearest: strike\. Allowed: "):
        cxsim.load("telecom/as_is", shocks=["stirke"])


def test_a_shock_of_ones_own_comes_before_the_librarys(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "conf" / "shocks").mkdir(parents=True)
    file = tmp_path / "conf" / "shocks" / "scandal.yaml"
    file.write_text("label: Mine\neffects: {it: {target: economics.price, size: 0.1}}\n")
    monkeypatch.chdir(tmp_path)
    mine = cxsim.load("telecom/as_is", shocks=["scandal"]).as_is.shocks["scandal"]
    assert mine.label["en"] == "Mine"
    file.write_text("label: Mine\neffects: {it: {target: economics.price, sise: 0.1}}\n")
    with pytest.raises(Problems, match=r"conf/shocks/scandal.yaml: effects.it.sise is not known"):
        cxsim.load("telecom/as_is", shocks=["scandal"])


def test_as_data_it_is_the_same_case() -> None:
    case = cxsim.load("telecom/as_is", shocks=list(LIBRARY)).as_is
    assert validate.as_is(case.model_dump(mode="json", by_alias=True), "as_is.yaml") == case
