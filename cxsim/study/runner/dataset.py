"""The data set of a study: tidy Parquet tables in parts, each written whole or not at all."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from filelock import FileLock, Timeout

from cxsim.measure.metrics import METRICS as MEASURED
from cxsim.scenario.problems import Problem, Problems
from cxsim.scenario.words import phrase

from .kept import KEPT, METRICS, Tables
from .plan import Part, Plan

MANIFEST = "manifest.json"


def schema(plan: Plan, table: str = METRICS) -> pa.Schema:
    """Columns of a study's table: what was lived, the design point, then every metric.

    A metric that a case cannot have is a column without values, so that studies can be put
    together. A further table has the number of the design point alone.
    """
    if table != METRICS:
        return _further(table)
    swept = dict.fromkeys(place for point in plan.points for place in point)
    text = {
        place
        for place in swept
        for point in plan.points
        if not isinstance(point.get(place, 0.0), (int, float))
    }
    return pa.schema(
        [
            ("scenario", pa.string()),
            ("run", pa.string()),
            ("point", pa.int32()),
            *((place, pa.string() if place in text else pa.float64()) for place in swept),
            ("kind", pa.string()),
            ("replication", pa.int32()),
            ("status", pa.string()),
            ("reason", pa.string()),
            *((metric, pa.float64()) for metric in MEASURED),
        ]
    )


def _further(table: str) -> pa.Schema:
    """Columns of a table of `KEPT`: what was lived, what tells its rows apart, the numbers."""
    kept = KEPT[table]
    return pa.schema(
        [
            ("scenario", pa.string()),
            ("run", pa.string()),
            ("point", pa.int32()),
            ("kind", pa.string()),
            ("replication", pa.int32()),
            *kept.by.items(),
            *((number, pa.float64()) for number in kept.numbers),
        ]
    )


class DataSet:
    """A folder in which a study grows.

    Parameters
    ----------
    folder : Path
        Made where it is not there yet.
    plan : Plan
    """

    def __init__(self, folder: Path, plan: Plan) -> None:
        self.folder, self.plan = folder, plan
        self.schemas = {table: schema(plan, table) for table in (METRICS, *plan.keeps)}

    @contextmanager
    def held(self, shard: int, shards: int, manifest: Mapping[str, Any]) -> Iterator[None]:
        """Hold a share of the folder for this process; several shares may be lived at once.

        Raises
        ------
        Problems
            When another study lies there, or another process is at work on this share.
        OSError
            When the folder cannot be written.
        """
        self._refuse_others()
        for table in self.schemas:
            self._of(table).mkdir(parents=True, exist_ok=True)
        lock = FileLock(self.folder / f".{shard}-of-{shards}.lock")
        try:
            lock.acquire(timeout=0)
        except Timeout:
            wrong = Problem(str(self.folder), "held", None, phrase("another_folder"))
            raise Problems([wrong]) from None
        try:
            self._claim(manifest)
            yield
        finally:
            lock.release()

    def _refuse_others(self) -> None:
        """See that nothing else lies in the folder than a study that may be this one."""
        there = {one.name for one in self.folder.iterdir()} if self.folder.is_dir() else set()
        tables = {self._of(table).name for table in self.schemas}
        ours = {*tables, *(name for name in there if name.endswith(".lock"))}
        if there - ours and MANIFEST not in there:
            raise Problems([self._another()])

    def _another(self) -> Problem:
        return Problem(str(self.folder), "another_study", None, phrase("another_folder"))

    def _claim(self, manifest: Mapping[str, Any]) -> None:
        """Write down which study this is, or see that it is the same."""
        there = self.folder / MANIFEST
        if there.exists():
            with suppress(ValueError, AttributeError):
                if json.loads(there.read_text(encoding="utf-8")).get("study") == self.plan.name:
                    return
            raise Problems([self._another()])
        write_json(manifest, there)

    def missing(self, parts: Sequence[Part]) -> list[Part]:
        """Of some parts, those of which a table is not there, or not whole."""
        return [part for part in parts if not self._is_whole(part)]

    def _is_whole(self, part: Part) -> bool:
        try:
            rows = [pq.read_metadata(self._file(part, table)).num_rows for table in self.schemas]
        except (OSError, pa.ArrowInvalid):
            return False
        return bool(rows[0] == self.plan.rows(part.runs))

    def write(self, part: Part, tables: Tables) -> None:
        """Write each table of a part beside its place, then put it there in one step.

        Metrics come last: what breaks off before is lived again, and is written over.
        """
        for name in reversed(self.schemas):
            table = pa.Table.from_pylist(tables[name], self.schemas[name])
            file = self._file(part, name)
            beside = file.with_name(f".{file.name}.{os.getpid()}")
            try:
                pq.write_table(table, beside)
                beside.replace(file)
            finally:
                beside.unlink(missing_ok=True)

    def _of(self, table: str) -> Path:
        return self.folder / f"{table}.parquet"

    def _file(self, part: Part, table: str) -> Path:
        return self._of(table) / f"{part.name}.parquet"

    def read(self, table: str = METRICS) -> pd.DataFrame:
        """All that is there of a table, in the order of the plan.

        Parameters
        ----------
        table : str
            "metrics": a row for each run and world. One of `Plan.keeps`: see `kept.KEPT`.
        """
        files = [self._file(part, table) for part in self.plan.parts]
        tables = [pq.read_table(file) for file in files if file.exists()]
        return pa.concat_tables(tables or [self.schemas[table].empty_table()]).to_pandas()


def write_json(content: Mapping[str, Any], file: Path) -> None:
    """Write JSON whole or not at all."""
    text = json.dumps(content, indent=2, ensure_ascii=False)
    beside = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        beside.write_text(f"{text}\n", encoding="utf-8", newline="\n")
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)
