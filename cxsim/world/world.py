"""A scenario made into arrays: all that a run reads, and the state it changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from heapq import heappop, heappush
from typing import Any, NamedTuple

import numpy as np

from cxsim.arrays import Arrays, Records
from cxsim.behaviour.mood import affect_weight
from cxsim.behaviour.parameters import ATTRACTIVE, LINEAR, MUST_BE, ONE_DIMENSIONAL
from cxsim.behaviour.perception import kano_value
from cxsim.behaviour.value import discount_factor
from cxsim.draws import keys
from cxsim.scenario.checks import opened
from cxsim.scenario.journeys import CLOCKED, ENDS, Journey
from cxsim.scenario.people import FEELINGS
from cxsim.scenario.relationship import Captive, Contractual, NonContractual
from cxsim.scenario.schema import MONTH, AsIs, Scenario
from cxsim.scenario.structure import department_of

from .campaigns import campaigns
from .clocks import NEVER, clocks
from .numbers import Names, numbers
from .people import SCORES, held_lines, newborn_loyalty, people_of
from .redesign import reached, redesign, segments
from .standing import standing, usual_tie
from .teams import teams_of
from .ties import network, total_strength

EVERYDAY, HELP, PURCHASE, JOIN, LEAVE = 0, 1, 2, 3, 4
EFFORT, WAITING, FIT, STAFF = 0, 1, 2, 3
"""Rows of `World.feels`."""
KINDS = ("everyday", "help", "purchase", "join", "leave")
CONTRACTUAL, NON_CONTRACTUAL, CAPTIVE = 0, 1, 2
MONEY, SERVICE, TRIVIAL = 0, 1, 2
LOSSES = ("money", "service", "trivial")
FORMS = ("linear", "saturating", "exponential")
CLASSES = {"one_dimensional": ONE_DIMENSIONAL, "must_be": MUST_BE, "attractive": ATTRACTIVE}
NO_DAY = 2**31 - 1
"""More days than anybody waits."""
EXPERIENCED = 1000
"""Visits after which mood colours every further one alike."""
NOWHERE = np.zeros((0, 0, 0))
BLOCK = 256
"""Customers who walk side by side; no result depends on it."""

NEED = np.dtype(
    [
        ("kind", "i8"),
        ("clocked", "i8"),
        ("salience", "f8"),
        ("least", "i8"),
        ("first_entry", "i8"),
        ("entries", "i8"),
    ]
)
EDGE = np.dtype(
    [("to", "i8"), ("satisfaction", "f8"), ("effort", "f8"), ("toil", "i8"), ("briefed", "i8")]
)
"""A way on; `briefed` is 1 where an assistant hands over to a person."""
REPEAT, SWITCH, HANDOFF = 1, 2, 32
TOIL = REPEAT | SWITCH | HANDOFF
"""Bits of `EDGE.toil`: whether a way leads back to the same contact, to another channel, to another
department. Those between are bits of `state.UNDER_WAY.marks`."""
PULL = np.dtype([(name, "f8") for name in ("alone", "friends", "usual", "kept")])
"""What a day does to a prospect: hazard of joining alone and by friends, each for a liking of 1;
the liking without talk; the share of what was heard that lasts another day."""
RIVALRY = np.dtype([("elsewhere", "f8"), ("price", "f8")])
"""What competitors come to for a segment today: the satisfaction to be had elsewhere, and their
price level relative to day 0."""
STEP = np.dtype([("first", "i8"), ("count", "i8")])
PLACE = np.dtype(
    [
        (name, "i8")
        for name in (
            *("contact", "channel", "loss", "opens", "team", "department", "assistant"),
            "shows",
        )
    ]
)
"""A touchpoint; `opens` is the help that complaints open, `team` who serves there, `department`
whose it is, `assistant` who answers there; −1 none. `shows` is 1 where reviews are read."""
CASE = np.dtype(
    [
        ("relationship", "i8"),
        ("root", "i8"),
        ("customers", "i8"),
        ("warm_up", "i8"),
        ("horizon", "i8"),
        ("period", "f8"),
        ("link", "i8"),
        ("c_mean", "f8"),
        ("c_spread", "f8"),
        ("join", "i8"),
        ("leave", "i8"),
        ("purchase", "i8"),
        ("purchase_shape", "f8"),
        ("ask_late", "i8"),
        ("consideration", "f8"),
        ("style", "f8"),
        ("inactivity", "f8"),
        ("block", "i8"),
        ("claims", "i8"),
        ("promises", "i8"),
        ("trust", "f8"),
        ("from_rivals", "f8"),
        ("past_spread", "f8"),
        ("lines", "i8"),
        ("others", "f8"),
        ("team_scale", "f8"),
        ("silos", "i8"),
        ("returns", "i8"),
        ("review_stock", "f8"),
        ("review_stars", "f8"),
        ("recent_days", "i8"),
        ("arousal", "i8"),
        ("contagion", "i8"),
        ("complete", "i8"),
        ("each", "i8"),
        ("tied", "f8"),
        ("usual_tie", "f8"),
        ("listens", "i8"),
        ("review_days", "i8"),
        ("least_answers", "i8"),
        ("most_fixes", "i8"),
        ("walled", "i8"),
        ("poor", "f8"),
        ("u_median", "f8"),
        ("u_spread", "f8"),
        ("u_scale", "f8"),
    ]
)
"""What the whole case has once; `join`, `leave`, `purchase` are needs, −1 where there is none;
`claims` is 1 where what was lived can open a help journey, `promises` where anything is
promised, `trust` that with which everybody begins, `lines` how many lines of business there are,
`others` how many of the firm's customers, at the scale at which teams are run, stand behind each
simulated one, `team_scale` that scale, `silos` is 1 where stories may be known, `returns` where
those who left may come back; `review_stock` counts the reviews of day 0, a simulated customer's
share of them each, `review_stars` is their average and `recent_days` how long one is recent, 0
where there are none; `arousal` is 1 where prospects look around only now and then, `contagion`
where friends' leaving moves anybody, `complete` where all are tied to all, `each` where prospects
follow each friend and not the share of them; `tied` is how strongly each is to each where all are
tied, `usual_tie` how strong a usual tie is (thousandths), `listens` is 1 where anything is done
about answers, `review_days`, `least_answers`, `most_fixes` and `poor` are those of `listening.fix`
(the last is `below`), `walled` is 1 in silos, `u_…` how newcomers' loyalty differs (`standing`)."""


class World(Arrays):
    """What a run reads. Views of `flat` move as levers ramp, and `pull` follows them.

    Axes: s segments, a archetypes, d dimensions, t touchpoints, k needs, e edges, n entries.
    """

    case: Records
    flat: np.ndarray
    rules: Records
    needs: np.ndarray
    channels: np.ndarray
    quality: np.ndarray
    spread: np.ndarray
    depth: np.ndarray
    failure: np.ndarray
    cost: np.ndarray
    tailoring: np.ndarray
    hit: np.ndarray
    intrusion: np.ndarray
    entry: np.ndarray
    share: np.ndarray
    after: np.ndarray
    aftermath: np.ndarray
    promise: np.ndarray
    line_spend: np.ndarray
    delay: np.ndarray
    promised: np.ndarray
    minutes: np.ndarray
    staffing: np.ndarray
    transfers: np.ndarray
    own_integration: np.ndarray
    assisting: np.ndarray
    containment: np.ndarray
    rival_quality: np.ndarray
    rival_promise: np.ndarray
    rival_price: np.ndarray
    rival_reputation: np.ndarray
    journeys: Records
    """(k,) records of `NEED`."""
    steps: Records
    """(k, t) records of `STEP`: the ways on from a touchpoint in a journey."""
    edges: Records
    """(e,) records of `EDGE`."""
    entry_to: np.ndarray
    places: Records
    """(t,) records of `PLACE`."""
    weight: np.ndarray
    """(a, d) importance, sums to 1."""
    kano: np.ndarray
    """(a, d) Kano class."""
    specification: np.ndarray
    feels: np.ndarray
    """(4, d) 1 where a dimension feels effort, waiting, fit, staff; else 0."""
    reference: np.ndarray
    """(a,) value of the reference quality, q̄ of rule 1."""
    first_will: np.ndarray
    """(a, d) expectation of a newcomer."""
    first_should: np.ndarray
    newborn: np.ndarray
    """(1, scores) u of a newcomer by normal score."""
    held: np.ndarray
    """(a, lines, at least one) share of newcomers who hold each line."""
    amounts: np.ndarray
    """(1, scores) amount of a purchase, as a multiple of the customer's mean."""
    affect: np.ndarray
    """(visits,) how much mood colours the first visit as a customer, the second, …"""
    discount: np.ndarray
    """(days,) value today of money of each day from day 0."""
    clock_row: np.ndarray
    """(s, k) row of the following, −1 where a need's rate never changes (`clocks`)."""
    clock_rate: np.ndarray
    clock_change: np.ndarray
    intensity: np.ndarray
    tie_first: np.ndarray
    tie_to: np.ndarray
    tie_strength: np.ndarray
    tie_total: np.ndarray
    """(people,) summed strength of each one's ties."""
    purchase_rate: np.ndarray
    """(people,) purchases a day of each; empty where there is a contract."""
    purchase_level: np.ndarray
    """(people,) mean amount of a purchase of each; empty where there is a contract."""
    levers: Records
    """(levers,) records of `LEVER`; what sets one off moves its `start` and `until`."""
    seen: np.ndarray
    """(levers, days, 2) what each waits for, of all before each day: visits and failures among
    them, or stays in line that ended and their microseconds; no days where none waits."""
    forces: np.ndarray
    """(levers and touchpoints, days + 1) how far each lever has got on each day; of those that wait
    for what a run counts it is written day by day, and so is by how many points each touchpoint
    has been raised that the firm may fix."""
    raises: np.ndarray
    """(t,) the row of `forces` by which a touchpoint is raised; −1 where it cannot be, as where the
    firm does nothing about answers."""
    kept: np.ndarray
    """(levers, days + 1) what drift has left of each on each day; it is in `forces`."""
    courses: np.ndarray
    """(influences, days + 1) how strong each influence from outside is; 0: as usual."""
    stirred: np.ndarray
    """(days + 1,) 1 where a course, or a force that is known, differs from the day before."""
    cells: Records
    changes: Records
    nodes: Records
    detours: Records
    changed_share: np.ndarray
    share_today: np.ndarray
    pull: Records
    """(s,) records of `PULL`, written anew each day."""
    groups: np.ndarray
    """(s + 1,) scratch: where each segment begins among those who walk today."""
    campaigns: Records
    """(campaigns,) records of `CAMPAIGN`."""
    meant: np.ndarray
    """(campaigns, a) 1 where a campaign is meant for an archetype."""
    chosen: np.ndarray
    """(campaigns, customers) 1 for the best connected, where a campaign is for them."""
    owner: np.ndarray
    """(s,) archetype of each segment."""
    advertised: np.ndarray
    """(d,) 1 where advertising says something."""
    previous: np.ndarray
    """(a, d) what newcomers are used to who had another provider, but for luck with it."""
    best_before: np.ndarray
    """(d,) quality of the best competitor on day 0."""
    rival_price_before: np.ndarray
    """(competitors,) price of each on day 0."""
    rivalry: Records
    """(s,) records of `RIVALRY`, written anew each day, as are the next two."""
    drawn_to: np.ndarray
    """(s, competitors) weight of each in the choice of those who leave."""
    lift: np.ndarray
    """(s, d) what the best of the category adds to what customers demand."""
    stated_quality: np.ndarray
    """(s, t, d) quality as it is stated, for where reviews are read; empty where nowhere is."""
    segment: np.ndarray
    """(people,) uint16: which numbers apply to each."""
    teams: Records
    """(teams,) records of `TEAM`, and what `Teams` has beside them."""
    opens: np.ndarray
    pieces: Records
    piece_first: np.ndarray
    piece_count: np.ndarray
    load: np.ndarray
    comes: np.ndarray
    work: Records
    work_first: np.ndarray
    work_count: np.ndarray
    presence: np.ndarray
    unit_durations: np.ndarray
    patience_minutes: np.ndarray
    patience_shares: np.ndarray
    priority_archetype: np.ndarray
    priority_need: np.ndarray


VIEWS = (
    "rules",
    "needs",
    "channels",
    "quality",
    "spread",
    "depth",
    "failure",
    "cost",
    "tailoring",
    "hit",
    "intrusion",
    "entry",
    "share",
    "after",
    "aftermath",
    "promise",
    "line_spend",
    "delay",
    "promised",
    "minutes",
    "staffing",
    "transfers",
    "own_integration",
    "assisting",
    "containment",
    "rival_quality",
    "rival_promise",
    "rival_price",
    "rival_reputation",
)
"""The views of the buffer of values."""
SHARED = (
    "tie_first",
    "tie_to",
    "tie_strength",
    "tie_total",
    "purchase_rate",
    "purchase_level",
    "weight",
    "kano",
    "specification",
    "feels",
    "reference",
    "first_will",
    "first_should",
    "newborn",
    "amounts",
    "affect",
    "held",
)
"""What all worlds of a replication have in common."""


class Built(NamedTuple):
    """A world with its people as they begin, and the names of its integer ids."""

    world: World
    people: Records
    names: Names


def build(
    scenario: Scenario,
    values: Mapping[str, float],
    customers: int,
    horizon: int,
    seed: int,
    replication: int,
    today: Built | None = None,
) -> Built:
    """Make a scenario into arrays.

    Parameters
    ----------
    scenario : Scenario
    values : mapping
        Value by place: central, or a joint draw of the uncertain ones.
    customers : int
        Simulated customers at day 0.
    horizon : int
        Days from day 0.
    seed, replication : int
        With the scenario they determine everything.
    today : Built or None
        The AS-IS world of the same replication and values: its people and ties are taken over.

    Returns
    -------
    Built
    """
    case, names = scenario.extended, Names.of(scenario.extended)
    names = replace(names, campaigns=tuple(scenario.campaigns))
    root = keys.root_key(seed, replication)
    if today is None:
        people, *buying = people_of(scenario, names, values, customers, root)
        shared = _ties(scenario, names, values, people, root) | _people_tables(case, names, values)
        shared |= dict(zip(("purchase_rate", "purchase_level"), buying, strict=True))
    else:
        people = today.people
        shared = {name: getattr(today.world, name) for name in SHARED}
    segment, archetypes, hits = segments(people.archetype, reached(scenario, values, people))
    made = numbers(case, names, values, archetypes)
    graph = _graph(case, names, values)
    steps = [(int(s["first"]), int(s["count"])) for s in graph["steps"].reshape(-1) if s["count"]]
    plan = redesign(scenario, names, values, made, archetypes, hits, steps, horizon, root)
    clock = clocks(plan, made, horizon)
    world = World(
        case=_case(case, names, values, customers, horizon, root),
        flat=made.flat,
        **{view: getattr(made, view) for view in VIEWS},
        **graph,
        **shared,
        discount=_discount(values["economics.discount_rate"], horizon),
        clock_row=clock.row,
        clock_rate=clock.rate,
        clock_change=clock.change,
        intensity=clock.intensity,
        levers=plan.levers,
        seen=np.zeros(
            (plan.levers.size, horizon if (plan.levers.at >= 0).any() else 0, 2), np.int64
        ),
        forces=plan.forces,
        kept=plan.kept,
        raises=plan.raises,
        courses=plan.courses,
        stirred=plan.stirred,
        cells=plan.cells,
        changes=plan.changes,
        nodes=plan.nodes,
        detours=plan.detours,
        changed_share=plan.changed,
        share_today=plan.today,
        pull=np.zeros(len(archetypes), PULL).view(np.recarray),
        groups=np.zeros(len(archetypes) + 1, np.int64),
        **campaigns(
            scenario, values, people.archetype[:customers], shared["tie_total"][:customers]
        )._asdict(),
        owner=archetypes.astype(np.int64),
        advertised=np.array([d in case.market.promise for d in names.dimensions], np.int64),
        previous=_previous(names, values, shared["first_will"]),
        stated_quality=made.quality.copy() if graph["places"]["shows"].any() else NOWHERE,
        **_rivals(names, values, len(archetypes)),
        segment=segment.astype(np.uint16),
        **teams_of(case, names, values, made, plan)._asdict(),
    )
    return Built(world, people, names)


@contextmanager
def left_as_is(world: World) -> Iterator[None]:
    """Live in a world, and leave its values and its levers as they were."""
    moving = (world.flat, world.levers, world.forces)
    kept = [array.copy() for array in moving]
    try:
        yield
    finally:
        for array, before in zip(moving, kept, strict=True):
            array[...] = before


def _discount(rate: float, horizon: int) -> np.ndarray:
    """Value today of money of each day, (days,)."""
    return np.array([discount_factor(float(rate), float(day)) for day in range(horizon + 1)])


def _ties(
    scenario: Scenario, names: Names, values: Mapping[str, float], people: Records, root: int
) -> dict[str, np.ndarray]:
    """Ties as arrays."""
    shares = np.array([values[f"archetypes.{name}.share"] for name in names.archetypes])
    found = network(scenario, values, people.archetype, shares / shares.sum(), root)
    return {
        "tie_first": found.first,
        "tie_to": found.to,
        "tie_strength": found.strength,
        "tie_total": total_strength(found),
    }


def _case(
    case: AsIs, names: Names, values: Mapping[str, float], customers: int, horizon: int, root: int
) -> np.ndarray:
    """What the whole case has once, as one record."""
    relationship = case.relationship
    found = {case.journeys[need].kind: i for i, need in enumerate(names.needs)}
    kinds = (Contractual, NonContractual, Captive)
    record = np.zeros(1, CASE).view(np.recarray)
    purchase = isinstance(relationship, NonContractual)
    stand, people = standing(case, values), customers + round(case.market.prospects * customers)
    given: dict[str, Any] = {
        "relationship": next(i for i, kind in enumerate(kinds) if isinstance(relationship, kind)),
        "root": root,
        "customers": customers,
        "warm_up": case.warm_up_days,
        "horizon": horizon,
        "period": getattr(relationship, "period_days", MONTH),
        "link": LINEAR + FORMS.index(case.behaviour.leaving.link),
        "c_mean": case.behaviour.leaving.satisfaction_mean,
        "c_spread": case.behaviour.leaving.satisfaction_spread,
        "join": found.get("join", -1),
        "leave": found.get("leave", -1),
        "purchase": names.needs.index(relationship.need) if purchase else -1,  # type: ignore[union-attr]
        "ask_late": case.surveys.journey.after_promise_days or NO_DAY,
        "consideration": values["market.consideration"],
        "style": values["surveys.style"],
        "inactivity": getattr(relationship, "inactivity_days", NEVER),
        "block": BLOCK,
        "promises": bool(case.market.promise),
        "trust": values["market.trust"],
        "from_rivals": values.get("market.previous.share", 0.0),
        "past_spread": values.get("market.previous.spread", 0.0),
        "claims": bool(opened(case)) or any(j.comes_back for j in case.journeys.values()),
        "lines": len(names.lines),
        "others": max(0.0, case.firm.team_scale * case.firm.customers / customers - 1.0),
        "team_scale": case.firm.team_scale,
        "silos": case.silos is not None or bool(names.assistants),
        "returns": case.market.returns is not None,
        "review_stock": values.get("market.reviews.count", 0.0) * customers / case.firm.customers,
        "review_stars": values.get("market.reviews.stars", 0.0),
        "arousal": case.market.arousal is not None,
        "recent_days": 0 if case.market.reviews is None else case.market.reviews.recent_days,
        "contagion": values["behaviour.defection.strength"] > 0.0,
        "complete": case.ties.kind == "complete",
        "each": case.market.imitation_of == "each",
        "tied": case.ties.friends / max(1, people - 1),
        "usual_tie": usual_tie(case.ties, values),
        **_listening(case),
        "u_median": stand.median,
        "u_spread": stand.spread,
        "u_scale": stand.scale,
    }
    for name, value in given.items():
        record[name] = value
    return record


def _listening(case: AsIs) -> dict[str, float]:
    """What the firm does about answers, of what no lever moves."""
    if case.listening is None:
        return {}
    fix = case.listening.fix
    return {
        "listens": 1,
        "review_days": fix.review_days,
        "least_answers": fix.least_answers,
        "most_fixes": fix.times,
        "walled": case.listening.sharing == "silo",
        "poor": fix.below,
    }


def _graph(case: AsIs, names: Names, values: Mapping[str, float]) -> dict[str, np.ndarray]:
    """Journeys as arrays: needs, steps, edges, entries, touchpoints."""
    journeys = np.zeros(len(names.needs), NEED).view(np.recarray)
    steps = np.zeros((len(names.needs), len(names.touchpoints)), STEP)
    entry_to = np.array([names.touchpoints.index(to) for _, to in names.entries], np.uint32)
    for k, need in enumerate(names.needs):
        journey = case.journeys[need]
        row = journeys[k]
        row.kind, row.salience = KINDS.index(journey.kind), journey.salience
        row.clocked = journey.kind in CLOCKED
        row.least = _least_contacts(case, journey)
        mine = [i for i, (n, _) in enumerate(names.entries) if n == need]
        row.first_entry, row.entries = mine[0], len(mine)
        for step in journey.steps:
            ways = [i for i, edge in enumerate(names.edges) if edge[:2] == (need, step)]
            steps[k, names.touchpoints.index(step)] = (ways[0], len(ways))
    edges = np.zeros(len(names.edges), EDGE).view(np.recarray)
    for i, (need, step, to) in enumerate(names.edges):
        place = f"journeys.{need}.steps.{step}.{to}"
        edges[i] = (
            names.destination(to),
            values[f"{place}.satisfaction"],
            values[f"{place}.effort"],
            _toil(case, need, step, to),
            _briefed(case, step, to),
        )
    places = np.zeros(len(names.touchpoints), PLACE).view(np.recarray)
    for i, (name, touchpoint) in enumerate(case.touchpoints.items()):
        opens = touchpoint.failure.opens
        places[i] = (
            touchpoint.contact,
            names.channels.index(touchpoint.channel),
            LOSSES.index(touchpoint.failure.loss),
            -1 if opens is None else names.needs.index(opens),
            -1 if touchpoint.team is None else names.teams.index(touchpoint.team),
            -1
            if (whose := department_of(case, touchpoint)) is None
            else names.departments.index(whose),
            names.assistants.index(name) if touchpoint.assistant else -1,
            touchpoint.shows == "reviews",
        )
    return {
        "journeys": journeys,
        "steps": steps.view(np.recarray),
        "edges": edges,
        "entry_to": entry_to,
        "places": places,
    }


def _least_contacts(case: AsIs, journey: Journey) -> int:
    """The fewest contacts with which a journey can be done; of any end, where it never is."""
    best: dict[str, int] = {}
    ahead = [(0, touchpoint) for touchpoint in journey.entry]
    while ahead:
        contacts, at = heappop(ahead)
        if at in best:
            continue
        best[at] = contacts
        if at not in ENDS:
            contacts += case.touchpoints[at].contact
            for to in journey.steps[at]:
                heappush(ahead, (contacts, to))
    return best.get("done", min(best[end] for end in ENDS if end in best))


def _toil(case: AsIs, need: str, step: str, to: str) -> int:
    """What a way on costs in effort (rule 13): again, in another channel, another department.

    Only the first where it is everyday: there is no story to tell, and the way is known.
    """
    if to not in case.touchpoints:
        return 0
    here, there = case.touchpoints[step], case.touchpoints[to]
    if not (here.contact and there.contact):
        return 0
    ours, theirs = department_of(case, here), department_of(case, there)
    handed_on = ours is not None and theirs is not None and ours != theirs
    handed_on |= _briefed(case, step, to)
    switched = here.channel != there.channel
    if case.journeys[need].kind == "everyday":
        handed_on, switched = _briefed(case, step, to), False
    return REPEAT * (step == to) + SWITCH * switched + HANDOFF * handed_on


def _briefed(case: AsIs, step: str, to: str) -> bool:
    """Whether by a way an assistant hands over to a person."""
    assistant = case.touchpoints[step].assistant
    return assistant is not None and to == assistant.human


def _feels(case: AsIs) -> np.ndarray:
    """Which dimensions feel what, (4, d): those that name it, or all where none does."""
    own = [dimension.feels for dimension in case.dimensions.values()]
    named = set().union(*own)
    rows = [[feeling in one or feeling not in named for one in own] for feeling in FEELINGS]
    return np.array(rows, np.float64)


def _people_tables(case: AsIs, names: Names, values: Mapping[str, float]) -> dict[str, np.ndarray]:
    """What archetypes weigh, expect and are like at first."""
    shape = (len(names.archetypes), len(names.dimensions))
    weight, kano = np.zeros(shape), np.zeros(shape, np.int64)
    will, should = np.zeros(shape), np.zeros(shape)
    for i, (name, archetype) in enumerate(case.archetypes.items()):
        for j, dimension in enumerate(names.dimensions):
            place = f"archetypes.{name}"
            weight[i, j] = values.get(f"{place}.weights.{dimension}", 0.0)
            kano[i, j] = CLASSES[archetype.kano.get(dimension, "one_dimensional")]
            will[i, j] = values[f"{place}.expectations.will.{dimension}"]
            should[i, j] = values[f"{place}.expectations.should.{dimension}"]
    weight /= weight.sum(axis=1, keepdims=True)
    specification = np.array([d.specification for d in case.dimensions.values()])
    reference = values["behaviour.satisfaction.reference_quality"]
    valued = [
        sum(
            weight[i, j] * kano_value(reference, kano[i, j], specification[j])
            for j in range(shape[1])
        )
        for i in range(shape[0])
    ]
    return {
        "weight": weight,
        "kano": kano,
        "specification": specification,
        "feels": _feels(case),
        "reference": np.array(valued),
        "first_will": will,
        "first_should": should,
        "newborn": _newborn(case, values),
        "amounts": _amounts(case, values),
        "affect": _affect(),
        "held": held_lines(names, values),
    }


@lru_cache(maxsize=1)
def _affect() -> np.ndarray:
    """Weight of mood at the first visit, the second, …, (visits,)."""
    return np.array([affect_weight(float(visit)) for visit in range(1, EXPERIENCED + 1)])


def _previous(names: Names, values: Mapping[str, float], usual: np.ndarray) -> np.ndarray:
    """What a previous provider delivered, (a, d); what is usual where nothing is said of it."""
    found = usual.copy()
    for d, dimension in enumerate(names.dimensions):
        place = f"market.previous.delivered.{dimension}"
        found[:, d] = values.get(place, found[:, d])
    return found


def _rivals(names: Names, values: Mapping[str, float], segments: int) -> dict[str, np.ndarray]:
    """What competitors were on day 0, and room for what they come to day by day."""
    rivals, dimensions = names.competitors, names.dimensions
    quality = np.array(
        [[values[f"market.competitors.{r}.quality.{d}"] for d in dimensions] for r in rivals]
    ).reshape(len(rivals), len(dimensions))
    price = np.array([values[f"market.competitors.{r}.price"] for r in rivals])
    rivalry = np.zeros(segments, RIVALRY).view(np.recarray)
    rivalry.price = 1.0
    return {
        "best_before": quality.max(axis=0, initial=0.0),
        "rival_price_before": price,
        "rivalry": rivalry,
        "drawn_to": np.zeros((segments, len(rivals))),
        "lift": np.zeros((segments, len(dimensions))),
    }


def _newborn(case: AsIs, values: Mapping[str, float]) -> np.ndarray:
    """Log-odds of leaving of a newcomer by normal score, (1, scores)."""
    if isinstance(case.relationship, Contractual):
        return newborn_loyalty(case.relationship, values)[None, :]
    return np.zeros((1, SCORES.size))


def _amounts(case: AsIs, values: Mapping[str, float]) -> np.ndarray:
    """Amount of a purchase as a multiple of the customer's mean, by normal score, (1, scores)."""
    if not isinstance(case.relationship, NonContractual):
        return np.zeros((1, SCORES.size))
    from scipy import special

    shape = values["relationship.value.p"]
    upper = special.gammainccinv(shape, special.ndtr(-SCORES))
    lower = special.gammaincinv(shape, special.ndtr(SCORES))
    return (np.where(SCORES < 0, lower, upper) / shape)[None, :]
