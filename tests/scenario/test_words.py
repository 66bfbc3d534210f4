"""Whatever the scenario room says, it says in English and Spanish."""

from __future__ import annotations

import ast
import string
from pathlib import Path

import pytest

from cxsim import scenario
from cxsim.scenario import load, values_of
from cxsim.scenario.words import WORDS, Phrase, in_unit, phrase, said

TREES = [
    ast.parse(file.read_text(encoding="utf-8"))
    for file in Path(str(scenario.__file__)).parent.glob("*.py")
]


def fields(text: str) -> set[str | None]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("key", WORDS)
def test_both_languages_say_the_same(key: str) -> None:
    english, spanish = WORDS[key]
    assert english
    assert spanish
    assert fields(english) == fields(spanish)


KEY_AT = {"phrase": 0, "Hint": 0, "Refused": 0, "Said": 0, "Found": 1, "Problem": 1}
"""Which argument of a call is a key of the table."""


def test_every_phrase_used_is_in_the_table() -> None:
    used = {
        argument.value
        for tree in TREES
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.args
        for argument in [call.args[min(KEY_AT.get(call.func.id, 0), len(call.args) - 1)]]
        if call.func.id in KEY_AT and isinstance(argument, ast.Constant)
    }
    assert len(used) > 40
    assert used <= set(WORDS)


def test_every_unit_is_in_both_languages() -> None:
    units = {
        value.quantity.unit
        for name in ("as_is", "to_be_on_time_technician")
        for made in [load(f"telecom/{name}")]
        for _, value in values_of(made.redesign or made.as_is)
    }
    assert len(units) > 10
    for unit in units - {"0–10"}:
        assert dict(in_unit(unit).parts)["unit"] != Phrase(unit) or unit in WORDS, unit


def test_phrases_fill_each_other() -> None:
    nested = phrase("between", low="0", high="1", unit=in_unit("share"))
    assert str(nested) == "0 … 1 (share)"
    assert nested.said("es_MX") == "0 … 1 (proporción)"
    assert said("0–10", "es") == "0–10"
