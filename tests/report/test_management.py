"""What is told of how a firm manages: its assessment, what follows from it, levers' components."""

from __future__ import annotations

from typing import Any

import pytest

from cxsim.report.show import show_lines
from cxsim.scenario import library
from cxsim.scenario.schema import Scenario

from ..kit.scenarios import made

DESK: dict[str, Any] = {"label": "Kinder", "target": "touchpoints.desk.quality", "effect": 1}


def told(maturity: dict[str, float] | None, language: str, **levers: dict[str, Any]) -> str:
    """What do=show says of today's case, or of a redesign of it."""
    today = made({"silos": {}}, *([] if maturity is None else [{"firm.maturity": maturity}]))
    shown: Scenario = today
    if levers:
        plan = {"label": "X", "levers": {name: DESK | one for name, one in levers.items()}}
        raw = {library.AS_IS: library.data_of(today), "to_be_x": plan}
        shown = library.variant(None, "kit", raw, {})[1]
    return "\n".join(show_lines(shown, language))


def test_the_assessment_is_told_with_what_it_sets() -> None:
    english = told({"governance": 2, "economics": 4}, "en")
    assert "firm.maturity · how the firm judges its management" in english
    assert [line.split() for line in english.split("\n") if line.startswith("  governance")] == [
        ["governance", "2"]
    ]
    assert "culture        not stated; counts as 3" in english
    assert "levers.*.drift" in english
    assert "by governance, culture" in english
    assert "silos.memory" in english
    assert "surveys.journey.sampling  0" not in english  # nothing is said of measurement
    spanish = told({"governance": 2}, "es")
    assert "cómo juzga la empresa" in spanish
    assert "por gobierno, cultura" in spanish


def test_without_one_nothing_is_told_of_it() -> None:
    assert "maturity" not in told(None, "en")
    assert "self-assessment" not in told(None, "en", kind={})


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "56% of the plan becomes real (from the firm’s self-assessment)"),
        ("en", "without upkeep, 25% of its strength is lost a year (from the firm’s"),
        ("es", "se hace realidad el 56% del plan (de la autoevaluación de la empresa)"),
    ],
)
def test_a_lever_says_what_it_has_from_the_assessment(language: str, said: str) -> None:
    levels = {"governance": 1, "culture": 3, "design": 2.2}
    assert said in told(levels, language, kind={}).replace("\xa0", " ").replace(" %", "%")


def test_what_a_lever_states_is_not_put_down_to_the_assessment() -> None:
    said = told({"governance": 1}, "en", kind={"execution": 0.5, "ramp_days": 3, "upkeep": 200})
    assert "self-assessment" not in said
    assert "kept up for" in said
    assert "is lost a year" not in said


def test_the_components_that_no_lever_belongs_to_are_named() -> None:
    both = {"kind": {"component": "design"}, "firm": {"component": "culture"}}
    english = told(None, "en", **both)
    assert "belongs to design" in english
    rest = "strategy, understanding, measurement, economics, governance"
    assert f"No lever belongs to: {rest}." in english
    assert "es de diseño" in told(None, "es", **both)
    assert "No lever belongs to" not in told(None, "en", kind={})
