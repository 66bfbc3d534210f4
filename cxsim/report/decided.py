"""A decision as data: what `summary.json` and `futures.parquet` of it hold."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import pandas as pd

from cxsim.study.information import futures_of, money_of

if TYPE_CHECKING:
    from cxsim.study.business import BusinessCase
    from cxsim.study.decide import Decided


def futures(decided: Decided) -> pd.DataFrame:
    """What was drawn in each future, by place, and what each world's net present value came to.

    A column `npv_NAME` for each world beside today's, and one for each place that was drawn; those
    of a redesign's own values begin with its name.
    """
    comparison = decided.comparison
    _, drawn = money_of(comparison.names, comparison.lives)
    money = drawn.drop(columns="nothing").add_prefix("npv_")
    today = futures_of([comparison.as_is], comparison.seed, len(drawn))
    found = [money, today]
    for plan in comparison.to_be:
        both = futures_of([comparison.as_is, plan], comparison.seed, len(drawn))
        own = both.drop(columns=[place for place in today if place in both])
        found.append(own.add_prefix(f"{plan.name}."))
    return pd.concat(found, axis=1).rename_axis("replication").reset_index()


def summary(decided: Decided) -> dict[str, Any]:
    """The comparison's summary, and for each redesign its business case."""
    found = decided.comparison.summary()
    for name, case in decided.cases.items():
        verdict = decided.comparison.decisions[name].verdict
        found["scenarios"][name] |= {"verdict": verdict, "business": _case(case)}
    return found


def _case(case: BusinessCase) -> dict[str, Any]:
    rule, known, trial = case.stopping.rule, case.portfolio, case.pilot
    levers: dict[str, Any] = {}
    if case.why is not None:
        for row in case.why.shares.to_dict("records"):
            numbers = {k: v for k, v in row.items() if k not in ("metric", "lever")}
            levers.setdefault(str(row["metric"]), {})[str(row["lever"])] = numbers
    return {
        "levers": levers,
        "risk": case.risk.set_index("option").to_dict("index"),
        "spread": case.spread.set_index("what")["spread"].to_dict(),
        "npv_by_form": case.forms.set_index("form")["npv"].to_dict(),
        "break_even_execution": {
            "values": list(case.execution.values),
            "wins": case.execution.wins,
        },
        "information": {
            "perfect": case.evpi.value,
            "error": case.evpi.error,
            "of_a_pilot": case.own,
            "of_assumptions": case.evppi.set_index("name")["worth"].to_dict(),
        },
        "reproducing": case.reproducing if math.isfinite(case.reproducing) else None,
        "fund": None
        if known is None
        else {
            "levers": list(known.best),
            "npv": known.value,
            "cost": known.cost,
            "order": None if known.order is None else list(known.order),
        },
        "stop": None
        if rule is None
        else {
            "signal": rule.signal,
            "month": rule.month,
            "threshold": rule.threshold,
            "below": rule.below,
            "spent": rule.spent,
        },
        "pilot": None
        if trial is None
        else {
            "advice": trial.advice,
            "months": trial.months,
            "customers_an_arm": trial.arm,
            "price": trial.price,
        },
    }
