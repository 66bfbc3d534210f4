"""Estimates of a survey as the sections of a case.

The model knows quality by touchpoint and dimension, and an archetype by what it weighs. So a
dimension here is an archetype's experience of what counts about alike: the archetype weighs its own
dimensions and no other, and a touchpoint is fully met (10) wherever it says nothing. That expresses
quality by archetype, and how much a touchpoint counts, exactly.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cxsim.intake.survey.answers import Survey, nps
from cxsim.intake.survey.archetypes import EVERYBODY, OTHERS, Archetypes, Kind
from cxsim.intake.survey.drivers import LIMIT_95, Drivers
from cxsim.intake.survey.levels import Levels, wilson
from cxsim.intake.survey.settling import (
    LEAST_LEARNING,
    MOST_LEARNING,
    Settled,
    Wanted,
    baseline_error,
    fall_of,
)
from cxsim.intake.survey.weights import worth
from cxsim.intake.survey.words import LABELS
from cxsim.scenario.journeys import ENDS
from cxsim.scenario.kinds import slug
from cxsim.scenario.values import RANGED

Tree = dict[str, Any]
Matrix = NDArray[np.float64]

FULLY_MET, NOT_WEIGHED = 10, 8
RARE = 0.005
"""A way on that fewer take is left out."""
BETTER = 0.5
"""Points of the rating scale by which the redesign to start from lifts a touchpoint."""
GROUPS = {1: ("",), 2: ("main", "minor"), 3: ("main", "middle", "minor")}
LONGEST = 120
"""Letters of a label that are kept."""
DISTINCT, SEGMENT_DISTINCT = 40, 28
"""Letters of a name that tell it from others; of a segment's, so that a class fits behind it."""


@dataclass(frozen=True, eq=False)
class Found:
    """All that a survey tells.

    Attributes
    ----------
    survey : Survey
    archetypes : Archetypes
    drivers : Drivers
    levels : Levels
    """

    survey: Survey
    archetypes: Archetypes
    drivers: Drivers
    levels: Levels

    @property
    def wanted(self) -> Wanted:
        """What simulated customers are to answer."""
        y, low, w = self.survey.recommend, self.survey.low, self.survey.weight
        promoters, detractors = (float(np.average(who, weights=w)) for who in (y >= 9, y <= 6))
        chance = self.levels.failure[:, 0]
        return Wanted(promoters, detractors, worth(w).sum(), chance, fall_of(y, low, w))

    @property
    def places(self) -> list[str]:
        """Names of the touchpoints in the case."""
        return names_of(self.survey.touchpoints, "touchpoint", ENDS)

    @property
    def kinds(self) -> list[str]:
        """Names of the archetypes in the case."""
        kinds = self.archetypes.kinds
        labels = list(dict.fromkeys(kind.segment for kind in kinds if kind.segment is not None))
        shown = names_of([label or "others" for label in labels], "segment", (), SEGMENT_DISTINCT)
        segments = dict(zip(labels, shown, strict=True))
        return names_of([_name(kind, segments) for kind in kinds], "segment")

    def dimensions(self, kind: int) -> list[str]:
        """Names of an archetype's dimensions, one a group of touchpoints."""
        groups = GROUPS[len(self.drivers.weight)]
        if len(self.kinds) == 1:
            return [group or "experience" for group in groups]
        return ["_".join(filter(None, (self.kinds[kind], group))) for group in groups]


def legal(label: str) -> str:
    """A label as a case may carry it: one line, no control characters, no reference."""
    shown = "".join(c if c.isprintable() else " " for c in label).replace("${", "$ {")
    return " ".join(shown.split())[:LONGEST] or "?"


def _name(kind: Kind, segments: Mapping[str, str]) -> str:
    """A kind's segment, if any, and its class, unless it is everybody's."""
    if kind.segment is None:
        return kind.word
    segment = segments[kind.segment]
    return segment if kind.word == EVERYBODY else f"{segment}_{kind.word}"


def names_of(
    labels: tuple[str, ...] | list[str],
    what: str,
    taken: tuple[str, ...] = (),
    distinct: int = DISTINCT,
) -> list[str]:
    """A legal name for each label, all of them different and none of those taken."""
    found: list[str] = []
    for number, label in enumerate(labels, 1):
        name = slug(label)[:distinct].strip("_")
        if not name[:1].isalpha():
            name = f"{what}_{name or number}"
        first, count = name, 2
        while name in (*found, *taken, *RANGED):
            name, count = f"{first}_{count}", count + 1
        found.append(name)
    return found


def today(found: Found, settled: Settled, about: Tree, visits: float, source: str) -> Tree:
    """The whole of `as_is.yaml`.

    Parameters
    ----------
    found : Found
    settled : Settled
    about : dict
        Label, description and currency.
    visits : float
        Journeys per customer and 30.4 days.
    source : str
        What to call the survey as the source of a number.
    """
    return {
        "label": about["label"],
        "description": about["description"],
        "horizon_days": 365,
        "warm_up_days": 365,
        "firm": {"customers": len(found.survey), "currency": about["currency"]},
        "economics": {"margin": {"value": 0.5, "low": 0.3, "high": 0.7}},
        "dimensions": _dimensions(found),
        "archetypes": _archetypes(found, visits, source),
        "touchpoints": _touchpoints(found, source),
        "journeys": {"visit": _journey(found)},
        "relationship": {"kind": "captive"},
        "ties": {"kind": "none"},
        "figures": {"nps": _figure(found, source)},
        "surveys": {"style": number(settled.style), "noise": number(settled.noise)},
        "behaviour": _behaviour(found, settled, visits, source),
    }


def _figure(found: Found, source: str) -> Tree:
    """NPS of the survey with its 95% limits, which the model is to reproduce."""
    value, error = nps(found.survey.recommend, found.survey.weight)
    half = LIMIT_95 * error
    low, high = (round(float(np.clip(one, -100, 100)), 1) for one in (value - half, value + half))
    return {"low": low, "high": high, "source": f"{source}, n = {len(found.survey)}"}


def redesign(found: Found, place: int) -> Tree:
    """A TO-BE that lifts one touchpoint, as a place to start from."""
    name, label = found.places[place], legal(found.survey.touchpoints[place])
    lift = BETTER * found.survey.scale.step
    levers: Tree = {
        "better": {
            "label": both("lever_better"),
            "target": f"touchpoints.{name}.quality",
            "effect": _ranged(lift, lift / 2, 1.5 * lift),
            "ramp_days": 90,
        }
    }
    if found.levels.failure[place, 0] > 0:
        levers["fewer_failures"] = {
            "label": both("lever_failures"),
            "target": f"touchpoints.{name}.failure.probability",
            "how": "multiply",
            "effect": _ranged(0.5, 0.3, 0.8),
            "ramp_days": 90,
        }
    return {
        "label": both("redesign", touchpoint=label),
        "description": both("redesign_about"),
        "levers": levers,
    }


def both(key: str, **parts: str) -> dict[str, str]:
    """A label in both languages."""
    return {language: LABELS[key][language].format(**parts) for language in ("es", "en")}


def _dimensions(found: Found) -> Tree:
    groups = GROUPS[len(found.drivers.weight)]
    tree: Tree = {}
    for kind in range(len(found.kinds)):
        label = archetype_label(found.archetypes.kinds[kind])
        for group, name in zip(groups, found.dimensions(kind), strict=True):
            counts = LABELS[f"counts_{group}"]
            tree[name] = {
                "label": {
                    language: " · ".join(
                        filter(None, (label[language] if found.kinds[1:] else "", counts[language]))
                    )
                    for language in ("es", "en")
                }
            }
    return tree


def archetype_label(kind: Kind) -> dict[str, str]:
    """What to call an archetype: its segment, and its class where there is more than one."""
    if kind.segment is None:
        return both(kind.word)
    segment = segment_label(kind.segment)
    if kind.word == EVERYBODY:
        return segment
    word = both(kind.word)
    return {one: f"{segment[one]} – {word[one].lower()}" for one in ("es", "en")}


def segment_label(segment: str) -> dict[str, str]:
    """What to call a segment: as the file does."""
    return both("others") if segment == OTHERS else dict.fromkeys(("es", "en"), legal(segment))


def _archetypes(found: Found, visits: float, source: str) -> Tree:
    tree: Tree = {}
    n, worthy = len(found.survey), float(worth(found.survey.weight).sum())
    every = [name for kind in range(len(found.kinds)) for name in found.dimensions(kind)]
    for kind, name in enumerate(found.kinds):
        own = found.dimensions(kind)
        weights = dict(zip(own, (number(w) for w in found.drivers.weight), strict=True))
        will = _expected(found, kind)
        tree[name] = {
            "label": archetype_label(found.archetypes.kinds[kind]),
            "share": _ranged(
                *wilson(float(found.archetypes.shares[kind]) * worthy, worthy),
                f"{source}, n = {n}",
            ),
            "weights": weights,
            "expectations": {
                "will": {one: _hoped(will.get(one), 0) for one in every},
                "should": {one: _hoped(will.get(one), 0.5) for one in every},
            },
            "needs": {"visit": _ranged(visits, visits / 2, 2 * visits)},
        }
    return tree


def _hoped(met: float | None, more: float) -> Tree | float:
    """What is expected; on a dimension that the archetype does not weigh, a number without range.

    It does nothing there, and would be one more assumption to doubt.
    """
    return NOT_WEIGHED if met is None else _near(met + more, -0.5, 0.5)


def _expected(found: Found, kind: int) -> dict[str, float]:
    """What an archetype has met so far on each of its dimensions, over all touchpoints."""
    share = found.survey.weight @ found.survey.rated
    met = found.levels.mean[kind]
    return {
        name: float(np.average(np.where(found.drivers.group == group, met, 10.0), weights=share))
        for group, name in enumerate(found.dimensions(kind))
    }


def _touchpoints(found: Found, source: str) -> Tree:
    tree: Tree = {}
    counts = found.survey.rated.sum(axis=0)
    for place, name in enumerate(found.places):
        said = f"{source}, n = {counts[place]}"
        failure = _limited(found.levels.failure[place], said)
        tree[name] = {
            "label": legal(found.survey.touchpoints[place]),
            "stage": "post_purchase",
            "owner": "brand",
            "channel": "visit",
            "quality": _by_dimension(found, place, found.levels.quality, FULLY_MET, said),
            "spread": _by_dimension(found, place, found.levels.spread, 0, said),
            "failure": {
                "probability": failure,
                "depth": _by_dimension(found, place, found.levels.depth, 0, said),
            },
        }
    return tree


def _by_dimension(
    found: Found, place: int, levels: Matrix, neutral: float, source: str | None = None
) -> Tree:
    """A touchpoint's numbers on each dimension; a single one stands for all."""
    tree: Tree = {}
    for kind in range(len(found.kinds)):
        for group, name in enumerate(found.dimensions(kind)):
            own = found.drivers.group[place] == group
            tree[name] = _limited(levels[kind, place], source) if own else neutral
    return next(iter(tree.values())) if len(tree) == 1 else tree


def _journey(found: Found) -> Tree:
    """The touchpoints in order, each visited as often as it was rated after the one before."""
    rated = found.survey.rated
    places = found.places
    ways: dict[str, dict[str, float]] = {name: {} for name in ("", *places)}
    for row, weight in zip(rated, found.survey.weight.tolist(), strict=True):
        path = ["", *(places[place] for place in np.flatnonzero(row)), "done"]
        for a, b in pairwise(path):
            ways[a][b] = ways[a].get(b, 0) + weight
    order = {name: i for i, name in enumerate((*places, "done"))}
    steps = {
        a: _shares({b: counts[b] for b in sorted(counts, key=order.__getitem__)})
        for a, counts in ways.items()
    }
    entry = steps.pop("")
    return {"label": both("visit"), "kind": "everyday", "entry": entry, "steps": steps}


def _shares(counts: dict[str, float]) -> dict[str, float]:
    """Counts as shares of four digits that add up to 1, without the rarest."""
    total = sum(counts.values())
    kept = {name: count for name, count in counts.items() if count >= RARE * total}
    total = sum(kept.values())
    shares = {name: round(count / total, 4) for name, count in kept.items()}
    largest = max(shares, key=shares.__getitem__)
    shares[largest] = round(1 - sum(s for name, s in shares.items() if name != largest), 4)
    return shares


def _behaviour(found: Found, settled: Settled, visits: float, source: str) -> Tree:
    drivers, wanted = found.drivers, found.wanted
    said = f"{source}, n = {len(found.survey)}"
    error = LIMIT_95 * drivers.slope_error
    off = baseline_error(wanted)
    weight = found.survey.weight
    rated = float(np.average(found.survey.rated.sum(axis=1), weights=weight))
    baseline = float(np.clip(settled.baseline, 0, 10))
    # Only their difference counts, so what the baseline cannot hold the reference takes.
    reference = 10 + float(np.average(drivers.index(found.survey.ratings), weights=weight))
    reference -= (settled.baseline - baseline) / max(drivers.slope, 0.1)
    return {
        "satisfaction": {
            "baseline": _near(baseline, -off, off, said),
            "reference_quality": number(float(np.clip(reference, 0, 10))),
            "quality": _ranged(
                drivers.slope, drivers.slope - error, drivers.slope + error, said, 0, 5
            ),
        },
        "expectations": {"visits_a_month": number(float(np.clip(visits * rated, 0.1, 300)))},
        "memory": {
            "peak": {"value": 0, "low": 0, "high": 0.3},
            "end": {"value": 0, "low": 0, "high": 0.3},
            "learning": _ranged(settled.learning, LEAST_LEARNING, MOST_LEARNING),
        },
        "leaving": {
            "satisfaction_mean": number(float(np.clip(settled.mean, 0, 10))),
            "satisfaction_spread": number(settled.deviation),
        },
    }


def _near(value: float, below: float, above: float, source: str | None = None) -> Tree:
    return _ranged(value, value + below, value + above, source, 0, 10)


def _limited(limits: Matrix, source: str | None) -> Tree:
    """A number from its estimate and both limits."""
    value, low, high = limits.tolist()
    return _ranged(value, low, high, source)


def _ranged(
    value: float,
    low: float,
    high: float,
    source: str | None = None,
    least: float = 0,
    most: float = 1e9,
) -> Tree:
    """A number with its range, rounded, within what is allowed."""
    value, low, high = (number(float(np.clip(one, least, most))) for one in (value, low, high))
    ranged: Tree = {"value": value, "low": min(low, value), "high": max(high, value)}
    return ranged | ({"source": source} if source else {})


def number(value: float) -> float:
    """A number to four digits after the point; a whole one as such."""
    rounded = round(float(value), 4)
    return int(rounded) if rounded.is_integer() else rounded
