"""Numbers as a case states them, and names that are nearly right."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from cxsim.scenario import Value, load, values_of
from cxsim.scenario.problems import harmless, nearest, shown
from cxsim.scenario.schema import AsIs
from cxsim.scenario.values import Quantity, default

exactly = settings(derandomize=True, deadline=None)
NUMBERS = st.floats(-1e12, 1e12)
SHARE = Quantity("share", 0, 1)


@given(numbers=st.lists(NUMBERS, min_size=3, max_size=3).map(sorted), source=st.none() | st.text())
@exactly
def test_a_value_written_and_read_is_the_same(numbers: list[float], source: str | None) -> None:
    low, value, high = numbers
    made = Value(value, low, high, source)
    assert Quantity("").read(made.written()) == made
    assert Quantity("").read(made) == made
    assert made.uncertain == (low < high)


@given(NUMBERS)
@exactly
def test_a_plain_number_is_certain(number: float) -> None:
    value = Quantity("").read(number)
    assert (value.value, value.low, value.high) == (number, number, number)
    assert value.written() == number
    assert not value.uncertain


@given(st.floats() | st.integers(-3, 3))
@exactly
def test_only_finite_numbers_in_range_are_read(number: float) -> None:
    if math.isfinite(number) and 0 <= number <= 1:
        assert SHARE.read(number).value == number
    else:
        with pytest.raises(PydanticCustomError):
            SHARE.read(number)


@pytest.mark.parametrize(
    "raw",
    [
        True,
        None,
        "0.5",
        [0.5],
        {},
        {"low": 0, "high": 1},
        {"value": 0.5, "low": 0.6},
        {"value": 0.5, "high": 0.4},
        {"value": 0.5, "unit": "share"},
        {"value": 0.5, "source": 3},
        {"value": 0.5, "high": 2},
    ],
)
def test_what_is_no_number_of_a_case(raw: object) -> None:
    with pytest.raises(PydanticCustomError):
        SHARE.read(raw)


def test_defaults_are_stated_like_values() -> None:
    assert default(0.5) == {"value": 0.5}
    assert SHARE.read(default(0.5, 0.2, 0.6, "Oliver 1980")) == Value(0.5, 0.2, 0.6, "Oliver 1980")


def test_one_number_stands_for_every_dimension() -> None:
    case = load("telecom/as_is").as_is
    expected = case.archetypes["home_business"].expectations.will
    assert list(expected) == list(case.dimensions)
    assert len(set(expected.values())) == 1


def test_a_case_written_out_is_the_same_case() -> None:
    case = load("telecom/as_is").as_is
    again = AsIs.model_validate(
        case.model_dump(mode="json", by_alias=True), context={"dimensions": tuple(case.dimensions)}
    )
    assert again == case
    assert dict(values_of(again)) == dict(values_of(case))


def test_a_case_is_frozen() -> None:
    case: Any = load("telecom/as_is").as_is
    for section, name in ((case, "horizon_days"), (case.firm, "customers"), (case.economics, "x")):
        with pytest.raises(ValueError, match=r"frozen|no field"):
            setattr(section, name, 1)
    with pytest.raises(AttributeError):
        case.economics.margin.value = 1


NAMES = st.text("abcdefghij_", min_size=1, max_size=12)


@given(st.lists(NAMES, min_size=1, max_size=30, unique=True), st.data())
@exactly
def test_a_known_name_is_its_own_nearest(names: list[str], data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(names))
    assert nearest(name, names) == name
    assert nearest(name.upper(), names) == name


@given(NAMES.filter(lambda name: len(name) > 4), st.data())
@exactly
def test_one_slip_is_understood(name: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(name) - 1))
    slips = [
        name[:at] + name[at + 1 :],
        f"{name[:at]}x{name[at:]}",
        f"{name[:at]}x{name[at + 1 :]}",
    ]
    for slip in slips:
        assert nearest(slip, [name, "zzzz", "1234567890"]) == name


def test_nothing_is_nearest_to_what_is_like_nothing() -> None:
    assert nearest("qqqq", ["speed", "care"]) == ""
    assert nearest("", ["speed"]) == ""
    assert nearest("speed", []) == ""


@given(st.text() | st.dictionaries(st.text(), st.text()) | st.lists(st.text()) | st.floats())
@exactly
def test_what_is_shown_fits_a_line_and_steers_nothing(value: object) -> None:
    text = shown(value)
    assert text.isprintable()
    assert len(text) <= 80


@given(st.text())
@exactly
def test_harmless_text_keeps_what_can_be_printed(text: str) -> None:
    assert harmless(text).isprintable()
    if text.isprintable():
        assert harmless(text) == text
