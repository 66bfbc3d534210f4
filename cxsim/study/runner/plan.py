"""What a study is to live: a frozen list of runs, each named by the hash of what it is made of."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from itertools import product
from pathlib import Path
from typing import Any, Literal, NamedTuple

from cxsim.scenario import library
from cxsim.scenario.parts import Raw
from cxsim.scenario.schema import Scenario

Point = Mapping[str, Any]
"""A design point: values by place, the scenario's name first."""
Kind = Literal["central", "drawn"]
FEWEST, MOST_PARTS = 4, 1000
"""Runs of a part at least, and parts at most: many small files take long to read. Where redesigns
are lived in batches, one run is enough for a part."""


class Run(NamedTuple):
    """One life of today's journey and a batch of redesigns by the same people.

    Parameters
    ----------
    point : int
        Which design point.
    kind : str
        "central": luck alone, at central values. "drawn": a joint draw of what is uncertain, too.
    replication : int
        Which luck; with "drawn", which draw as well.
    batch : int
        Which redesigns, by the plan's batches.
    """

    point: int
    kind: Kind
    replication: int
    batch: int = 0


class Part(NamedTuple):
    """Runs that are lived and kept together.

    Parameters
    ----------
    name : str
        Its number in the study and the hash of what its runs are made of.
    runs : tuple of Run
    """

    name: str
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class Plan:
    """A study: design points × lives at central values and at joint draws, each in all its worlds.

    Parameters
    ----------
    case : str
    folder : Path or None
        Where the case's data files lie.
    worlds : dict
        Data of today's journey and of the redesigns by name, today's first, defaults written out.
    points : tuple of mapping
        Changes of each design point by place.
    replications, draws : int
        Lives at central values, and at joint draws, of each point.
    customers, horizon_days, seed : int
    engine : str
    made_of : str
        Hash of the model that lives it, and of the case's data files.
    batches : tuple of tuples of str
        Names of redesigns that are lived beside today's journey in one run, where all of them are
        too many for one; each then lives today's journey anew, to the same bits. None: all in one.
    keeps : tuple of str
        Tables of `kept.KEPT` that are to be kept beside the metrics.
    """

    case: str
    folder: Path | None
    worlds: Mapping[str, Raw]
    points: tuple[Point, ...]
    replications: int
    draws: int
    customers: int
    horizon_days: int
    seed: int
    engine: str
    made_of: str
    batches: tuple[tuple[str, ...], ...] = ()
    keeps: tuple[str, ...] = ()

    @cached_property
    def _common(self) -> bytes:
        """What all runs are made of, as a hash."""
        about = [self.worlds, self.customers, self.horizon_days, self.seed, self.engine]
        return _digest([*about, self.made_of])

    @cached_property
    def name(self) -> str:
        """Hash of the whole study: another study has another name."""
        about: list[Any] = [self._common.hex(), list(self.points), self.replications, self.draws]
        kept = [{"keeps": sorted(self.keeps)}] if self.keeps else []
        return _digest([*about, *self.batches, *kept]).hex()

    def run_name(self, run: Run) -> str:
        """Hash of what a run is made of: the same run has the same name in any study."""
        point = sorted(self.points[run.point].items())
        about = [self._common.hex(), point, run.kind, run.replication]
        return _digest([*about, *self.batches[run.batch : run.batch + 1]]).hex()

    def worlds_of(self, batch: int) -> tuple[str, ...]:
        """Names of the worlds of a run, in the order of its rows: today's first."""
        today, *redesigns = self.worlds
        return (today, *(self.batches[batch] if self.batches else redesigns))

    def rows(self, runs: Sequence[Run]) -> int:
        """How many rows some runs make."""
        return sum(len(self.worlds_of(run.batch)) for run in runs)

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        """All runs, point by point."""
        return tuple(self._runs())

    def _runs(self) -> Iterator[Run]:
        kinds: dict[Kind, int] = {"central": self.replications, "drawn": self.draws}
        for point, (kind, lives) in product(range(len(self.points)), kinds.items()):
            for replication, batch in product(range(lives), range(max(1, len(self.batches)))):
                yield Run(point, kind, replication, batch)

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The runs in parts, which hang on no machine and no number of workers."""
        size = max(1 if self.batches else FEWEST, -(-len(self.runs) // MOST_PARTS))
        found = []
        for number, first in enumerate(range(0, len(self.runs), size)):
            runs = self.runs[first : first + size]
            made_of = _digest([self.run_name(run) for run in runs]).hex()
            found.append(Part(f"part-{number:05d}-{made_of}", runs))
        return tuple(found)

    def share(self, shard: int, shards: int) -> tuple[Part, ...]:
        """The parts of one of several shares of a study, shard 1 … shards."""
        return self.parts[shard - 1 :: shards]

    def scenarios(self, point: int, batch: int = 0) -> tuple[Scenario, ...]:
        """The worlds of a design point that are lived in one run, today's first.

        Raises
        ------
        Problems
            When the point is no valid case.
        """
        worlds = {name: self.worlds[name] for name in self.worlds_of(batch)}
        changes = {
            place: value
            for place, value in self.points[point].items()
            if place.partition(".")[0] in worlds
        }
        return library.variant(self.folder, self.case, worlds, changes)


def _digest(content: Any) -> bytes:
    text = json.dumps(content, sort_keys=True, ensure_ascii=True, default=str)
    return blake2b(text.encode(), digest_size=8).digest()
