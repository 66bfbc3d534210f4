"""What each verb does. The rooms it needs are imported when it runs, so that none waits for all."""

from __future__ import annotations

import errno
import math
import shlex
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from cxsim import places
from cxsim.scenario import library
from cxsim.scenario.problems import Problems

from . import building, results
from .command import (
    Build,
    Compare,
    Dask,
    Decide,
    Explain,
    Replay,
    Rerun,
    Show,
    Stress,
    Sweep,
    Template,
)
from .forbidding import threads_that_fit
from .progress import progress, stopping_told
from .speech import chosen_locale, isolated, program
from .words import Mistake, Refused

if TYPE_CHECKING:
    from cxsim.scenario import Scenario
    from cxsim.study.runner.estimate import Estimate
    from cxsim.study.runner.plan import Plan

    from .jobs import Job

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
    "disk_full": {"en": "the disk is full", "es": "el disco está lleno"},
    "pausing": {
        "en": "Stopping when the lives under way are over. What is done is kept: the same command "
        "goes on from there. Ctrl-C again stops at once.",
        "es": "Se detendrá cuando acaben las vidas en curso. Lo hecho queda: la misma orden sigue "
        "desde ahí. Otro Ctrl-C detiene de inmediato.",
    },
    "share_done": {
        "en": "This share is done and others are not: {path}. The page is written when all are.",
        "es": "Esta parte está hecha y otras no: {path}. La página se escribe cuando estén todas.",
    },
    "same_bits": {
        "en": "The same figures as those in {path}, to the last bit.",
        "es": "Las mismas cifras que en {path}, hasta el último bit.",
    },
    "other_bits": {
        "en": "Not the same figures as those in {path}. What is different from then:",
        "es": "No son las mismas cifras que en {path}. Lo que es distinto de entonces:",
    },
    "nothing_beside": {
        "en": "There are no figures beside the manifest in {path} to compare with.",
        "es": "No hay cifras junto al manifiesto en {path} con las que comparar.",
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
    if isinstance(do, Rerun):
        rerun(job, do, locale)
        return
    assert job.as_is is not None
    if isinstance(do, Compare):
        compare(job, job.as_is, locale)
    elif isinstance(do, Decide):
        decide(job, do, job.as_is, locale)
    elif isinstance(do, Stress):
        stress(job, do, job.as_is, locale)
    elif isinstance(do, Sweep):
        sweep(job, do, job.as_is, locale)
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
    with _simulating(job, locale) as advance:
        comparison = cxsim.compare(
            as_is,
            list(job.to_be),
            customers=job.customers,
            horizon_days=command.horizon_days,
            replications=command.replications,
            seed=command.seed,
            threads=threads_that_fit(job),
            progress=advance,
            engine=command.engine,
        )
    comparison = replace(comparison, manifest=comparison.manifest | {"command": _asked()})
    do = command.do
    with _writing(job.folder, locale):
        written = write_report(comparison, job.folder, locale, isinstance(do, Compare) and do.pdf)
    print(isolated("\n".join(decision_lines(comparison, locale))))
    if written.printed:
        print(written.printed)
    print(say("page", locale, path=written.page))


def decide(job: Job, do: Decide, as_is: Scenario, locale: str) -> None:
    """Decide on the redesigns; what is lived already is not lived again."""
    from cxsim.report.files import write_decision
    from cxsim.report.terminal import business_lines
    from cxsim.study import decide as deciding
    from cxsim.study.portfolio import Budget

    command = job.command
    budget = Budget(math.inf if do.budget is None else do.budget, do.yearly, do.capacity)
    folder = _folder_of_lives(job, do)
    horizon = command.horizon_days or as_is.as_is.horizon_days
    try:  # before a folder is made
        deciding.affordable(job.to_be, budget, job.customers, horizon)
    except Problems as wrong:
        named = (replace(one, place=f"do.{one.place}") for one in wrong.problems)
        raise Problems(named) from None
    _announce_compiling(locale)
    with (
        _writing(folder, locale, kept=True),
        results.held(folder),
        stopping_told(say("pausing", locale)),
        progress(say("simulating", locale)) as advance,
    ):
        found = deciding.decide(
            as_is,
            list(job.to_be),
            budget,
            customers=job.customers,
            horizon_days=command.horizon_days,
            replications=command.replications,
            draws=do.draws,
            seed=command.seed,
            threads=threads_that_fit(job),
            folder=folder,
            progress=advance,
            foresee=partial(_foresee, locale),
            engine=command.engine,
        )
        found = replace(found, manifest=found.manifest | {"command": _asked()})
        written = write_decision(found, folder, locale, do.pdf)
    print(isolated("\n".join(business_lines(found, locale))))
    if written.printed:
        print(written.printed)
    print(say("page", locale, path=written.page))


def _folder_of_lives(job: Job, do: Decide) -> Path:
    """Where a decision's lives are kept: as asked, or by a name of what they are made of."""
    command = job.command
    if command.results is not None or job.as_is is None:
        return job.folder
    from cxsim.study.decide import comparison_name

    asked = [job.customers, command.horizon_days, command.replications, do.draws, command.seed]
    name = comparison_name(job.as_is, job.to_be, [*asked, command.engine])
    return Path("results").absolute() / job.as_is.case / f"decide_{name}"


def stress(job: Job, do: Stress, as_is: Scenario, locale: str) -> None:
    """Let today and every redesign meet each shock; write the page; tell which still wins."""
    import cxsim
    from cxsim.report.files import write_stress
    from cxsim.report.stress import StressReport

    command = job.command
    with _simulating(job, locale) as advance:
        found = cxsim.stress(
            as_is,
            list(job.to_be),
            command.shocks or None,
            customers=job.customers,
            horizon_days=command.horizon_days,
            replications=do.futures,
            seed=command.seed,
            threads=threads_that_fit(job),
            progress=advance,
            engine=command.engine,
            times=do.times,
        )
    found = replace(found, manifest=found.manifest | {"command": _asked()})
    with _writing(job.folder, locale):
        page = write_stress(found, job.folder, locale)
    print(isolated("\n".join(StressReport(found, locale).lines())))
    print(say("page", locale, path=page))


def sweep(job: Job, do: Sweep, as_is: Scenario, locale: str) -> None:
    """Live many points of a space of parameters; what is there already is not lived again."""
    from cxsim.report.files import write_sweep
    from cxsim.report.sweep import SweepReport
    from cxsim.study.runner.study import Share
    from cxsim.study.runner.workers import Execution
    from cxsim.study.sweep import sweep as swept

    command, place = job.command, job.command.execution
    _announce_compiling(locale)
    with stopping_told(say("pausing", locale)), progress(say("simulating", locale)) as advance:
        found = swept(
            as_is,
            list(job.to_be),
            do.over,
            design=do.design,
            points=do.points,
            customers=job.customers,
            horizon_days=command.horizon_days,
            replications=command.replications,
            draws=do.draws,
            seed=command.seed,
            folder=partial(_folder_of, job),
            share=Share(*map(int, (command.shard or "1/1").split("/"))),
            execution=Execution(
                kind=place.kind,
                workers=threads_that_fit(job),
                address=place.scheduler if isinstance(place, Dask) else None,
            ),
            progress=advance,
            foresee=partial(_foresee, locale),
            engine=command.engine,
        )
    folder = _folder_of(job, found.plan)
    if not found.whole:
        print(say("share_done", locale, path=folder))
        return
    found = replace(found, manifest=found.manifest | {"command": _asked()})
    with _writing(folder, locale, kept=True):
        page = write_sweep(found, folder, locale)
    print(isolated("\n".join(SweepReport(found, locale).lines())))
    print(say("page", locale, path=page))


def _folder_of(job: Job, plan: Plan) -> Path:
    """Where a study that may go on lies: as asked, or by a name that is its own."""
    if job.command.results is not None:
        return job.folder
    return Path("results").absolute() / plan.case / f"sweep_{plan.name[:10]}"


def _foresee(locale: str, foreseen: Estimate) -> None:
    """Tell what is to come."""
    from cxsim.report.foreseen import foreseen_lines

    print("\n".join(foreseen_lines(foreseen, locale)), file=sys.stderr, flush=True)


def rerun(job: Job, do: Rerun, locale: str) -> None:
    """Run a study again from its manifest, and compare its figures with those beside it."""
    from cxsim.study.rerun import changed_since, read

    from .rerunning import figures_beside, job_of, manifest_in

    file = places.named(do.manifest)
    before = manifest_in(file)
    study = read(before, do.manifest)
    again = job_of(job, study)
    run(again)
    same = figures_beside(file.parent, again.folder)
    key = {None: "nothing_beside", True: "same_bits", False: "other_bits"}[same]
    print(say(key, locale, path=file.parent))
    if same is False:
        for line in changed_since(before, manifest_in(again.folder / file.name)):
            print(f"  {line}")


@contextmanager
def _simulating(job: Job, locale: str) -> Iterator[Callable[[int, int], None]]:
    """Hold the folder of the results, and tell how far the lives are."""
    _announce_compiling(locale)
    with (
        results.reserved(job.folder),
        stopping_told(say("stopping", locale)),
        progress(say("simulating", locale)) as advance,
    ):
        yield advance


def _asked() -> str:
    """The command, without its folder, which is not empty any more: it can be given again."""
    words = [word for word in sys.argv[1:] if not word.startswith("results=")]
    return f"{program()} {shlex.join(words)}"


@contextmanager
def _writing(folder: Path, locale: str, kept: bool = False) -> Iterator[None]:
    """Tell that results cannot be written: a full disk, or one that has gone.

    Parameters
    ----------
    folder : Path
    locale : str
    kept : bool
        Whether what was lived stays there, and the same command goes on from it.
    """
    try:
        yield
    except OSError as error:
        why = error.strerror or str(error)
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            why = say("disk_full", locale)
        raise Refused([Mistake("paused" if kept else "unwritten", str(folder), why)]) from None


def show(as_is: Scenario, to_be: tuple[Scenario, ...], locale: str) -> None:
    """Print today's values, what the redesigns change, and where each number comes from."""
    from cxsim.report.show import show_lines

    for scenario in (as_is, *to_be):
        print(isolated("\n".join([*show_lines(scenario, locale), ""])))


def build(do: Build, locale: str) -> None:
    """Make a case from a purchase log; tell how well the model fits it, and what to ask next."""
    from cxsim.intake.case import build_case

    file = do.file if building.is_example(do.file) else places.named(do.file)
    columns = {role: _column(getattr(do.columns, role) or role) for role in building.LOG}
    _build(partial(build_case, file, do.name, columns), "built", do, locale)


def build_from_survey(do: Build, locale: str) -> None:
    """Make a case from a survey; tell what moves recommendation, how well that is known."""
    from cxsim.intake.survey.case import VISITS, build_case
    from cxsim.study.asked import live

    columns = do.columns
    assert columns.recommend is not None
    assert columns.touchpoints is not None
    _announce_compiling(locale)
    make = partial(
        build_case,
        places.named(do.file),
        do.name,
        live=live,
        recommend=_column(columns.recommend),
        touchpoints={_column(one): label for one, label in columns.touchpoints.items()},
        scale=do.scale or "5",
        overall=None if columns.overall is None else _column(columns.overall),
        segment=None if columns.segment is None else _column(columns.segment),
        weight=None if columns.weight is None else _column(columns.weight),
        none=tuple(do.none or ()),
        visits=VISITS if do.visits is None else do.visits,
        sheet=do.sheet,
    )
    _build(make, "surveyed", do, locale)


def build_from_workbook(do: Build, locale: str) -> None:
    """Make a case from a workbook, or tell what is wrong with it by sheet and cell."""
    from cxsim.intake.workbook.build import build_case

    with _refusing():
        folder = build_case(places.named(do.file), do.name, _into(do), locale[:2])
    _say_built("read", do.name, folder, locale)


def _build(make: Callable[..., Path], key: str, do: Build, locale: str) -> None:
    """Make a case from somebody's data, and print what its SOURCES.md says but what is assumed."""
    from cxsim.intake.purchases import MAX_DROPPED

    with _refusing(), progress(say("building", locale)) as advance:
        folder = make(
            into=_into(do),
            currency=do.currency,
            max_dropped=MAX_DROPPED if do.max_dropped is None else do.max_dropped,
            language=locale[:2],
            progress=advance,
        )
    sources = (folder / "SOURCES.md").read_text(encoding="utf-8")
    print(sources.rpartition("\n## ")[0].strip())
    print()
    _say_built(key, do.name, folder, locale)


def _into(do: Build) -> Path:
    return places.named(do.into).absolute()


@contextmanager
def _refusing() -> Iterator[None]:
    """Refuse data that cannot become a case, with all that is wrong with them."""
    from cxsim.intake.errors import IntakeError

    try:
        yield
    except IntakeError as wrong:
        raise Refused(wrong.faults) from None


def _say_built(key: str, name: str, folder: Path, locale: str) -> None:
    """Where the case is, and what comes next."""
    print(say(key, locale, path=folder))
    found = library.cases().get(name) == folder
    print(say("next" if found else "elsewhere", locale, name=name, program=program()))


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


def explain(job: Job, as_is: Scenario, locale: str) -> None:
    """Print a day's order with times, the rules, the differences and the sources."""
    from cxsim.engine.explain import explain as timed

    from .explaining import lines

    _announce_compiling(locale)
    customers = job.customers
    day = timed(as_is, customers, TIMED_DAYS)
    print(isolated("\n".join(lines(as_is, job.to_be, day, (customers, TIMED_DAYS), locale))))


def replay(job: Job, do: Replay, locale: str) -> None:
    """Tell one life in today's journey and in each redesign."""
    from cxsim.measure.replay import replay as lived
    from cxsim.report.story import story_lines

    command = job.command
    _announce_compiling(locale)
    for to_be in job.to_be:
        about = (job.customers, command.horizon_days, command.seed, do.replication)
        told = story_lines(lived(to_be, do.customer, *about), locale, do.afterwards)
        print(isolated("\n".join([*told, ""])))


def say(key: str, locale: str, **parts: object) -> str:
    """A sentence of the door."""
    return SAYS[key][locale[:2]].format(**parts)


def _announce_compiling(locale: str) -> None:
    from cxsim.compiled import compiling_expected

    if compiling_expected():
        print(say("compiling", locale), file=sys.stderr)
