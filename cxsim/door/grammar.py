"""One grammar: `key=value` words, whose values are Hydra's; several values are several runs."""

from __future__ import annotations

import difflib
import itertools
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from hydra.core.override_parser.types import IntervalSweep, Override

from .command import Command, is_free_text, is_whole
from .composing import Composer
from .shelf import is_scenario
from .words import Mistake, Sayable

KEY = re.compile(r"[a-z][a-z0-9_]*(\.[A-Za-z0-9_-]+)*", re.ASCII)
MARKED = re.compile(r"-?[1-9]\d{0,2}(\.\d{3})+|-?[1-9]\d{0,2}(,\d{3})+", re.ASCII)
"""A whole number as many write it, 5.000 or 5,000, which Hydra would read as five."""
MOST_RUNS = 1000
"""Runs that one command may ask for."""
Words = dict[str, str]
"""A job's words: value, as Hydra reads it, by key."""


@dataclass(frozen=True)
class Word:
    """One `key=value` of a command, with the value it has in each run."""

    text: str
    key: str
    values: tuple[str, ...]


def read(argv: list[str], multirun: bool, composer: Composer) -> tuple[list[Word], list[Sayable]]:
    """The words of a command, and what is wrong with their form.

    Parameters
    ----------
    argv : list of str
        Words as the shell gave them, without flags.
    multirun : bool
        Whether several values are allowed (-m).
    composer : Composer
        Whose grammar the values follow.
    """
    words: list[Word] = []
    mistakes: list[Sayable] = []
    for text in argv:
        word = _word(text, multirun, composer)
        if isinstance(word, Mistake):
            mistakes.append(word)
        elif word.key in {other.key for other in words}:
            mistakes.append(Mistake("twice", word.key))
        else:
            words.append(word)
    several = [word for word in words if len(word.values) > 1]
    if math.prod(len(word.values) for word in several) > MOST_RUNS:
        place = " ".join(word.text for word in several)
        mistakes.append(Mistake("many", place, parts=(("most", MOST_RUNS),)))
        words = [replace(word, values=word.values[:1]) for word in words]
    return words, mistakes


def _word(text: str, multirun: bool, composer: Composer) -> Word | Mistake:
    key, sign, value = (part.strip() for part in text.partition("="))
    if text.startswith("-"):
        return Mistake("flag", text)
    if text.startswith(("+", "~")):
        return Mistake("sign", text)
    if not sign or not key:
        return Mistake("bare", text, names=_meant(text, composer.groups))
    if not KEY.fullmatch(key):
        meant = (key.lower(),) if is_scenario(key.lower()) else tuple(Command.model_fields)
        return Mistake("unknown", key, names=meant, sought=key)
    if is_whole(key) and MARKED.fullmatch(value):
        near = re.sub(r"[.,]", "", value)
        return Mistake("marked", text, names=(near,), sought=near)
    override = None if "${" in value else _parsed(key, value, multirun, composer)
    if override is None:
        return Mistake("unreadable", text, parts=(("key", key),))
    if not override.is_sweep_override():
        return Word(text, key, (override.get_value_element_as_str(),))
    if not multirun:  # whether a sweep is asked for, the settings tell
        return Word(text, key, (value,)) if is_scenario(key) else several(text, key)
    found = override.sweep_string_iterator() if _is_finite(override) else iter(())
    values = tuple(map(str, itertools.islice(found, MOST_RUNS + 1)))
    return Word(text, key, values) if values else Mistake("empty", text)


def several(text: str, key: str) -> Mistake:
    """That a word gives several values, where only one can be."""
    return Mistake("several", text, parts=(("key", key),))


def range_in(override: Override) -> list[str] | tuple[float, float] | None:
    """The values that a sweep's word names, as texts, or the ends of its interval.

    None where it names none, or endlessly many.
    """
    given = override.value()
    if isinstance(given, IntervalSweep):
        low, high = given.start, given.end
        return None if low is None or high is None else (low, high)
    found = override.sweep_string_iterator() if _is_finite(override) else iter(())
    values = [str(one) for one in itertools.islice(found, MOST_RUNS + 1)]
    return values if 0 < len(values) <= MOST_RUNS else None


def _is_finite(override: Override) -> bool:
    """Whether a sweep names its values one by one, with a step that leads on."""
    value = override.value()
    return override.is_discrete_sweep() and getattr(value, "step", 1) != 0


def _parsed(key: str, value: str, multirun: bool, composer: Composer) -> Override | None:
    """The value by Hydra's grammar; as plain text where that is meant or nothing else fits."""
    text = composer.parsed(f"{key}={quoted(value)}")
    if is_free_text(key) and not multirun and value[:1] not in "'\"":
        return text
    override = composer.parsed(f"{key}={value}")
    if override is None and value[:1] not in "[{":  # a list or mapping gone wrong is no text
        return text
    return override


def quoted(value: str) -> str:
    """A text in quotes that Hydra reads back unchanged, accents and backslashes included."""
    value = re.sub(r'(\\*)"', r'\1\1\\"', value)
    return '"' + re.sub(r"(\\+)$", r"\1\1", value) + '"'


def _meant(word: str, groups: dict[str, list[str]]) -> tuple[str, ...]:
    """The `group=choice` that a bare word most likely stands for."""
    meant = {choice: f"{group}={choice}" for group in groups for choice in groups[group]}
    near = difflib.get_close_matches(word.lower(), meant, 1)
    return (meant[near[0]],) if near else ()


def jobs(words: list[Word]) -> Iterator[Words]:
    """The words of each run: every combination of the values given."""
    for values in itertools.product(*(word.values for word in words)):
        yield {word.key: value for word, value in zip(words, values, strict=True)}
