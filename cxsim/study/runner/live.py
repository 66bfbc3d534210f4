"""Live a part of a study: a row for each run and world, with what came of it or why nothing did.

What is kept beside that has rows of the worlds only that were lived to their end.
"""

from __future__ import annotations

from threading import Event

from cxsim.scenario.problems import Problems
from cxsim.scenario.schema import Scenario
from cxsim.world.numbers import central

from ..replication import Outcome, Stopped, replicate
from ..uncertain import draw
from .kept import KEPT, METRICS, Row, Tables, joined
from .plan import Part, Plan, Run

DONE, REJECTED, FAILED = "done", "rejected", "failed"
"""What came of a run: figures; no valid case to live; a life that broke off."""


def rows_of(plan: Plan, part: Part, stop: Event | None = None) -> Tables:
    """The rows of a part by table, run by run and in each as_is first.

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
    cases = Cases(plan)

    def of(run: Run) -> Tables:
        if stop is not None and stop.is_set():
            raise Stopped
        return lived(cases, run, stop)

    return joined(of(run) for run in part.runs)


class Cases:
    """The worlds of a study, made and checked once for all runs of a design point in a row.

    Parameters
    ----------
    plan : Plan
    """

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._last: tuple[int, int] | None = None
        self._worlds: tuple[Scenario, ...] = ()

    def of(self, run: Run) -> tuple[Scenario, ...]:
        """The worlds of a run, as-is first."""
        at = run.point, run.batch
        if at != self._last:
            self._worlds, self._last = self.plan.scenarios(*at), at
        return self._worlds


def lived(cases: Cases, run: Run, stop: Event | None = None) -> Tables:
    """The rows of one run: a mistake in its design point, or a life that fails, is a row, too."""
    plan = cases.plan
    about = (plan.customers, plan.horizon_days, plan.seed, run.replication)
    try:
        worlds = cases.of(run)
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
        return _tables(plan, run, REJECTED, wrong.text("en").replace("\n", " "))
    except Exception as error:  # a study of ten thousand runs does not end with one of them
        return _tables(plan, run, FAILED, f"{type(error).__name__}: {error}")
    return _tables(plan, run, DONE, "", worlds, outcomes)


def _tables(
    plan: Plan,
    run: Run,
    status: str,
    reason: str,
    worlds: tuple[Scenario, ...] = (),
    outcomes: tuple[Outcome, ...] = (),
) -> Tables:
    """All that is kept of a run."""
    found = {METRICS: _rows(plan, run, status, reason, outcomes)}
    about = {"run": plan.run_name(run), "point": run.point}
    about |= {"kind": run.kind, "replication": run.replication}
    for table in plan.keeps:
        found[table] = [
            {"scenario": world.name, **about, **row}
            for world, outcome in zip(worlds, outcomes, strict=True)
            for row in KEPT[table].of(world, outcome, plan.customers)
        ]
    return found


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
    names = plan.worlds_of(run.batch)
    metrics = found or [{}] * len(names)
    return [{"scenario": name, **about, **own} for name, own in zip(names, metrics, strict=True)]
