"""What holds for all redesigns: the firm's own figures, the assumptions, how to get it again."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any, Protocol

from markupsafe import Markup

from cxsim.measure.teams import OF_TEAMS

from . import names, show
from .decision import no_source
from .measures import level_of
from .voice import Voice

if TYPE_CHECKING:
    from cxsim.scenario import Scenario
    from cxsim.study import Comparison


class Made(Protocol):
    """A study that says what made it."""

    @property
    def as_is(self) -> Scenario:
        """Today."""

    @property
    def to_be(self) -> tuple[Scenario, ...]:
        """The redesigns."""

    @property
    def customers(self) -> int:
        """How many are simulated."""

    @property
    def replications(self) -> int:
        """Joint draws."""

    @property
    def seed(self) -> int:
        """Which luck."""

    @property
    def manifest(self) -> dict[str, Any]:
        """What made its numbers."""


def facts(comparison: Comparison, voice: Voice) -> Iterator[tuple[str, str]]:
    """What stands beneath the report's title."""
    numbers = voice.numbers
    yield voice.say("horizon"), voice.span(comparison.horizon_days)
    yield voice.say("customers"), numbers.count(comparison.as_is.as_is.firm.customers)
    yield voice.say("lives"), numbers.decimal(comparison.replications)


def checked(comparison: Comparison, voice: Voice) -> Iterator[tuple[str, str, str, str]]:
    """The firm's own figures against the model's."""
    currency = comparison.as_is.as_is.firm.currency
    for row in comparison.figures.to_dict("records"):
        metric = str(row["metric"])

        def write(value: float, metric: str = metric) -> str:
            if metric.startswith("nps"):
                return voice.numbers.decimal(value, 1)
            if metric in OF_TEAMS:
                return level_of(metric, voice)(value)
            if metric in ("clv", "revenue"):
                return voice.numbers.money(value, currency)
            return voice.numbers.percent(value, 2 if metric.startswith("churn") else 1)

        span = voice.numbers.range(row["low"], row["high"], write)
        agrees = voice.say("yes" if row["inside"] else "no")
        yield voice.say(f"metric_{metric}"), span, write(row["value"]), agrees


def reasons(comparison: Comparison, voice: Voice) -> Iterator[tuple[str, str, str]]:
    """Why customers leave today: each reason, the share who declare it, the share whose it is."""
    frame = comparison.reasons[comparison.reasons["scenario"] == "as_is"]
    total = frame["customers"].sum()
    real, declared = (frame.groupby(side)["customers"].sum() for side in ("real", "declared"))
    for reason in real.add(declared, fill_value=0).sort_values(ascending=False).index:
        said, was = (
            voice.numbers.percent(side.get(reason, 0.0) / total) for side in (declared, real)
        )
        yield voice.say(f"reason_{reason}"), said, was


def assumptions(
    comparison: Comparison, voice: Voice
) -> Iterator[tuple[str, list[tuple[Markup, str, str, str, str]]]]:
    """Uncertain values by part of the case: place, value, range, unit, source."""
    frame = comparison.assumptions.drop_duplicates(["path", "scenario"])
    rows = [
        (show.part_of(row["path"]), row)
        for row in frame.assign(unsourced=no_source(frame)).to_dict("records")
    ]
    scenarios = {scenario.name: scenario for scenario in (comparison.as_is, *comparison.to_be)}
    for (part, owner), group in groupby(rows, key=lambda pair: (pair[0], pair[1]["scenario"])):
        scenario = scenarios.get(owner, comparison.as_is)
        title = show.part_title(scenario, part, voice)
        yield title, [_assumption(row, part, comparison, voice) for _, row in group]


def _assumption(
    row: dict[Any, Any], part: str, comparison: Comparison, voice: Voice
) -> tuple[Markup, str, str, str, str]:
    currency = comparison.as_is.as_is.firm.currency
    leaf = row["path"].removeprefix(part).lstrip(".") or row["path"]
    return (
        breakable(leaf),
        voice.numbers.plain(row["value"]),
        voice.numbers.range(row["low"], row["high"], voice.numbers.plain),
        voice.unit(str(row["unit"]), currency),
        voice.say("no_source") if row["unsourced"] else names.short(str(row["source"]), 200),
    )


def breakable(path: str) -> Markup:
    """A dotted place that a narrow column may break before its dots."""
    return Markup("<wbr>").join(show.pieces(names.clean(path)))


def command_of(study: Made) -> str:
    """The command that made the study; nothing where it was made from Python."""
    return names.clean(str(study.manifest.get("command", "")))


def again(study: Made, voice: Voice) -> Iterator[tuple[str, str]]:
    """What to run with to get the same figures."""
    manifest = study.manifest
    yield voice.say("seed"), str(study.seed)
    yield voice.say("simulated"), str(study.customers)
    yield voice.say("lives"), str(study.replications)
    yield voice.say("version"), version_of(study)
    for scenario in (study.as_is, *study.to_be):
        yield voice.say("hash", name=scenario.name), scenario.hash()
    for what in ("model", "engine", "generator", "python", "platform"):
        if what in manifest:
            yield voice.say(f"made_with_{what}"), names.clean(str(manifest[what]))
    packages = manifest.get("packages", {})
    others = [f"{name} {packages[name]}" for name in sorted(packages) if name != "cxsim"]
    if others:
        yield voice.say("made_with_packages"), names.clean(", ".join(others))


def version_of(study: Made) -> str:
    """The version of cxsim that made the study."""
    return names.clean(str(study.manifest.get("packages", {}).get("cxsim", "")))
