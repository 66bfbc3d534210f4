"""Finding, overriding and loading cases."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxsim.scenario import Problems, Value, cases, library, load, values_of
from cxsim.scenario.yaml_text import read

from .small import AS_IS, TO_BE, changed, written

TELECOM = cases()["telecom"]
RAW = read(TELECOM / "as_is.yaml", "as_is.yaml")
TODAY = load("telecom/as_is").as_is
VALUES = dict(values_of(TODAY))
UNLIVEABLE = ("sum", "zero_sum", "no_way_out", "no_entry", "missing")
"""What one number can do to a case beside being out of its own range."""
OF_ITS_OWN = ("by_line", "stays_passable")
"""What is allowed beside: lines state the spend, no shock leaves anybody without a way."""


@given(st.sampled_from(sorted(VALUES)), st.data())
@settings(derandomize=True, deadline=None, max_examples=60)
def test_any_value_can_be_overridden_and_nothing_else_moves(
    place: str, data: st.DataObject
) -> None:
    quantity = VALUES[place].quantity
    number = data.draw(st.floats(max(quantity.low, -1e6), min(quantity.high, 1e6)))
    raw = deepcopy(RAW)
    library.put(raw, place, number, tuple(TODAY.dimensions))
    try:
        made = library.build(TELECOM, "as_is", {"as_is": raw})
    except Problems as problems:  # shares that no longer sum to 1, weights to nothing …
        parts = place.split(".")
        for problem in problems.problems:
            meant = getattr(problem.allowed, "key", "") in OF_ITS_OWN
            assert meant or problem.kind in UNLIVEABLE, problem
            told = problem.place.split(": ")[1].split(".")
            # Some touch what stands beside: numbers to be written too, a step that leads nowhere.
            beside = problem.kind in ("missing", "no_way_out")
            assert set(told[:-1] if beside else told) <= set(parts)
        return
    after = dict(values_of(made.as_is))
    assert after.pop(place) == Value(number, number, number)
    assert after == {other: value for other, value in VALUES.items() if other != place}


@pytest.mark.parametrize(
    ("override", "place", "value"),
    [
        ("firm.customers=1000", "firm.customers", 1000),
        ("firm={customers: 5, currency: EUR}", "firm", {"customers": 5, "currency": "EUR"}),
        ("touchpoints.line.quality.speed=9", "touchpoints.line.quality", {"speed": 9, "care": 6}),
        ("economics.margin.low=0.1", "economics.margin", {"value": 0.5, "low": 0.1, "high": 0.6}),
        ("touchpoints.desk.cost.high=3", "touchpoints.desk.cost", {"value": 2, "high": 3}),
        (
            "journeys.ask.steps.line.done.after_days=2",
            "journeys.ask.steps.line.done",
            {"share": 0.6, "after_days": 2},
        ),
        ("surveys.response=0.2", "surveys", {"response": 0.2}),
        ("label=Una tienda", "label", "Una tienda"),
    ],
)
def test_short_forms_on_the_way_are_written_out(override: str, place: str, value: object) -> None:
    raw = deepcopy(AS_IS)
    library.put(raw, *library.parsed(override), names=("speed", "care"))
    node: Any = raw
    for part in place.split("."):
        node = node[part]
    assert node == value


def test_dimensions_spread_from_one_range_stay_apart() -> None:
    raw = changed(AS_IS, touchpoints__line__quality={"value": 6, "low": 5, "high": 7})
    library.put(raw, "touchpoints.line.quality.speed.high", 9, ("speed", "care"))
    quality = raw["touchpoints"]["line"]["quality"]
    assert quality["speed"] == {"value": 6, "low": 5, "high": 9}
    assert quality["care"] == {"value": 6, "low": 5, "high": 7}


def test_overrides_reach_both_files(tmp_path: Path) -> None:
    case = written(tmp_path)
    made = load(
        case / "to_be_faster.yaml",
        [
            "levers.faster.effect=2",
            "to_be_faster.levers.faster.ramp_days=30",
            "as_is.ties.friends=4",
        ],
    )
    assert made.levers["faster"].effect.value == 2
    assert made.levers["faster"].ramp_days == 30
    assert made.as_is.ties.friends == 4
    assert load(case / "as_is.yaml", ["as_is.ties.friends=2"]).as_is.ties.friends == 2


def test_mistakes_of_overrides_are_told_with_all_others(tmp_path: Path) -> None:
    case = written(tmp_path, changed(AS_IS, firm__currency="dollars"))
    with pytest.raises(Problems) as problems:
        load(case / "as_is.yaml", ["nothing", "firm.customers=0", "ties.frends=2", "label={x"])
    told = str(problems.value).replace(case.as_posix(), "shop")
    assert [sentence.split(" is ")[0] for sentence in told.split("\n")] == [
        "override",
        "label={x cannot be read: line 2, column 1: it",
        "shop/as_is.yaml: firm.customers",
        "shop/as_is.yaml: firm.currency",
        "shop/as_is.yaml: ties.frends",
    ]


def test_names_that_are_nearly_right() -> None:
    for name, said in (
        ("telecmo/as_is", "case telecmo is not known here. Nearest: telecom."),
        (
            "telecom/to_be_assistant",
            "telecom/to_be_assistant is not known here. Nearest: to_be_ass",
        ),
        ("../telecom/as_is", "case .. is not known here."),
    ):
        with pytest.raises(Problems) as problems:
            load(name)
        assert str(problems.value).startswith(said)


def test_a_path_that_is_nearly_right(tmp_path: Path) -> None:
    case = written(tmp_path)
    with pytest.raises(Problems, match=r"no such file\. Nearest: to_be_faster\.yaml\."):
        load(case / "to_be_fast.yaml")
    (case / "to_be_faster.yaml").rename(case / "To be faster.yaml")
    with pytest.raises(Problems, match=r"'To be faster'.* Nearest: to_be_faster\."):
        load(case / "To be faster.yaml")


def test_a_copied_file_just_appears(tmp_path: Path) -> None:
    case = written(tmp_path)
    (case / "to_be_copy.yaml").write_text((case / "to_be_faster.yaml").read_text())
    assert library.names(case) == ["as_is", "to_be_copy", "to_be_faster"]
    made = {scenario.name: scenario for scenario in library.every(case)}
    assert list(made) == ["as_is", "to_be_copy", "to_be_faster"]
    assert made["to_be_copy"].hash() == made["to_be_faster"].hash()


def test_a_user_s_own_case_hides_a_shipped_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "scenarios").mkdir()
    written(tmp_path / "scenarios").rename(tmp_path / "scenarios" / "telecom")
    monkeypatch.chdir(tmp_path)
    assert load("telecom/as_is").label == {"es": "A shop", "en": "A shop"}
    assert load("telecom").name == "as_is"
    with pytest.raises(Problems, match=r"^scenarios/telecom/as_is\.yaml: frm is not known here"):
        load("telecom/as_is", ["frm=1"])


def test_the_hash_is_of_the_content_alone(tmp_path: Path) -> None:
    first, second = tmp_path / "one", tmp_path / "two"
    first.mkdir()
    second.mkdir()
    longer = changed(AS_IS, horizon_days=366)
    assert load(written(first) / "as_is.yaml").hash() == load(written(second) / "as_is.yaml").hash()
    assert load(written(first) / "as_is.yaml").hash() != (
        load(written(second, longer) / "as_is.yaml").hash()
    )
    whole = load(first / "shop" / "to_be_faster.yaml")
    assert whole.hash() != load(first / "shop" / "as_is.yaml").hash()


def test_a_history_must_lie_beside_its_case(tmp_path: Path) -> None:
    buy = changed(AS_IS)["journeys"]["join"] | {"kind": "purchase"}
    one: dict[str, Any] = {
        "kind": "non_contractual",
        "need": "buy",
        "rate": {"shape": 1, "scale_days": 100},
        "dropout": {"a": 1, "b": 2},
        "value": {"p": 6, "q": 4, "gamma": 15},
        "history": "buys.csv",
    }
    as_is = changed(
        AS_IS,
        relationship=one,
        market={},
        journeys__buy=buy,
        journeys__join__kind="join",
        warm_up_days=0,
    )
    del as_is["journeys"]["join"]
    case = written(tmp_path, as_is)
    with pytest.raises(Problems, match=r"relationship.history is 'buys.csv'.* a file beside as_is"):
        load(case / "as_is.yaml")
    (case / "buys.csv").write_text("x")
    before = load(case / "as_is.yaml").hash()
    (case / "buys.csv").write_text("y")
    assert load(case / "as_is.yaml").hash() != before
    with pytest.raises(Problems, match=r"history is '\.\./buys\.csv'"):
        load(case / "as_is.yaml", ["relationship.history=../buys.csv"])
    with pytest.raises(Problems, match=r"warm_up_days is 30.*histories are the past already"):
        load(case / "as_is.yaml", ["warm_up_days=30"])


def test_a_disabled_lever_is_not_there(tmp_path: Path) -> None:
    case = written(tmp_path, AS_IS, changed(TO_BE, levers__faster__enabled=False))
    made = load(case / "to_be_faster.yaml")
    assert made.levers == {}
    assert made.redesign is not None
    assert list(made.redesign.levers) == ["faster"]
