"""docs/odd.md says what the code says, and leaves out no element of the protocol."""

from __future__ import annotations

import re

import pytest

from cxsim.behaviour import RULES, Rule

from .kit.odd import COMMAND, DOCUMENT, prose, renewed

TEXT = DOCUMENT.read_text(encoding="utf-8")
PROSE = prose(TEXT)

ELEMENTS = {
    "I.i Purpose and patterns": 2,
    "I.ii Entities, state variables and scales": 5,
    "I.iii Process overview and scheduling": 1,
    "II.i Theoretical and empirical background": 5,
    "II.ii Individual decision-making": 8,
    "II.iii Learning": 2,
    "II.iv Individual sensing": 5,
    "II.v Individual prediction": 3,
    "II.vi Interaction": 4,
    "II.vii Collectives": 2,
    "II.viii Heterogeneity": 2,
    "II.ix Stochasticity": 1,
    "II.x Observation": 2,
    "III.i Implementation details": 2,
    "III.ii Initialisation": 3,
    "III.iii Input data": 1,
    "III.iv Submodels": 3,
}
"""The elements of ODD+D (Müller et al. 2013) in order, with how many questions each asks."""


def test_tables_are_those_of_the_code() -> None:
    assert renewed(TEXT) == TEXT, f"docs/odd.md is behind the code: run `{COMMAND}`"


def test_elements_stand_in_the_order_of_the_protocol() -> None:
    assert re.findall(r"^### (.+)$", PROSE, re.MULTILINE) == list(ELEMENTS)


@pytest.mark.parametrize("element", ELEMENTS)
def test_every_question_of_an_element_is_answered(element: str) -> None:
    number = element.split()[0]
    asked = [f"{number}.{letter}" for letter in "abcdefgh"[: ELEMENTS[element]]]
    assert re.findall(rf"^\*\*({re.escape(number)}\.[a-z]) ", PROSE, re.MULTILINE) == asked


@pytest.mark.parametrize("said", ["Patterns: criteria of usefulness", "Rationale"])
def test_what_the_second_update_asks_for_is_there(said: str) -> None:
    assert f"\n**{said}.**" in PROSE


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_is_told(rule: Rule) -> None:
    """Beside the table: by its number or, where it has none, by its name."""
    found = re.findall(r"\b[Rr]ules? ((?:\d+(?:, | and )?)+)", PROSE)
    numbers = {int(number) for several in found for number in re.findall(r"\d+", several)}
    assert rule.number in numbers if rule.number else rule.name.lower() in PROSE.lower()
