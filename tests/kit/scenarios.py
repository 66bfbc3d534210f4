"""The smallest case that lives: one archetype, one touchpoint, one need, every link at zero."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from cxsim.scenario import validate
from cxsim.scenario.library import dimensions, put
from cxsim.scenario.schema import AsIs, Scenario

NO_LINKS: dict[str, Any] = {
    "leaving": {"strength": 0, "alternative_weight": 0, "lock_in": 0},
    "price": {"elasticity": 0},
    "word_of_mouth": {"on_leaving": 0},
    "spend": {"level": 0, "change": 0},
}
"""Nothing felt, heard or offered moves anybody to leave, and bills are as listed."""

SMALLEST: dict[str, Any] = {
    "label": "One desk",
    "horizon_days": 60,
    "warm_up_days": 0,
    "firm": {"customers": 60, "currency": "USD"},
    "economics": {"margin": 0.4},
    "dimensions": {"care": {"label": "Care"}},
    "archetypes": {
        "anyone": {
            "label": "Anyone",
            "share": 1,
            "weights": {"care": 1},
            "expectations": {"will": 8, "should": 8},
            "needs": {"ask": 1},
        }
    },
    "touchpoints": {
        "desk": {
            "label": "Desk",
            "stage": "post_purchase",
            "owner": "brand",
            "channel": "store",
            "quality": 8,
        }
    },
    "journeys": {
        "ask": {
            "label": "Ask",
            "kind": "everyday",
            "entry": {"desk": 1},
            "steps": {"desk": {"done": 1}},
        }
    },
    "relationship": {
        "kind": "contractual",
        "loyalty": {"form": "normal", "median_hazard": 0.02, "spread": 0},
        "tenure": {"mean_days": 0},
    },
    "ties": {"kind": "none"},
    "behaviour": NO_LINKS,
}

PURCHASES: dict[str, Any] = {
    "archetypes.anyone.needs": {},
    "journeys": {
        "buy": {
            "label": "Buy",
            "kind": "purchase",
            "entry": {"desk": 1},
            "steps": {"desk": {"done": 1}},
        }
    },
    "relationship": {
        "kind": "non_contractual",
        "need": "buy",
        "rate": {"shape": 0.2426, "scale_days": 4.4135 * 7},
        "dropout": {"a": 0.7929, "b": 2.4258},
        "value": {"p": 6.249, "q": 3.745, "gamma": 15.448},
    },
}
"""Changes that make it a shop: purchases without a contract (CDNOW's parameters)."""

CAPTIVE: dict[str, Any] = {"relationship": {"kind": "captive"}}
"""Changes that leave customers no way out."""

RICH: dict[str, Any] = {
    "warm_up_days": 20,
    "archetypes.anyone.needs": {"ask": 6, "mend": 4},
    "archetypes.anyone.spend": 30,
    "archetypes.anyone.non_payment": 0.03,
    "archetypes.keen": {
        "label": "Keen",
        "share": 0.5,
        "weights": {"care": 1},
        "expectations": {"will": 9, "should": 9},
        "needs": {"ask": 9},
        "spend": 60,
        "talkativeness": 3,
        "price_sensitivity": 2,
    },
    "touchpoints.desk.cost": 2,
    "touchpoints.desk.failure": {"probability": 0.2, "depth": 5},
    "touchpoints.line": {
        "label": "Line",
        "stage": "post_purchase",
        "owner": "partner",
        "control": 0.5,
        "channel": "phone",
        "quality": 6,
        "cost": 5,
    },
    "journeys.mend": {
        "label": "Mend",
        "kind": "help",
        "entry": {"line": 2, "desk": 1},
        "steps": {
            "line": {
                "done": {"share": 0.4, "satisfaction": 0.3},
                "desk": {"share": 0.3, "after_days": 1.5},
                "line": {"share": 0.2, "after_days": 3},
                "give_up": {"share": 0.1, "effort": 0.5},
            },
            "desk": {"done": 0.7, "line": {"share": 0.3, "after_days": 9}},
        },
    },
    "journeys.join": {
        "label": "Join",
        "kind": "join",
        "entry": {"desk": 1},
        "steps": {"desk": {"done": 0.6, "desk": {"share": 0.2, "after_days": 1}, "give_up": 0.2}},
    },
    "journeys.leave": {
        "label": "Leave",
        "kind": "leave",
        "entry": {"line": 1},
        "steps": {
            "line": {
                "stay": {"share": 0.3, "satisfaction": 0.2},
                "desk": {"share": 0.3, "after_days": 2},
                "done": 0.3,
                "give_up": 0.1,
            },
            "desk": {"stay": 0.5, "done": 0.5},
        },
    },
    "relationship": {
        "kind": "contractual",
        "period_days": 10,
        "loyalty": {"form": "normal", "median_hazard": 0.1, "spread": 1},
        "tenure": {"mean_days": 30},
        "involuntary": 0.02,
    },
    "ties": {"friends": 4, "weak": 1},
    "market": {"prospects": 0.5, "innovation": 3, "imitation": 4},
    "surveys": {"relational": {"every_days": 20}, "journey": {"sampling": 0.5}, "response": 0.5},
    "behaviour": {},
}
"""Changes that bring in every part and every link, lived fast, so that a month shows them all."""

FAILURE_DEMAND: dict[str, Any] = {
    "touchpoints.desk.failure": {
        "probability": 0.4,
        "depth": 5,
        "loss": "money",
        "opens": "mend",
    },
    "touchpoints.line.failure": {"probability": 0.3, "depth": 5, "opens": "mend"},
    "journeys.mend.comes_back": {"share": 0.7, "after_days": 2},
    "journeys.mend.recovery": {"compensation": 0.8, "cost": 3},
}
"""Changes of `RICH` by which failures open help and are made good, and who gives up comes back."""

PROFESSIONAL: dict[str, Any] = {
    "label": "A physiotherapist on her own",
    "firm.customers": 60,
    "archetypes.anyone.needs": {"ask": 1.5},
    "archetypes.anyone.spend": 45,
    "relationship.loyalty.spread": 1.2,
    "relationship.tenure": {"mean_days": 400},
    "warm_up_days": 90,
    "ties": {"friends": 4},
    "behaviour": {},
}
"""Changes that make it an independent professional with sixty customers."""


def changed(raw: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """Raw data with other values at some dotted places."""
    copy = deepcopy(dict(raw))
    for place, value in changes.items():
        put(copy, place, deepcopy(value), dimensions(copy))
    return copy


def made(
    *changes: Mapping[str, Any],
    levers: Mapping[str, Mapping[str, Any]] | None = None,
    campaigns: Mapping[str, Mapping[str, Any]] | None = None,
) -> Scenario:
    """A checked scenario: the smallest case with changes; with levers or campaigns, a redesign."""
    raw = SMALLEST
    for some in changes:
        raw = changed(raw, some)
    case = validate.as_is(dict(raw), "as_is.yaml")
    if levers is None and campaigns is None:
        return Scenario("kit", "as_is", case)
    called = {name: {"label": name} | dict(one) for name, one in (campaigns or {}).items()}
    return redesigned(case, levers or {}, campaigns=called)


def redesigned(
    case: AsIs, levers: Mapping[str, Mapping[str, Any]], **added: Mapping[str, Any]
) -> Scenario:
    """A TO-BE of a case; a lever is fully executed unless it says otherwise.

    `added` are new touchpoints, where journeys go on from them, campaigns.
    """
    told = {name: {"label": name, "execution": 1} | dict(lever) for name, lever in levers.items()}
    raw: dict[str, Any] = {"label": "To be", "levers": told}
    raw |= {name: dict(one) for name, one in added.items()}
    plan = validate.redesign(raw, "to_be.yaml", case)
    return Scenario("kit", "to_be", case, plan)
