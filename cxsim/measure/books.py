"""The firm's money of a run, every posting once, so that each way of cutting it adds up alike.

A posting says which account it is of and, as far as the record tells, which archetype, touchpoint,
team, … it belongs to; whatever it belongs to none of is empty there. So a cut is a sum by a column,
its empty row is what is of none of that kind, and all cuts of an account come to the same total.

Amounts are whole cents. What is simulated is an integer of millionths, and one simulated customer
stands for so many real ones, a ratio of two integers: the total so far is kept exactly and each
posting brings what is booked to that, rounded half up. So each posting is within a cent of the
truth, and so is any stretch of postings that follow each other, such as an account or a month of
one.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

import numpy as np
import pandas as pd

from cxsim.engine.record import (
    ACQUISITION_COST,
    CALL_COST,
    CAMPAIGN_COST,
    CONTACT_COST,
    MARGIN,
    REVENUE,
    VALUE,
    Record,
    month_of,
)
from cxsim.engine.staffed.tables import TEAM_DAILY
from cxsim.scenario.schema import Scenario
from cxsim.scenario.structure import department_of

from .acquisition import SOURCES
from .programme import spendings

ACCOUNTS = (
    *("revenue", "cost_of_sales", "contacts", "campaigns", "acquisition"),
    *("calls_back", "fixes", "advertising", "programme", "payroll", "discounting"),
)
"""What comes in is above zero, what is paid is below. All but the last add up to the profit, with
the last to its present value at day 0. `cost_of_sales` is revenue that is no margin, `contacts` the
cost of visits, `campaigns` that of a campaign's contacts, `calls_back` and `fixes` what the firm
does about answers to its surveys, `programme` what levers and campaigns cost by date, `payroll`
wages and hiring, `discounting` what money is worth less for coming later.
"""
CUTS = (
    *("archetype", "touchpoint", "department", "channel", "owner", "team"),
    *("source", "campaign", "lever"),
)
"""What a posting may belong to, beside its month. `team` is paid, or serves at the touchpoint;
`source` is what brought a new customer."""


class Posting(NamedTuple):
    """Money of one account and month, exactly, and what it belongs to."""

    account: str
    month: int
    money: Fraction
    of: Mapping[str, str]


def books(
    scenario: Scenario,
    values: Mapping[str, float],
    record: Record,
    customers: int,
    discount: np.ndarray,
) -> pd.DataFrame:
    """The books of a run.

    Parameters
    ----------
    scenario : Scenario
    values : mapping
        Value by place, as the world was built with.
    record : Record
    customers : int
        Simulated customers at day 0.
    discount : (days,) array
        What money of each day is worth at day 0.

    Returns
    -------
    DataFrame
        account (`ACCOUNTS`), month (from 1), a column for each of `CUTS`, "" where a posting
        belongs to none; cents (int64): hundredths of the firm's currency, of the whole firm.
    """
    of_customers = _of_customers(scenario, values, record, customers)
    of_firm = _of_firm(scenario, values, record, discount)
    place = {account: at for at, account in enumerate(ACCOUNTS)}
    # Sorting is stable: of one account and month, postings keep their order.
    found = [one for one in (*of_customers, *of_firm) if one.money]
    found.sort(key=lambda one: (place[one.account], one.month))
    exact, booked, rows = Fraction(0), 0, []
    for one in found:
        exact += one.money
        cents = math.floor(100 * exact + Fraction(1, 2)) - booked
        booked += cents
        rows.append((one.account, one.month + 1, *(one.of.get(cut, "") for cut in CUTS), cents))
    frame = pd.DataFrame(rows, columns=["account", "month", *CUTS, "cents"])
    return frame.astype({"month": "int64", "cents": "int64"})


def difference(today: pd.DataFrame, redesign: pd.DataFrame) -> pd.DataFrame:
    """The books of a redesign less today's: today's postings, with the sign turned, and its own."""
    turned = today.assign(cents=-today["cents"])
    return pd.concat([turned, redesign], ignore_index=True)


def _of_customers(
    scenario: Scenario, values: Mapping[str, float], record: Record, customers: int
) -> Iterator[Posting]:
    """What simulated customers bring and cost, for all whom they stand for."""
    stands_for = Fraction(scenario.as_is.firm.customers, 1_000_000 * customers)

    def posted(account: str, tables: np.ndarray, *cuts: list[dict[str, str]]) -> Iterator[Posting]:
        """What is not zero of a table in millionths: months, then an axis for each list."""
        for at in np.argwhere(tables):
            of = {k: v for cut, i in zip(cuts, at[1:], strict=True) for k, v in cut[i].items()}
            yield Posting(account, int(at[0]), int(tables[tuple(at)]) * stands_for, of)

    archetypes = [{"archetype": name} for name in scenario.as_is.archetypes]
    daily = _monthly(record.daily)
    spent = (CONTACT_COST, CAMPAIGN_COST, ACQUISITION_COST, CALL_COST)
    revenue, margin, value, contacts, campaigns, acquired, calls = (
        daily[:, :, column] for column in (REVENUE, MARGIN, VALUE, *spent)
    )
    yield from posted("revenue", revenue, archetypes)
    yield from posted("cost_of_sales", margin - revenue, archetypes)
    yield from posted("contacts", -record.touched[..., 3], archetypes, _places(scenario))
    for names, paid in _by_campaign(scenario, values, record):
        yield from posted("campaigns", -paid, [one | {"campaign": names} for one in archetypes])
    sources = [{"source": name} for name in SOURCES]
    yield from posted("acquisition", -_monthly(record.acquired)[..., 1], archetypes, sources)
    yield from posted("calls_back", -calls, archetypes)
    earned = margin - contacts - campaigns - acquired - calls
    yield from posted("discounting", value - earned, archetypes)


def _monthly(daily: np.ndarray) -> np.ndarray:
    """Sums of a table of days over each month."""
    months = np.array([month_of(day) for day in range(len(daily))])
    return np.asarray(np.add.reduceat(daily, np.flatnonzero(np.diff(months, prepend=-1))))


def _places(scenario: Scenario) -> list[dict[str, str]]:
    """What a contact at each touchpoint belongs to."""
    case = scenario.extended
    return [
        {
            "touchpoint": name,
            "department": department_of(case, place) or "",
            "channel": place.channel,
            "owner": place.owner,
            "team": place.team or "",
        }
        for name, place in case.touchpoints.items()
    ]


def _by_campaign(
    scenario: Scenario, values: Mapping[str, float], record: Record
) -> Iterator[tuple[str, np.ndarray]]:
    """What the contacts of each campaign cost, (months, archetypes).

    The record has one sum a day and archetype. Where several campaigns that cost something are
    under way for an archetype at once, it belongs to them together, as "one+other".
    """
    cost = record.daily[:, :, CAMPAIGN_COST]
    under_way = np.full(cost.shape, "", object)
    for name, one in scenario.campaigns.items():
        meant = one.archetypes or scenario.as_is.archetypes
        for a, archetype in enumerate(scenario.as_is.archetypes):
            if archetype in meant and values[f"campaigns.{name}.cost"] > 0:
                days = slice(one.start_day, one.start_day + one.days)
                under_way[days, a] = [f"{others}+{name}" for others in under_way[days, a]]
    for names in sorted({*under_way[cost > 0]}):
        yield names.strip("+"), _monthly(np.where(under_way == names, cost, 0))


def _of_firm(
    scenario: Scenario, values: Mapping[str, float], record: Record, discount: np.ndarray
) -> Iterator[Posting]:
    """What the firm pays whoever its customers are, and what is saved by paying it later."""
    horizon = len(record.daily)
    discount = np.asarray(discount)[:horizon]
    for paid in spendings(scenario, values, horizon):
        money, of = Fraction(paid.money), {paid.section.removesuffix("s"): paid.name}
        month, later = month_of(paid.day), 1 - Fraction(float(discount[paid.day]))
        yield Posting("programme", month, -money, of)
        yield Posting("discounting", month, money * later, of)
    wages = record.team_days[:, :, TEAM_DAILY.index("wages")]
    scale = 1_000_000 * Fraction(scenario.as_is.firm.team_scale)
    for t, (name, team) in enumerate(scenario.as_is.teams.items()):
        of = {"team": name, "department": team.department or ""}
        yield from _spread("payroll", wages[:, t], discount, 1 / scale, of)
    yield from _spread("fixes", record.fixing, discount, Fraction(1, 1_000_000), {})
    yield from _spread("advertising", record.advertising, discount, Fraction(1), {})


def _spread(
    account: str, daily: np.ndarray, discount: np.ndarray, unit: Fraction, of: Mapping[str, str]
) -> Iterator[Posting]:
    """Money paid day by day, as postings of months."""
    later = daily * (1 - discount)
    for month, (paid, saved) in enumerate(zip(_monthly(daily), _monthly(later), strict=True)):
        if paid:
            yield Posting(account, month, -Fraction(paid.item()) * unit, of)
            yield Posting("discounting", month, Fraction(saved.item()) * unit, of)
