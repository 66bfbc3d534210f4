"""What `do=explain` says: the order of a day with its times, the rules, differences, sources."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator

from cxsim.behaviour import RULES, Rule
from cxsim.report import names
from cxsim.report.show import LONGEST, show_lines
from cxsim.report.voice import Voice
from cxsim.scenario import AsIs, Scenario, Value, values_of

SAYS = {
    "day": {
        "en": "A simulated day, in order (µs, mean of {days} days of {customers} customers)",
        "es": "Un día simulado, en orden (µs, media de {days} días de {customers} clientes)",
    },
    "rules": {
        "en": "The rules of behaviour, their sources, and what turns them off",
        "es": "Las reglas de comportamiento, sus fuentes y lo que las apaga",
    },
    "off": {"en": "off in this case", "es": "apagada en este caso"},
    "sources": {"en": "Where the numbers come from", "es": "De dónde vienen los números"},
    "none": {"en": "assumptions: a range, no source", "es": "supuestos: con rango, sin fuente"},
    "fixed": {"en": "settings of the case: no range", "es": "ajustes del caso: sin rango"},
}
WIDTH = 100


def lines(
    as_is: Scenario,
    to_be: tuple[Scenario, ...],
    day: list[tuple[str, str, float]],
    timed: tuple[int, int],
    locale: str,
) -> Iterator[str]:
    """All of it as plain text.

    Parameters
    ----------
    as_is : Scenario
    to_be : tuple of Scenario
        Redesigns, whose differences are told.
    day : list of (stage, meaning, microseconds a day)
        In the order of the day.
    timed : tuple of int
        Customers and days with which the stages were timed.
    locale : str
        "es", "en" or a full locale.
    """
    voice = Voice(locale)
    numbers = voice.numbers
    customers, days = (numbers.decimal(number) for number in timed)
    yield _say("day", locale).format(customers=customers, days=days)
    widest = max((len(name) for name, _, _ in day), default=0)
    for place, (name, meaning, micros) in enumerate(day, 1):
        time = numbers.decimal(round(micros))
        yield f"{place:>3}. {name:<{widest}}  {time:>9}  {voice.of_model(meaning)}"
    yield from ("", _say("rules", locale))
    for rule in RULES:
        yield from _rule(rule, as_is.as_is, voice)
    for scenario in to_be:
        yield from ("", *show_lines(scenario, locale))
    yield from ("", _say("sources", locale))
    for source, count in _sources(as_is.as_is, locale).most_common():
        yield f"{count:>5}  {names.short(source, LONGEST)}"


def _rule(rule: Rule, case: AsIs, voice: Voice) -> Iterator[str]:
    number = "–" if rule.number is None else str(rule.number)
    state = f" ({_say('off', voice.language)})" if _is_off(rule, case) else ""
    told = voice.of_model
    for text, first in (
        (f"{told(rule.name)}{state}. {told(rule.meaning)}", f"{number:>3}. "),
        (told(rule.source), "     "),
        (f"{', '.join(rule.switch)}: {told(rule.off)}", "     "),
    ):
        yield from textwrap.wrap(text, WIDTH, initial_indent=first, subsequent_indent="     ")


def _is_off(rule: Rule, case: AsIs) -> bool:
    """Whether the case turns a rule off, in all places that do it."""
    return all(_stated(case, place) == rule.off for place in rule.switch)


def _stated(case: AsIs, place: str) -> str | None:
    """What a case states at a dotted place, as text; None where it has no such place."""
    node: object = case
    for part in place.split("."):
        node = node.get(part) if isinstance(node, dict) else getattr(node, part, None)
    return f"{node.value:g}" if isinstance(node, Value) else None if node is None else str(node)


def _sources(case: AsIs, locale: str) -> Counter[str]:
    """How many values each source backs."""
    found: Counter[str] = Counter()
    for _, value in values_of(case):
        kind = "none" if value.uncertain else "fixed"
        found[value.source or _say(kind, locale)] += 1
    return found


def _say(key: str, locale: str) -> str:
    return SAYS[key][locale[:2]]
