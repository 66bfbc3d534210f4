"""A purchase log through the door: its case, how honestly it is told, and what to ask next."""

from datetime import date, timedelta

import numpy as np
import pytest

from .conftest import Desk


@pytest.fixture
def log(desk: Desk) -> str:
    """Two years of purchases of 300 customers of an unequal shop; columns in Spanish."""
    draws = np.random.default_rng(1)
    rows = ["cliente;día;importe"]
    for customer in range(300):
        rate, spend = draws.gamma(0.6, 0.02), draws.gamma(4, 10)
        day = float(draws.integers(0, 90))
        while day < 730:
            when = date(2024, 1, 1) + timedelta(days=int(day))
            rows.append(f"c{customer};{when};{spend * draws.gamma(5, 0.2):.2f}")
            day += draws.exponential(1 / rate) if draws.random() > 0.1 else 730
    desk.write("ventas, año 2025.csv", "\n".join(rows))
    return "ventas, año 2025.csv"


COLUMNS = ["do.columns.customer=cliente", "do.columns.date=día", "do.columns.amount=importe"]


def test_a_log_becomes_a_case_that_can_be_shown(desk: Desk, log: str) -> None:
    words = ["do=build", f"do.file={log}", "do.name=tienda", *COLUMNS, "do.currency=PEN"]
    assert desk.says(*words) == 0
    assert "What the model foretold, and what came" in desk.out
    assert "nobody buys again" in desk.out, "the forecast stands beside naive ones"
    assert desk.out.splitlines()[-1].startswith("Next: python run.py case=tienda do=show")
    assert str(desk.folder / "scenarios" / "tienda") in desk.out
    assert desk.says("case=tienda", "do=show") == 0
    assert "PEN" in desk.out
    (said,) = desk.refuses(*words, "language=es")
    assert said.startswith("Ya hay un caso en")


def test_a_case_is_told_in_spanish_by_its_sources(desk: Desk, log: str) -> None:
    words = ["do=build", f"do.file={log}", "do.name=tienda", *COLUMNS, "language=es_PE"]
    assert desk.says(*words) == 0
    assert "Lo que el modelo pronosticó y lo que llegó" in desk.out
    assert "| nadie vuelve a comprar |" in desk.out
    assert "La moneda es un supuesto" in desk.out
    assert "## Supuesto" not in desk.out, "the page of what is assumed is left to the file"
    text = (desk.folder / "scenarios/tienda/SOURCES.md").read_text(encoding="utf-8")
    assert desk.out.startswith(text.partition("## Supuesto")[0].strip())
    assert "$" not in text
    for english in (" the ", " of ", " and ", "customers |", "purchase "):
        assert english not in text, english


def test_what_is_wrong_with_a_log_is_told_and_nothing_is_written(desk: Desk, log: str) -> None:
    (said,) = desk.refuses("do=build", f"do.file={log}", "do.name=tienda", *COLUMNS[1:])
    assert "has no column 'customer'" in said


def test_a_case_built_elsewhere_is_not_said_to_be_at_hand(desk: Desk, log: str) -> None:
    words = ["do=build", f"do.file={log}", "do.name=tienda", *COLUMNS, "do.into=otra carpeta"]
    assert desk.says(*words, "language=es") == 0
    assert desk.out.splitlines()[-1].startswith("Sigue: póngalo en una carpeta scenarios")
