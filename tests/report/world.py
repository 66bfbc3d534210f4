"""A comparison in which much comes from outside, made up of a few numbers."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from cxsim.measure.ego import PEOPLE, TIES, EgoMap
from cxsim.scenario import AsIs
from cxsim.scenario.competitors import Move
from cxsim.world.people import CUSTOMER, LEFT, PROSPECT

from . import fake

DAYS = 300
DESTINATIONS = ("scenario", "archetype", "provider", "cause", "real", "declared", "customers")


def comparison() -> fake.Comparison:
    """The shipped case with all that the section tells."""
    as_is, *to_be = fake.scenarios()
    case = with_a_move(as_is.as_is)
    today = replace(as_is, as_is=case)
    plain = fake.comparison(today, tuple(replace(plan, as_is=case) for plan in to_be))
    names = [plan.name for plan in to_be]
    return replace(
        plain,
        destinations=pd.concat(map(_destinations, names)).drop_duplicates(),
        acquisition=pd.concat(map(_acquisition, names)).drop_duplicates(),
        reviews=pd.concat(map(_reviews, names)).drop_duplicates(),
        drivers=_drivers(),
        egos={name: ego() for name in names},
    )


def with_a_move(case: AsIs) -> AsIs:
    """The case, in which a competitor does something on a date."""
    move = Move(label={"en": "Price cut", "es": "Rebaja"}, target="price", size=-0.1)
    rival = case.market.competitors["low_cost"].model_copy(update={"moves": {"cut": move}})
    rivals = case.market.competitors | {"low_cost": rival}
    market = case.market.model_copy(update={"competitors": rivals})
    return case.model_copy(update={"market": market})


def _destinations(name: str) -> pd.DataFrame:
    """Of 100 leavers today 60 go to the incumbent; the redesign keeps 20 of them."""
    left = ("voluntary", "satisfaction", "price")
    rows = [
        ("as_is", "connected_family", "incumbent", *left, 40.0),
        ("as_is", "digital_native", "incumbent", "voluntary", "price", "price", 20.0),
        ("as_is", "digital_native", "", "involuntary", "", "", 40.0),
        (name, "connected_family", "incumbent", *left, 40.0),
        (name, "digital_native", "", "involuntary", "", "", 40.0),
    ]
    return pd.DataFrame(rows, columns=list(DESTINATIONS))


def _acquisition(name: str) -> pd.DataFrame:
    rows = [
        ("as_is", "connected_family", "advertising", 10.0, 300.0),
        ("as_is", "digital_native", "advertising", 10.0, 300.0),
        ("as_is", "digital_native", "friends", 5.0, 0.0),
        ("as_is", "digital_native", "referral", 0.0, 0.0),
        (name, "connected_family", "advertising", 10.0, 300.0),
        (name, "digital_native", "advertising", 20.0, 600.0),
        (name, "digital_native", "friends", 5.0, 0.0),
        (name, "digital_native", "referral", 0.0, 0.0),
    ]
    return pd.DataFrame(rows, columns=["scenario", "archetype", "source", "joined", "cost"])


def _reviews(name: str) -> pd.DataFrame:
    rows = [
        (scenario, "connected_family", star, float(written), shown)
        for scenario, counts, shown in (
            ("as_is", (20, 5, 5, 20, 50), 3.75),
            (name, (10, 5, 5, 20, 60), 4.15),
        )
        for star, written in enumerate(counts, 1)
    ]
    return pd.DataFrame(rows, columns=["scenario", "archetype", "star", "written", "shown"])


def _drivers() -> pd.DataFrame:
    days = np.arange(DAYS)
    storm = np.where(days < 180, 0.0, np.exp(-(days - 180) / 20.0))
    frames = [("shock", "storm", storm), ("move", "low_cost.cut", (days >= 100).astype(float))]
    return pd.concat(
        pd.DataFrame({"kind": kind, "name": name, "day": days, "value": value})
        for kind, name, value in frames
    )


def ego() -> EgoMap:
    """Three friends around one customer, and one person beyond."""
    people = [
        (7, 0, 0.0, "connected_family", CUSTOMER),
        (1, 1, 0.0, "connected_family", CUSTOMER),
        (2, 1, 2.1, "digital_native", LEFT),
        (3, 1, 4.2, "digital_native", PROSPECT),
        (9, 2, 2.1, "digital_native", CUSTOMER),
    ]
    ties = [(1, 7, 1.0, 3, 0), (2, 7, 1.0, 1, 2), (3, 7, 0.3, 0, 0), (2, 9, 0.3, 0, 1)]
    return EgoMap(
        pd.DataFrame(people, columns=list(PEOPLE)), pd.DataFrame(ties, columns=list(TIES))
    )
