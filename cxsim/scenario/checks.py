"""What must hold between the parts of a case, beyond each part's own types and ranges."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping

from .absent import absent
from .campaigns import Campaign
from .context_checks import context_problems
from .found import Found, meant, unknown
from .journeys import ENDS, Journey, Touchpoint
from .levers import Lever, Redesign, named
from .listening_checks import fixes_for_all, listening_problems, unheard
from .outside_checks import shock_problems
from .prospect_checks import advertises_to_all, prospect_problems, unasked_for
from .relationship import Contractual, NonContractual
from .review_checks import showing
from .rival_checks import rival_problems
from .schema import AsIs, values_of
from .silo_checks import assistant_problems, let_out_to, silo_problems, untold
from .structure import DOOR, WAY, detours, led_to, with_assistants
from .team_checks import serves_everybody, staffing, team_grip, team_problems, unhurried, unused
from .tie_checks import tie_problems, untied
from .trigger_checks import trigger_problems
from .values import RANGED, Quantity, Value
from .words import Phrase, phrase

FIGURES = (
    "nps",
    "nps_measured",
    "retention",
    "churn_monthly",
    "churn_voluntary",
    "churn_non_payment",
    "first_contact_resolution",
    "repeat_contacts",
    "complaints",
    "csat",
    "csat_measured",
    "ces",
    "ces_measured",
    "trust",
    "clv",
    "revenue",
)
FIGURES_OF_TEAMS = (
    "service_level",
    "speed_of_answer",
    "abandonment",
    "utilisation",
    "strain",
    "employee_turnover",
)
"""Figures that a case with teams may state, too."""

MOST_LEAVES = 8
"""Values of a group that a sentence names."""
MOST_LINES = 8
"""Lines of business that fit into a customer's record."""


def problems_of(case: AsIs) -> Iterator[Found]:
    """Mistakes of an AS-IS."""
    for name in case.dimensions:
        if name in RANGED:
            yield Found(("dimensions", name), "wrong", name, phrase("another_name"))
    yield from _archetypes(case)
    yield from silo_problems(case)
    yield from assistant_problems(case, case.touchpoints, case.journeys)
    case = with_assistants(case)
    yield from _touchpoints(case, case.touchpoints)
    for need, journey in case.journeys.items():
        yield from _journey(case, ("journeys", need), journey)
    yield from _entries(case)
    yield from _relationship(case)
    yield from _lines(case)
    yield from _campaigns(case, case.campaigns)
    yield from rival_problems(case)
    yield from unknown(("market", "promise"), case.market.promise, tuple(case.dimensions))
    if case.market.previous is not None:
        place = ("market", "previous", "delivered")
        yield from unknown(place, case.market.previous.delivered, tuple(case.dimensions))
    yield from prospect_problems(case)
    stated = (*FIGURES, *(FIGURES_OF_TEAMS if case.teams else ()))
    yield from unknown(("figures",), case.figures, stated)
    for metric, figure in case.figures.items():
        if figure.low > figure.high:
            yield Found(("figures", metric), "wrong", [figure.low, figure.high], phrase("ordered"))
    yield from shock_problems(case)
    yield from context_problems(case)
    yield from tie_problems(case.ties)
    yield from listening_problems(case)
    yield from team_problems(case, opened(case))


def _archetypes(case: AsIs) -> Iterator[Found]:
    dimensions = tuple(case.dimensions)
    channels = tuple(dict.fromkeys(t.channel for t in case.touchpoints.values()))
    clocked = tuple(n for n, j in case.journeys.items() if j.kind in ("everyday", "help"))
    if not any(a.share.value > 0 for a in case.archetypes.values()):
        yield Found(("archetypes",), "zero_sum", None, phrase("positive_sum"))
    for name, archetype in case.archetypes.items():
        place = ("archetypes", name)
        yield from unknown((*place, "weights"), archetype.weights, dimensions)
        yield from unknown((*place, "kano"), archetype.kano, dimensions)
        yield from unknown((*place, "channels"), archetype.channels, channels)
        yield from unknown((*place, "needs"), archetype.needs, clocked)
        if not any(weight.value > 0 for weight in archetype.weights.values()):
            yield Found((*place, "weights"), "zero_sum", None, phrase("positive_sum"))
        expected = archetype.expectations
        yield from _same((*place, "expectations", "will"), expected.will, dimensions)
        yield from _same((*place, "expectations", "should"), expected.should, dimensions)


def opened(case: AsIs) -> tuple[str, ...]:
    """Journeys that failures open."""
    named = [touchpoint.failure.opens for touchpoint in case.touchpoints.values()]
    return tuple(dict.fromkeys(need for need in named if need is not None))


def _touchpoints(case: AsIs, touchpoints: Mapping[str, Touchpoint]) -> Iterator[Found]:
    """Mistakes of touchpoints, of a case or new to it."""
    dimensions = tuple(case.dimensions)
    helps = tuple(need for need, journey in case.journeys.items() if journey.kind == "help")
    for name, touchpoint in touchpoints.items():
        place = ("touchpoints", name)
        if name in ENDS:
            yield Found(place, "wrong", name, phrase("another_name"))
        yield from _same((*place, "quality"), touchpoint.quality, dimensions)
        yield from _same((*place, "spread"), touchpoint.spread, dimensions)
        yield from _same((*place, "failure", "depth"), touchpoint.failure.depth, dimensions)
        if touchpoint.failure.opens is not None and touchpoint.failure.opens not in helps:
            allowed = helps or phrase("a_help")
            yield Found((*place, "failure", "opens"), "wrong", touchpoint.failure.opens, allowed)
        partner = touchpoint.owner == "partner"
        if partner and touchpoint.control is None:
            yield Found((*place, "control"), "missing", None, phrase("control"))
        if not partner and touchpoint.control is not None:
            yield Found((*place, "control"), "wrong", touchpoint.control, phrase("only_partner"))
    yield from staffing(case, touchpoints)
    yield from showing(case, touchpoints)


def _journey(case: AsIs, place: tuple[str, ...], journey: Journey) -> Iterator[Found]:
    known = tuple(case.touchpoints)
    if journey.comes_back is not None and journey.kind != "help":
        yield Found((*place, "comes_back"), "wrong", phrase("stated"), phrase("only_help"))
    if journey.recovery is not None and place[-1] not in opened(case):
        yield Found((*place, "recovery"), "wrong", phrase("stated"), phrase("only_opened"))
    ends = ENDS if journey.kind == "leave" else ENDS[:2]
    yield from unknown((*place, "entry"), journey.entry, known)
    yield from unknown((*place, "steps"), journey.steps, known)
    if not any(weight.value > 0 for weight in journey.entry.values()):
        yield Found((*place, "entry"), "zero_sum", None, phrase("positive_sum"))
    for step, ways in journey.steps.items():
        yield from unknown((*place, "steps", step), ways, (*known, *ends))
        total = math.fsum(way.share.value for way in ways.values())
        if abs(total - 1) > 1e-6:
            yield Found((*place, "steps", step), "sum", round(total, 6), phrase("sum_to_one"))
    for step in journey.touchpoints():
        if step in known and step not in journey.steps:
            yield Found((*place, "steps", step), "missing", None, phrase("ways_on"))
        elif step in known and not _way_out(journey, step):
            if case.touchpoints[step].assistant is None:
                yield Found((*place, "steps", step), "no_way_out", None, phrase("way_out"))
            else:  # its ways stand in no file
                where = ("touchpoints", step, "assistant")
                yield Found(where, "no_way_out", None, phrase("settles"))


def _entries(case: AsIs) -> Iterator[Found]:
    """Journeys that an archetype's channel preferences leave no entry."""
    for name, archetype in case.archetypes.items():
        for need, journey in case.journeys.items():
            begins = need in archetype.needs or need in opened(case)
            if journey.kind in ("everyday", "help") and not begins:
                continue
            channels = [
                case.touchpoints[touchpoint].channel
                for touchpoint, weight in journey.entry.items()
                if weight.value > 0 and touchpoint in case.touchpoints
            ]
            liked = [archetype.channels.get(channel) for channel in channels]
            if liked and all(one is not None and one.value <= 0 for one in liked):
                place = ("archetypes", name, "channels")
                yield Found(place, "no_entry", f"journeys.{need}", phrase("open_channel"))


def _way_out(journey: Journey, start: str) -> bool:
    """Whether an end can be reached from `start` by branches of positive share."""
    seen, ahead = set(), [start]
    while ahead:
        step = ahead.pop()
        if step in ENDS:
            return True
        if step not in seen:
            seen.add(step)
            ways = journey.steps.get(step, {})
            ahead += [to for to, way in ways.items() if way.share.value > 0]
    return False


def _lines(case: AsIs) -> Iterator[Found]:
    """Lines of business that archetypes do not know, or know of too much."""
    lines = tuple(getattr(case.relationship, "lines", {}))
    if len(lines) > MOST_LINES:
        said = phrase("most_lines", n=MOST_LINES)
        yield Found(("relationship", "lines"), "many_lines", len(lines), said)
    for name, archetype in case.archetypes.items():
        place = ("archetypes", name, "lines")
        yield from _same(place, archetype.lines, lines, "per_line")
        if lines and archetype.spend.value > 0:
            yield Found((*place[:2], "spend"), "wrong", archetype.spend.value, phrase("by_line"))
        if archetype.lines and not any(one.held.value > 0 for one in archetype.lines.values()):
            yield Found(place, "zero_held", None, phrase("positive_held"))


def _relationship(case: AsIs) -> Iterator[Found]:
    kinds = [journey.kind for journey in case.journeys.values()]
    relationship = case.relationship
    for kind in ("join", "leave", "purchase"):
        if kinds.count(kind) > 1:
            said = phrase("at_most_one", kind=kind)
            yield Found(("journeys",), "many", kinds.count(kind), said)
    for name, journey in case.journeys.items():
        place = ("journeys", name, "kind")
        if journey.kind == "purchase" and not isinstance(relationship, NonContractual):
            yield Found(place, "wrong", journey.kind, phrase("only_purchase"))
        if journey.kind == "leave" and not isinstance(relationship, Contractual):
            yield Found(place, "wrong", journey.kind, phrase("only_contract"))
    if isinstance(relationship, NonContractual):
        purchases = tuple(n for n, j in case.journeys.items() if j.kind == "purchase")
        if relationship.need not in purchases:
            allowed = purchases or phrase("a_purchase")
            yield Found(("relationship", "need"), "wrong", relationship.need, allowed)
        if case.market.prospects > 0:
            prospects = case.market.prospects
            yield Found(("market", "prospects"), "wrong", prospects, phrase("no_prospects"))
        if relationship.history and case.warm_up_days:
            yield Found(("warm_up_days",), "wrong", case.warm_up_days, phrase("lived_already"))


def _same(
    place: tuple[str, ...],
    given: Iterable[str],
    names: tuple[str, ...],
    said: str = "per_dimension",
) -> Iterator[Found]:
    given = tuple(given)
    yield from unknown(place, given, names)
    for name in names:
        if name not in given:
            yield Found((*place, name), "missing", None, phrase(said))


def _campaigns(case: AsIs, campaigns: Mapping[str, Campaign]) -> Iterator[Found]:
    """Campaigns for archetypes that there are not."""
    for name, campaign in campaigns.items():
        place = ("campaigns", name, "for")
        yield from unknown(place, campaign.archetypes, tuple(case.archetypes))


def structure_problems(today: AsIs, redesign: Redesign, case: AsIs) -> Iterator[Found]:
    """Mistakes of what a TO-BE adds to today's case; `case` is today's, extended by it."""
    led = {name for journey in case.journeys.values() for name in led_to(journey)}
    led |= {one for name in _named(case, redesign) for one in meant(name, case.touchpoints)}
    for name in redesign.touchpoints:
        if name in today.touchpoints:
            yield Found(("touchpoints", name), "taken", None, phrase("new_name"))
        elif name not in led:
            yield Found(("touchpoints", name), "unreached", None, phrase("a_way_there"))
    yield from assistant_problems(case, redesign.touchpoints, redesign.journeys)
    today = with_assistants(today)
    yield from _touchpoints(today, redesign.touchpoints)
    yield from unknown(("journeys",), redesign.journeys, tuple(today.journeys))
    for need, journey in today.journeys.items():
        place = ("journeys", need)
        steps = redesign.journeys[need].steps if need in redesign.journeys else {}
        yield from unknown((*place, "steps"), steps, tuple(case.touchpoints))
        for step in steps:
            if step in journey.steps:
                yield Found((*place, "steps", step), "taken", None, phrase("steps_of_new"))
        told = list(_journey(today, place, journey))
        yield from (one for one in _journey(case, place, case.journeys[need]) if one not in told)


def _named(case: AsIs, redesign: Redesign) -> Iterator[str]:
    """Touchpoints, known or not, to which the files of a redesign say that ways lead."""
    for touchpoint in case.touchpoints.values():
        if touchpoint.assistant is not None:
            yield from {touchpoint.assistant.human, touchpoint.assistant.stuck} - {*ENDS}
    for journey in redesign.journeys.values():
        yield from (to for ways in journey.steps.values() for to in ways if to not in ENDS)
    for lever in redesign.levers.values():
        yield from () if lever.instead is None else (lever.instead,)
        for target in lever.target:
            if way := WAY.fullmatch(target):
                yield from {way[3]} - {*ENDS}
            elif door := DOOR.fullmatch(target):
                yield door[2]


def lever_problems(case: AsIs, redesign: Redesign) -> Iterator[Found]:
    """Mistakes of a TO-BE's levers and campaigns against today's case, extended by what it adds."""
    values = dict(values_of(case))
    yield from _campaigns(case, redesign.campaigns)
    for name in redesign.campaigns:
        if name in case.campaigns:
            yield Found(("campaigns", name), "wrong", name, phrase("another_campaign"))
    for name, lever in redesign.levers.items():
        place = ("levers", name)
        yield from unknown((*place, "for"), lever.archetypes, tuple(case.archetypes))
        yield from _whole(place, lever)
        yield from serves_everybody(place, lever)
        yield from advertises_to_all(place, lever)
        yield from fixes_for_all(place, lever)
        yield from _closing(place, case, redesign, lever)
        yield from trigger_problems((*place, "when"), case, lever.when)
        yield from _part((*place, "part_of"), redesign, name)
        seen: set[str] = set()
        for target in lever.target:
            hit = targeted(values, target)
            if not hit:
                yield _missed((*place, "target"), case, values, target)
            elif all(grip(case, one) == 0 for one in hit):
                yield Found((*place, "target"), "unmovable", target, phrase("brand"))
            elif name in redesign.in_force and all(inert(case, one) for one in hit):
                yield Found((*place, "target"), "unread", target, phrase("read_here"))
            if lever.when and lever.when.counted and any(clocked(one) for one in hit):
                yield Found((*place, "target"), "dated", target, phrase("no_rates"))
            if not seen.isdisjoint(hit):
                yield Found((*place, "target"), "again", target, phrase("once"))
            if lever.how != "multiply" and len({values[one].quantity.unit for one in hit}) > 1:
                yield Found((*place, "target"), "unlike", target, _leaves(hit))
            if not _lived(lever, target):
                yield Found((*place, "target"), "nobody", target, phrase("its_people"))
            seen.update(hit)
            for one in hit[:1]:
                yield from _effect((*place, "effect"), lever, values[one].quantity)


def _whole(place: tuple[str, ...], lever: Lever) -> Iterator[Found]:
    """A lever that neither changes values nor closes a touchpoint, or does so by halves."""
    if lever.removes or lever.instead:
        given = {"removes": lever.removes, "instead": lever.instead}
        for name in ("removes", "instead"):
            if not given[name]:
                yield Found((*place, name), "missing", None, phrase("a_touchpoint"))
        if lever.target or lever.effect:
            key = "target" if lever.target else "effect"
            yield Found((*place, key), "beside_removes", None, phrase("two_levers"))
        for key in ("drift", "upkeep"):
            if getattr(lever, key) is not None:
                yield Found((*place, key), "beside_removes", None, phrase("closed_stays"))
        return
    if not lever.target:
        yield Found((*place, "target"), "missing", None, phrase("place"))
    if lever.effect is None:
        yield Found((*place, "effect"), "missing", None, Quantity("as its target").allowed)


def _part(place: tuple[str, ...], redesign: Redesign, name: str) -> Iterator[Found]:
    """A lever that is part of none, of itself, or of one that is a part."""
    of = redesign.levers[name].part_of
    whole = tuple(n for n, one in redesign.levers.items() if one.part_of is None and n != name)
    if of is not None and of not in whole:
        yield Found(place, "wrong", of, whole or phrase("another_lever"))


def _closing(
    place: tuple[str, ...], case: AsIs, redesign: Redesign, lever: Lever
) -> Iterator[Found]:
    """What is wrong with closing a touchpoint, and with where people go instead."""
    known, removed = tuple(case.touchpoints), lever.removes
    for key, name in (("removes", removed), ("instead", lever.instead)):
        if name and name not in known:
            yield Found((*place, key), "wrong", name, known)
    if removed in case.touchpoints and case.touchpoints[removed].grip == 0:
        yield Found((*place, "removes"), "unmovable", removed, phrase("brand"))
    closed = {one.removes for one in redesign.in_force.values()}
    if lever.instead and lever.instead in closed | {removed}:
        yield Found((*place, "instead"), "closed", lever.instead, phrase("stays_open"))
    if place[1] in redesign.in_force and (letting := let_out_to(case).get(removed or "")):
        said = phrase("let_out_elsewhere", names=", ".join(letting))
        yield Found((*place, "removes"), "let_out", removed, said)
    if removed in known and not any(detours(case, lever)):
        yield Found((*place, "removes"), "unreached", None, phrase("a_way_there"))


def clocked(place: str) -> bool:
    """Whether a value is how often a need arises."""
    section, *rest = place.split(".")
    return place == "relationship.frequency" or (section == "archetypes" and rest[1] == "needs")


def _missed(place: tuple[str, ...], case: AsIs, values: dict[str, Value], target: str) -> Found:
    """A target that is nowhere, or that no lever may move."""
    known = [where for where, value in values.items() if value.quantity.lever]
    known += [f"journeys.{n}.entry.{to}" for n in case.journeys for to in case.touchpoints]
    if any(named(target).fullmatch(where) for where in values):
        return Found(place, "unmovable", target, phrase("lever_place"))
    lost = Found(place, "wrong", target, phrase("lever_place"), tuple(known))
    return absent(place, case, target) or lost


def _leaves(hit: list[str]) -> Phrase:
    """The values of a group, of which a lever may name those of one unit."""
    return phrase("leaves", names=", ".join(hit[:MOST_LEAVES]) + ", …" * (len(hit) > MOST_LEAVES))


def _lived(lever: Lever, target: str) -> bool:
    """Whether somebody of the lever's archetypes lives the target."""
    first, *rest = target.split(".")
    return not lever.archetypes or first != "archetypes" or rest[0] in ("*", *lever.archetypes)


def _effect(place: tuple[str, ...], lever: Lever, quantity: Quantity) -> Iterator[Found]:
    """An effect no value of the target could ever show: `10` where `0.10` was meant."""
    if lever.effect is None:
        return
    low, high = quantity.low, quantity.high
    if lever.how == "multiply":
        low, high = 0.0, math.inf
    elif lever.how == "add":
        low, high = low - high, high - low
    for number in dict.fromkeys((lever.effect.low, lever.effect.value, lever.effect.high)):
        if not low <= number <= high:
            yield Found(place, "wrong", number, Quantity(quantity.unit, low, high).allowed)
            return


def targeted(values: dict[str, Value], target: str) -> list[str]:
    """Places of the values that a lever's target names: one value, or all of a group."""
    inside = named(target)
    return [
        place for place, value in values.items() if value.quantity.lever and inside.fullmatch(place)
    ]


def inert(case: AsIs, place: str) -> bool:
    """Whether nothing reads a value in a case with such a relationship and such a market."""
    section, *rest = place.split(".")
    kind = case.relationship.kind
    if section == "archetypes":
        unread = {
            "contractual": (),
            "captive": ("loyalty", "non_payment"),
            "non_contractual": ("loyalty", "non_payment", "spend"),
        }
        by_line = rest[1] == "spend" and bool(getattr(case.relationship, "lines", {}))
        return by_line or rest[1] in unread[kind] or (rest[1] == "patience" and unhurried(case))
    if section == "teams":
        return unused(case, place)
    if section == "silos":
        return untold(case, place)
    if section == "listening":
        return unheard(case, place)
    if section == "relationship" and rest[0] in ("partial", "cross_sell"):
        return len(getattr(case.relationship, "lines", {})) < 2
    if section == "market" and rest[0] in ("acquisition", "arousal", "referral"):
        return unasked_for(case, place)
    if section == "market":
        alone = _nobody_joins(case) and rest[0] in (
            "innovation",
            "imitation",
            "reach",
        )
        unseen = kind != "contractual" or bool(case.market.competitors)
        return alone or (unseen and rest[0] == "alternative")
    if section == "journeys":
        return _nobody_joins(case) and case.journeys[rest[0]].kind == "join"
    if place == "surveys.exit.candour":
        return kind != "contractual"
    if place in ("behaviour.word_of_mouth.told", "behaviour.word_of_mouth.retold"):
        return untied(case.ties, place)
    return False


def _nobody_joins(case: AsIs) -> bool:
    """Whether there is nobody who could join, for the first time or again."""
    return case.market.prospects == 0 and case.market.returns is None


def grip(case: AsIs, target: str) -> float:
    """Share of a lever's effect that its target takes on, by who owns the touchpoint."""
    parts = target.split(".")
    name = ""
    if parts[0] == "teams":
        return team_grip(case, parts[1])
    if parts[0] == "touchpoints":
        name = parts[1]
    elif parts[0] == "journeys" and len(parts) > 3 and parts[2] == "steps":
        name = parts[3]
    return case.touchpoints[name].grip if name in case.touchpoints else 1.0


def lever_places(case: AsIs, lever: Lever) -> list[str]:
    """Places of all values that a lever acts on."""
    values = dict(values_of(case))
    return [place for target in lever.target for place in targeted(values, target)]
