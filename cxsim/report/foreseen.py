"""What a study will take, as the person who waits for it reads it before it starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .voice import Voice

if TYPE_CHECKING:
    from cxsim.study.runner.estimate import Estimate

LONG, LONGER = 90, 90 * 60
"""Seconds from which on time is told in minutes, and in hours."""


def foreseen_lines(foreseen: Estimate, language: str) -> list[str]:
    """Runs, time, memory, disk.

    Parameters
    ----------
    foreseen : Estimate
    language : str
        "es", "en" or a full locale such as "es_PE".
    """
    voice = Voice(language)
    say, numbers = voice.say, voice.numbers
    done = foreseen.runs - foreseen.left
    one = foreseen.left == 1
    said = say("foreseen_run") if one else say("foreseen_runs", runs=numbers.decimal(foreseen.left))
    if done:
        said += f" {say('foreseen_done', done=numbers.decimal(done))}"
    takes = say(
        "foreseen_takes",
        time=_time(foreseen.seconds, voice),
        memory=_size(foreseen.memory, voice),
        disk=_size(foreseen.disk, voice),
    )
    return [said, takes]


def _time(seconds: float, voice: Voice) -> str:
    if seconds > LONGER:
        return voice.say("in_hours", time=voice.numbers.decimal(seconds / 3600, 1))
    if seconds > LONG:
        return voice.say("in_minutes", time=voice.numbers.decimal(seconds / 60))
    return voice.say("in_seconds", time=voice.numbers.decimal(max(1, seconds)))


def _size(size: float, voice: Voice) -> str:
    """Bytes, in MB or GB."""
    if size >= 1e9:
        return f"{voice.numbers.decimal(size / 1e9, 1)} GB"
    return f"{voice.numbers.decimal(max(1.0, size / 1e6))} MB"
