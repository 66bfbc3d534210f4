"""Lives that are kept as they are done, so that a study that was broken off goes on from them."""

from __future__ import annotations

import io
import json
import os
import zlib
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple
from zipfile import BadZipFile

import numpy as np
import pandas as pd
from pyarrow import ArrowInvalid

from cxsim.measure.ego import EgoMap
from cxsim.measure.paths import Paths
from cxsim.scenario.schema import Scenario

from .detail import Detail
from .manifest import made_of
from .replication import Outcome

KINDS: dict[str, Any] = {kind.__name__: kind for kind in (Outcome, Detail, Paths, EgoMap)}
"""What a kept life may be made of, beside numbers, texts, arrays and frames. Nothing else is read
from a file, so a folder from a stranger is safe to go on with."""
TREE = "tree"
DAMAGED = (OSError, EOFError, ValueError, KeyError, TypeError, BadZipFile, zlib.error, ArrowInvalid)
"""What a file can be that is none, cut short, or of something else."""


ONE_AT_A_TIME = Lock()
"""Arrays' headers are read by Python's own parser, which in 3.11 is not safe on several threads."""


class Life(NamedTuple):
    """What all worlds of one replication came to, and how many joint draws were tried for it."""

    outcomes: tuple[Outcome, ...]
    tries: int


class Kept:
    """A folder of lives, each a file named by the hash of what it is made of.

    Parameters
    ----------
    folder : Path
        Made where it is not there yet.
    worlds : sequence of Scenario
    settings : mapping
        What else makes a life: customers, days, seed, engine, who is written down.
    """

    def __init__(
        self, folder: Path, worlds: Sequence[Scenario], settings: Mapping[str, Any]
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        about = [[world.name, world.hash()] for world in worlds]
        text = json.dumps([about, dict(settings), made_of(worlds[0])], sort_keys=True)
        self.folder, self._name = folder, blake2b(text.encode(), digest_size=8).hexdigest()

    def _file(self, kind: str, replication: int) -> Path:
        return self.folder / f"{kind}-{replication:05d}-{self._name}.npz"

    def read(self, kind: str, replication: int) -> Life | None:
        """A life that is there; None where there is none, or it is damaged: it is lived again."""
        try:
            file = self._file(kind, replication)
            with ONE_AT_A_TIME, file.open("rb") as raw, np.load(raw, allow_pickle=False) as held:
                found = _thawed(json.loads(bytes(held[TREE])), held)
            return Life(tuple(found[0]), int(found[1]))
        except DAMAGED:
            return None

    def write(self, kind: str, replication: int, life: Life) -> None:
        """Keep a life: whole, or not at all."""
        file = self._file(kind, replication)
        arrays: dict[str, np.ndarray] = {}
        tree = _frozen(list(life), arrays)
        arrays[TREE] = np.frombuffer(json.dumps(tree).encode(), np.uint8)
        fresh = file.with_suffix(f".{os.getpid()}.tmp")
        try:
            with fresh.open("wb") as out:
                np.savez(out, **arrays)  # type: ignore[arg-type]
            fresh.replace(file)
        finally:
            fresh.unlink(missing_ok=True)


def _frozen(value: Any, arrays: dict[str, np.ndarray]) -> Any:
    """A value as JSON has it; arrays and frames go beside, by number."""
    if isinstance(value, np.ndarray | pd.DataFrame):
        name = f"a{len(arrays)}"
        arrays[name] = value if isinstance(value, np.ndarray) else _bytes_of(value)
        return {"array" if isinstance(value, np.ndarray) else "frame": name}
    if type(value).__name__ in KINDS:
        names = getattr(value, "_fields", None) or tuple(value.__dataclass_fields__)
        fields = {name: _frozen(getattr(value, name), arrays) for name in names}
        return {"kind": type(value).__name__, "fields": fields}
    if isinstance(value, Mapping):
        return {"map": {str(key): _frozen(one, arrays) for key, one in value.items()}}
    if isinstance(value, list | tuple):
        return [_frozen(one, arrays) for one in value]
    return value.item() if isinstance(value, np.generic) else value


def _thawed(tree: Any, arrays: Mapping[str, np.ndarray]) -> Any:
    """The value again."""
    if isinstance(tree, list):
        return tuple(_thawed(one, arrays) for one in tree)
    if not isinstance(tree, dict):
        return tree
    if "array" in tree:
        return arrays[tree["array"]]
    if "frame" in tree:
        return pd.read_parquet(io.BytesIO(arrays[tree["frame"]].tobytes()))
    if "map" in tree:
        return {key: _thawed(one, arrays) for key, one in tree["map"].items()}
    return KINDS[tree["kind"]](**{k: _thawed(one, arrays) for k, one in tree["fields"].items()})


def _bytes_of(frame: pd.DataFrame) -> np.ndarray:
    out = io.BytesIO()
    frame.to_parquet(out)
    return np.frombuffer(out.getvalue(), np.uint8)
