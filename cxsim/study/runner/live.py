"""Live a part of a study: a row for each run and world, with what came of it or why nothing did."""

from __future__ import annotations

from threading import Event
from typing import Any

from cxsim.scenario.problems import Problems
from cxsim.world.numbers import central

from ..replication import Outcome, Stopped, replicate
from ..uncertain import draw
from .plan import Part, Plan, Run

DONE, REJECTED, FAILED = "done", "rejected", "failed"
"""What came of a run: figures; no valid case to live; a life that broke off."""
Row = dict[str, Any]


def rows_of(plan: Plan, part: Part, stop: Event | None = None) -> list[Row]:
    """The rows of a part, run by run and in each as_is first.

    Parameters
    ----------
    plan : Plan
    part : Part
    stop : Event or None
        Once it is set, no further world is begun.

    Raises
    ------
    Stopped
        When runs were left out because of `stop`.
    """
    found: list[Row] = []
    for run in part.runs:
        if stop is not None and stop.is_set():
            raise Stopped
        found += lived(plan, run, stop)
    return found


def lived(plan: Plan, run: Run, stop: Event | None = None) -> list[Row]:
    """The rows of one run: a mistake in its design point, or a life that fails, is a row, too."""
    about = (plan.customers, plan.horizon_days, plan.seed, run.replication)
    try:
        worlds = plan.scenarios(run.point)
        drawn = run.kind == "drawn"
        values = (
            draw(worlds, plan.seed, run.replication).values
            if drawn
            else tuple(central(world) for world in worlds)
        )
        outcomes = replicate(worlds, values, *about, (), stop, plan.engine)
    except Stopped:
        raise
    except Problems as wrong:
        return _rows(plan, run, REJECTED, wrong.text("en").replace("\n", " "))
    except Exception as error:  # a study of ten thousand runs does not end with one of them
        return _rows(plan, run, FAILED, f"{type(error).__name__}: {error}")
    return _rows(plan, run, DONE, "", outcomes)


def _rows(
    plan: Plan, run: Run, status: str, reason: str, outcomes: tuple[Outcome, ...] = ()
) -> list[Row]:
    """A row a world."""
    about = {
        "run": plan.run_name(run),
        "point": run.point,
        **plan.points[run.point],
        "kind": run.kind,
        "replication": run.replication,
        "status": status,
        "reason": reason,
    }
    found = [
        outcome.metrics | {f"{name}_as_is": value for name, value in outcome.beside.items()}
        for outcome in outcomes
    ]
    metrics = found or [{}] * len(plan.worlds)
    return [
        {"scenario": name, **about, **own} for name, own in zip(plan.worlds, metrics, strict=True)
    ]
