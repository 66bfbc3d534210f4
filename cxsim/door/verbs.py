"""What each verb does. The rooms it needs are imported when it runs, so that none waits for all."""

from __future__ import annotations

import os
import shlex
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import current_thread, main_thread
from time import monotonic
from typing import TYPE_CHECKING

from cxsim import places
from cxsim.scenario import library, size
from cxsim.scenario.problems import Problem, nearest

from . import building, results
from .command import Build, Compare, Explain, Replay, Show, Template
from .speech import chosen_locale, isolated, program
from .words import Mistake, Refused, Sayable

if TYPE_CHECKING:
    from cxsim.scenario import Scenario

    from .jobs import Job

SECONDS_A_LINE = 5
"""Least time between two lines of progress in a log."""
TIMED_DAYS = 90
"""Days that do=explain times."""

SAYS = {
    "compiling": {
        "en": "The first run prepares the simulator for this machine: half a minute to a minute, "
        "once.",
        "es": "La primera corrida prepara el simulador para esta máquina: de medio minuto a uno, "
        "una vez.",
    },
    "simulating": {"en": "Simulating", "es": "Simulando"},
    "stopping": {
        "en": "Stopping when the lives under way are over, in seconds; nothing is written. Ctrl-C "
        "again stops at once.",
        "es": "Se detendrá cuando acaben las vidas en curso, en segundos; no se escribe nada. Otro "
        "Ctrl-C detiene de inmediato.",
    },
    "building": {"en": "Building the case", "es": "Haciendo el caso"},
    "built": {
        "en": "The case: {path}. What the log does not tell is assumed; its SOURCES.md says what.",
        "es": "El caso: {path}. Lo que el registro no dice se supone; su SOURCES.md dice qué.",
    },
    "surveyed": {
        "en": "The case: {path}. What the survey does not tell is assumed; its SOURCES.md says "
        "what.",
        "es": "El caso: {path}. Lo que la encuesta no dice se supone; su SOURCES.md dice qué.",
    },
    "read": {
        "en": "The case: {path}. Its SOURCES.md lists the numbers that are not sure.",
        "es": "El caso: {path}. Su SOURCES.md lista los números que no son seguros.",
    },
    "template": {"en": "The workbook: {path}", "es": "El libro: {path}"},
    "fill_in": {
        "en": "Next: fill it in, then {program} do=build do.file={file} do.name=mine",
        "es": "Sigue: llénelo, luego {program} do=build do.file={file} do.name=mio",
    },
    "left_out": {
        "en": "A workbook cannot hold {place}: it is left out.",
        "es": "Un libro no puede llevar {place}: queda fuera.",
    },
    "next": {
        "en": "Next: {program} case={name} do=show, then {program} case={name}",
        "es": "Sigue: {program} case={name} do=show, luego {program} case={name}",
    },
    "elsewhere": {
        "en": "Next: put it in a folder called scenarios where you run cxsim; then case={name}.",
        "es": "Sigue: póngalo en una carpeta scenarios donde corra cxsim; luego case={name}.",
    },
    "page": {"en": "The page: {path}", "es": "La página: {path}"},
}


def mistakes_of(job: Job) -> Sequence[Sayable]:
    """What forbids a job before it starts, besides its settings and its scenarios."""
    command = job.command
    if isinstance(command.do, Compare):
        return [*_no_room(job), *_too_large(job)]
    if isinstance(command.do, Explain):
        return _too_large(job)
    if isinstance(command.do, Replay):
        return [*_nobody(job, command.do), *_too_large(job)]
    if isinstance(command.do, Build):
        return _cannot_build(command.do)
    if isinstance(command.do, Template):
        return _no_template(command.do)
    return []


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
    return _is_example(name) or (places.is_there(file) and file.is_file())


def _no_room(job: Job) -> list[Mistake]:
    return results.mistakes_of(job.folder, job.command.results or f"results/{job.command.case}")


def _too_large(job: Job) -> list[Problem]:
    """Even one replication alone must fit."""
    if job.as_is is None:
        return []
    return list(size.too_large(job.as_is, job.command.customers, *_written(job)))


def _written(job: Job) -> tuple[int, str]:
    """Days whose events are written down, and the engine that lives them."""
    if not isinstance(job.command.do, Compare) or job.as_is is None:
        return 0, "kernel"
    return job.command.horizon_days or job.as_is.as_is.horizon_days, job.command.engine


def _nobody(job: Job, do: Replay) -> list[Mistake]:
    """The customer whose life is to be told must be one of those simulated."""
    if job.as_is is None or do.customer is None:
        return []
    customers, market = job.command.customers, job.as_is.as_is.market
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
    needed = size.of_replication(job.as_is, job.command.customers, *_written(job))
    return max(1, min(asked, int((there - size.PROGRAM) // max(1.0, needed))))


def run(job: Job) -> None:
    """Do what a job asks for.

    Raises
    ------
    Refused
        When what the verb reads turns out wrong.
    """
    do = job.command.do
    locale = chosen_locale(job.command.language)
    if isinstance(do, Build):
        BUILDERS[building.kind_of(do)](do, locale)
        return
    if isinstance(do, Template):
        template(do, locale)
        return
    assert job.as_is is not None
    if isinstance(do, Compare):
        compare(job, job.as_is, locale)
    elif isinstance(do, Show):
        show(job.as_is, job.to_be, locale)
    elif isinstance(do, Explain):
        explain(job, job.as_is, locale)
    elif isinstance(do, Replay):
        replay(job, do, locale)


def compare(job: Job, as_is: Scenario, locale: str) -> None:
    """Let the same customers live today and every redesign; write the page; tell the decision."""
    import cxsim
    from cxsim.report.files import write_report
    from cxsim.report.terminal import decision_lines

    command = job.command
    _announce_compiling(locale)
    with (
        results.reserved(job.folder),
        stopping_told(say("stopping", locale)),
        progress(say("simulating", locale)) as advance,
    ):
        comparison = cxsim.compare(
            as_is,
            list(job.to_be),
            customers=command.customers,
            horizon_days=command.horizon_days,
            replications=command.replications,
            seed=command.seed,
            threads=threads_that_fit(job),
            progress=advance,
            engine=command.engine,
        )
    asked = f"{program()} {shlex.join(sys.argv[1:])}"
    comparison = replace(comparison, manifest=comparison.manifest | {"command": asked})
    do = command.do
    try:
        written = write_report(comparison, job.folder, locale, isinstance(do, Compare) and do.pdf)
    except OSError as error:  # a full disk, or one that has gone
        why = error.strerror or str(error)
        raise Refused([Mistake("unwritten", str(job.folder), why)]) from None
    print(isolated("\n".join(decision_lines(comparison, locale))))
    if written.printed:
        print(written.printed)
    print(say("page", locale, path=written.page))


def show(as_is: Scenario, to_be: tuple[Scenario, ...], locale: str) -> None:
    """Print today's values, what the redesigns change, and where each number comes from."""
    from cxsim.report.show import show_lines

    for scenario in (as_is, *to_be):
        print(isolated("\n".join([*show_lines(scenario, locale), ""])))


def build(do: Build, locale: str) -> None:
    """Make a case from a purchase log; tell how well the model fits it, and what to ask next."""
    from cxsim.intake.case import build_case
    from cxsim.intake.errors import IntakeError
    from cxsim.intake.purchases import MAX_DROPPED

    try:
        with progress(say("building", locale)) as advance:
            folder = build_case(
                do.file if _is_example(do.file) else places.named(do.file),
                do.name,
                {role: _column(getattr(do.columns, role) or role) for role in building.LOG},
                places.named(do.into).absolute(),
                currency=do.currency,
                max_dropped=MAX_DROPPED if do.max_dropped is None else do.max_dropped,
                language=locale[:2],
                progress=advance,
            )
    except IntakeError as wrong:
        raise Refused(wrong.faults) from None
    _tell_sources(folder)
    print(say("built", locale, path=folder))
    _say_next(do.name, folder, locale)


def build_from_survey(do: Build, locale: str) -> None:
    """Make a case from a survey; tell what moves recommendation, how well that is known."""
    from cxsim.intake.errors import IntakeError
    from cxsim.intake.purchases import MAX_DROPPED
    from cxsim.intake.survey.case import VISITS, build_case
    from cxsim.study.asked import live

    columns = do.columns
    assert columns.recommend is not None
    assert columns.touchpoints is not None
    _announce_compiling(locale)
    try:
        with progress(say("building", locale)) as advance:
            folder = build_case(
                places.named(do.file),
                do.name,
                places.named(do.into).absolute(),
                live,
                recommend=_column(columns.recommend),
                touchpoints={_column(one): label for one, label in columns.touchpoints.items()},
                scale=do.scale or "5",
                overall=None if columns.overall is None else _column(columns.overall),
                segment=None if columns.segment is None else _column(columns.segment),
                weight=None if columns.weight is None else _column(columns.weight),
                none=tuple(do.none or ()),
                visits=VISITS if do.visits is None else do.visits,
                currency=do.currency,
                max_dropped=MAX_DROPPED if do.max_dropped is None else do.max_dropped,
                sheet=do.sheet,
                language=locale[:2],
                progress=advance,
            )
    except IntakeError as wrong:
        raise Refused(wrong.faults) from None
    _tell_sources(folder)
    print(say("surveyed", locale, path=folder))
    _say_next(do.name, folder, locale)


def _tell_sources(folder: Path) -> None:
    """Print all of SOURCES.md but its last part, what is assumed."""
    sources = (folder / "SOURCES.md").read_text(encoding="utf-8")
    print(sources.rpartition("\n## ")[0].strip())
    print()


def _say_next(name: str, folder: Path, locale: str) -> None:
    found = library.cases().get(name) == folder
    print(say("next" if found else "elsewhere", locale, name=name, program=program()))


def build_from_workbook(do: Build, locale: str) -> None:
    """Make a case from a workbook, or tell what is wrong with it by sheet and cell."""
    from cxsim.intake.errors import IntakeError
    from cxsim.intake.workbook.build import build_case

    into = places.named(do.into).absolute()
    try:
        folder = build_case(places.named(do.file), do.name, into, locale[:2])
    except IntakeError as wrong:
        raise Refused(wrong.faults) from None
    print(say("read", locale, path=folder))
    _say_next(do.name, folder, locale)


def template(do: Template, locale: str) -> None:
    """Write a workbook to fill in: a small example, or a case that there is."""
    from cxsim.intake.workbook import export
    from cxsim.intake.workbook.write import write

    left_out: list[str] = []
    if do.of is None:
        tree = export.example(locale[:2])
    else:
        tree, left_out = export.tree_of(library.every(library.cases()[do.of]))
    file = places.named(do.file).absolute()
    try:
        left_out += write(tree, file, locale[:2], program())
    except OSError as error:
        raise Refused([Mistake("build", value=f"{file}: {error.strerror}.")]) from None
    for place in left_out:
        print(say("left_out", locale, place=place))
    print(say("template", locale, path=file))
    print(say("fill_in", locale, file=shlex.quote(do.file), program=program()))


BUILDERS = {"workbook": build_from_workbook, "log": build, "survey": build_from_survey}
"""What makes a case of each kind of file."""


def _column(name: str) -> str | int:
    """A column by its name, or by its number from 1 in a file without a header."""
    return int(name) if name.isdecimal() else name


def _is_example(file: str) -> bool:
    from cxsim.intake import examples

    return examples.named(file) is not None


def explain(job: Job, as_is: Scenario, locale: str) -> None:
    """Print a day's order with times, the rules, the differences and the sources."""
    from cxsim.engine.explain import explain as timed

    from .explaining import lines

    _announce_compiling(locale)
    customers = job.command.customers
    day = timed(as_is, customers, TIMED_DAYS)
    print(isolated("\n".join(lines(as_is, job.to_be, day, (customers, TIMED_DAYS), locale))))


def replay(job: Job, do: Replay, locale: str) -> None:
    """Tell one life in today's journey and in each redesign."""
    from cxsim.measure.replay import replay as lived
    from cxsim.report.story import story_lines

    command = job.command
    _announce_compiling(locale)
    for to_be in job.to_be:
        about = (command.customers, command.horizon_days, command.seed, do.replication)
        told = story_lines(lived(to_be, do.customer, *about), locale, do.afterwards)
        print(isolated("\n".join([*told, ""])))


def say(key: str, locale: str, **parts: object) -> str:
    """A sentence of the door."""
    return SAYS[key][locale[:2]].format(**parts)


def _announce_compiling(locale: str) -> None:
    from cxsim.compiled import compiling_expected

    if compiling_expected():
        print(say("compiling", locale), file=sys.stderr)


@contextmanager
def stopping_told(sentence: str) -> Iterator[None]:
    """Answer the first Ctrl-C with a sentence at once; a second one ends the process there."""

    def tell(*_: object) -> None:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        print(f"\n{sentence}", file=sys.stderr, flush=True)
        raise KeyboardInterrupt

    if current_thread() is not main_thread():  # signals are another's business there
        yield
        return
    before = signal.signal(signal.SIGINT, tell)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def progress(title: str) -> Iterator[Callable[[int, int], None]]:
    """A bar with the time left, on the error stream; plain lines where that is no terminal."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    console = Console(stderr=True)
    if not console.is_terminal:
        yield tenths(title)
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(elapsed_when_finished=True),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(title, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def tenths(title: str) -> Callable[[int, int], None]:
    """A line for each tenth done, for a log; none for what is over before anybody wonders."""
    told, last = 0, monotonic()

    def advance(done: int, total: int) -> None:
        nonlocal told, last
        tenth = 10 * done // total
        if tenth > told and monotonic() - last >= SECONDS_A_LINE:
            told, last = tenth, monotonic()
            print(f"{title}: {10 * tenth}% ({done}/{total})", file=sys.stderr, flush=True)

    return advance
