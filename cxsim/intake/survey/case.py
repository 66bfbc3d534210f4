"""A survey made into a case: today as its customers rate it, a redesign, where numbers are from."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from string import Template

import numpy as np

from cxsim.intake.errors import IntakeError, fault
from cxsim.intake.folder import draft
from cxsim.intake.purchases import MAX_DROPPED
from cxsim.intake.survey import sources, tree
from cxsim.intake.survey.answers import Survey, read_survey
from cxsim.intake.survey.archetypes import archetypes_of
from cxsim.intake.survey.drivers import fit_drivers
from cxsim.intake.survey.levels import levels_of
from cxsim.intake.survey.scale import Scale
from cxsim.intake.survey.settling import ROUNDS, Live, Settled, settle
from cxsim.intake.writing import as_yaml, safe
from cxsim.scenario import AsIs, validate

TEMPLATES = Path(__file__).parent / "template"
VISITS = 1.0
"""Journeys per customer and 30.4 days where nobody says: an assumption."""
STEPS = ROUNDS + 2


def build_case(
    file: Path | str,
    name: str,
    into: Path | str,
    live: Live,
    *,
    recommend: str | int,
    touchpoints: Mapping[str | int, str],
    scale: str = "5",
    overall: str | int | None = None,
    segment: str | int | None = None,
    weight: str | int | None = None,
    none: tuple[str, ...] = (),
    visits: float = VISITS,
    currency: str | None = None,
    max_dropped: float = MAX_DROPPED,
    sheet: str | None = None,
    language: str = "en",
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Path:
    """Write a case from a survey of customers, one row a respondent.

    The case is a folder with ``as_is.yaml``, a redesign to start from and ``SOURCES.md``. It is
    written whole or not at all.

    Parameters
    ----------
    file : path
        CSV, delimited text, Parquet or .xlsx.
    name : str
        Name of the case: small letters, digits and _, a letter first.
    into : path
        Folder that will hold the case's folder.
    live : callable
        Lives a case, so that its baseline can be settled (`cxsim.study.asked.live`).
    recommend, overall, segment, weight : str or int
        Columns by name, or by number from 1.
    touchpoints : mapping of str or int to str
        Columns of the ratings in the order of the journey, and their labels.
    scale : str
        Of the ratings: ``5`` for 1 to 5, or both ends, as ``0-10``.
    none : tuple of str
        Codes for no answer, such as 0 and 6 beside ratings of 1 to 5.
    visits : float
        Journeys per customer and 30.4 days, which a survey does not tell.
    currency : str, optional
        ISO 4217 code; USD where it is not told.
    max_dropped : float, 0 to 1
        Share of the rows with cells that cannot be read that may be left out.
    sheet : str, optional
        Of an .xlsx; its first one where none is told.
    language : str
        "es" or "en", in which SOURCES.md is written.
    progress : callable
        Called with steps done and steps in all.

    Returns
    -------
    Path
        The case's folder.

    Raises
    ------
    IntakeError
        With every fault of the survey, or if the case is there already or cannot be written.
    """
    folder, file = Path(into) / name, Path(file)
    if not re.fullmatch(r"[a-z][a-z0-9_]{0,59}", name):
        raise IntakeError(fault("bad_name", name=name))
    if folder.exists():
        raise IntakeError(fault("there_already", folder=folder))
    done = iter(range(1, STEPS + 1))
    survey = read_survey(
        file,
        recommend,
        touchpoints,
        Scale.of(scale),
        overall,
        segment,
        weight,
        none,
        max_dropped,
        sheet,
    )
    progress(next(done), STEPS)
    found = learnt(survey)
    progress(next(done), STEPS)
    about = {
        "label": tree.both("case", name=name),
        "description": tree.both("case_about", count=f"{len(survey):,}"),
        "currency": currency or "USD",
    }
    said = f"survey {safe(file.name)}"

    def stated(settled: Settled) -> tree.Tree:
        return tree.today(found, settled, about, visits, said)

    def case(settled: Settled) -> AsIs:
        return validate.as_is(stated(settled), file.name)

    settled, lives = settle(case, live, found.wanted, lambda: progress(next(done), STEPS))
    worst = int(np.argmax(found.drivers.lost(survey)))
    redesign = f"to_be_better_{found.places[worst]}"
    comment = f"From the survey {safe(file.name)}; SOURCES.md tells what is read and what assumed."
    words = sources.words(
        found, settled, lives, safe(str(segment)), safe(str(weight)), language
    ) | {
        "name": name,
        "file": safe(file.name) + (f" · {safe(sheet)}" if sheet else ""),
        "redesign": redesign,
        "visits": f"{visits:g}",
        "currency": about["currency"],
    }
    template = (TEMPLATES / f"SOURCES.{language}.md").read_text(encoding="utf-8")
    files = {
        "as_is.yaml": as_yaml(stated(settled), comment),
        f"{redesign}.yaml": as_yaml(tree.redesign(found, worst), comment),
        "SOURCES.md": Template(template).substitute(words),
    }
    with draft(folder) as new:
        for one, text in files.items():
            (new / one).write_text(text, encoding="utf-8", newline="\n")
    return folder


def learnt(survey: Survey) -> tree.Found:
    """All that a survey tells."""
    archetypes = archetypes_of(survey)
    return tree.Found(survey, archetypes, fit_drivers(survey), levels_of(survey, archetypes))
