"""One run as tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from importlib import import_module

import numpy as np
import pandas as pd

from cxsim.behaviour.reasons import REASONS
from cxsim.engine.engines import PLACES, engine_named
from cxsim.engine.record import (
    COMPLAINT,
    CONTACT,
    DAILY,
    HEAR,
    JOIN,
    LEAVE,
    LINE_ADDED,
    LINE_DROPPED,
    MILLION,
    QUEUE,
    VISIT,
)
from cxsim.engine.run import Lived
from cxsim.engine.staffed.tables import GONE, SERVED, TOMORROW
from cxsim.scenario.asked import more_than_real, simulated, wrong_numbers, wrong_scenarios
from cxsim.scenario.problems import Problem, Problems
from cxsim.scenario.schema import Scenario
from cxsim.scenario.size import too_large
from cxsim.scenario.words import phrase
from cxsim.swapped import Rules, with_rules
from cxsim.world.numbers import central
from cxsim.world.people import CAUSES, CUSTOMER, VOLUNTARY
from cxsim.world.world import build

from .acquisition import SOURCES, acquisition_frame
from .books import books
from .listening import calls_frame, heard_frame
from .metrics import lines_of, metrics, scale_of
from .reviews import reviews_frame
from .rivals import destinations_frame, origins_frame
from .teams import (
    by_archetype,
    by_month,
    days_of,
    hours_frame,
    teams_frame,
    waits_frame,
    weekdays_of,
)
from .value import Promise

STATUS = ("prospect", "customer", "left")
EVENTS = (
    *("visit", "journey_end", "join", "leave", "purchase", "talk", "answer"),
    *("complaint", "contact", "line_dropped", "line_added", "wait", "queue", "hear"),
)
ENDS = {-1: "done", -2: "give_up", -3: "stay"}
OUTCOMES = {SERVED: "served", GONE: "gone", TOMORROW: "tomorrow"}
"""Of a stay in a team's line."""


@dataclass(frozen=True)
class Run:
    """One run that is over.

    Parameters
    ----------
    scenario : Scenario
    customers : DataFrame
        One row a person: id, archetype, status, cause, initial (a customer of day 0),
        satisfaction, nps_answer, lines (held by a customer), visits, purchases, joined (day), left
        (day), provider (the competitor at which somebody is who is no customer), came_back (how
        often), source (what brought who joined since day 0, or sets out to), referrer (id of the
        customer who did), revenue, contact_cost (of visits, campaigns, calls, being acquired),
        value (discounted margin less contact cost within the horizon), clv.
    daily : DataFrame
        Tidy: day, metric, value (simulated counts; money of the simulated customers).
    metrics : dict
        Metric by name, money at the firm's scale.
    reasons : DataFrame
        Tidy: archetype, real, declared, customers: who left by choice, why, and what they said.
    destinations : DataFrame
        Where leavers went: see `measure.rivals.destinations_frame`. Empty without competitors.
    origins : DataFrame
        Where those who joined came from: see `measure.rivals.origins_frame`. Likewise.
    events : DataFrame or None
        On request, one row an event (a day's stay in a team's line, "queue", was served, gone or
        put off till tomorrow by its `led_to`, took as many minutes as `felt`, and ended with a
        call back or not, `failed`): day, customer, event, need, occurrence, step, touchpoint,
        led_to, failed, felt, reason, declared (both of who left by choice), provider (to which
        somebody left).
    teams : DataFrame
        One row a team and month: see `measure.teams.teams_frame`. Empty without teams.
    team_hours : DataFrame
        One row a team, month and half-hour: see `measure.teams.hours_frame`.
    waits : DataFrame
        One row an archetype: see `measure.teams.waits_frame`; all NaN without teams.
    acquisition : DataFrame
        Tidy: see `measure.acquisition.acquisition_frame`.
    reviews : DataFrame
        Tidy: see `measure.reviews.reviews_frame`.
    kept : function
        Makes `books`.
    heard : DataFrame
        What was measured of each touchpoint, beside the truth: see
        `measure.listening.heard_frame`.
    calls : DataFrame
        Who was called back: see `measure.listening.calls_frame`, of which `kept_today` is `kept`.
    """

    scenario: Scenario
    customers: pd.DataFrame
    daily: pd.DataFrame
    metrics: dict[str, float]
    reasons: pd.DataFrame
    destinations: pd.DataFrame
    origins: pd.DataFrame
    events: pd.DataFrame | None
    teams: pd.DataFrame
    team_hours: pd.DataFrame
    waits: pd.DataFrame
    acquisition: pd.DataFrame
    reviews: pd.DataFrame
    heard: pd.DataFrame
    calls: pd.DataFrame
    kept: Callable[[], pd.DataFrame] = field(repr=False)

    @cached_property
    def books(self) -> pd.DataFrame:
        """The firm's money, every posting once, in whole cents: see `measure.books.books`."""
        return self.kept()


def simulate(
    scenario: Scenario,
    customers: int | None = None,
    horizon_days: int | None = None,
    seed: int = 1,
    replication: int = 0,
    engine: str = "kernel",
    threads: int | None = None,
    record: str | None = None,
    rules: Rules | None = None,
    person: type | None = None,
) -> Run:
    """Live one scenario at its central values.

    Parameters
    ----------
    scenario : Scenario
    customers : int or None
        Simulated customers at day 0, ≥ 1; None takes 5,000, or all that there are where teams
        serve fewer.
    horizon_days : int or None
        Days from day 0; None takes the case's.
    seed, replication : int
        ≥ 0; with the scenario they determine every bit of the result.
    engine : str
        "kernel", or "reference": the same model, the same bits, told in plain Python, some
        thousand times slower.
    threads : int or None
        One run lives on one thread, so no number and no time depends on it; it is here so that
        `simulate` and `compare` are asked alike.
    record : str or None
        "events" keeps every event.
    rules : mapping of str to function, or None
        Functions in place of the rules of these names (`cxsim.swapped.with_rules`).
    person : type or None
        A subclass of `cxsim.engine.reference.Customer`, for the reference engine.

    Raises
    ------
    Problems
        When an argument is out of range.
    """
    check(scenario, customers, horizon_days, seed, replication, engine, threads, record)
    check_person(person, engine, rules)
    if rules:
        copy = with_rules(rules).simulate
        asked = (customers, horizon_days, seed, replication, engine, threads, record)
        run: Run = copy(scenario, *asked)
        return run
    customers = simulated(scenario, customers)
    horizon = horizon_days or scenario.as_is.horizon_days
    values = central(scenario)
    built = build(scenario, values, customers, horizon, seed, replication)
    as_is = Scenario(scenario.case, "as_is", scenario.as_is, None, scenario.folder)
    today = built
    if scenario.redesign is not None:
        today = build(as_is, values, customers, horizon, seed, replication)
    lives, own = engine_named(engine), {} if person is None else {"person": person}
    recorded = built.people.size if record == "events" else 0
    lived = lives.live(built, lives.warmed(today, **own), recorded, use_up=True, **own)
    return Run(
        scenario=scenario,
        customers=_customers(lived, values),
        daily=_daily(lived),
        metrics=metrics(scenario, values, lived),
        reasons=reasons_frame(built.names.archetypes, lived.record.reasons),
        **_switching(lived),
        events=_events(lived) if record == "events" else None,
        **_teams(scenario, lived),
        acquisition=acquisition_frame(lived, scale_of(scenario, customers)),
        reviews=reviews_frame(built.names.archetypes, lived.record),
        kept=partial(books, scenario, values, lived.record, customers, built.world.discount.copy()),
        heard=heard_frame(scenario, lived),
        calls=calls_frame(lived, lived),
    )


def check(
    scenario: Scenario,
    customers: int | None,
    horizon_days: int | None,
    seed: int,
    replication: int,
    engine: str = "kernel",
    threads: int | None = None,
    record: str | None = None,
) -> None:
    """Refuse arguments that make no sense, all at once."""
    numbers: dict[str, object] = {"customers": customers, "seed": seed, "replication": replication}
    numbers |= {"horizon_days": horizon_days, "threads": threads}
    wrong = [*wrong_scenarios("scenario", scenario), *wrong_numbers(numbers)]
    for name, text, allowed in (("engine", engine, tuple(PLACES)), ("record", record, ("events",))):
        if text not in allowed and not (text is None and name == "record"):
            wrong.append(Problem(name, "wrong", text, allowed))
    if not wrong:
        people = simulated(scenario, customers)
        wrong += [*more_than_real(scenario, people), *too_large(scenario, people, 0, engine)]
    if wrong:
        raise Problems(wrong)


def check_person(person: type | None, engine: str, rules: Rules | None) -> None:
    """An agent of one's own lives in the reference engine, by the rules as they are."""
    if person is None:
        return
    customer = import_module("cxsim.engine.reference.customer").Customer
    if not (isinstance(person, type) and issubclass(person, customer)):
        given = getattr(person, "__name__", person)
        raise Problems([Problem("person", "wrong", given, phrase("an_agent"))])
    if engine != "reference":
        raise Problems([Problem("engine", "wrong", engine, phrase("for_agents"))])
    if rules:
        raise Problems([Problem("rules", "wrong", list(rules), phrase("agent_alone"))])


def _customers(lived: Lived, values: dict[str, float]) -> pd.DataFrame:
    people = lived.state.people
    answers = lived.record.answers
    value = np.asarray(people.value) / MILLION
    return pd.DataFrame(
        {
            "id": np.arange(people.size),
            "archetype": np.array(lived.built.names.archetypes)[people.archetype],
            "status": np.array(STATUS)[people.status],
            "cause": np.array(CAUSES)[people.cause],
            "initial": np.asarray(people.cohort) == 1,
            "satisfaction": np.asarray(people.satisfaction),
            "nps_answer": pd.arrays.IntegerArray(answers, answers < 0),
            "lines": np.where(people.status == CUSTOMER, lines_of(people), 0),
            "visits": np.asarray(people.visits),
            "purchases": np.asarray(people.purchases),
            "joined": np.asarray(people.joined),
            "left": np.asarray(people.left),
            "provider": _providers(lived),
            "came_back": np.asarray(people.returns),
            "source": np.array(["", *SOURCES])[people.source],
            "referrer": pd.arrays.IntegerArray(np.array(people.referrer), people.referrer < 0),
            "revenue": np.asarray(people.revenue) / MILLION,
            "contact_cost": np.asarray(people.cost) / MILLION,
            "value": value,
            "clv": value + Promise(lived, values).residual(),
        }
    )


def _providers(lived: Lived) -> np.ndarray:
    """The competitor at which each is who is no customer; empty of all others, (people,)."""
    people, names = lived.state.people, np.array([*lived.built.names.competitors, ""])
    return np.asarray(np.where(people.status == CUSTOMER, "", names[people.provider]))


def _switching(lived: Lived) -> dict[str, pd.DataFrame]:
    """The frames of where leavers go, and newcomers come from."""
    names, record = lived.built.names, lived.record
    known = (names.archetypes, names.competitors)
    return {
        "destinations": destinations_frame(*known, record.destinations, record.switches),
        "origins": origins_frame(*known, record.origins),
    }


def _daily(lived: Lived) -> pd.DataFrame:
    table = lived.record.daily.sum(axis=1).astype(float)
    money = [
        DAILY.index(name)
        for name in (
            "revenue",
            "margin",
            "contact_cost",
            "campaign_cost",
            "value",
            "acquisition_cost",
            "call_cost",
        )
    ]
    table[:, money] /= MILLION
    days, columns = table.shape
    return pd.DataFrame(
        {
            "day": np.repeat(np.arange(days), columns),
            "metric": np.tile(np.array(DAILY), days),
            "value": table.reshape(-1),
        }
    )


def reasons_frame(archetypes: Sequence[str], counted: np.ndarray) -> pd.DataFrame:
    """Who left by choice as a tidy frame: archetype, real, declared, customers.

    Parameters
    ----------
    archetypes : sequence of str
    counted : (archetypes, reasons, reasons) array
        As `Record.reasons`, or a mean of several.
    """
    a, real, declared = np.nonzero(counted)
    return pd.DataFrame(
        {
            "archetype": np.array(archetypes)[a],
            "real": np.array(REASONS)[real],
            "declared": np.array(REASONS)[declared],
            "customers": counted[a, real, declared],
        }
    )


def _teams(scenario: Scenario, lived: Lived) -> dict[str, pd.DataFrame]:
    """The frames of teams, and of who came to their lines."""
    teams, record, horizon = scenario.as_is.teams, lived.record, len(lived.record.daily)
    scale = float(lived.built.world.case[0].team_scale)
    return {
        "teams": teams_frame(tuple(teams), by_month(lived), days_of(horizon), scale),
        "team_hours": hours_frame(teams, record.team_hours, weekdays_of(horizon), scale),
        "waits": waits_frame(lived.built.names.archetypes, by_archetype(lived)),
    }


def _events(lived: Lived) -> pd.DataFrame:
    events = lived.record.events[: int(lived.record.written[0])]
    names = lived.built.names
    needs = np.array([*names.needs, ""])
    places = np.array([*names.touchpoints, ""])
    kind = np.asarray(events.kind)
    led = np.full(events.size, "", object)
    ends = np.isin(kind, (VISIT, 1))
    for code, name in ENDS.items():
        led[ends & (events.to == code)] = name
    on = (kind == VISIT) & (events.to >= 0)
    led[on] = places[np.asarray(events.to)[on]]
    for code, name in OUTCOMES.items():
        led[(kind == QUEUE) & (events.to == code)] = name
    for code, name in enumerate(("praise", "blame")):
        led[(kind == HEAR) & (events.to == code)] = name
    led[kind == COMPLAINT] = needs[np.asarray(events.to)[kind == COMPLAINT]]
    for code, name in enumerate(names.campaigns):
        led[(kind == CONTACT) & (events.to == code)] = name
    for code, name in enumerate(names.lines):
        led[np.isin(kind, (LINE_DROPPED, LINE_ADDED)) & (events.to == code)] = name
    for code, name in enumerate(CAUSES):
        led[(kind == LEAVE) & (events.to == code)] = name
    went = np.array(["", *names.competitors])[np.where(kind == LEAVE, events.occurrence, 0)]
    chose, reasons = (kind == LEAVE) & (events.to == VOLUNTARY), np.array(REASONS)
    return pd.DataFrame(
        {
            "day": np.asarray(events.day),
            "customer": np.asarray(events.person),
            "event": np.array(EVENTS)[kind],
            "need": needs[np.asarray(events.need)],
            "occurrence": np.where(kind == LEAVE, 0, events.occurrence),
            "step": np.where(chose | (kind == JOIN), 0, events.step),
            "touchpoint": places[np.asarray(events.touchpoint)],
            "led_to": led.astype(str),
            "failed": np.asarray(events.failed).astype(bool),
            "felt": np.where(np.isin(kind, (JOIN, LEAVE)), np.nan, np.asarray(events.felt)),
            "reason": np.where(chose, reasons[np.asarray(events.step) * chose], ""),
            "declared": np.where(chose, reasons[np.asarray(events.felt * chose, int)], ""),
            "provider": went,
        }
    )
