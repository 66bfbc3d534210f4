"""What is measured of one run. Counting never asks, and never changes anything."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from cxsim.arrays import Records
from cxsim.behaviour.lines import MOST_LINES
from cxsim.engine.outlook import would_pay
from cxsim.engine.record import (
    ACQUISITION_COST,
    ANSWERED,
    CALL_COST,
    CAMPAIGN_COST,
    COMPLAINTS,
    CONTACT_COST,
    CONTENT,
    DETRACTORS,
    DROPPED_OUT,
    EASE,
    EXPOSED,
    HELPED,
    HELPED_AT_ONCE,
    LEFT_INVOLUNTARY,
    LEFT_NON_PAYMENT,
    LEFT_VOLUNTARY,
    MARGIN,
    MILLION,
    PROMOTERS,
    RATED,
    REPEATED,
    REVENUE,
    SCORED,
    SCORED_CONTENT,
    SCORED_EASE,
    VALUE,
)
from cxsim.engine.run import Lived
from cxsim.scenario.schema import MONTH, Scenario
from cxsim.world.people import CUSTOMER
from cxsim.world.world import CONTRACTUAL, NON_CONTRACTUAL, Built

from .acquisition import advertised, advertised_more, cost_of_each
from .listening import fixed
from .payroll import paid, raised
from .programme import programme
from .teams import OF_TEAMS, team_metrics
from .value import Promise

METRICS = (
    *("nps", "nps_same", "nps_same_as_is", "nps_measured", "satisfaction", "trust"),
    *("csat", "csat_measured", "ces", "ces_measured", "first_contact_resolution"),
    *("repeat_contacts", "complaints", "retention", "retention_good", "retention_bad", "kept_12"),
    *("churn_monthly", "churn_voluntary", "churn_non_payment", "clv", "clv_fade", "revenue"),
    *("cost", "profit", "programme", "npv", "acquisition_cost", "wtp", "lines", *OF_TEAMS),
)
"""All that a run can have, in the order in which tables list it. `nps_same` is of those who are
customers in both worlds, `nps_same_as_is` what the same people would answer today."""

POSSIBLE = {
    **dict.fromkeys(("nps", "nps_same", "nps_same_as_is", "nps_measured"), (-100.0, 100.0)),
    **dict.fromkeys(("ces", "ces_measured"), (1.0, 7.0)),
    **dict.fromkeys(
        (
            *("csat", "csat_measured", "first_contact_resolution", "repeat_contacts"),
            *("retention", "retention_good", "retention_bad"),
            *("churn_monthly", "churn_voluntary", "churn_non_payment"),
            *("service_level", "abandonment"),
        ),
        (0.0, 1.0),
    ),
    **dict.fromkeys(
        (
            *("kept_12", "complaints", "revenue", "cost", "programme", "acquisition_cost"),
            *("lines", "speed_of_answer", "utilisation", "employee_turnover"),
        ),
        (0.0, math.inf),
    ),
    "satisfaction": (0.0, 10.0),
    "trust": (0.0, 100.0),
    "strain": (0.0, 5.0),
}
"""What a metric can be at all; one that is not here can be anything."""


def scale_of(scenario: Scenario, customers: int) -> float:
    """How many real customers one simulated customer stands for."""
    return scenario.as_is.firm.customers / customers


def metrics(
    scenario: Scenario,
    values: Mapping[str, float],
    lived: Lived,
    today: Promise | None = None,
) -> dict[str, float]:
    """Metrics of one run; one that the case cannot have is absent.

    Parameters
    ----------
    scenario : Scenario
    values : mapping
        Value by place, as the world was built with.
    lived : Lived
    today : Promise or None
        The survivors' promise in AS-IS, to which `clv_fade` fades; None in AS-IS itself.

    Returns
    -------
    dict
        Shares 0–1 (`csat` too: of scores 4–5), NPS −100…100, `ces` 1–7 (7 is easy), money of the
        firm (`clv` per customer, without wages) over the horizon; of teams, see `team_metrics`.
    """
    found: dict[str, float] = {}
    _counted(scenario, lived, found)
    _loyal(lived, found)
    _asked(scenario, lived, found)
    _money(scenario, values, lived, found)
    _lifetime(values, lived, today, found)
    found.update(team_metrics(lived))
    return found


def _counted(scenario: Scenario, lived: Lived, found: dict[str, float]) -> None:
    """True NPS and retention from the census."""
    census = lived.record.census.sum(axis=1)
    customers = int(lived.built.world.case[0].customers)
    last = census[-1]
    if last[0] > 0:
        found["nps"] = 100.0 * (last[2] - last[3]) / last[0]
        found["satisfaction"] = last[4] / MILLION / last[0]
        found["wtp"] = _would_pay(lived)
        if lived.built.names.lines:
            here = np.asarray(lived.state.people.status == CUSTOMER)
            found["lines"] = float(lines_of(lived.state.people)[here].mean())
    found["retention"] = last[1] / customers
    if len(census) >= 12:
        found["kept_12"] = census[11, 0] / customers
    people = lived.state.people
    if last[0] > 0:
        found["trust"] = 100.0 * float(people.trust[people.status == CUSTOMER].mean())
    good, bad = top_decile(lived), bottom_decile(lived)
    if lived.built.world.case[0].relationship == NON_CONTRACTUAL:  # all that a firm can see
        quiet = lived.built.world.case[0].horizon - np.asarray(people.last_purchase)
        kept = quiet <= lived.built.world.case[0].inactivity
    else:
        kept = np.asarray(people.status == CUSTOMER)
    if good.any():
        found["retention_good"] = float(kept[: good.size][good].mean())
        found["retention_bad"] = float(kept[: bad.size][bad].mean())


def _listed(built: Built, people: Records) -> np.ndarray:
    """List price of a period of each, in today's journey, (people,)."""
    segment = built.world.segment[: people.size]
    if not built.names.lines:
        return np.asarray(built.world.rules.spend[segment])
    return (held_lines(people)[:, : len(built.names.lines)] * built.world.line_spend[segment]).sum(
        axis=1
    )


def held_lines(people: Records) -> np.ndarray:
    """Which lines each person holds, (people, 8) of 0 and 1."""
    return (np.asarray(people.lines)[:, None] >> np.arange(MOST_LINES)) & 1


def lines_of(people: Records) -> np.ndarray:
    """How many lines each person holds, (people,)."""
    return held_lines(people).sum(axis=1)


def _would_pay(lived: Lived) -> float:
    """What current customers would pay more on average, in percent of today's price (rule 25)."""
    people = lived.state.people
    found = np.zeros(people.size)
    would_pay(lived.built.world, lived.state, found)
    return float(found[np.asarray(people.status == CUSTOMER)].mean())


def top_decile(lived: Lived) -> np.ndarray:
    """Customers of day 0 worth most to the firm then, (customers,) bool, the same in all worlds.

    Worth is list spend a month; among equals, longer tenure.
    """
    return _decile(lived, best=True)


def bottom_decile(lived: Lived) -> np.ndarray:
    """Customers of day 0 worth least to the firm then, by the same measure, (customers,) bool.

    To keep them, too, is what a redesign costs that keeps everybody alike: beside the retention of
    the best it tells whether the right ones stay.
    """
    return _decile(lived, best=False)


def _decile(lived: Lived, best: bool) -> np.ndarray:
    """The tenth of the customers of day 0 at one end of what they were worth then."""
    people = lived.built.people[: int(lived.built.world.case[0].customers)]
    if lived.built.world.case[0].relationship == NON_CONTRACTUAL:
        world = lived.built.world
        worth = (world.purchase_level * world.purchase_rate)[: people.size]
    else:
        worth = _listed(lived.built, people)
    order = np.lexsort((np.asarray(people.joined), -worth))
    tenth = max(1, round(0.1 * people.size))
    chosen = np.zeros(people.size, bool)
    chosen[order[:tenth] if best else order[-tenth:]] = True
    return chosen


def _loyal(lived: Lived, found: dict[str, float]) -> None:
    """Leaving per month, by cause, over the horizon."""
    totals = lived.record.daily.sum(axis=(0, 1))
    if lived.built.world.case[0].relationship != CONTRACTUAL or totals[EXPOSED] == 0:
        return
    months = MONTH / lived.built.world.case[0].period
    left = totals[[LEFT_VOLUNTARY, LEFT_NON_PAYMENT, LEFT_INVOLUNTARY]]
    for name, gone in (
        ("churn_monthly", left.sum()),
        ("churn_voluntary", left[0]),
        ("churn_non_payment", left[1]),
    ):
        # Who leaves in the first days may have faced the renewal before day 0.
        found[name] = 1 - max(0.0, 1 - gone / totals[EXPOSED]) ** months


def _asked(scenario: Scenario, lived: Lived, found: dict[str, float]) -> None:
    """What the firm's dashboard shows; help solved at once or sought again; complaints a month."""
    window = max(1, round(scenario.as_is.surveys.window_days / MONTH))
    answers = lived.record.surveys[-window:, -1].sum(axis=0)
    if answers[ANSWERED] > 0:
        gap = answers[PROMOTERS] - answers[DETRACTORS]
        found["nps_measured"] = 100.0 * gap / answers[ANSWERED]
    _scored(lived, window, found)
    totals = lived.record.daily.sum(axis=(0, 1))
    if totals[HELPED] > 0:
        found["first_contact_resolution"] = totals[HELPED_AT_ONCE] / totals[HELPED]
        found["repeat_contacts"] = totals[REPEATED] / totals[HELPED]
    lived_months = lived.record.census[:, :, 0].sum(axis=1).mean() * len(lived.record.daily) / MONTH
    if lived_months > 0:
        found["complaints"] = 100.0 * totals[COMPLAINTS] / lived_months


def _scored(lived: Lived, window: int, found: dict[str, float]) -> None:
    """CSAT and CES (rule 33) of the journeys that ended in the last months: of all, of answers."""
    record = lived.record
    month = (np.arange(len(record.daily)) / MONTH).astype(int)
    of_all = record.daily[month >= len(record.census) - window].sum(axis=(0, 1))
    of_answers = record.surveys[-window:, :-1].sum(axis=(0, 1))
    for ending, totals, (rated, content, ease) in (
        ("", of_all, (RATED, CONTENT, EASE)),
        ("_measured", of_answers, (SCORED, SCORED_CONTENT, SCORED_EASE)),
    ):
        if totals[rated] > 0:
            found[f"csat{ending}"] = totals[content] / totals[rated]
            found[f"ces{ending}"] = totals[ease] / totals[rated]


def _money(
    scenario: Scenario, values: Mapping[str, float], lived: Lived, found: dict[str, float]
) -> None:
    """The firm's money over the horizon."""
    world = lived.built.world
    scale = scale_of(scenario, int(world.case[0].customers))
    totals = lived.record.daily.sum(axis=(0, 1)) * (scale / MILLION)
    cost = programme(scenario, values, int(world.case[0].horizon))
    pay = paid(lived)
    found["revenue"] = float(totals[REVENUE])
    offers, more = advertised(lived), advertised_more(values, lived)
    spent = totals[[CONTACT_COST, CAMPAIGN_COST, ACQUISITION_COST, CALL_COST]].sum()
    fixes = fixed(lived)
    spent += cost.sum() + pay.sum() + offers.sum() + fixes.sum()
    found["cost"] = float(spent)
    found["profit"] = float(totals[MARGIN] - spent)
    planned = float(cost @ world.discount[:-1])
    contacts = lived.record.daily[:, :, CAMPAIGN_COST].sum(axis=1) * (scale / MILLION)
    found["programme"] = planned + float((contacts + raised(world) + more) @ world.discount[:-1])
    found["npv"] = (
        float(totals[VALUE]) - planned - float((pay + offers + fixes) @ world.discount[:-1])
    )
    each = cost_of_each(lived, scale)
    if each is not None:
        found["acquisition_cost"] = each


def _lifetime(
    values: Mapping[str, float], lived: Lived, today: Promise | None, found: dict[str, float]
) -> None:
    """Value of a customer of day 0, within the horizon and after, both ways."""
    customers = int(lived.built.world.case[0].customers)
    promise = Promise(lived, values)
    earned = np.asarray(lived.state.people.value)[:customers].sum() / MILLION
    for name, fading in (("clv", None), ("clv_fade", today)):
        after = promise.residual(fading)[:customers].sum()
        if np.isfinite(after):  # else nobody ever leaves and nothing is discounted
            found[name] = float((earned + after) / customers)


def monthly(lived: Lived, days: int, what: int) -> np.ndarray:
    """A daily count summed by month, (months,), not scaled."""
    total = lived.record.daily[:, :, what].sum(axis=1)
    month = (np.arange(days) / MONTH).astype(int)
    return np.bincount(month, total, minlength=lived.record.census.shape[0])


__all__ = ["DROPPED_OUT", "metrics", "monthly", "scale_of", "top_decile"]
