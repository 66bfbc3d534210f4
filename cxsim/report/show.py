"""What a scenario says, as text: every value with its range and source, every lever's change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from cxsim.scenario import Value, values_of
from cxsim.scenario.checks import targeted

from . import names
from .voice import Voice

if TYPE_CHECKING:
    from cxsim.scenario import Scenario
    from cxsim.scenario.levers import Lever

LONGEST = 200
"""Characters of a source that are shown."""
NAMED = ("archetypes", "touchpoints", "journeys", "levers", "dimensions")
"""Sections whose entries have names and labels of their own."""


@dataclass(frozen=True)
class Change:
    """One lever of a redesign, in words."""

    label: str
    targets: tuple[tuple[str, str], ...]
    """Place, and today's value → the value at full strength."""
    terms: str
    """When, for whom, how well carried out, at what cost."""


def part_of(path: str) -> str:
    """The part of a case that a dotted place lies in: `touchpoints.repair_visit`, `economics`."""
    pieces = path.split(".")
    return ".".join(pieces[: 2 if pieces[0] in (*NAMED, "behaviour") else 1])


def part_title(scenario: Scenario, part: str, voice: Voice) -> str:
    """A part's place with the label that its file gives it."""
    section, _, name = part.partition(".")
    holder = scenario.redesign if section == "levers" else scenario.as_is
    entry = getattr(holder, section, {}).get(name) if section in NAMED else None
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
    """Every lever of a redesign, in words; none for AS-IS."""
    levers = {} if scenario.redesign is None else scenario.redesign.levers
    today = dict(values_of(scenario.as_is))
    return [_change(name, lever, today, scenario, voice) for name, lever in levers.items()]


def _values(scenario: Scenario, voice: Voice) -> Iterator[str]:
    yield voice.say("show_parameters")
    for part, group in groupby(values_of(scenario.as_is), key=lambda pair: part_of(pair[0])):
        yield ""
        yield part_title(scenario, part, voice)
        yield from _aligned([_row(path, part, value, scenario, voice) for path, value in group])


def _row(path: str, part: str, value: Value, scenario: Scenario, voice: Voice) -> list[str]:
    numbers = voice.numbers
    unit = voice.unit(value.quantity.unit, scenario.as_is.firm.currency)
    span = numbers.range(value.low, value.high, numbers.plain) if value.uncertain else ""
    return [
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
    for change in told:
        yield ""
        yield change.label
        yield from _aligned([list(target) for target in change.targets])
        yield f"  {change.terms}"


def _change(
    name: str, lever: Lever, today: dict[str, Value], scenario: Scenario, voice: Voice
) -> Change:
    targets = tuple(
        (place, _moved(lever, today[place].value, today[place], voice))
        for target in lever.target
        for place in targeted(today, target)
    )
    return Change(
        voice.short(lever.label, name), targets, "; ".join(_terms(lever, scenario, voice))
    )


def _moved(lever: Lever, before: float, value: Value, voice: Voice) -> str:
    """Today's value and what the lever alone would make of it at full strength."""
    effect = lever.effect.value
    after = {
        "add": before + effect,
        "multiply": before * effect,
        "at_least": max(before, effect),
        "at_most": min(before, effect),
    }[lever.how]
    after = min(max(after, value.quantity.low), value.quantity.high)
    plain = voice.numbers.plain
    return voice.say("lever_change", before=plain(before), after=plain(after))


def _terms(lever: Lever, scenario: Scenario, voice: Voice) -> Iterator[str]:
    numbers, currency = voice.numbers, scenario.as_is.firm.currency
    if not lever.enabled:
        yield voice.say("lever_off")
    known = scenario.as_is.archetypes
    who = ", ".join(voice.short(known[a].label, a) for a in lever.archetypes)
    yield voice.say("lever_for", names=who or voice.say("lever_everyone"))
    if lever.reach.value < 1:
        yield voice.say("lever_reach", share=numbers.percent(lever.reach.value))
    yield voice.say("lever_start", day=numbers.decimal(lever.start_day))
    if lever.ramp_days:
        yield voice.say("lever_ramp", days=numbers.decimal(lever.ramp_days))
    yield voice.say("lever_execution", share=numbers.percent(lever.execution.value))
    if lever.one_off.value or lever.monthly.value:
        yield voice.say(
            "lever_cost",
            once=numbers.money(lever.one_off.value, currency),
            monthly=numbers.money(lever.monthly.value, currency),
        )


def _aligned(rows: list[list[str]]) -> Iterator[str]:
    """Rows as columns, each as wide as its widest cell."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield f"  {'  '.join(cells)}".rstrip()
