"""From a command to the jobs it asks for, everything checked before anything is done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from hydra import compose, initialize_config_dir
from hydra.core.global_hydra import GlobalHydra
from hydra.core.override_parser.overrides_parser import OverridesParser
from hydra.errors import HydraException
from omegaconf import OmegaConf
from omegaconf.errors import OmegaConfBaseException

from cxsim import places
from cxsim.scenario import Scenario, library
from cxsim.scenario.problems import Problem, Problems

from . import grammar, hydra_sources, results, shelf, verbs
from .command import Command, checked
from .words import Mistake, Refused, Sayable

AS_IS = library.AS_IS
Data = dict[str, Any]


@dataclass(frozen=True)
class Job:
    """One checked run.

    Parameters
    ----------
    command : Command
    as_is : Scenario or None
        Today; None where the verb reads no scenario (do=build).
    to_be : tuple of Scenario
        The redesigns chosen by `against=`.
    folder : Path
        Where its results go.
    varied : str
        What sets it apart from the other jobs of its command; empty for a single one.
    """

    command: Command
    as_is: Scenario | None
    to_be: tuple[Scenario, ...]
    folder: Path
    varied: str


def read(argv: list[str], multirun: bool = False) -> list[Job]:
    """All jobs of a command.

    Parameters
    ----------
    argv : list of str
        Its words, without flags.
    multirun : bool
        Whether several values, one job each, are allowed (-m).

    Raises
    ------
    Refused
        With every mistake of the command, of its experiment and of the scenarios it uses.
    """
    shelf.forget()
    now = datetime.now()
    found: list[Sayable] = []
    jobs = []
    with _hydra() as composer:
        words, mistakes = grammar.read(argv, multirun, composer.parser, composer.groups)
        found += mistakes
        several = [word.key for word in words if len(word.values) > 1]
        for number, one in enumerate(grammar.jobs(words), 1):
            varied = ",".join(f"{key}={one[key]}" for key in several)
            check = _Check(composer, one)
            jobs.append(check.job(results.Place(now, number if varied else 0, varied).of, varied))
            found += check.mistakes
    if found:
        raise Refused(found)
    return [job for job in jobs if job is not None]


@contextmanager
def _hydra() -> Iterator[_Composer]:
    hydra_sources.register()
    GlobalHydra.instance().clear()
    with initialize_config_dir(str(places.root() / "conf"), version_base="1.3"):
        yield _Composer()


class _Composer:
    """Hydra, with what it offers."""

    def __init__(self) -> None:
        loader = GlobalHydra.instance().config_loader()
        self.parser = OverridesParser.create(loader)
        self.groups = {
            group: loader.get_group_options(group)
            for group in loader.list_groups("")
            if group != "hydra"
        }
        self.compose = cache(self._compose)

    def _compose(self, *overrides: str) -> Data | Mistake:
        try:
            config = compose("config", list(overrides))
            data = OmegaConf.to_container(config, resolve=True)
        except (HydraException, OmegaConfBaseException, yaml.YAMLError) as error:
            return Mistake("hydra", value=" ".join(str(error).split()))
        assert isinstance(data, dict)
        return {str(key): value for key, value in data.items()}

    def value(self, key: str, text: str) -> Any:
        """A word's value as Hydra reads it."""
        return self.parser.parse_override(f"{key}={text}").value()


def _without_missing(data: Data) -> Data:
    """Hydra's ??? stands for a value that somebody still has to give."""
    return {
        key: _without_missing(value) if isinstance(value, dict) else value
        for key, value in data.items()
        if value != "???"
    }


class _Check:
    """The check of one job, step by step; what is wrong gathers in `mistakes`."""

    def __init__(self, composer: _Composer, words: grammar.Words) -> None:
        self.composer, self.words = composer, words
        self.mistakes: list[Sayable] = []
        self.experiment: Data = {}
        self.experiment_file = ""

    def job(self, place_of: Callable[[Command], Path], varied: str) -> Job | None:
        """The job, or None when something is wrong with it."""
        choices = self._choices()
        base = self._composed(choices)
        if base is None:
            return None
        wrong = {key for key in self.composer.groups if key in self.words and key not in choices}
        case = "" if "case" in wrong else base["case"]
        files = shelf.case_files(case) if case else None
        settings, changes = self._sorted(base, files, wrong)
        raw = _without_missing(self._composed(choices, settings) or base)
        command = checked(raw, self._called(raw))
        if not isinstance(command, Command):
            self.mistakes += command
        if files is None or raw["do"].get("verb") == "build":
            scenarios: dict[str, Scenario] = {}
        else:
            chosen = self._against(raw, files)
            scenarios = self._scenarios(files, changes, chosen)
        if not isinstance(command, Command):
            return None
        as_is = scenarios.pop(AS_IS, None)
        job = Job(command, as_is, tuple(scenarios.values()), place_of(command), varied)
        self.mistakes += verbs.mistakes_of(job)
        return None if self.mistakes else job

    def _choices(self) -> dict[str, str]:
        """The choices among Hydra's groups that exist, as words."""
        good: dict[str, str] = {}
        for group, options in self.composer.groups.items():
            if group not in self.words:
                continue
            name = self.composer.value(group, self.words[group])
            if name is None and group == "experiment":
                continue
            if name not in options:
                self._unknown(f"{group}={name}", str(name), options)
            elif group != "experiment" or self._read_experiment(name):
                good[group] = name
        return good

    def _read_experiment(self, name: str) -> bool:
        """Whether an experiment can be composed; its data are kept to tell its mistakes by."""
        self.experiment_file = shelf.experiment_called(name)
        try:
            self.experiment = shelf.experiment_data(name)
        except Problems as found:
            self.mistakes += found.problems
            return False
        sound = True
        for group, choice in shelf.choices_of(self.experiment).items():
            if choice not in self.composer.groups[group]:
                place = f"{self.experiment_file}: {group}: {choice}"
                self._unknown(place, str(choice), self.composer.groups[group])
                sound = False
        return sound

    def _composed(self, *words: dict[str, str]) -> Data | None:
        """The configuration as Hydra composes it from these words."""
        texts = [f"{key}={value}" for some in words for key, value in some.items()]
        data = self.composer.compose(*texts)
        if isinstance(data, Mistake):
            self.mistakes.append(data)
            return None
        return data

    def _sorted(
        self, base: Data, files: shelf.CaseFiles | None, wrong: set[str]
    ) -> tuple[dict[str, str], Data]:
        """The words besides choices: settings for Hydra, and changes of scenarios by place."""
        known = set(_dotted(base)) - {"do.verb"}
        scenarios = tuple(files.parts) if files else ()
        settings: dict[str, str] = {}
        changes: Data = {}
        for place, value in _leaves(self.experiment):
            if shelf.is_scenario(place) and self._is_place(place, files, self.experiment_file):
                changes[place] = value
        for key, value in self.words.items():
            if key in self.composer.groups:
                continue
            if shelf.is_scenario(key):
                if self._is_place(key, files):
                    changes[key] = self.composer.value(key, value)
            elif key in known:
                settings[key] = value
            elif not key.startswith("do."):
                self._unknown(key, key, (*sorted(known), *self.composer.groups, *scenarios))
            elif "do" not in wrong:
                self._unknown_to_verb(key, base["do"]["verb"], known)
        return settings, changes

    def _unknown_to_verb(self, key: str, verb: str, known: set[str]) -> None:
        if settings := tuple(sorted(place for place in known if place.startswith("do."))):
            self._unknown(key, key, settings)
        else:
            self.mistakes.append(Mistake("plain", key, parts=(("verb", verb),)))

    def _is_place(self, place: str, files: shelf.CaseFiles | None, file: str = "") -> bool:
        """Whether all but the last part of a scenario's place exist; validation judges the last."""
        if files is None:
            return False
        node: Any = files.parts
        above: list[str] = []
        for part in [*place.split(".")[:-1]] or [place]:
            if part not in node:
                said = ".".join([*above, part])
                self._unknown(f"{file}: {said}" if file else said, part, tuple(node))
                return False
            above.append(part)
            node = node[part]
            if not isinstance(node, dict):  # a short form, which will be written out
                break
        return "." in place and files.parts[above[0]] is not None

    def _called(self, raw: Data) -> dict[str, str]:
        """What to call the settings that an experiment gave and the command did not."""
        if not self.experiment:
            return {}
        return {
            place: f"{self.experiment_file}: {place}"
            for place in _dotted(self.experiment)
            if place not in self.words
        }

    def _against(self, raw: Data, files: shelf.CaseFiles) -> list[str]:
        """Names of the redesigns to compare with."""
        there = [name for name in files.parts if name != AS_IS]
        against = raw.get("against")
        strange = [name for name in against if name not in there] if type(against) is list else []
        for name in strange:
            self._unknown(f"against={name}", str(name), tuple(there))
        chosen = [name for name in there if against == "all" or name in (against or ())]
        if raw["do"].get("verb") == "compare" and against in ("all", []) and not chosen:
            self.mistakes.append(Mistake("alone", library.called(files.folder, AS_IS)))
        for key in self.words:
            first = key.partition(".")[0]
            if first in there and first not in chosen and not strange:
                self.mistakes.append(Mistake("unused", key))
        return chosen

    def _scenarios(
        self, files: shelf.CaseFiles, changes: Data, chosen: list[str]
    ) -> dict[str, Scenario]:
        """AS-IS and the chosen redesigns, as changed by the experiment and the command."""
        parts = deepcopy({name: part for name, part in files.parts.items() if part is not None})
        dimensions = library.dimensions(parts.get(AS_IS, {}))
        for place, value in changes.items():
            scenario, _, inside = place.partition(".")
            library.put(parts[scenario], inside, value, dimensions)
        built: dict[str, Scenario] = {}
        for name in (AS_IS, *chosen):
            in_file = (*files.problems.get(AS_IS, ()), *files.problems.get(name, ()))
            self.mistakes += in_file
            try:
                raw = {one: parts[one] for one in (AS_IS, name) if one in parts}
                built[name] = library.build(files.folder, name, raw)
            except Problems as found:
                new = [problem for problem in found.problems if problem not in in_file]
                self.mistakes += [self._told(problem, name, files) for problem in new]
        return built

    def _told(self, problem: Problem, name: str, files: shelf.CaseFiles) -> Problem:
        """A mistake in a scenario as changed, with the place where the change was written."""
        for scenario in (AS_IS, name):
            _, sign, inside = problem.place.partition(f"{library.called(files.folder, scenario)}: ")
            if not sign:
                continue
            place = f"{scenario}.{inside}"
            if any(_related(place, key) for key in self.words):
                return replace(problem, place=place)
            if any(_related(place, key) for key in _dotted(self.experiment)):
                return replace(problem, place=f"{self.experiment_file}: {place}")
        return problem

    def _unknown(self, place: str, sought: str, names: list[str] | tuple[str, ...]) -> None:
        self.mistakes.append(Mistake("unknown", place, names=tuple(names), sought=sought))


def _dotted(data: Data, prefix: str = "") -> Iterator[str]:
    """Every place of nested data, dotted."""
    for key, value in data.items():
        yield f"{prefix}{key}"
        if isinstance(value, dict):
            yield from _dotted(value, f"{prefix}{key}.")


def _leaves(data: Data, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Every dotted place of nested data with what is stated there."""
    for key, value in data.items():
        if isinstance(value, dict) and value and "value" not in value:
            yield from _leaves(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value


def _related(place: str, key: str) -> bool:
    """Whether one of two places lies in the other."""
    return f"{place}.".startswith(f"{key}.") or f"{key}.".startswith(f"{place}.")
