"""How the firm judges its management of customer experience, and what follows from it, in words."""

from __future__ import annotations

import typing
from collections.abc import Iterator
from typing import TYPE_CHECKING

from cxsim.scenario.levers import Lever
from cxsim.scenario.maturity import Component, Link

from .voice import Voice

if TYPE_CHECKING:
    from cxsim.scenario import Scenario
    from cxsim.scenario.schema import AsIs

COMPONENTS: tuple[Component, ...] = typing.get_args(Component)


def levels(case: AsIs, voice: Voice) -> list[list[str]]:
    """The components, each with its level; none where the case has no assessment."""
    maturity = case.firm.maturity
    if maturity is None:
        return []
    stated = {one: getattr(maturity, one) for one in COMPONENTS}
    return [
        [
            component(one, voice),
            voice.say("level_unstated") if level is None else voice.numbers.plain(level),
        ]
        for one, level in stated.items()
    ]


def set_by_levels(case: AsIs, voice: Voice) -> list[list[str]]:
    """The defaults that the assessment sets: place, number, range, and from which components."""
    sections = {
        "surveys.relational": case.surveys.relational,
        "surveys.journey": case.surveys.journey,
    }
    known = {
        f"{at}.{name}": one.LINKS[name] for at, one in sections.items() for name in one.assessed
    }
    if case.silos is not None:
        known |= {f"silos.{name}": case.silos.LINKS[name] for name in sorted(case.silos.assessed)}
    known |= {f"levers.*.{name}": link for name, link in Lever.LINKS.items()}
    rows = (_row(place, link, case, voice) for place, link in known.items())
    return [row for row in rows if row]


def _row(place: str, link: Link, case: AsIs, voice: Voice) -> list[str]:
    given = None if case.firm.maturity is None else link.default(case.firm.maturity)
    if given is None:
        return []
    numbers = voice.numbers
    one = given if isinstance(given, dict) else {"value": given}
    span = numbers.range(one["low"], one["high"], numbers.plain) if "low" in one else ""
    named = ", ".join(component(name, voice) for name in link.components)
    return [place, numbers.plain(one["value"]), span, voice.say("level_from", names=named)]


def component(name: str, voice: Voice) -> str:
    """A component's name."""
    return voice.say(f"component_{name}")


def terms(lever: Lever, scenario: Scenario, voice: Voice) -> Iterator[str]:
    """Whether a lever drifts or is kept up, and to which component it belongs."""
    if lever.upkeep is not None:
        currency = scenario.as_is.firm.currency
        yield voice.say("lever_upkeep", amount=voice.numbers.money(lever.upkeep.value, currency))
    elif lever.drift is not None and lever.drifts:
        share = voice.numbers.percent(lever.drift.value)
        yield assessed("drift", voice.say("lever_drift", share=share), lever, voice)
    if lever.component is not None:
        yield voice.say("lever_component", name=component(lever.component, voice))


def assessed(name: str, told: str, lever: Lever, voice: Voice) -> str:
    """What a lever's field says, and whether the assessment says it."""
    return voice.say("lever_assessed", told=told) if name in lever.assessed else told


def unaddressed(scenario: Scenario, voice: Voice) -> str:
    """That no lever belongs to some components; nothing where no lever names its own."""
    named = {one.component for one in scenario.levers.values()} - {None}
    rest = [component(one, voice) for one in COMPONENTS if one not in named]
    return voice.say("level_missed", names=", ".join(rest)) if named and rest else ""
