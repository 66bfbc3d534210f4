"""What a study is to live: a frozen list of runs, each named by the hash of what it is made of."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import Any, Literal, NamedTuple

from cxsim.scenario import library
from cxsim.scenario.parts import Raw
from cxsim.scenario.schema import Scenario

Point = Mapping[str, Any]
"""A design point: values by place, the scenario's name first."""
Kind = Literal["central", "drawn"]
FEWEST, MOST_PARTS = 4, 1000
"""Runs of a part at least, and parts at most: many small files take long to read."""


class Run(NamedTuple):
    """One life of all worlds of a study by the same people.

    Parameters
    ----------
    point : int
        Which design point.
    kind : str
        "central": luck alone, at central values. "drawn": a joint draw of what is uncertain, too.
    replication : int
        Which luck; with "drawn", which draw as well.
    """

    point: int
    kind: Kind
    replication: int


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
    """A study: design points × replications × parameter draws, each lived in all its worlds.

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

    @cached_property
    def _common(self) -> bytes:
        """What all runs are made of, as a hash."""
        about = [self.worlds, self.customers, self.horizon_days, self.seed, self.engine]
        return _digest([*about, self.made_of])

    @cached_property
    def name(self) -> str:
        """Hash of the whole study: another study has another name."""
        return _digest([self._common.hex(), list(self.points), self.replications, self.draws]).hex()

    def run_name(self, run: Run) -> str:
        """Hash of what a run is made of: the same run has the same name in any study."""
        point = sorted(self.points[run.point].items())
        return _digest([self._common.hex(), point, run.kind, run.replication]).hex()

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        """All runs, point by point."""
        return tuple(self._runs())

    def _runs(self) -> Iterator[Run]:
        for point in range(len(self.points)):
            for replication in range(self.replications):
                yield Run(point, "central", replication)
            for replication in range(self.draws):
                yield Run(point, "drawn", replication)

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The runs in parts, which hang on no machine and no number of workers."""
        size = max(FEWEST, -(-len(self.runs) // MOST_PARTS))
        found = []
        for number, first in enumerate(range(0, len(self.runs), size)):
            runs = self.runs[first : first + size]
            made_of = _digest([self.run_name(run) for run in runs]).hex()
            found.append(Part(f"part-{number:05d}-{made_of}", runs))
        return tuple(found)

    def share(self, shard: int, shards: int) -> tuple[Part, ...]:
        """The parts of one of several shares of a study, shard 1 … shards."""
        return self.parts[shard - 1 :: shards]

    def scenarios(self, point: int) -> tuple[Scenario, ...]:
        """The worlds of a design point, today's first.

        Raises
        ------
        Problems
            When the point is no valid case.
        """
        return library.variant(self.folder, self.case, self.worlds, self.points[point])


def _digest(content: Any) -> bytes:
    text = json.dumps(content, sort_keys=True, ensure_ascii=True, default=str)
    return blake2b(text.encode(), digest_size=8).digest()
