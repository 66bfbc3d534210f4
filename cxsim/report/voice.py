"""One reader's voice: the sentences of a language and the numbers of a locale, together."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from markupsafe import Markup

from cxsim.scenario import MONTH
from cxsim.scenario.parts import said
from cxsim.scenario.relationship import NonContractual, Relationship

from . import names
from .numbers import MINUS, Numbers, locale_of
from .words import CATALOGUES, OF_MODEL
from .words.fields import CHANNELS, DEPARTMENTS

BETWEEN = {"es": "a", "en": "to"}
Labels = Mapping[Any, str]
"""A label by language."""
EMPHASIS = re.compile(r"\*\*(.+?)\*\*")


@dataclass(frozen=True)
class Voice:
    """Says things in Spanish or English.

    Parameters
    ----------
    language : str
        "es", "en" or a full locale such as "es_PE".

    Raises
    ------
    Problems
        When the language is not offered.
    """

    language: str

    def __post_init__(self) -> None:
        locale_of(self.language)

    @cached_property
    def numbers(self) -> Numbers:
        """How figures are written."""
        return Numbers(locale_of(self.language), BETWEEN[self.tongue])

    @property
    def tongue(self) -> str:
        """The language without its country: "es" or "en"."""
        return str(locale_of(self.language).language)

    @property
    def tag(self) -> str:
        """BCP 47 tag for a page's `lang`."""
        return str(locale_of(self.language)).replace("_", "-")

    def say(self, key: str, **parts: object) -> str:
        """A sentence as plain text."""
        return EMPHASIS.sub(r"\1", CATALOGUES[self.tongue][key]).format(**parts)

    def html(self, key: str, **parts: object) -> Markup:
        """A sentence for a page: every part escaped unless it is markup, emphasis in bold."""
        bold = EMPHASIS.sub(
            r"<strong>\1</strong>", str(Markup.escape(CATALOGUES[self.tongue][key]))
        )
        return Markup(bold).format(**{k: _whole(v) for k, v in parts.items()})

    def span(self, days: int) -> str:
        """A length of time: in months, or in days where it has fewer than two of them."""
        months = round(days / MONTH)
        if months > 1:
            return self.say("months", count=months)
        return self.say("one_day") if days == 1 else self.say("days", count=days)

    def of_model(self, text: str) -> str:
        """What the model's code says of itself in English, in this language.

        A source is told part by part between its semicolons: people and papers keep their names.
        """
        known = OF_MODEL[self.tongue]
        return known.get(text) or "; ".join(known.get(part, part) for part in text.split("; "))

    def full(self, label: Labels | None, name: str) -> str:
        """A label of the case in this language, made harmless."""
        return names.clean(said(label, name, self.tongue)) or names.clean(name)

    def short(self, label: Labels | None, name: str) -> str:
        """The same, cut when long."""
        return names.short(self.full(label, name))

    def named(self, label: Labels | None, name: str) -> Markup:
        """The same for a page: kept from turning the text around it, the full text as a title."""
        full = self.full(label, name)
        title = Markup(' title="{}"').format(full) if full != names.short(full) else Markup()
        return Markup("<bdi{}>{}</bdi>").format(title, names.short(full))

    def retained(self, relationship: Relationship) -> str:
        """What it means in this case that a customer was retained."""
        if isinstance(relationship, NonContractual):
            days = self.numbers.plain(relationship.inactivity_days)
            return self.say("retention_purchases", days=days)
        return self.say("retention_title")

    def field(self, what: str, name: str | None) -> str:
        """A touchpoint's owner, channel or department, as people say it."""
        if name is None:
            return self.say("no_department")
        if what == "owner":
            return self.say(f"owner_{name}")
        known = (CHANNELS if what == "channel" else DEPARTMENTS)[self.tongue]
        return known.get(name) or names.short(name.replace("_", " "))

    def unit(self, unit: str, currency: str) -> str:
        """A schema's unit in this language; the case's own currency where it is money."""
        if unit == "currency":
            return currency
        return CATALOGUES[self.tongue].get(f"unit_{unit}", unit)


def _whole(part: object) -> object:
    """A number kept on one line: browsers may break after a minus sign."""
    if isinstance(part, str) and not isinstance(part, Markup):
        return part.replace(MINUS, f"{MINUS}\N{WORD JOINER}")
    return part


class Spoken:
    """What is told to a reader: a report, of whatever study.

    Raises
    ------
    Problems
        When the language is not offered.
    """

    language: str

    def __post_init__(self) -> None:
        _ = self.voice

    @cached_property
    def voice(self) -> Voice:
        """Its reader's voice."""
        return Voice(self.language)
