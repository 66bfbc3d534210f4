"""What the firm heard in its surveys, what it did about it, and whom that kept."""

from __future__ import annotations

import numpy as np
import pandas as pd

from cxsim.engine.record import (
    CALL_COST,
    CALLED,
    HEARD_ANSWERS,
    HEARD_FELT,
    HEARD_FIXED,
    HEARD_SCORES,
    HEARD_VISITS,
    MILLION,
)
from cxsim.engine.run import Lived
from cxsim.scenario.schema import Scenario
from cxsim.scenario.structure import department_of
from cxsim.world.people import CUSTOMER

CALLS = ("archetype", "calls", "cost", "customers", "kept", "kept_today")


def fixed(lived: Lived) -> np.ndarray:
    """What fixes cost on each day, (days,) of the firm's own money."""
    return np.asarray(lived.record.fixing) / MILLION


def heard_frame(scenario: Scenario, lived: Lived) -> pd.DataFrame:
    """What was measured of each touchpoint on each day on which the firm looked, beside the truth.

    Returns
    -------
    DataFrame
        day, touchpoint, department (empty: none), owned (whether the firm can fix it), answers and
        score (mean CSAT, 1–5; NaN without answers) since the day before on which it looked, visits
        and felt (mean satisfaction of all visits since then, 0–10; NaN without visits), fixed (the
        day from which on a fix decided on that day is felt; NaN: none was). Empty where nothing is
        done about answers. Counts are of simulated customers.
    """
    record, world, case = lived.record, lived.built.world, scenario.extended
    heard = np.asarray(record.heard)
    looks, places = heard.shape[:2]
    look, at = (axis.reshape(-1) for axis in np.indices((looks, places)))
    own = [HEARD_VISITS, HEARD_FELT]
    lived_since = np.diff(heard[:, :, own], axis=0, prepend=0).reshape(-1, 2)
    rows = heard.reshape(-1, heard.shape[2])
    fix = rows[:, HEARD_FIXED].astype(float)
    departments = [department_of(case, one) or "" for one in case.touchpoints.values()]
    return pd.DataFrame(
        {
            "day": (look + 1) * int(world.case[0].review_days),
            "touchpoint": np.array([*case.touchpoints, ""])[at],
            "department": np.array([*departments, ""])[at],
            "owned": np.asarray(world.raises)[at] >= 0,
            "answers": rows[:, HEARD_ANSWERS],
            "score": _mean(rows[:, HEARD_SCORES], rows[:, HEARD_ANSWERS]),
            "visits": lived_since[:, 0],
            "felt": _mean(lived_since[:, 1] / MILLION, lived_since[:, 0]),
            "fixed": np.where(fix > 0, fix, np.nan),
        }
    )


def worst_frame(heard: pd.DataFrame, least: int) -> pd.DataFrame:
    """On each day on which the firm looked, what scored lowest and what was truly worst.

    Parameters
    ----------
    heard : DataFrame
        As `heard_frame`, of one life.
    least : int
        Answers below which a score says nothing, and visits below which the truth is not told.

    Returns
    -------
    DataFrame
        day, measured (the owned touchpoint of the lowest score; empty where none has enough
        answers), score, answers, felt_there (what visits there truly felt like), worst (the owned
        touchpoint of the lowest mean felt satisfaction), felt, misled (whether the two differ;
        False where nothing was measured), fixed (touchpoints that were to be fixed then, a list).
    """
    rows, enough = [], max(1, least)
    for day, all_of_it in heard.groupby("day", sort=True):
        own = all_of_it[all_of_it["owned"]].set_index("touchpoint")
        scored = own[own["answers"] >= enough]["score"]
        felt = own[own["visits"] >= enough]["felt"]
        measured = str(scored.idxmin()) if len(scored) else ""
        worst = str(felt.idxmin()) if len(felt) else ""
        there = own.loc[measured] if measured else None
        rows.append(
            {
                "day": day,
                "measured": measured,
                "score": np.nan if there is None else there["score"],
                "answers": 0 if there is None else there["answers"],
                "felt_there": np.nan if there is None else there["felt"],
                "worst": worst,
                "felt": felt.min() if worst else np.nan,
                "misled": bool(measured and worst and measured != worst),
                "fixed": all_of_it.loc[all_of_it["fixed"].notna(), "touchpoint"].tolist(),
            }
        )
    columns = ["day", "measured", "score", "answers", "felt_there", "worst", "felt", "misled"]
    return pd.DataFrame(rows, columns=[*columns, "fixed"])


def calls_frame(lived: Lived, today: Lived) -> pd.DataFrame:
    """Who was called back, and who of them stays, by archetype.

    Parameters
    ----------
    lived : Lived
    today : Lived
        The life of today's journey with the same people and luck; `lived` itself for today.

    Returns
    -------
    DataFrame
        archetype, calls, cost (money of the simulated customers), customers (called once or more),
        kept (of them, customers at the horizon), kept_today (the same people, customers at the
        horizon in today's journey). Empty where nobody can be called.
    """
    if not len(lived.state.to_call):
        return pd.DataFrame(columns=list(CALLS))
    names = lived.built.names.archetypes
    people, called = lived.state.people, np.asarray(lived.state.called) > 0
    totals = lived.record.daily.sum(axis=0)

    def count(who: np.ndarray) -> np.ndarray:
        return np.bincount(np.asarray(people.archetype)[who], minlength=len(names))

    return pd.DataFrame(
        {
            "archetype": names,
            "calls": totals[:, CALLED],
            "cost": totals[:, CALL_COST] / MILLION,
            "customers": count(called),
            "kept": count(called & np.asarray(people.status == CUSTOMER)),
            "kept_today": count(called & np.asarray(today.state.people.status == CUSTOMER)),
        }
    )


def _mean(total: np.ndarray, number: np.ndarray) -> np.ndarray:
    """A mean, NaN of none."""
    found: np.ndarray = np.where(number > 0, total / np.maximum(1, number), np.nan)
    return found
