"""How metrics of teams are written, and which way is better."""

from __future__ import annotations

from collections.abc import Callable

from .numbers import NONE, missing
from .voice import Voice

BETTER = {
    "service_level": "more",
    "speed_of_answer": "less",
    "abandonment": "less",
    "utilisation": "neither",
    "strain": "less",
    "employee_turnover": "less",
}
"""Whether more of it is better. A team that is busy all the time is cheap, and worn out."""
DECIMALS = {"speed_of_answer": 0, "strain": 2, "nps": 1, "employee_turnover": 0}
"""Decimals of those that are no shares."""
PER_HUNDRED = {"employee_turnover"}
"""Told per hundred employees."""


MINUTES, HOURS = 600.0, 18_000.0
"""Seconds from which on a wait is told in minutes, and in hours."""


def level_of(metric: str, voice: Voice) -> Callable[[float], str]:
    """How a metric of teams is written."""
    numbers, times = voice.numbers, 100 if metric in PER_HUNDRED else 1
    if metric == "speed_of_answer":
        return lambda value: _time(voice, value, signed=False)
    if metric in DECIMALS:
        return lambda value: numbers.decimal(times * value, DECIMALS[metric])
    return lambda value: numbers.percent(value, 1)


def change_of(metric: str, voice: Voice) -> Callable[[float], str]:
    """How a change of it is written; points of a share without their unit."""
    numbers, times = voice.numbers, 100 if metric in PER_HUNDRED else 1
    if metric == "speed_of_answer":
        return lambda value: _time(voice, value, signed=True)
    if metric in DECIMALS:
        return lambda value: numbers.decimal(times * value, DECIMALS[metric], signed=True)
    return lambda value: numbers.points(value, 1)


def called(metric: str, voice: Voice) -> str:
    """What a metric is called within a sentence, without what explains it."""
    return voice.say(f"metric_{metric}").split(" (")[0]


def with_unit(metric: str, change: str, voice: Voice) -> str:
    """A change that is written, with the unit of a share's."""
    if change == NONE or metric in DECIMALS:
        return change
    return voice.say("points", difference=change)


def _time(voice: Voice, seconds: float, signed: bool) -> str:
    """Seconds, or minutes, or hours."""
    if missing(seconds):
        return NONE
    for least, unit in ((HOURS, 3600), (MINUTES, 60)):
        if abs(seconds) >= least:
            said = voice.numbers.decimal(seconds / unit, 1, signed)
            return voice.say("in_hours" if unit == 3600 else "in_minutes", time=said)
    return voice.say("in_seconds", time=voice.numbers.decimal(seconds, 0, signed))
