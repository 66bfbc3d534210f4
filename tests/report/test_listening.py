"""The listening loop on the page: what scored lowest, what was truly worst, who was called."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from cxsim.report.listening import LOOKS, Loop
from cxsim.report.page import render
from cxsim.report.voice import Voice
from cxsim.scenario.listening import Listening

from . import fake
from .hostile import SCRIPT

HEARD = (
    *("scenario", "replication", "day", "touchpoint", "department", "owned"),
    *("answers", "score", "visits", "felt", "fixed"),
)
NAN = float("nan")


def told(looks: int = 2, hostile: bool = False) -> fake.Comparison:
    """The shipped case with a loop: the app scores lowest on all looks but the last."""
    as_is, *to_be = fake.scenarios()
    case = as_is.as_is.model_copy(update={"listening": Listening()})
    if hostile:
        app = case.touchpoints["messaging_assistant"].model_copy(
            update={"label": {"en": SCRIPT, "es": SCRIPT}}
        )
        case = case.model_copy(
            update={"touchpoints": case.touchpoints | {"messaging_assistant": app}}
        )
    plans = tuple(replace(plan, as_is=case) for plan in to_be)
    plain = fake.comparison(replace(as_is, as_is=case), plans)
    names = ["as_is", *(plan.name for plan in to_be)]
    rows = [
        (name, replication, 91 * (look + 1), *row)
        for name in names
        for replication in (0, 1)
        for look in range(looks)
        for row in (
            (
                "messaging_assistant",
                "digital",
                True,
                40,
                2.5 if look < looks - 1 else 4.5,
                900,
                6.2,
                121.0,
            ),
            ("call_centre", "service", True, 35, 3.1, 500, 4.4, NAN),
            ("repair_visit", "service", True, 5, 1.0, 100, 5.5, NAN),
            ("family_advice", "", False, 90, 1.0, 100, 1.5, NAN),
        )
    ]
    calls = [(name, "connected_family", 12.0, 30.0, 10.0, 9.0, 8.0) for name in names]
    columns = ["scenario", "archetype", "calls", "cost", "customers", "kept", "kept_today"]
    return replace(
        plain,
        heard=pd.DataFrame(rows, columns=list(HEARD)),
        calls=pd.DataFrame(calls, columns=columns),
    )


def section(comparison: fake.Comparison, language: str = "en") -> Loop:
    return Loop(comparison, comparison.to_be[0], Voice(language))  # type: ignore[arg-type]


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_section_stands_on_the_page(language: str) -> None:
    comparison = told()
    page, _ = render(comparison, language)  # type: ignore[arg-type]
    heading = {"es": "Lo que la empresa escucha, y lo que hace con ello"}.get(
        language, "What the firm hears, and what it does about it"
    )
    assert page.count(f">{heading}</h4>") == len(comparison.to_be)
    assert "nan" not in page.split(heading)[1].split("</section>")[0].lower()


def test_a_firm_that_does_nothing_has_no_such_section(comparison: fake.Comparison) -> None:
    alone = section(comparison)
    assert not alone.tells
    assert alone.tables() == []
    assert "What the firm hears" not in render(comparison, "en")[0]  # type: ignore[arg-type]


def test_what_scored_lowest_stands_beside_what_was_worst() -> None:
    """Too few answers are no score, and what is not the firm's is nobody's worst."""
    found = section(told()).found()
    assert found is not None
    first, last = ([str(cell) for cell in row] for row in found.rows)
    app, centre = (
        fake.scenarios()[0].as_is.touchpoints[name].label["en"]
        for name in ("messaging_assistant", "call_centre")
    )
    assert first[0] == "91"
    assert app in first[1]
    assert first[2:4] == ["2.50 (40)", "6.2"]
    assert centre in first[4]
    assert first[5] == "4.4"
    assert app in first[6]
    assert centre in last[1]
    assert centre in last[4]


def test_the_lead_counts_how_often_the_survey_misleads() -> None:
    assert "in 4 of the 6 times" in section(told(3)).lead()
    assert "In all 2 times" in section(told(1)).lead()
    few = told()
    silent = section(replace(few, heard=few.heard.assign(answers=0)))
    assert "too few had answered" in silent.lead()
    assert silent.found() is not None


def test_only_the_first_looks_are_told() -> None:
    found = section(told(40)).found()
    assert found is not None
    assert len(found.rows) == LOOKS


def test_who_was_called_and_stays() -> None:
    comparison = told()
    calls = section(comparison).calls()
    assert calls is not None
    (row,) = ([str(cell) for cell in one] for one in calls.rows)
    scale = comparison.scale
    assert row[1].replace(",", "") == f"{12 * scale:.0f}"
    assert row[4:] == ["80%", "90%"]


def test_labels_are_harmless() -> None:
    page, _ = render(told(hostile=True), "en")  # type: ignore[arg-type]
    assert SCRIPT not in page
