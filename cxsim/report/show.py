"""What a scenario says, as text: every value with its range and source, every lever's change."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, TypeVar

from markupsafe import Markup

from cxsim.scenario import Value, values_of
from cxsim.scenario.checks import grip, inert, targeted
from cxsim.scenario.context import File, Months, Path
from cxsim.scenario.idle import idle, moved
from cxsim.scenario.teams import CLOSED
from cxsim.world.edges import listed

from . import management, names, workload
from .voice import Voice

if TYPE_CHECKING:
    from cxsim.scenario import Scenario
    from cxsim.scenario.campaigns import Campaign
    from cxsim.scenario.competitors import Competitor
    from cxsim.scenario.context import Factor
    from cxsim.scenario.levers import Lever, When
    from cxsim.scenario.outside import Effect
    from cxsim.scenario.schema import AsIs
    from cxsim.scenario.shocks import Shock

Entry = TypeVar("Entry")

MOVABLE = "*"
"""Marks what a lever of a redesign may act on."""
LONGEST = 200
"""Characters of a source that are shown."""
NAMED = (
    *("archetypes", "touchpoints", "journeys", "levers", "dimensions", "shocks", "context"),
    *("campaigns", "teams"),
)
"""Sections whose entries have names and labels of their own."""
COMPETITORS = "market.competitors."
"""The same within a section."""


@dataclass(frozen=True)
class Change:
    """One lever of a redesign, in words."""

    label: str
    targets: tuple[tuple[str, str], ...]
    """Place, and today's value → the value at full strength, or what closes."""
    terms: str
    """When, for whom, how well carried out, at what cost."""


def part_of(path: str) -> str:
    """The part of a case that a dotted place lies in: `touchpoints.repair_visit`, `economics`."""
    pieces = path.split(".")
    if path.startswith(COMPETITORS):
        return ".".join(pieces[:3])
    return ".".join(pieces[: 2 if pieces[0] in (*NAMED, "behaviour") else 1])


def part_title(scenario: Scenario, part: str, voice: Voice) -> str:
    """A part's place with the label that its file gives it."""
    if part.startswith(COMPETITORS):
        name = part.removeprefix(COMPETITORS)
        return f"{part} · {voice.short(scenario.as_is.market.competitors[name].label, name)}"
    section, _, name = part.partition(".")
    holders = (scenario.extended, scenario.redesign) if section in NAMED else ()
    entries = (getattr(holder, section, {}).get(name) for holder in holders)
    entry = next(filter(None, entries), None)
    if entry is None:
        return part
    department = getattr(entry, "department", None)
    return " · ".join([part, voice.short(entry.label, name), *filter(None, [department])])


def pieces(path: str) -> list[str]:
    """A dotted place in pieces between which a line may break."""
    first, *rest = path.split(".")
    return [first, *(f".{piece}" for piece in rest)]


def show_lines(scenario: Scenario, language: str = "es") -> list[str]:
    """A scenario as aligned text for `do=show`.

    Parameters
    ----------
    scenario : Scenario
        Today's journey: all its values. A redesign: what its levers change.
    language : str
        "es", "en" or a full locale such as "es_PE".

    Returns
    -------
    list of str
        Plain text without control characters.
    """
    voice = Voice(language)
    place = f"{scenario.case}/{scenario.name}"
    lines = [voice.say("show_case", name=voice.short(scenario.label, scenario.name), place=place)]
    if scenario.as_is.fictitious:
        lines.append(voice.say("fictitious"))
    body = _values(scenario, voice) if scenario.redesign is None else _levers(scenario, voice)
    return [*lines, "", *body]


def changes(scenario: Scenario, voice: Voice) -> list[Change]:
    """Every lever and campaign of a redesign, in words; none for AS-IS."""
    if scenario.redesign is None:
        return []
    levers, campaigns = scenario.redesign.levers, scenario.redesign.campaigns
    today = dict(values_of(scenario.extended))
    told = [_change(name, lever, today, scenario, voice) for name, lever in levers.items()]
    return told + [
        Change(voice.short(one.label, name), (), "; ".join(_contacts(one, scenario, voice)))
        for name, one in campaigns.items()
    ]


def idle_levers(scenario: Scenario, voice: Voice, markup: bool = False) -> Iterator[str]:
    """A sentence for each lever of a redesign that moves nothing; as text, or for a page."""
    if scenario.redesign is None:
        return
    tell = voice.html if markup else voice.say
    for lever, place, value in idle(scenario.extended, scenario.redesign):
        one = scenario.redesign.levers[lever]
        name = voice.named(one.label, lever) if markup else voice.short(one.label, lever)
        key = "idle_times" if one.how == "multiply" and value == 0 else "idle"
        where = Markup("<wbr>").join(pieces(place)) if markup else place
        yield tell(key, lever=name, place=where, value=voice.numbers.plain(value))


def _values(scenario: Scenario, voice: Voice) -> Iterator[str]:
    yield voice.say("show_parameters")
    yield voice.say("show_marks", mark=MOVABLE)
    if judged := management.levels(scenario.as_is, voice):
        yield ""
        yield f"firm.maturity · {voice.say('level_judged')}"
        yield from _aligned(judged)
        if sets := management.set_by_levels(scenario.as_is, voice):
            yield f"  {voice.say('level_sets')}"
            yield from _aligned(sets)
    for part, group in _parts(scenario.as_is):
        yield ""
        yield part_title(scenario, part, voice)
        if part.startswith("shocks."):
            yield from (f"  {told}" for told in _striking(_of(scenario.as_is.shocks, part), voice))
        if part.startswith("context."):
            yield from (f"  {told}" for told in _coursing(_of(scenario.as_is.context, part), voice))
        if part.startswith(COMPETITORS):
            competitor = scenario.as_is.market.competitors[part.removeprefix(COMPETITORS)]
            yield from (f"  {told}" for told in _moving(competitor, voice))
        if part.startswith("teams."):
            yield f"  {'; '.join(_serving(scenario.as_is, part.split('.')[1], voice))}"
        if part == "ties" and (told := listed(scenario)):
            numbers = {name: voice.numbers.count(n) for name, n in told._asdict().items()}
            yield f"  {voice.say('show_listed', **numbers)}"
        yield from _aligned([_row(path, part, value, scenario, voice) for path, value in group])


def _parts(case: AsIs) -> Iterator[tuple[str, list[tuple[str, Value]]]]:
    """The values of a case by part, and factors of the context that have none."""
    found: dict[str, list[tuple[str, Value]]] = {}
    for path, value in values_of(case):
        found.setdefault(part_of(path), []).append((path, value))
    silent = {f"context.{name}" for name in case.context} - found.keys()
    yield from found.items()
    yield from ((part, []) for part in sorted(silent))


def _serving(case: AsIs, name: str, voice: Voice) -> Iterator[str]:
    """Where a team serves, when, and how much work it has; that it is too much."""
    served = [
        voice.short(one.label, at) for at, one in case.touchpoints.items() if one.team == name
    ]
    yield voice.say("team_serves", names=", ".join(served) or voice.say("team_handed"))
    hours = [
        f"{voice.say(f'day_{day}')} {voice.say('day_closed') if span == CLOSED else span}".strip()
        for day, span in case.teams[name].open.items()
    ]
    yield voice.say("team_open", hours=", ".join(hours))
    needed, there = workload.work(case)[name], workload.at_work(case.teams[name])
    write = voice.numbers.count
    yield voice.say("team_work", needed=write(needed), there=write(there))
    if needed > there:
        yield voice.say("team_overwork")


def _moving(competitor: Competitor, voice: Voice) -> Iterator[str]:
    """What a competitor will do, and when; its size is among the values."""
    for name, move in competitor.moves.items():
        told = [] if move.enabled else [voice.say("lever_off")]
        told.append(voice.say("lever_start", day=voice.numbers.decimal(move.start_day)))
        if move.ramp_days:
            told.append(voice.say("lever_ramp", days=voice.numbers.decimal(move.ramp_days)))
        yield f"{voice.short(move.label, name)}: {move.target}, {move.how}; {'; '.join(told)}"


def _of(named: Mapping[str, Entry], part: str) -> Entry:
    """The entry of a section that is a part of its own."""
    return named[part.split(".")[1]]


def _striking(shock: Shock, voice: Voice) -> Iterator[str]:
    """When a shock strikes, for how long, and what."""
    told = [] if shock.enabled else [voice.say("lever_off")]
    if shock.per_year is None:
        told.append(voice.say("lever_start", day=voice.numbers.decimal(shock.begins)))
    else:
        told.append(voice.say("shock_often", rate=voice.numbers.plain(shock.per_year.value)))
    told.append(voice.say("shock_whole", span=voice.span(shock.days)))
    yield "; ".join(told)
    yield from _moved_by(shock.effects, voice)


def _coursing(factor: Factor, voice: Voice) -> Iterator[str]:
    """How a factor of the context goes, and what it moves."""
    course, numbers = factor.course, voice.numbers
    parts: dict[str, str] = {}
    if isinstance(course, Path):
        parts = {"points": ", ".join(f"{day}: {numbers.plain(at)}" for day, at in course.points)}
    elif isinstance(course, File):
        parts = {"file": course.file}
    elif isinstance(course, Months):
        parts = {"first": course.first}
    off = [] if factor.enabled else [voice.say("lever_off")]
    yield "; ".join([*off, voice.say(f"course_{course.kind}", **parts)])
    yield from _moved_by(factor.effects, voice)


def _moved_by(effects: Mapping[str, Effect], voice: Voice) -> Iterator[str]:
    """What something from outside does, effect by effect; sizes are among the values."""
    for name, effect in effects.items():
        key = f"outside_{effect.how}"
        yield f"effects.{name}: {voice.say(key, places=', '.join(effect.target))}"


def _row(path: str, part: str, value: Value, scenario: Scenario, voice: Voice) -> list[str]:
    numbers = voice.numbers
    unit = voice.unit(value.quantity.unit, scenario.as_is.firm.currency)
    span = numbers.range(value.low, value.high, numbers.plain) if value.uncertain else ""
    case = scenario.extended
    movable = value.quantity.lever and grip(case, path) > 0 and not inert(case, path)
    return [
        MOVABLE if movable else "",
        path.removeprefix(f"{part}."),
        numbers.plain(value.value),
        unit,
        span,
        voice.say("show_allowed", range=_allowed(value, voice)),
        names.short(value.source or (voice.say("no_source") if value.uncertain else ""), LONGEST),
    ]


def _allowed(value: Value, voice: Voice) -> str:
    low, high = value.quantity.low, value.quantity.high
    if low == float("-inf"):
        return f"≤ {voice.numbers.plain(high)}" if high != float("inf") else "…"
    if high == float("inf"):
        return f"≥ {voice.numbers.plain(low)}"
    return f"{voice.numbers.plain(low)} … {voice.numbers.plain(high)}"


def _levers(scenario: Scenario, voice: Voice) -> Iterator[str]:
    yield voice.say("show_levers")
    told = changes(scenario, voice)
    if not told:
        yield voice.say("show_no_levers")
    for line in idle_levers(scenario, voice):
        yield ""
        yield line
    for change in told:
        yield ""
        yield change.label
        yield from _aligned([list(target) for target in change.targets])
        yield f"  {change.terms}"
    if missed := management.unaddressed(scenario, voice):
        yield ""
        yield missed
    yield from _added(scenario, voice)


def _added(scenario: Scenario, voice: Voice) -> Iterator[str]:
    """The touchpoints that a redesign adds, and where journeys go on from there."""
    assert scenario.redesign is not None
    parts = {"touchpoints": scenario.redesign.touchpoints, "journeys": scenario.redesign.journeys}
    if not any(parts.values()):
        return
    yield ""
    yield voice.say("show_added")
    yield voice.say("show_marks", mark=MOVABLE)
    new = [one for one in values_of(scenario.redesign) if one[0].split(".")[0] in parts]
    for part, group in groupby(new, key=lambda pair: part_of(pair[0])):
        yield ""
        yield part_title(scenario, part, voice)
        yield from _aligned([_row(path, part, value, scenario, voice) for path, value in group])


def _change(
    name: str, lever: Lever, today: dict[str, Value], scenario: Scenario, voice: Voice
) -> Change:
    known, (closed, instead) = scenario.extended.touchpoints, (lever.removes, lever.instead)
    targets = tuple(
        (place, _moved(lever, today[place].value, today[place], voice))
        for target in lever.target
        for place in targeted(today, target)
    )
    if closed and instead:
        said = voice.say("lever_closes", instead=voice.short(known[instead].label, instead))
        targets = ((f"touchpoints.{closed}", said),)
    return Change(
        voice.short(lever.label, name), targets, "; ".join(_terms(lever, scenario, voice))
    )


def _moved(lever: Lever, before: float, value: Value, voice: Voice) -> str:
    """Today's value and what the lever alone would make of it at full strength."""
    assert lever.effect is not None, "a lever with a target has an effect"
    after = moved(lever, before, lever.effect.value, value)
    plain = voice.numbers.plain
    return voice.say("lever_change", before=plain(before), after=plain(after))


def _terms(lever: Lever, scenario: Scenario, voice: Voice) -> Iterator[str]:
    numbers = voice.numbers
    yield from _reach(lever, scenario, voice)
    yield from _set_off(lever, scenario, voice)
    if lever.ramp_days:
        ramp = voice.say("lever_ramp", days=numbers.decimal(lever.ramp_days))
        yield management.assessed("ramp_days", ramp, lever, voice)
    real = voice.say("lever_execution", share=numbers.percent(lever.execution.value))
    yield management.assessed("execution", real, lever, voice)
    yield from management.terms(lever, scenario, voice)
    yield from _costs(lever, scenario, voice)


def _contacts(campaign: Campaign, scenario: Scenario, voice: Voice) -> Iterator[str]:
    """What a campaign does, in words."""
    numbers, currency = voice.numbers, scenario.as_is.firm.currency
    yield from _reach(campaign, scenario, voice)
    yield voice.say("lever_start", day=numbers.decimal(campaign.start_day))
    yield voice.say("campaign_days", days=numbers.decimal(campaign.days))
    if campaign.on_leaving.value:
        # What it does to the odds of leaving, and all but to the chance, small on any one day.
        odds, days = math.expm1(campaign.on_leaving.value), numbers.decimal(campaign.lasts_days)
        key = "campaign_less" if odds < 0 else "campaign_more"
        yield voice.say(key, share=numbers.percent(abs(odds)), days=days)
    if campaign.takers.value:
        share, change = numbers.percent(campaign.takers.value), campaign.spend_change.value
        key = "campaign_cut" if change < 0 else "campaign_offer"
        yield voice.say(key, share=share, amount=numbers.money(abs(change), currency))
    if campaign.cost.value:
        yield voice.say("campaign_cost", amount=numbers.money(campaign.cost.value, currency))
    yield from _costs(campaign, scenario, voice)


def _reach(one: Lever | Campaign, scenario: Scenario, voice: Voice) -> Iterator[str]:
    """For whom."""
    numbers = voice.numbers
    part = getattr(one, "part_of", None)
    levers = {} if scenario.redesign is None else scenario.redesign.levers
    if not one.enabled or (part and not levers[part].enabled):
        yield voice.say("lever_off")
    if part:
        yield voice.say("lever_part", name=voice.short(levers[part].label, part))
    known = scenario.as_is.archetypes
    who = ", ".join(voice.short(known[a].label, a) for a in one.archetypes)
    yield voice.say("lever_for", names=who or voice.say("lever_everyone"))
    if one.reach.value < 1:
        yield voice.say("lever_reach", share=numbers.percent(one.reach.value))


def _costs(lever: Lever | Campaign, scenario: Scenario, voice: Voice) -> Iterator[str]:
    """What the programme costs."""
    numbers, currency = voice.numbers, scenario.as_is.firm.currency
    if lever.one_off.value or lever.monthly.value:
        yield voice.say(
            "lever_cost",
            once=numbers.money(lever.one_off.value, currency),
            monthly=numbers.money(lever.monthly.value, currency),
        )


def _set_off(lever: Lever, scenario: Scenario, voice: Voice) -> Iterator[str]:
    """The day on which a lever starts, or what sets it off from then on."""
    numbers, when, case = voice.numbers, lever.when, scenario.extended
    if when is None or lever.start_day:
        yield voice.say("lever_start", day=numbers.decimal(lever.start_day))
    if when is None:
        return
    days = numbers.decimal(when.for_days)
    if when.shock is not None:
        label = voice.short(case.shocks[when.shock].label, when.shock)
        if when.days_before:
            yield voice.say("lever_when_announced", before=numbers.decimal(when.days_before))
        yield voice.say("lever_when_shock", shock=label, days=days)
    elif when.context is not None:
        state = when.context
        label = voice.short(case.context[state.factor].label, state.factor)
        key, level = ("above", state.above) if state.below is None else ("below", state.below)
        told = numbers.plain(level or 0.0)
        yield voice.say(f"lever_when_{key}", factor=label, level=told, days=days)
    else:
        yield _when_counted(when, case, days, voice)


def _when_counted(when: When, case: AsIs, days: str, voice: Voice) -> str:
    """What of all that is counted sets a lever off."""
    numbers, over = voice.numbers, voice.numbers.decimal(when.over_days)
    if when.waits_at is not None:
        team = voice.short(case.teams[when.waits_at].label, when.waits_at)
        minutes = numbers.plain(when.above or 0.0)
        return voice.say("lever_when_waiting", team=team, minutes=minutes, over=over, days=days)
    at = str(when.failures_at)
    place = voice.short(case.touchpoints[at].label, at)
    share = numbers.percent(when.above or 0.0, 1)
    return voice.say("lever_when_failing", touchpoint=place, share=share, over=over, days=days)


def _aligned(rows: list[list[str]]) -> Iterator[str]:
    """Rows as columns, each as wide as its widest cell."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield f"  {'  '.join(cells)}".rstrip()
