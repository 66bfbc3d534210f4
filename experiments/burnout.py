"""How full employees' days may be before they wear out: `python -m experiments.burnout`.

    python -m experiments.burnout                    # results/burnout/burnout.svg
    python -m experiments.burnout another/folder

One team serves the same customers with fewer and fewer hands, so that its load goes from .6 to 1;
everything else is as the model has it unless told otherwise. Tells what a year has made of strain,
absence, quits, waits and NPS, draws it, and says where the knee is: strain begins at a load of .85
(`behaviour.strain.threshold`), and by absence, quits and pace it loads those who are left.

The load is the work that customers bring, by the working time of the same team where strain does
nothing to anybody (newcomers, who take longer, included).
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from cxsim.engine.run import Lived
from cxsim.report.drawing import AFTER, SOFT, STYLE
from cxsim.scenario.schema import Scenario
from tests.kit.one_line import MINUTE, days_of
from tests.kit.runs import lived
from tests.kit.scenarios import CAPTIVE, made

WEEK = ("mon", "tue", "wed", "thu", "fri")
STAFF, MINUTES, SHIFT = 60, 6.0, 480
"""Employees' time that customers' contacts take; how long one takes; minutes of a working day."""
STANDS_FOR, NEED = 100, 1.0
"""Customers for whom each simulated one stands; contacts a month of each."""
LOADS = tuple(load / 100 for load in (*range(60, 76, 5), *range(77, 96, 2), 97, 99))
YEAR, LAST = 364, 56
"""Days; those at the end in which it is told what a year has come to."""
NUMB = {"absence": 0, "quits": 0, "pace": 0, "quality": 0, "errors": 0}
"""Strain that does nothing."""
HOME = Path(__file__).resolve().parents[1] / "results" / "burnout"


@dataclass(frozen=True)
class Year:
    """What a year has come to.

    Parameters
    ----------
    load : float
        Work that customers bring, by the working time of a team that nothing wears out.
    busy : float
        Share of working time spent with customers, at the end of the year.
    strain : float
        Mean of all employed.
    absence : float
        Share of shifts missed.
    quits : float
        Per employee and year, of the whole year.
    wait : float
        Minutes, mean.
    nps : float
    """

    load: float
    busy: float
    strain: float
    absence: float
    quits: float
    wait: float
    nps: float


def customers() -> int:
    """Customers of the firm who together take the time of `STAFF` employees."""
    contacts = STAFF * SHIFT / MINUTES * len(WEEK) / 7 * 365 / 12
    return round(contacts / NEED / STANDS_FOR) * STANDS_FOR


def centre(staff: int, *changes: dict[str, Any]) -> Scenario:
    """A centre open from nine to five on weekdays, with so many employees."""
    week = dict.fromkeys(WEEK, 1)
    shift = {"hours": "09:00-17:00", "days": list(WEEK)}
    team = {
        "label": "Centre",
        "staff": staff,
        "shifts": {"day": shift},
        "open": dict.fromkeys(WEEK, "09:00-17:00"),
        "arrivals": {"week": week},
        "service": {"form": "lognormal", "minutes": MINUTES},
    }
    case = {
        "warm_up_days": 84,
        "firm.customers": customers(),
        "dimensions": {
            "wait": {"label": "Wait", "feels": ["waiting"]},
            "care": {"label": "Care", "feels": ["staff"]},
        },
        "archetypes.anyone.weights": {"wait": 1, "care": 1},
        "archetypes.anyone.needs.ask": NEED,
        "touchpoints.desk.team": "centre",
        "teams": {"centre": team},
    }
    return made(CAPTIVE, case, *changes)


def year(load: float, days: int = YEAR, seed: int = 1) -> Year:
    """A year of a team about so loaded."""
    absence = 0.06
    staff = round(STAFF / load / (1 - absence))
    simulated = customers() // STANDS_FOR
    rested = lived(centre(staff, {"behaviour.strain": NUMB}), simulated, days, seed)
    run = lived(centre(staff), simulated, days, seed)
    usual = {name: column.mean() for name, column in days_of(rested).items()}
    contacts = STAFF * SHIFT / MINUTES * len(WEEK) / 7
    return told(run, staff, contacts * usual["busy"] / usual["answered"] / usual["duty"])


def told(run: Lived, staff: int, load: float) -> Year:
    """What the end of a run is like."""
    whole = days_of(run)
    last = {name: column[-LAST:].sum() for name, column in whole.items()}
    people, _, promoters, detractors = run.record.census[-1, :, :4].sum(axis=0)
    return Year(
        load=load,
        busy=last["busy"] / last["duty"],
        strain=last["strain"] / 1e6 / staff / LAST,
        absence=last["absent"] / (last["absent"] + last["at_work"]),
        quits=whole["quits"].mean() * 365 / staff,
        wait=last["waited"] / last["offered"] / MINUTE,
        nps=100 * (promoters - detractors) / people,
    )


def knee(loads: Sequence[float], strains: Sequence[float]) -> float:
    """The load from which on strain rises: where two straight lines meet that fit best.

    They are laid up to where it rises fastest; beyond, more work is given up than taken on.
    """
    slopes = np.diff(strains) / np.diff(loads)
    last = int(np.flatnonzero(slopes >= 0.99 * slopes.max())[-1]) + 2
    x, y = np.array(loads[:last]), np.array(strains[:last])
    best = {}
    for at in np.linspace(x.min(), x.max(), 401)[1:-1]:
        design = np.column_stack([np.ones_like(x), x, np.maximum(0, x - at)])
        fitted = np.linalg.lstsq(design, y, rcond=None)[0]
        best[float(((y - design @ fitted) ** 2).sum())] = float(at)
    return best[min(best)]


def sweep(loads: Sequence[float] = LOADS, days: int = YEAR) -> list[Year]:
    """Years of teams ever more loaded."""
    return [year(load, days) for load in loads]


def draw(years: Sequence[Year], at: float, file: Path) -> None:
    """One panel a number, load to the right."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    panels = {
        "strain": "Strain",
        "absence": "Shifts missed, %",
        "quits": "Quits a year, %",
        "busy": "Time with customers, %",
        "wait": "Wait, minutes",
        "nps": "NPS",
    }
    percent = ("absence", "quits", "busy")
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(7.6, 4.6), layout="constrained")
        for place, (name, title) in zip(figure.subplots(2, 3).flat, panels.items(), strict=True):
            scale = 100 if name in percent else 1
            values = [scale * getattr(one, name) for one in years]
            loads = [100 * one.load for one in years]
            place.axvline(100 * at, color=SOFT, linestyle=(0, (2, 2)), linewidth=0.9)
            place.plot(loads, values, **AFTER, markersize=3)
            place.set_title(title, loc="left", fontsize=9.5)
            place.set_xlim(58, 102)
            if name != "nps":
                place.set_ylim(bottom=0)
        for place in figure.axes[3:]:
            place.set_xlabel("Load of a rested team, %")
        file.parent.mkdir(parents=True, exist_ok=True)
        figure.savefig(file, metadata={"Date": None} if file.suffix == ".svg" else None)


def main() -> None:
    """Live the years, print them, draw them."""
    years = sweep()
    print("load  busy  strain  absence  quits/year  wait, min   NPS")
    for one in years:
        print(
            f"{one.load:4.2f}  {one.busy:4.2f}  {one.strain:6.3f}  {one.absence:7.3f}"
            f"  {one.quits:10.2f}  {one.wait:9.2f}  {one.nps:4.0f}"
        )
    at = knee([one.load for one in years], [one.strain for one in years])
    print(f"The knee is at a load of {at:.2f}.")
    file = Path(*sys.argv[1:2] or [HOME]) / "burnout.svg"
    draw(years, at, file)
    print(f"Drawn in {file}.")


if __name__ == "__main__":
    main()
