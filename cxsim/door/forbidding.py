"""What forbids a job before it starts, and how much of it fits into memory at a time."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cxsim import places
from cxsim.scenario import library, size
from cxsim.scenario.asked import more_than_real
from cxsim.scenario.problems import Problem, nearest

from . import building, results
from .command import Build, Compare, Decide, Explain, Replay, Rerun, Stress, Sweep, Template
from .words import Mistake, Sayable

if TYPE_CHECKING:
    from .jobs import Job


def mistakes_of(job: Job) -> Sequence[Sayable]:
    """What forbids a job before it starts, besides its settings and its scenarios."""
    command = job.command
    elsewhere = [] if isinstance(command.do, Sweep) else _not_shared(job)
    if isinstance(command.do, (Compare, Stress)):
        return [*elsewhere, *_no_room(job), *_too_large(job)]
    if isinstance(command.do, Rerun):
        return [*elsewhere, *_no_room(job)]
    if isinstance(command.do, (Decide, Sweep)):  # its folder may hold the part of it that is done
        return [*elsewhere, *_too_large(job)]
    if isinstance(command.do, Explain):
        return _too_large(job)
    if isinstance(command.do, Replay):
        return [*_nobody(job, command.do), *_too_large(job)]
    if isinstance(command.do, Build):
        return _cannot_build(command.do)
    if isinstance(command.do, Template):
        return _no_template(command.do)
    return []


def mistakes_of_places(raw: Mapping[str, Any]) -> list[Mistake]:
    """What forbids a command with other mistakes: the places it names, told in the same answer."""
    found: list[Mistake] = []
    verb, file, folder = raw["do"].get("verb"), raw["do"].get("file"), raw.get("results")
    if verb == "build" and isinstance(file, str) and file and not _is_file(file):
        found.append(_no_file(file))
    if verb in ("compare", "stress", "rerun") and isinstance(folder, str) and folder:
        found += results.mistakes_of(places.named(folder), folder)
    return found


def _cannot_build(do: Build) -> list[Mistake]:
    """A case is built from a file that is there, and from what is said of such a file."""
    found = list(building.mistakes_of(do))
    if not _is_file(do.file):
        found.append(_no_file(do.file))
    return found


def _no_template(do: Template) -> list[Mistake]:
    """A workbook is a new file, of a case that there is."""
    found, file, cases = [], places.named(do.file), library.cases()
    if file.suffix.lower() != ".xlsx" or places.is_there(file) or not _is_folder(file.parent):
        allowed = (
            ("en", "a new file, .xlsx, in a folder that is there"),
            ("es", "un archivo nuevo, .xlsx, en una carpeta que exista"),
        )
        found.append(Mistake("wrong", "do.file", do.file, allowed=allowed))
    if do.of is not None and do.of not in cases:
        found.append(Mistake("unknown", f"do.of={do.of}", names=tuple(cases), sought=do.of))
    return found


def _is_folder(path: Path) -> bool:
    return places.is_there(path) and path.is_dir()


def _no_file(name: str) -> Mistake:
    """That there is no such file, and one that may be meant."""
    file = places.named(name)
    beside = [one.name for one in file.parent.glob("*")] if _is_folder(file.parent) else []
    near = nearest(file.name, beside)
    meant = str(file.with_name(near)) if near else ""
    allowed = (("en", "a file that is there"), ("es", "un archivo que exista"))
    return Mistake("wrong", "do.file", name, (meant,), meant, allowed)


def _is_file(name: str) -> bool:
    file = places.named(name)
    return building.is_example(name) or (places.is_there(file) and file.is_file())


def _not_shared(job: Job) -> list[Mistake]:
    """That a study without a list of runs is lived on threads of this machine."""
    kind, verb = job.command.execution.kind, job.command.do.verb
    if kind == "threads":
        return []
    return [Mistake("unread", f"execution={kind}", parts=(("verb", verb),))]


def _no_room(job: Job) -> list[Mistake]:
    return results.mistakes_of(job.folder, job.command.results or f"results/{job.command.case}")


def _too_large(job: Job) -> list[Problem]:
    """Even one replication alone must fit, and teams serve no more customers than there are."""
    if job.as_is is None:
        return []
    customers = job.customers
    too_many = more_than_real(job.as_is, customers)
    return [*too_many, *size.too_large(job.as_is, customers, *_written(job))]


def _written(job: Job) -> tuple[int, str]:
    """Days whose events are written down, and the engine that lives them."""
    if not isinstance(job.command.do, (Compare, Decide)) or job.as_is is None:
        return 0, "kernel"
    return job.command.horizon_days or job.as_is.as_is.horizon_days, job.command.engine


def _nobody(job: Job, do: Replay) -> list[Mistake]:
    """The customer whose life is to be told must be one of those simulated."""
    if job.as_is is None or do.customer is None:
        return []
    customers, market = job.customers, job.as_is.as_is.market
    people = customers + round(market.prospects * customers)
    if do.customer < people:
        return []
    allowed = (
        ("en", f"0 … {people - 1} (customers={customers}, then prospects)"),
        ("es", f"0 … {people - 1} (customers={customers}, luego los posibles clientes)"),
    )
    return [Mistake("wrong", "do.customer", str(do.customer), allowed=allowed)]


def threads_that_fit(job: Job) -> int:
    """Replications that may live at the same time: as many as asked for, or as memory holds."""
    asked, there = job.command.threads or os.cpu_count() or 1, size.memory()
    if there is None or job.as_is is None:
        return asked
    needed = size.of_replication(job.as_is, job.customers, *_written(job))
    return max(1, min(asked, int((there - size.PROGRAM) // max(1.0, needed))))
