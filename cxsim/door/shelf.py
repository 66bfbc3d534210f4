"""The cases and experiments at hand, shipped ones and the user's own, as plain data."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from cxsim import places
from cxsim.scenario import library, validate, yaml_text
from cxsim.scenario.parts import Section
from cxsim.scenario.problems import Problem, Problems


@dataclass(frozen=True)
class CaseFiles:
    """A case as its files state it.

    Parameters
    ----------
    folder : Path
    parts : dict
        By scenario name, the data of its file with every default written out; as it stands where
        the file has mistakes; None where it cannot be read.
    problems : dict
        By scenario name, what is wrong with its file.
    mended : dict
        By scenario name, the data of a file with every default written out, what it leaves to the
        firm's self-assessment, too, and something valid in place of what is wrong, where that makes
        a case.
    """

    folder: Path
    parts: dict[str, dict[str, Any] | None] = field(default_factory=dict)
    problems: dict[str, tuple[Problem, ...]] = field(default_factory=dict)
    mended: dict[str, dict[str, Any]] = field(default_factory=dict)


@cache
def case_files(name: str) -> CaseFiles:
    """Read a case; its mistakes are kept, not raised, so that they can be told with all others."""
    folder = library.cases()[name]
    files = CaseFiles(folder)
    today: Any = None
    for scenario in library.names(folder):
        called = library.called(folder, scenario)
        files.parts[scenario] = None
        try:
            files.parts[scenario] = raw = yaml_text.read(folder / f"{scenario}.yaml", called)
            if scenario == library.AS_IS:
                section: Section = validate.as_is(raw, called)
                today = section
            else:
                section = validate.redesign(raw, called, today)
            files.parts[scenario] = library.written(section)
            files.mended[scenario] = library.written(section, whole=True)
        except Problems as found:
            files.problems[scenario] = found.problems
            today = found.rest if scenario == library.AS_IS else today
            if isinstance(found.rest, Section):
                files.mended[scenario] = library.written(found.rest, whole=True)
    return files


@cache
def experiment_files() -> dict[str, Path]:
    """File of each experiment by name; a user's own hides a shipped one of the same name."""
    found: dict[str, Path] = {}
    for home in (*places.overlays(), places.root()):
        for file in sorted((home / "experiments").glob("*.yaml")):
            found.setdefault(file.stem, file)
    return dict(sorted(found.items()))


@cache
def experiment_data(name: str) -> dict[str, Any]:
    """What an experiment sets.

    Raises
    ------
    Problems
        When its file is not plain YAML.
    """
    data = yaml_text.read(experiment_files()[name], experiment_called(name))
    data.pop("label", None)
    return data


def experiment_called(name: str) -> str:
    """How messages name an experiment's file."""
    return f"experiments/{name}.yaml"


def is_scenario(place: str) -> bool:
    """Whether a dotted place begins with a name that only a scenario can have."""
    first = place.partition(".")[0]
    return first == library.AS_IS or first.startswith("to_be")


def forget() -> None:
    """Read all files afresh."""
    for function in (case_files, experiment_files, experiment_data):
        function.cache_clear()


def choices_of(experiment: dict[str, Any]) -> dict[str, Any]:
    """What an experiment chooses among Hydra's groups."""
    verb = experiment.get("do")
    chosen = {
        "case": experiment.get("case"),
        "do": verb.get("verb") if isinstance(verb, dict) else verb,
        "execution": experiment.get("execution"),
    }
    return {group: choice for group, choice in chosen.items() if choice is not None}
