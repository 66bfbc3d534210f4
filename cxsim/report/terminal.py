"""The decision in five lines of plain text; where teams serve, what they do in one more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .business import Business
from .decision import Told
from .show import idle_levers
from .voice import Voice

if TYPE_CHECKING:
    from cxsim.study import Comparison
    from cxsim.study.decide import Decided


def decision_lines(comparison: Comparison, language: str = "es") -> list[str]:
    """At most five lines for each redesign; of teams, how they serve and what overloads them.

    What comes from outside in both worlds has a line more, and each lever that moves nothing.

    Parameters
    ----------
    comparison : Comparison
    language : str
        "es", "en" or a full locale such as "es_PE".

    Returns
    -------
    list of str
        Plain text without control characters; each redesign begins with its name and verdict.
    """
    voice = Voice(language)
    return [line for plan in comparison.to_be for line in _lines(Told(comparison, plan, voice))]


def business_lines(decided: Decided, language: str = "es") -> list[str]:
    """The decision on each redesign, and what its business case adds, as plain text.

    Parameters
    ----------
    decided : Decided
    language : str
        "es", "en" or a full locale such as "es_PE".
    """
    voice, comparison = Voice(language), decided.comparison
    found = []
    for plan in comparison.to_be:
        case = decided.cases[plan.name]
        told = Told(comparison, plan, voice)
        found += _lines(told)
        if not told.no_money():
            found += Business(comparison, plan, voice, case, decided.budget, False).lines()
    return found


def _lines(told: Told) -> list[str]:
    heading = told.voice.say("heading", name=told.name, verdict=told.verdict)
    if told.comparison.as_is.as_is.fictitious:
        heading = f"{heading} · {told.voice.say('fictitious')}"
    lines = (
        heading,
        told.invest(),
        told.outside(),
        told.few_futures() or told.wins(),
        f"{told.why()} {told.who()}",
        told.serving(),
        *idle_levers(told.plan, told.voice),
        *told.staff.overloaded(markup=False),
        told.confidence(),
    )
    return [line for line in lines if line]
