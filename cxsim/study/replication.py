"""One replication: today's journey and every redesign, lived by the same people."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from threading import Event
from types import MappingProxyType

import numpy as np
import pandas as pd

from cxsim.engine.engines import engine_named
from cxsim.engine.record import (
    ACQUISITION_COST,
    CALL_COST,
    CAMPAIGN_COST,
    CENSUS,
    CONTACT_COST,
    EXPOSED,
    JOINED,
    LEFT_INVOLUNTARY,
    LEFT_NON_PAYMENT,
    LEFT_VOLUNTARY,
    MARGIN,
    MILLION,
    REVENUE,
    VALUE,
)
from cxsim.engine.run import Lived
from cxsim.measure.acquisition import acquisition_frame, advertised
from cxsim.measure.asked import nps_believed
from cxsim.measure.ego import EgoMap, ego_map
from cxsim.measure.listening import calls_frame, fixed, heard_frame
from cxsim.measure.metrics import metrics, monthly, scale_of
from cxsim.measure.payroll import paid
from cxsim.measure.programme import one_off, programme
from cxsim.measure.reviews import reviews_frame
from cxsim.measure.twins import Twins, lives_of, twins
from cxsim.measure.value import Promise
from cxsim.scenario.schema import MONTH, Scenario
from cxsim.scenario.size import RECORDED
from cxsim.world.people import CUSTOMER
from cxsim.world.world import build

from .detail import Detail, detail

GONE = [LEFT_VOLUNTARY, LEFT_NON_PAYMENT, LEFT_INVOLUNTARY]
CUSTOMERS, PROMOTED, DETRACTED = (
    CENSUS.index(name) for name in ("customers", "promoters", "detractors")
)
MONTHLY = (
    "customers",
    "retained",
    "nps",
    "satisfaction",
    "revenue",
    "contact_cost",
    "programme_cost",
    "profit",
    "joined",
    "left_voluntary",
    "left_non_payment",
    "left_involuntary",
    "nps_measured",
    "programme_once",
    "discounted",
    "team_cost",
)
"""Columns of `Outcome.months`. `discounted` is profit at present value: they sum to `npv`;
`team_cost` is wages and hiring."""
ARCHETYPED = (
    "customers",
    "kept",
    "saved",
    "lost",
    "unaffected",
    "value",
    "satisfaction",
    "there",
    "promoters",
    "detractors",
    "left",
    "exposed",
)
"""Columns of `Outcome.archetypes`: customers of day 0, of them kept, saved, lost, unaffected;
discounted value (money of the simulated customers, newcomers included); mean satisfaction of those
still customers; at the horizon all customers, and how many of them would be promoters and
detractors; over the horizon, how many left for whatever cause, and faced a renewal."""


SPENT = (CAMPAIGN_COST, ACQUISITION_COST, CALL_COST)
"""What contacts cost beside visits."""


@dataclass(frozen=True)
class Outcome:
    """What is kept of one world of one replication.

    Parameters
    ----------
    metrics : dict
    beside : dict
        AS-IS figures that exist only beside this world (`nps_same`).
    months : (months, len(MONTHLY)) array
    touched : (archetypes, touchpoints, 4) array
        Visits, satisfaction, failures, cost in the last twelve months.
    archetypes : (archetypes, len(ARCHETYPED)) array
    twins : DataFrame or None
    reasons : (archetypes, reasons, reasons) array or None
        Who left by choice, by real reason and by the one declared.
    switching : tuple of arrays or None
        `Record.destinations` and `Record.switches`.
    acquisition : DataFrame or None
        As `Run.acquisition`.
    reviews : DataFrame or None
        As `Run.reviews`.
    heard, calls : DataFrame or None
        As `Run.heard` and `Run.calls`.
    ego : EgoMap or None
        The customer whose stories most people heard, of worlds whose lives are written down.
    detail : Detail or None
        Of worlds whose lives are written down.
    """

    metrics: dict[str, float]
    beside: dict[str, float]
    months: np.ndarray
    touched: np.ndarray
    archetypes: np.ndarray
    twins: pd.DataFrame | None
    reasons: np.ndarray | None = None
    switching: tuple[np.ndarray, np.ndarray] | None = None
    acquisition: pd.DataFrame | None = None
    reviews: pd.DataFrame | None = None
    heard: pd.DataFrame | None = None
    calls: pd.DataFrame | None = None
    ego: EgoMap | None = None
    detail: Detail | None = None


class Stopped(Exception):
    """A replication that was given up because nobody waits for it any longer."""


def replicate(
    scenarios: Sequence[Scenario],
    values: Sequence[Mapping[str, float]],
    customers: int,
    horizon: int,
    seed: int,
    replication: int,
    watched: Collection[str] = (),
    stop: Event | None = None,
    engine: str = "kernel",
    agents: Mapping[str, type] = MappingProxyType({}),
) -> tuple[Outcome, ...]:
    """Live all worlds of one replication.

    Parameters
    ----------
    scenarios : sequence of Scenario
        AS-IS first.
    values : sequence of mappings
        Value by place for each scenario.
    watched : names
        Redesigns whose lives are written down beside today's, to see where twins part.
    stop : Event or None
        Once it is set, no further world is begun.
    engine : str
        One of `engines.PLACES`.
    agents : mapping
        What else that engine is asked: `person`, an agent of somebody's own.

    Returns
    -------
    tuple of Outcome
        One a scenario.

    Raises
    ------
    Stopped
        When worlds were left out because of `stop`.
    """
    about = (customers, horizon, seed, replication)
    built = build(scenarios[0], values[0], *about)
    lives_in = engine_named(engine)
    warm = lives_in.warmed(built, **agents)
    recorded = min(RECORDED, built.people.size)
    today = lives_in.live(built, warm, recorded if watched else 0, **agents)
    lives = lives_of(today) if watched else None
    promise = Promise(today, values[0])
    found = [outcome(scenarios[0], values[0], today, today, None, None)]
    for number, (scenario, own) in enumerate(zip(scenarios[1:], values[1:], strict=True), 2):
        if stop is not None and stop.is_set():
            raise Stopped
        watch = scenario.name in watched
        world = build(scenario, own, *about, today=built)
        last = number == len(scenarios)
        lived = lives_in.live(world, warm, recorded if watch else 0, use_up=last, **agents)
        pair = twins(today, lived, lives if watch else None)
        found.append(outcome(scenario, own, lived, today, promise, pair))
    return tuple(found)


def outcome(
    scenario: Scenario,
    values: Mapping[str, float],
    lived: Lived,
    today: Lived,
    promise: Promise | None,
    pair: Twins | None,
) -> Outcome:
    """What is kept of a world that has been lived, beside today's.

    Parameters
    ----------
    scenario : Scenario
    values : mapping
        Value by place.
    lived, today : Lived
    promise : Promise or None
        What today's survivors promise; None for today itself.
    pair : Twins or None
        The world beside today's, customer by customer.
    """
    measured = metrics(scenario, values, lived, promise)
    beside: dict[str, float] = {}
    both = (lived.record.answers >= 0) & (today.record.answers >= 0)
    if pair is not None and both.any():
        measured["nps_same"] = _nps(lived.record.answers[both])
        beside["nps_same"] = _nps(today.record.answers[both])
    spans = min(12, lived.record.touched.shape[0])
    customers = lived.built.world.case[0].customers
    return Outcome(
        metrics=measured,
        beside=beside,
        months=_months(scenario, values, lived),
        touched=lived.record.touched[-spans:].sum(axis=0).astype(float),
        archetypes=_archetypes(lived, pair),
        twins=None if pair is None else pair.frame,
        reasons=lived.record.reasons,
        switching=(lived.record.destinations, lived.record.switches),
        acquisition=acquisition_frame(lived, scale_of(scenario, int(customers))),
        reviews=reviews_frame(lived.built.names.archetypes, lived.record),
        heard=heard_frame(scenario, lived),
        calls=calls_frame(lived, today),
        ego=ego_map(lived) if lived.record.written[1] else None,
        detail=detail(scenario, lived) if lived.record.written[1] else None,
    )


def _nps(answers: np.ndarray) -> float:
    return float(100.0 * ((answers >= 9).mean() - (answers <= 6).mean()))


def _months(scenario: Scenario, values: Mapping[str, float], lived: Lived) -> np.ndarray:
    """The months of a world as columns of `MONTHLY`."""
    record, case = lived.record, lived.built.world.case[0]
    horizon = int(case.horizon)
    census = record.census.sum(axis=1).astype(float)
    there = np.maximum(1.0, census[:, 0])
    money = scale_of(scenario, int(case.customers)) / MILLION
    month = (np.arange(horizon) / MONTH).astype(int)
    cost = programme(scenario, values, horizon) + advertised(lived) + fixed(lived)
    once = one_off(scenario, values, horizon)
    pay, worth = paid(lived), lived.built.world.discount[:-1]
    spent, at_once, payroll, present = (
        np.bincount(month, daily, minlength=census.shape[0])
        for daily in (cost, once, pay, (cost + pay) * worth)
    )
    revenue, margin, visits, campaigns, acquired, calls, value = (
        monthly(lived, horizon, what) * money
        for what in (REVENUE, MARGIN, CONTACT_COST, *SPENT, VALUE)
    )
    contact = visits + campaigns + acquired + calls
    counts = [
        monthly(lived, horizon, what)
        for what in (JOINED, LEFT_VOLUNTARY, LEFT_NON_PAYMENT, LEFT_INVOLUNTARY)
    ]
    columns = [
        census[:, 0],
        census[:, 1] / int(case.customers),
        np.where(census[:, 0] > 0, 100 * (census[:, 2] - census[:, 3]) / there, np.nan),
        np.where(census[:, 0] > 0, census[:, 4] / MILLION / there, np.nan),
        revenue,
        contact,
        spent,
        margin - contact - spent - payroll,
        *counts,
        nps_believed(scenario, lived),
        at_once,
        value - present,
        payroll,
    ]
    return np.column_stack(columns)


def _archetypes(lived: Lived, pair: Twins | None) -> np.ndarray:
    """The archetypes of a world, as `Outcome` says."""
    people = lived.state.people
    kinds = len(lived.built.names.archetypes)
    archetype, cohort = np.asarray(people.archetype), np.asarray(people.cohort) == 1
    alive = np.asarray(people.status == CUSTOMER)
    nobody = np.zeros(people.size, bool)
    saved, lost, same = (pair.saved, pair.lost, pair.unaffected) if pair else (nobody,) * 3

    def count(who: np.ndarray) -> np.ndarray:
        return np.bincount(archetype[who], minlength=kinds).astype(float)

    felt = np.bincount(archetype[alive], np.asarray(people.satisfaction)[alive], minlength=kinds)
    return np.column_stack(
        [
            count(cohort),
            count(cohort & alive),
            count(saved),
            count(lost),
            count(same & cohort),
            lived.record.daily[:, :, VALUE].sum(axis=0) / MILLION,
            felt / np.maximum(1.0, count(alive)),
            *lived.record.census[-1, :, [CUSTOMERS, PROMOTED, DETRACTED]].astype(float),
            lived.record.daily[:, :, GONE].sum(axis=(0, 2)).astype(float),
            lived.record.daily[:, :, EXPOSED].sum(axis=0).astype(float),
        ]
    )
