"""The exported JSON Schema tells an editor what the program itself would say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cxsim.scenario import cases, json_schema
from cxsim.scenario.schema import AsIs
from cxsim.scenario.yaml_text import read

from .json_schema import accepts
from .small import AS_IS, GONE, TO_BE, changed
from .test_mistakes import LEVERS, TYPES

SCHEMA = json_schema()
SHIPPED = [file for folder in cases().values() for file in sorted(folder.glob("*.yaml"))]


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_shipped_cases_are_accepted(file: Path) -> None:
    kind = "as_is" if file.stem == "as_is" else "to_be"
    assert accepts(SCHEMA[kind], read(file, file.name))


def test_short_forms_are_accepted() -> None:
    assert accepts(SCHEMA["as_is"], AS_IS)
    assert accepts(SCHEMA["to_be"], TO_BE)


@pytest.mark.parametrize(("change", "said"), TYPES)
def test_what_types_refuse_the_schema_refuses(change: dict[str, Any], said: str) -> None:
    assert said
    assert not accepts(SCHEMA["as_is"], changed(AS_IS, **change))


@pytest.mark.parametrize(
    "change",
    [
        c
        for c, said in LEVERS
        if c.get("target") in (GONE, [], "", "touchpoints") or "mutiply" in said
    ],
)
def test_what_a_lever_s_types_refuse_the_schema_refuses(change: dict[str, Any]) -> None:
    lever = {f"levers__faster__{key}": value for key, value in change.items()}
    assert not accepts(SCHEMA["to_be"], changed(TO_BE, **lever))


def test_units_and_levers_are_marked() -> None:
    cost = SCHEMA["as_is"]["$defs"]["Touchpoint"]["properties"]["cost"]
    assert (cost["x-unit"], cost["x-lever"]) == ("currency", True)
    strength = SCHEMA["as_is"]["$defs"]["Leaving"]["properties"]["strength"]
    assert (strength["x-unit"], strength["x-lever"]) == ("log-odds per SD", False)


def test_every_key_is_described_or_labelled() -> None:
    assert set(SCHEMA["as_is"]["properties"]) == set(AsIs.model_fields)
