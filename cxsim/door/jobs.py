"""From a command to the jobs it asks for, everything checked before anything is done."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from cxsim import places
from cxsim.scenario import Scenario, library, shock_library
from cxsim.scenario.asked import simulated
from cxsim.scenario.kinds import slug
from cxsim.scenario.problems import Problems, shown

from . import forbidding, grammar, results, scenarios, shelf
from .checking import checked
from .command import READ, WITHOUT_SCENARIO, Command, verb_settings
from .composing import Composer, Data, hydra, places_of, stated
from .scenarios import AS_IS, Change
from .words import Mistake, Refused, Sayable


@dataclass(frozen=True)
class Job:
    """One checked run.

    Parameters
    ----------
    command : Command
    as_is : Scenario or None
        Today; None where the verb reads no scenario (do=build, do=template).
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

    @property
    def customers(self) -> int:
        """How many customers are simulated."""
        assert self.as_is is not None, "a verb that simulates reads a scenario"
        return simulated(self.as_is, self.command.customers)


def _is_path(name: str) -> bool:
    """Whether somebody has named a folder or a file rather than a case."""
    return re.search(r"[/\\~]", name) is not None or places.is_there(places.named(name))


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
    jobs = []
    with hydra() as composer:
        words, found = grammar.read(argv, multirun, composer)
        several = [word.key for word in words if len(word.values) > 1]
        for number, one in enumerate(grammar.jobs(words), 1):
            varied = ",".join(f"{key}={one[key]}" for key in several)
            place = results.Place(now, number if varied else 0, varied)
            check = _Check(composer, one)
            jobs.append(check.job(place.of, varied))
            found += check.mistakes
    if found:
        raise Refused(found)
    return [job for job in jobs if job is not None]


@dataclass
class _Check:
    """The check of one job, step by step; what is wrong gathers in `mistakes`."""

    composer: Composer
    words: grammar.Words
    mistakes: list[Sayable] = field(default_factory=list)
    experiment: Data = field(default_factory=dict)
    experiment_file: str = ""

    def job(self, folder_of: Callable[[Command], Path], varied: str) -> Job | None:
        """The job, or None when something is wrong with it."""
        choices = self._choices()
        base = self._composed(choices)
        if base is None:
            return None
        doubtful = {key for key in self.composer.groups if key in self.words} - set(choices)
        files = None if "case" in doubtful else shelf.case_files(base["case"])
        settings = self._settings(base, files, "do" in doubtful)
        strikes = settings.pop("shocks", None)  # Hydra would take it for a choice of its own
        raw = stated(self._composed(choices, settings) or base)
        over = self._over(str(raw["do"].get("verb")))
        if over and raw["do"].get("over", ()) != ():
            raw["do"]["over"] = self._with(raw["do"]["over"], over)
        if strikes is not None:
            raw["shocks"] = self.composer.value("shocks", strikes)
        self._unread(str(raw["do"].get("verb")))
        command = checked(raw, self._called())
        if not isinstance(command, Command):
            self.mistakes += [*command, *forbidding.mistakes_of_places(raw)]
        built: dict[str, Scenario] = {}
        if files is not None and raw["do"].get("verb") not in WITHOUT_SCENARIO:
            files = self._struck(files, raw["shocks"], str(raw["do"].get("verb")))
            changes = self._changes(files)
            built, wrong = scenarios.built(files, changes, self._against(raw, files))
            self.mistakes += wrong
        if not isinstance(command, Command):
            return None
        as_is = built.pop(AS_IS, None)
        job = Job(command, as_is, tuple(built.values()), folder_of(command), varied)
        self.mistakes += forbidding.mistakes_of(job)
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
                self._no_choice(group, str(name), options)
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
        """The settings as Hydra composes them from these words."""
        data = self.composer.compose(*(f"{k}={v}" for some in words for k, v in some.items()))
        if isinstance(data, Mistake):
            self.mistakes.append(data)
            return None
        return data

    def _settings(
        self, base: Data, files: shelf.CaseFiles | None, any_verb: bool
    ) -> dict[str, str]:
        """The words that are settings; those that are nothing at all are mistakes."""
        known = dict.fromkeys([*places_of(base), *self.composer.groups])
        del known["do.verb"], known["execution.kind"]
        good: dict[str, str] = {}
        for key, value in self.words.items():
            if key in self.composer.groups or shelf.is_scenario(key):
                continue
            if key in known:
                good[key] = value
            elif not key.startswith("do."):
                self._unknown(key, key, [*known, *(files.parts if files else ())])
            elif not any_verb:
                self._unknown_to_verb(key, base["do"])
        return good

    def _over(self, verb: str) -> Data:
        """What words of several values vary, by place; they are no changes then."""
        found: Data = {}
        for key, text in list(self.words.items()):
            override = self.composer.parsed(f"{key}={text}") if shelf.is_scenario(key) else None
            if override is None or not override.is_sweep_override():
                continue
            del self.words[key]
            given = grammar.range_in(override)
            if verb != "sweep":
                self.mistakes.append(grammar.several(f"{key}={text}", key))
            elif given is None:
                self.mistakes.append(Mistake("empty", f"{key}={text}"))
            else:
                values = [self.composer.value(key, one) for one in given if isinstance(one, str)]
                found[key] = values or given
        return found

    @staticmethod
    def _with(stated: Any, over: Data) -> Any:
        """What is varied by an experiment or do.over=, and then by words; a later one wins."""
        if isinstance(stated, str):
            stated = [stated]
        known = dict.fromkeys(stated) if isinstance(stated, list) else stated
        return {**known, **over} if isinstance(known, dict) else over if known is None else stated

    def _no_choice(self, group: str, name: str, options: list[str]) -> None:
        unfinished = library.without_today(name) if group == "case" else None
        if unfinished:
            self.mistakes.append(unfinished)
        elif group == "case" and _is_path(name):
            own = slug(places.named(name).name) or "mine"
            parts = (("here", shown(str(Path.cwd()), 160)), ("key", f"case={own}"))
            place = f"{group}={name}"
            self.mistakes.append(Mistake("case_path", place, f"scenarios/{own}", parts=parts))
        else:
            self._unknown(f"{group}={self.words[group]}", name, options)

    def _unread(self, verb: str) -> None:
        """What was typed and the verb makes no use of."""
        read = READ.get(verb, tuple(Command.model_fields))
        scenario = verb not in WITHOUT_SCENARIO
        own = [f"do.{name}" for name in verb_settings(verb).model_fields if name != "verb"]
        for key in self.words:
            set_by_a_group = ("do", "execution")
            if (key in Command.model_fields and key not in (*set_by_a_group, *read)) or (
                shelf.is_scenario(key) and not scenario
            ):
                names = (*read, *own)
                parts = (("verb", verb),)
                self.mistakes.append(Mistake("unread", key, None, names, key, parts=parts))

    def _unknown_to_verb(self, key: str, verb: Data) -> None:
        own = [place for place in places_of(verb, "do.") if place != "do.verb"]
        if own:
            self._unknown(key, key, own)
        else:
            self.mistakes.append(Mistake("plain", key, parts=(("verb", verb["verb"]),)))

    def _called(self) -> dict[str, str]:
        """What to call the settings that an experiment gave and the command did not."""
        return {
            place: f"{self.experiment_file}: {place}"
            for place in places_of(self.experiment)
            if place not in self.words
        }

    def _struck(self, files: shelf.CaseFiles, named: object, verb: str) -> shelf.CaseFiles:
        """A case with the shocks that the command names; do=stress meets all when none is."""
        names = [named] if isinstance(named, str) else named
        today = files.parts.get(AS_IS)
        if verb == "stress" and names == [] and today is not None:
            names = shock_library.fitting(today)
        if not isinstance(names, list):  # which the check of settings tells
            return files
        files, wrong = scenarios.struck(files, [one for one in names if isinstance(one, str)])
        self.mistakes += wrong
        return files

    def _changes(self, files: shelf.CaseFiles) -> list[Change]:
        """What the experiment, and then the command, change in the scenarios."""
        given = [
            *scenarios.changes_in(self.experiment, self.experiment_file),
            *(Change(key, self.composer.value(key, value)) for key, value in self.words.items()),
        ]
        good: list[Change] = []
        for change in given:
            if not shelf.is_scenario(change.place):
                continue
            mistake = scenarios.mistake_in(change, files)
            if mistake is None:
                good.append(change)
            else:
                self.mistakes.append(mistake)
        return good

    def _against(self, raw: Data, files: shelf.CaseFiles) -> list[str]:
        """Names of the redesigns to compare with."""
        there = [name for name in files.parts if name != AS_IS]
        against: Any = raw.get("against")
        named = against if isinstance(against, list) else [against]
        strange = [name for name in named if isinstance(name, str) and name not in (*there, "all")]
        for name in strange:
            self._unknown(f"against={name}", name, [*there, "all"])
        # Who names the redesigns that take part need not be told of a file that does not.
        misnamed = library.misnamed(files.folder) if strange or against == "all" else []
        self.mistakes += misnamed
        chosen = [name for name in there if name in named or against == "all"]
        nothing = against in ("all", []) and not chosen and not misnamed
        if nothing and raw["do"].get("verb") in ("compare", "decide", "stress", "replay"):
            self.mistakes.append(Mistake("alone", library.called(files.folder, AS_IS)))
        for key in self.words:
            first = key.partition(".")[0]
            if first in there and first not in chosen and not strange:
                self.mistakes.append(Mistake("unused", key))
        return chosen

    def _unknown(self, place: str, sought: str, names: list[str]) -> None:
        self.mistakes.append(Mistake("unknown", place, names=tuple(names), sought=sought))
