"""The people who serve: how, who is worn out, who waits, and lines that cannot clear."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd
from markupsafe import Markup

from cxsim.behaviour.parameters import DAYS_A_YEAR
from cxsim.measure.teams import OF_TEAMS, days_of
from cxsim.scenario.emptied import emptied
from cxsim.scenario.levers import Lever

from .measures import BETTER, called, change_of, level_of, with_unit
from .numbers import NONE, missing
from .part import Part
from .tables import Cell, Table, moved

if TYPE_CHECKING:
    from cxsim.study import Interval

MOST_UNSERVED = 0.5
"""A team that leaves more of those who come unserved is called overloaded; a modelling choice."""
YEAR = 12
"""Months."""
LEAST_STRAIN = 0.01
"""A smaller change of a team's strain (0–5) is not told; a modelling choice."""
CALLS = ("called_back", "uncalled", "wait_for_call")
"""What is told beside of calls back."""
SERVED = ("service_level", "speed_of_answer", "abandonment", "utilisation")
"""What is told of each team's line, and what its months count by."""
COUNTED = {"service_level": "offered", "speed_of_answer": "answered", "abandonment": "offered"}


class Staff(Part):
    """What the page says of teams."""

    @cached_property
    def months(self) -> pd.DataFrame:
        """Both worlds' teams by month; empty where the case has none or no lives were kept."""
        frame = self.comparison.details.teams
        return frame[frame["scenario"].isin(self.worlds)] if len(frame) else frame

    @property
    def teams(self) -> list[str]:
        """The teams that there is something to tell of."""
        return [name for name in self.case.teams if len(self.months)]

    def named(self, team: str) -> Markup:
        """A team's label, for a page."""
        return self.voice.named(self.case.teams[team].label, team)

    # ---- sentences ----

    def scale(self) -> str:
        """At what size lines are run."""
        share = self.case.firm.team_scale
        real = self.voice.numbers.plain(self.comparison.scale, 1)
        if share == 1.0:
            return self.voice.say("teams_scale", scale=real)
        return self.voice.say(
            "teams_scale_share", scale=real, share=self.voice.numbers.percent(share, 1)
        )

    def overloaded(self, markup: bool = True) -> list[str]:
        """A sentence for each line that cannot clear, in either world; for a page, or as text.

        Before them, those that levers may leave without staff.
        """
        told: list[str] = []
        tell = self.voice.html if markup else self.voice.say
        plan, names = self.scenario.redesign, {}
        for team, one in self.case.teams.items():
            names[team] = self.named(team) if markup else self.voice.short(one.label, team)
        for team, *_ in () if plan is None else emptied(self.scenario.extended, plan):
            told.append(tell("overload_empty", team=names[team], world=self.voice.say("redesign")))
        for team in self.teams:
            name = names[team]
            for world, which in zip(self.worlds, ("no_change", "redesign"), strict=True):
                about = {"team": name, "world": self.voice.say(which)}
                months = self._of(team, world)
                found = [*_overload(months, self.voice.numbers.percent)] or self._spells(months)
                told += [tell(key, **about, **parts) for key, parts in found]
        return told

    def _spells(self, months: pd.DataFrame) -> Iterator[tuple[str, dict[str, str]]]:
        """From when until when a line was overloaded that may yet clear, and the wait at worst."""
        busy = _overloaded(months)
        for _, spell in months[busy].groupby((~busy).cumsum()[busy]):
            worst = level_of("speed_of_answer", self.voice)(float(spell["wait"].max()))
            first, last = (str(int(month)) for month in spell["month"].iloc[[0, -1]])
            key = "overload_passes" if last != str(months["month"].max()) else "overload_late"
            yield key, {"first": first, "last": last, "wait": worst}

    def effect(self) -> Markup | None:
        """What the redesign does to employees, and how customers fare with it.

        Nothing where it is not beyond doubt that employees' strain has moved.
        """
        strain, wait = self._delta("strain"), self._delta("speed_of_answer")
        teams = self._strained(strain)
        if strain is None or not teams:
            return None
        employees = [
            self._told("strain", strain),
            *(self._strain_of(team) for team in teams),
            self._told("employee_turnover", self._delta("employee_turnover")),
            self._absence(),
        ]
        customers = [self._told("speed_of_answer", wait), self._told("nps", self._delta("nps"))]
        key = "teams_better" if strain.mean < 0 else "teams_worse"
        told = self.voice.html(
            key if self._on_team(teams[0]) else f"{key}_indirect",
            employees=Markup("; ").join(filter(None, employees)),
            customers="; ".join(filter(None, customers)) or NONE,
        )
        if wait is None or not self._certain(wait) or wait.mean * strain.mean < 0:
            return told
        return told + " " + self.voice.say("teams_helps" if strain.mean < 0 else "teams_harms")

    def _certain(self, gap: Interval) -> bool:
        """Whether something has moved, one way, in nearly all futures."""
        if missing(gap.mean) or gap.mean == 0:
            return False
        return missing(gap.low) or gap.low > 0 or gap.high < 0

    def _strained(self, strain: Interval | None) -> list[str]:
        """Teams whose strain has moved that way beyond doubt, the most moved first."""
        if strain is None or not self._certain(strain):
            return []
        gaps = {team: self._mean(team, "strain") for team in self.teams}
        change = {team: then - today for team, (today, then) in gaps.items()}
        told = [t for t, gap in change.items() if gap * strain.mean > 0 and abs(gap) > LEAST_STRAIN]
        return sorted(told, key=lambda team: -abs(change[team]))

    def _strain_of(self, team: str) -> Markup:
        """A team's strain in both worlds."""
        told = moved(lambda x: self.voice.numbers.decimal(x, 2), *self._mean(team, "strain"))
        return Markup("{} {}").format(self.named(team), told)

    def _on_team(self, team: str) -> bool:
        """Whether a lever acts on a team itself."""
        levers: dict[str, Lever] = dict(self.scenario.levers)
        return any(t.startswith(f"teams.{team}.") for one in levers.values() for t in one.target)

    def _delta(self, metric: str) -> Interval | None:
        return self.comparison.deltas.get((self.scenario.name, metric))

    def _told(self, metric: str, gap: Interval | None) -> str:
        """A difference in words, with its range."""
        if gap is None or missing(gap.mean):
            return ""
        numbers = self.voice.numbers
        write = change_of(metric, self.voice)
        change = with_unit(metric, write(gap.mean), self.voice)
        said = f"{called(metric, self.voice)} {change}"
        span = numbers.range(gap.low, gap.high, write)
        return said if span == NONE else f"{said} ({span})"

    def _absence(self) -> str:
        """How many are absent, from the central futures alone; nothing where nobody ever is."""
        shares = []
        for world in self.worlds:
            own = self.months[self.months["scenario"] == world]
            there = own[["absent", "at_work"]].sum()
            shares.append(float(there["absent"] / max(1e-9, there.sum())))
        if not any(shares):
            return ""
        told = moved(lambda share: self.voice.numbers.percent(share, 1), shares[0], shares[1])
        return f"{self.voice.say('teams_absence')} {told}"

    # ---- tables ----

    def measures(self) -> Table | None:
        """The metrics of all teams together, with ranges and which way is better."""
        table = self.comparison.table
        mine = table[(table["scenario"] == self.scenario.name)].set_index("metric").T
        say, rows = self.voice.say, []
        for metric in (m for m in OF_TEAMS if m in mine):
            row: pd.Series[float] = mine[metric]
            level, change = level_of(metric, self.voice), change_of(metric, self.voice)
            span = self.voice.numbers.range(row["low"], row["high"], change)
            gap = with_unit(metric, change(row["delta"]), self.voice)
            said = gap if span == NONE else f"{gap} ({span})"
            cells = level(row["as_is"]), level(row["to_be"]), said, say(f"better_{BETTER[metric]}")
            rows.append((say(f"metric_{metric}"), *cells))
        head = ("measure", "no_change", "redesign", "difference", "better")
        return self.table("serving_people", [say(key) for key in head], rows) if rows else None

    def served(self) -> Table:
        """How each team serves."""
        rows: list[tuple[Cell, ...]] = []
        for team in self.teams:
            cells = (
                moved(level_of(metric, self.voice), *self._mean(team, metric)) for metric in SERVED
            )
            within = level_of("speed_of_answer", self.voice)(
                float(self.case.teams[team].answer_within_seconds)
            )
            rows.append((self.named(team), within, *cells, *self._calls(team)))
        head = [self.voice.say("team"), self.voice.say("team_within")]
        head += [called(metric, self.voice) for metric in SERVED]
        head += [self.voice.say(f"team_{one}") for one in CALLS if self._calls_back()]
        return self.table("served", head, rows)

    def _calls_back(self) -> bool:
        """Whether any team offers to call back."""
        return any(self.case.teams[team].callback is not None for team in self.teams)

    def _calls(self, team: str) -> list[Cell]:
        """How a team's calls back fare; nothing where no team makes any."""
        if not self._calls_back():
            return []
        worlds = []
        for world in self.worlds:
            own = self._of(team, world)
            promised = own["called"] + own["uncalled"]
            total, came = float(promised.sum()), float(own["offered"].sum())
            waited = float((own["wait_for_call"] * promised).sum())
            taken = float((own["called_back"] * own["offered"]).sum())
            parts = (taken, came), (float(own["uncalled"].sum()), total), (waited, total)
            worlds.append([part / of if of else math.nan for part, of in parts])
        write = (self.voice.numbers.percent,) * 2 + (level_of("speed_of_answer", self.voice),)
        return [moved(how, *pair) for how, *pair in zip(write, *worlds, strict=True)]

    def _mean(self, team: str, metric: str) -> tuple[float, float]:
        """A measure of a team over all its months, in both worlds."""
        found = []
        for world in self.worlds:
            own = self._of(team, world)
            weight = own[COUNTED[metric]] if metric in COUNTED else own["at_work"]
            if metric == "speed_of_answer":
                weight = weight - own["called"]
            known = own[metric].notna()
            total = float(weight[known].sum())
            found.append(float((own[metric] * weight)[known].sum() / total) if total else math.nan)
        return found[0], found[1]

    def worn(self) -> Table:
        """Who burns out: strain, those with much of it, absence and quits, team by team."""
        numbers, say = self.voice.numbers, self.voice.say
        written: list[tuple[str, Callable[[float], str]]] = [
            ("employees", numbers.count),
            ("strain", lambda x: numbers.decimal(x, 2)),
            ("strained", numbers.percent),
            ("absence", lambda x: numbers.percent(x, 1)),
            ("vacancy", lambda x: numbers.percent(x, 1)),
            ("quits", numbers.count),
        ]
        rows: list[tuple[Cell, ...]] = []
        for team in self.teams:
            worlds = [self._last_year(team, world) for world in self.worlds]
            cells = (moved(write, worlds[0][key], worlds[1][key]) for key, write in written)
            rows.append((self.named(team), *cells))
        return self.table("worn", (say("team"), *(say(f"team_{key}") for key, _ in written)), rows)

    def _last_year(self, team: str, world: str) -> dict[str, float]:
        """Means of a team's last twelve months, and its quits a year."""
        own = self._of(team, world).tail(YEAR)
        days = days_of(self.comparison.horizon_days)[-len(own) :]
        told = own[["employees", "strain", "strained", "absent", "at_work", "vacant"]]
        known = told.notna().mul(days, axis=0).sum()
        mean = told.mul(days, axis=0).sum() / known.where(known > 0)
        there, places = mean["absent"] + mean["at_work"], mean["employees"] + mean["vacant"]
        return {
            **{key: float(mean[key]) for key in ("employees", "strain", "strained")},
            "absence": float(mean["absent"] / there) if there else float("nan"),
            "vacancy": float(mean["vacant"] / places) if places else float("nan"),
            "quits": float(own["quits"].sum(min_count=1) * DAYS_A_YEAR / days.sum()),
        }

    def waits(self) -> Table:
        """How each archetype fares in line."""
        frame = self.comparison.details.waits.set_index(["scenario", "archetype"])
        minutes = (frame["wait"] / 60).to_dict()
        unserved = frame["share_unserved"].to_dict()
        numbers, say = self.voice.numbers, self.voice.say
        rows: list[tuple[Cell, ...]] = []
        for name, archetype in self.case.archetypes.items():
            today, then = ((world, name) for world in self.worlds)
            wait = moved(lambda m: numbers.decimal(m, 1), minutes[today], minutes[then])
            share = moved(lambda s: numbers.percent(s, 1), unserved[today], unserved[then])
            rows.append((self.voice.named(archetype.label, name), wait, share))
        head = (say("archetype"), say("team_wait"), say("team_unserved"))
        return self.table("waits", head, rows)

    def _of(self, team: str, world: str) -> pd.DataFrame:
        mine = (self.months["team"] == team) & (self.months["scenario"] == world)
        return self.months[mine].sort_values("month")


def _unserved(months: pd.DataFrame) -> pd.DataFrame:
    """All who tried to reach a team in each month, and who of them was not served."""
    came = months["offered"] / (1 - months["turned_away"]).clip(lower=1e-9)
    left = ((months["abandonment"] + months["sent_away"]) * months["offered"]).fillna(0.0)
    return pd.DataFrame({"came": came, "unserved": left + came - months["offered"]})


def _overloaded(months: pd.DataFrame) -> pd.Series[bool]:
    """In which months more wait at the end than are answered on a day, and twice the usual number.

    Or more than half of those who try to reach the team are not served.
    """
    daily, counts = months["answered"] * YEAR / 365, _unserved(months)
    waiting = months["waiting"]
    long = (waiting > daily.clip(lower=1.0)) & (waiting > 2 * waiting.median())
    return long | (counts["unserved"] > MOST_UNSERVED * counts["came"])


def _overload(
    months: pd.DataFrame, percent: Callable[[float], str]
) -> Iterator[tuple[str, dict[str, str]]]:
    """What says that a team's line cannot clear: sentences by key, with their parts."""
    if months.empty:
        return
    lost = months["lost"].sum()
    waiting = months["waiting"].to_numpy()
    daily = months["answered"].iloc[-1] * YEAR / 365
    if lost > 0:
        yield "overload_lost", {}
    elif waiting[-1] > max(1.0, daily) and waiting[-1] > 1.1 * waiting[(len(waiting) - 1) // 2]:
        yield "overload_grows", {}
    came, unserved = _unserved(months).sum()
    if came > 0 and unserved / came > MOST_UNSERVED:
        yield "overload_unserved", {"share": percent(float(unserved / came))}
