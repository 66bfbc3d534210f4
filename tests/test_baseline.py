"""The standard run comes to what is written down: numbers change on purpose, never by accident."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from . import baseline

WRITTEN = json.loads(baseline.FILE.read_text(encoding="utf-8"))
ADVICE = (
    "The numbers of the standard run have changed. If that is meant, run `make baseline` and say "
    "in CHANGELOG.md what moved and why, in a line tagged *numbers changed*."
)
SLACK = 0.05
"""On another platform the last bit of a logarithm may turn a few of some thousand events."""


@pytest.fixture(scope="module")
def found() -> tuple[dict[str, Any], dict[str, str]]:
    return baseline.standard_run()


def test_the_standard_run_has_not_moved(found: tuple[dict[str, Any], dict[str, str]]) -> None:
    figures, hashes = found
    written = WRITTEN["hashes"].get(baseline.platform_key())
    mine, theirs = dict(flat(figures)), dict(flat(WRITTEN["figures"]))
    assert mine.keys() == theirs.keys(), ADVICE
    close = near if written is None else equal
    moved = {k: (v, theirs[k]) for k, v in mine.items() if not close(k, v, theirs[k])}
    assert not moved, ADVICE
    assert written in (None, hashes), ADVICE


def flat(figures: dict[str, Any]) -> Iterator[tuple[str, float]]:
    """Every number by its place."""
    for name, summary in figures.items():
        for part, numbers in summary.items():
            yield from ((f"{name}.{part}.{key}", value) for key, value in numbers.items())


def equal(place: str, value: float, written: float) -> bool:
    """Whether a number has not moved; of metrics, sums of floats, the last digits may."""
    return value == written if ".counts." in place else value == pytest.approx(written, rel=1e-9)


def near(place: str, value: float, written: float) -> bool:
    """Whether a number is what another platform may well come to."""
    least = 5.0 if ".counts." in place or ".nps" in place else 0.0
    return abs(value - written) <= max(least, SLACK * abs(written))


def test_it_can_tell(found: tuple[dict[str, Any], dict[str, str]]) -> None:
    """Redesigns differ from today's journey, so a run that moved is seen."""
    figures, hashes = found
    assert len(set(hashes.values())) == len(hashes) == len(figures)
    visits = "telecom/as_is.counts.visits"
    assert not near(visits, 1.1 * dict(flat(figures))[visits], dict(flat(figures))[visits])
