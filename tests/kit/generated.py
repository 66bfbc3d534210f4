"""Whole scenarios, legal by construction: of every shape that the schema allows, plain to extreme.

What is drawn is data as a case file has it, and it goes through the library's own validation; that
it is ever refused is a mistake here. Ranges are read from the schema (`generated_luck.stated`), so
a new number of the schema is generated as soon as it is there.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from hypothesis import strategies as st

from cxsim.behaviour import RULES
from cxsim.scenario import validate
from cxsim.scenario.behaviour import BehaviourRules
from cxsim.scenario.campaigns import Campaign
from cxsim.scenario.firm import Economics, Surveys
from cxsim.scenario.journeys import Branch, Journey, Recovery, Touchpoint
from cxsim.scenario.market import Market
from cxsim.scenario.maturity import Maturity
from cxsim.scenario.people import FEELINGS, Archetype, Dimension, HeldLine
from cxsim.scenario.relationship import (
    BetaLoyalty,
    Captive,
    Contractual,
    Dropout,
    NonContractual,
    NormalLoyalty,
    PurchaseRate,
    PurchaseValue,
)
from cxsim.scenario.schema import MONTH, AsIs, Scenario
from cxsim.scenario.ties import Ties
from cxsim.scenario.values import Quantity

from .generated_levers import levers_of
from .generated_listening import put_listening
from .generated_luck import Luck, stated
from .generated_market import put_prospects, put_reviews
from .generated_outside import put_outside
from .generated_rivals import put_rivals
from .generated_silos import put_assistants, put_silos
from .generated_structure import closings, structure_of
from .generated_teams import put_teams, served_by, sized
from .scenarios import redesigned

POINTS = Quantity("0–10", 0, 10)
KANO = ("one_dimensional", "must_be", "attractive")
VISITS = 4000
"""About as many visits as a generated life may come to, so that it is lived in a second."""
PEOPLE, DAYS = 200, 60
MOST_PROSPECTS = 100
"""A customer: more of them are lived in the tests of the Bass model."""
WITH_TEAMS = True
"""Whether cases may have teams: True as soon as both engines live them."""


class Life(NamedTuple):
    """A scenario and how to live it."""

    scenario: Scenario
    customers: int
    horizon: int
    seed: int


@st.composite
def lives(draw: st.DrawFn) -> Life:
    """Hypothesis's choice among all lives."""
    return life(Luck(lambda low, high: draw(st.integers(low, high))))


def life(luck: Luck) -> Life:
    """A scenario with as many customers and days as a second or so allows."""
    scenario = scenario_of(luck)
    case = scenario.as_is
    days = case.warm_up_days + luck.among((12, 35, 1, 35, 31, DAYS, DAYS))
    busy = 1 + min(20.0, _visits_a_day(case))
    most = max(1, min(PEOPLE, int(VISITS / busy / days)))
    customers = min(luck.among((20, 8, 40, 20, 1, 2, PEOPLE)), most)
    customers = max(1, min(customers, int(PEOPLE / (1 + case.market.prospects))))
    if case.teams:
        scenario = sized(luck, scenario, customers)
    return Life(scenario, customers, days - case.warm_up_days, luck.whole(0, 99))


def _visits_a_day(case: AsIs) -> float:
    """About how many visits the busiest archetype makes."""
    needs = [sum(rate.value for rate in a.needs.values()) for a in case.archetypes.values()]
    own = 0.0
    if isinstance(case.relationship, NonContractual):
        rate = case.relationship.rate
        own = rate.shape.value / rate.scale_days.value * case.relationship.frequency.value
    return 3 * (max(needs) / MONTH + own)


def scenario_of(luck: Luck) -> Scenario:
    """A checked scenario: today's journey, or a redesign of it."""
    case = validate.as_is(raw_case(luck), "generated.yaml")
    if luck.chance(60):
        return redesign_of(luck, case)
    return Scenario("kit", "as_is", case)


def redesign_of(luck: Luck, case: AsIs) -> Scenario:
    """A redesign: levers on what there is, and now and then on what it adds or closes."""
    called = {"campaigns": campaigns_of(luck, "new", list(case.archetypes))}
    if luck.chance(65):
        return redesigned(case, {} if luck.chance(10) else levers_of(luck, case), **called)
    dimensions, teams = list(case.dimensions), list(case.teams)
    added, opening = structure_of(
        luck, case, lambda: served_by(luck, touchpoint(luck, dimensions), luck.some(teams))
    )
    whole = redesigned(case, opening, **added).extended
    moved = levers_of(luck, whole) if luck.chance(50) else {}
    return redesigned(case, opening | closings(luck, whole) | moved, **added, **called)


def raw_case(luck: Luck) -> dict[str, Any]:
    """Today's journey as data."""
    relationship = luck.among((contractual, captive, non_contractual, contractual, contractual))(
        luck
    )
    dimensions = [f"d{n}" for n in range(1 + luck.whole(0, luck.among((1, 5))))]
    names = [f"t{n}" for n in range(1 + luck.whole(0, luck.among((2, 5, 19))))]
    touchpoints = {name: touchpoint(luck, dimensions) for name in names}
    channels = list(dict.fromkeys(one["channel"] for one in touchpoints.values()))
    kinds = journey_kinds(luck, relationship["kind"])
    journeys = {need: journey(luck, kind, names) for need, kind in kinds.items()}
    doors = {touchpoints[next(iter(one["entry"]))]["channel"] for one in journeys.values()}
    needs = [need for need, kind in kinds.items() if kind in ("everyday", "help")]
    raw: dict[str, Any] = {
        "label": "Generated",
        "warm_up_days": luck.among((0, 0, 3, 15, 31)),
        "firm": {"customers": 1 + luck.whole(0, 1000), "currency": "USD"},
        "economics": stated(luck, Economics),
        "dimensions": {name: dimension(luck, name) for name in dimensions},
        "archetypes": {
            f"a{n}": archetype(luck, n == 0, dimensions, channels, doors, needs)
            for n in range(1 + luck.whole(0, luck.among((1, 5))))
        },
        "touchpoints": touchpoints,
        "journeys": journeys,
        "relationship": relationship,
        "ties": ties(luck),
        "surveys": stated(luck, Surveys),
        "behaviour": stated(luck, BehaviourRules),
    }
    if luck.chance(25):
        raw["firm"]["maturity"] = stated(luck, Maturity)
    failures_open(luck, raw, kinds)
    if WITH_TEAMS:
        put_teams(luck, raw)
    put_silos(luck, raw)
    put_assistants(luck, raw)
    if relationship["kind"] == "contractual" and luck.chance(35):
        put_lines(luck, raw)
    switch_off(luck, raw["behaviour"])
    if relationship["kind"] != "non_contractual" and luck.chance(8):
        put_riches(luck, raw)
    market = stated(luck, Market)
    if "prospects" in market:
        market["prospects"] = luck.number(0, MOST_PROSPECTS, (0, 4))
    market["previous"]["delivered"] = {
        name: luck.number(0, 10, (0, 9)) for name in luck.some(dimensions, 60)
    }
    if luck.chance(50):
        market.pop("previous")
    if luck.chance(20):
        put_talk(luck, raw["behaviour"])
        market["previous"] = {"delivered": {name: luck.number(0, 3) for name in dimensions}}
    put_rivals(luck, market, dimensions, relationship["kind"], kinds)
    if "join" not in kinds.values() or relationship["kind"] == "non_contractual":
        market.pop("prospects", None)
    if luck.chance(10):
        market |= {"innovation": 0, "imitation": 0}
    elif luck.chance(50):
        market["innovation"] = luck.number(0, 10, (3, 10))
    put_reviews(luck, raw, market)
    put_prospects(luck, market, raw["ties"])
    if luck.chance(50):
        some = luck.some(dimensions, 60)
        market["promise"] = {name: luck.number(0, 10, (5, 10)) for name in some}
    today = campaigns_of(luck, "old", list(raw["archetypes"]))
    raw |= {"market": market} | ({"campaigns": today} if today else {})
    put_outside(luck, raw)
    put_listening(luck, raw)
    return raw


def dimension(luck: Luck, name: str) -> dict[str, Any]:
    return {"label": name, "feels": luck.some(FEELINGS, 30)} | stated(luck, Dimension)


def put_lines(luck: Luck, raw: dict[str, Any]) -> None:
    """Lines of business in place of spend."""
    names = [f"l{n}" for n in range(luck.among((2, 1, 3, 8)))]
    raw["relationship"]["lines"] = {name: {"label": name} for name in names}
    for one in raw["archetypes"].values():
        one.pop("spend", None)
        one["lines"] = {name: stated(luck, HeldLine, every=True) for name in names}
        one["lines"][names[0]]["held"] = max(one["lines"][names[0]]["held"], 0.001)


def put_riches(luck: Luck, raw: dict[str, Any]) -> None:
    """Bills of a billion, which no bill exceeds, and so few of them that the books hold them."""
    raw["relationship"]["period_days"] = luck.number(30, 60)
    for one in raw["archetypes"].values():
        for paid in one["lines"].values() if "lines" in one else (one,):
            paid["spend"] = luck.number(0, 1e9, (5e8, 1e9))


def put_content(luck: Luck, behaviour: dict[str, Any]) -> None:
    """Customers who could hardly be more satisfied, and are again once help has come."""
    behaviour["satisfaction"]["baseline"] = luck.number(9, 10)
    behaviour["leaving"]["satisfaction_mean"] = luck.number(9.5, 10)
    behaviour["recovery"] |= {"gain": luck.number(1, 4), "fast_days": luck.number(30, 300)}


def put_talk(luck: Luck, behaviour: dict[str, Any]) -> None:
    """People who talk of most that they live, and believe what they hear."""
    behaviour["word_of_mouth"] |= {"base": luck.number(0.3, 1), "told": luck.number(0.5, 1)}
    behaviour["word_of_mouth"]["hearing"] = luck.number(1, 3)
    behaviour["expectations"] |= {"promise": luck.number(0, 0.3), "word": luck.number(0.5, 0.7)}


def switch_off(luck: Luck, behaviour: dict[str, Any]) -> None:
    """Switch rules off now and then, each wholly or in part."""
    for rule in RULES:
        places = [place.split(".") for place in rule.switch if place.startswith("behaviour.")]
        if places and luck.chance(10):
            for _, section, name in luck.some(places, 75):
                behaviour[section][name] = float(rule.off)


def campaigns_of(luck: Luck, name: str, archetypes: list[str]) -> dict[str, dict[str, Any]]:
    """Now and then a campaign or two, for some archetypes or for all."""
    return {
        f"{name}_{n}": stated(luck, Campaign)
        | {
            "label": "C",
            "start_day": luck.whole(0, 20),
            "days": luck.among((1, 10, 40)),
            "lasts_days": luck.among((91, 0, 20)),
            "for": luck.some(archetypes, 50) if luck.chance(30) else [],
        }
        for n in range(luck.whole(1, 2) if luck.chance(25) else 0)
    }


# ---- what binds a customer ----


def contractual(luck: Luck) -> dict[str, Any]:
    form = luck.among((NormalLoyalty, BetaLoyalty))
    return stated(luck, Contractual) | {"loyalty": stated(luck, form)}


def non_contractual(luck: Luck) -> dict[str, Any]:
    parts = {"rate": PurchaseRate, "dropout": Dropout, "value": PurchaseValue}
    drawn = {name: stated(luck, part) for name, part in parts.items()}
    return stated(luck, NonContractual) | drawn | {"need": "buy"}


def captive(luck: Luck) -> dict[str, Any]:
    return stated(luck, Captive)


def ties(luck: Luck) -> dict[str, Any]:
    raw = stated(luck, Ties)
    raw.pop("file", None)  # lists of ties are lived in `tests.world.test_ties`
    if raw.get("kind") == "edges":
        raw["kind"] = "blocks"
    return raw | {"friends": raw["friends"] // 2 * 2} if "friends" in raw else raw


# ---- who ----


def archetype(
    luck: Luck,
    first: bool,
    dimensions: list[str],
    channels: list[str],
    doors: set[str],
    needs: list[str],
) -> dict[str, Any]:
    """A kind of customer; the channels by which every journey can begin are liked a little."""
    raw = stated(luck, Archetype)
    liked = {name: luck.number(0, 1000, (0, 2)) for name in luck.some(channels)}
    weights = {name: luck.number(0, 1000, (0, 1)) for name in luck.some(dimensions, 80, least=1)}
    kept = {name: luck.among(KANO) for name in luck.some(dimensions, 50)}
    needed = Quantity("per 30.4 days", 0, 300)
    return raw | {
        "label": "A",
        "share": max(raw["share"], 0.001) if first else raw["share"],
        "weights": weights | {dimensions[0]: max(weights[dimensions[0]], 0.001)},
        "kano": kept,
        "expectations": {
            name: per_dimension(luck, dimensions, 0, 10, usual)
            for name, usual in (("will", (0, 10)), ("should", (5, 10)))
        },
        "channels": {n: max(like, 0.001) if n in doors else like for n, like in liked.items()},
        "needs": {
            need: 0 if luck.chance(8) else luck.value("needs", needed)
            for need in luck.some(needs, 85)
        },
    }


def per_dimension(
    luck: Luck, dimensions: list[str], low: float, high: float, usual: tuple[float, float]
) -> float | dict[str, float]:
    """One number for all dimensions, or one each."""
    if luck.chance(50):
        return luck.number(low, high, usual)
    return {name: luck.number(low, high, usual) for name in dimensions}


# ---- where ----


def touchpoint(luck: Luck, dimensions: list[str]) -> dict[str, Any]:
    raw = stated(luck, Touchpoint) | {"label": "T", "channel": f"c{luck.whole(0, 3)}"}
    control = raw.pop("control", None)
    raw.pop("assistant")  # `generated_silos` says who answers where
    raw.pop("shows", None)  # `generated_market` says where reviews are read
    raw.pop("minutes", None)  # `generated_teams` says who serves where, and how long
    if raw["owner"] == "partner":
        raw["control"] = luck.number(0, 1) if control is None else control
    raw["quality"] = per_dimension(luck, dimensions, 0, 10, (4, 10))
    if luck.chance(60):
        raw["spread"] = per_dimension(luck, dimensions, 0, 5, (0, 2))
    if luck.chance(60):
        raw["failure"]["depth"] = per_dimension(luck, dimensions, 0, 10, (0, 6))
    return raw


def failures_open(luck: Luck, raw: dict[str, Any], kinds: dict[str, str]) -> None:
    """Let failures here and there open a help journey: many of those that are often lived."""
    touchpoints, journeys = raw["touchpoints"], raw["journeys"]
    helps = {need: journeys[need] for need, kind in kinds.items() if kind == "help"}
    if not helps or luck.chance(20):
        return
    met = {step for one in journeys.values() for step in one["steps"]}
    for name in [name for name in touchpoints if luck.chance(75 if name in met else 30)]:
        opens = luck.among(list(helps))
        touchpoints[name]["failure"]["opens"] = opens
        if luck.chance(60):
            often = luck.number(0, 1, (0.1, 0.9))
            touchpoints[name]["failure"] |= {"probability": often, "loss": "money"}
        if luck.chance(50):
            helps[opens]["recovery"] = stated(luck, Recovery, every=luck.chance(50))
    if luck.chance(40):
        put_content(luck, raw["behaviour"])


def journey_kinds(luck: Luck, relationship: str) -> dict[str, str]:
    """The kind of each journey by name; at most one of those that move the relationship."""
    plain = ("everyday", "help", "help")
    kinds = {f"n{n}": luck.among(plain) for n in range(luck.among((1, 2, 3, 5, 0)))}
    if relationship == "non_contractual":
        kinds["buy"] = "purchase"
    if relationship == "contractual" and luck.chance(60):
        kinds["leave"] = "leave"
    if luck.chance(60) or not kinds:
        kinds["join"] = "join"
    return kinds


def journey(luck: Luck, kind: str, touchpoints: list[str]) -> dict[str, Any]:
    """A graph in which every touchpoint has a way out: to a later one, or to an end."""
    rank = [luck.whole(0, 99) for _ in touchpoints]
    order = [touchpoints[at] for at in sorted(range(len(touchpoints)), key=rank.__getitem__)]
    order = order[: 1 + luck.whole(0, luck.among((1, 3, len(order) - 1)))]
    ends = ("done", "give_up", "stay") if kind == "leave" else ("done", "give_up")
    entries = luck.some(order, 30, least=1)
    weights = {name: luck.number(0, 1e6, (0, 3)) for name in entries}
    slow = luck.chance(12)
    raw = stated(luck, Journey)
    raw.pop("recovery")
    if kind != "help" or luck.chance(50):
        raw.pop("comes_back")
    return raw | {
        "label": "J",
        "kind": kind,
        "entry": weights | {order[0]: max(weights[order[0]], 0.001)},
        "steps": {step: ways_on(luck, at, order, ends, slow) for at, step in enumerate(order)},
    }


def ways_on(
    luck: Luck, at: int, order: list[str], ends: tuple[str, ...], slow: bool
) -> dict[str, Any]:
    """The ways on from a step: out of it for certain, back, ahead, and to the same again.

    In a slow journey each takes longer than is promised.
    """
    out = luck.among([*ends, *order[at + 1 : at + 2]])
    others = [name for name in luck.some([*ends, *order], 25) if name != out][:6]
    weights = [0.0 if luck.chance(25) else luck.number(0, 50, (0, 3)) for _ in [out, *others]]
    weights[0] = max(weights[0], 0.01)
    total = sum(weights)
    return {
        to: _way(luck, weight / total, slow)
        for to, weight in zip([out, *others], weights, strict=True)
    }


def _way(luck: Luck, share: float, slow: bool) -> float | dict[str, Any]:
    if not slow:
        return stated(luck, Branch) | {"share": share} if luck.chance(60) else share
    promised = luck.whole(0, 2)
    late = {"promised_days": promised, "after_days": promised + luck.whole(2, 8)}
    return stated(luck, Branch) | {"share": share} | late
