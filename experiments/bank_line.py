"""A bank's telephone line: what calls tell of it, and days of it simulated (`bank_calls.py`)."""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from heapq import heappop, heappush
from pathlib import Path

import numpy as np
import pandas as pd

OUTAGE = 990203
WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
TYPES = ("PS", "PE", "IN", "NE", "NW", "TT")
MEANING = {
    "PS": "regular service",
    "PE": "regular service in English",
    "IN": "the bank's pages on the internet",
    "NE": "stock exchange",
    "NW": "prospects who ask about the bank",
    "TT": "calls back to who left a message",
}
PROSPECT = "NW"
UNSEEN = {"wed": ("tue", "thu")}
"""The only odd Wednesday is that of the outage: it is taken for the mean of its neighbours."""
QUARTER, HALF_HOUR, DAY = 900, 1800, 86400
SHORT = 10
"""Seconds below which Brown et al. take a service for an agent who hung up to have a rest."""
POINTS = (
    *(5, 10, 15, 20, 30, 45, 60, 75, 90, 120, 150, 180, 240, 300, 360, 420, 480, 600, 720),
    *(900, 1080, 1320),
)
"""Seconds at which patience is told."""
FEW = 3
"""Services begun in a half-hour for it to be one of opening."""
AT_RISK = 10
"""Patience is told as far as so many were still waiting."""
ANSWER = 20
"""Seconds of the service level."""
FITTING, HALVINGS, SEED = 40, 11, 1999


@dataclass(frozen=True)
class Patience:
    """The share still waiting after so many seconds, straight between; at the end all stay."""

    seconds: np.ndarray
    staying: np.ndarray

    def of(self, luck: np.ndarray) -> np.ndarray:
        """Patience in seconds of callers with this luck, uniform in 0..1."""
        gone = np.interp(luck, self.staying[::-1], self.seconds[::-1])
        return np.where(luck <= self.staying[-1], np.inf, gone)


@dataclass(frozen=True)
class Service:
    """Lognormal durations: mean in seconds, and standard deviation by mean."""

    mean: float
    cv: float

    def of(self, luck: np.random.Generator, number: int) -> np.ndarray:
        """As many durations, in seconds."""
        variance = np.log1p(self.cv**2)
        return luck.lognormal(np.log(self.mean) - variance / 2, np.sqrt(variance), number)


@dataclass(frozen=True)
class Centre:
    """How the line is run, and how people behave in it."""

    service: dict[str, Service]
    patience: Patience
    """In units of each type's own clock."""
    clock: dict[str, float]
    """Multiplier of patience by type."""
    priority: dict[str, np.ndarray]
    """Shares of priorities 0, 1, 2 among callers of a type."""
    head_start: Sequence[float] = (0, 0, 0)
    """Seconds that each priority is taken to have waited already."""
    eager: Sequence[float] = (1.0,)
    """Multiplier of availability when so many are in line (the last: or more)."""


@dataclass(frozen=True)
class Day:
    """Who calls and who serves on one day."""

    at: np.ndarray
    """Second of the day at which each caller wants an agent, rising."""
    kind: np.ndarray
    serving: np.ndarray
    """Agents seen serving in each quarter-hour, (96,)."""


COMPARED = (
    "gave up, of those who waited",
    "gave up, of all",
    "had to wait",
    "mean wait, s",
    f"answered within {ANSWER} s, of all",
)


def tally(wait: np.ndarray, left: np.ndarray) -> np.ndarray:
    """Of callers: how many, how many waited, gave up, were answered soon; seconds waited; (5,)."""
    soon = ~left & (wait <= ANSWER)
    return np.array([len(wait), (wait > 0).sum(), left.sum(), soon.sum(), wait.sum()], float)


def compared(days: np.ndarray) -> np.ndarray:
    """What is COMPARED, of tallies (..., days, 5) with the days taken together; (..., 5)."""
    number, waited, left, soon, seconds = np.moveaxis(days.sum(axis=-2), -1, 0)
    return np.stack(
        [left / waited, left / number, waited / number, seconds / number, soon / number], axis=-1
    )


# ---------------------------------------------------------------- the calls


def read(file: Path) -> pd.DataFrame:
    """Calls that are kept, with what the study needs of each.

    Phantom calls and the day of the outage are left out. `fate` is `served`, `gave up` (waited and
    hung up), `hung up` (never waited) or `no agent` (said to be served, but by nobody).
    """
    raw = pd.read_csv(file)
    raw = raw[(raw.outcome != "PHANTOM") & (raw.date != OUTAGE)]
    calls = pd.DataFrame({"date": raw.date, "kind": raw.type, "priority": raw.priority})
    calls["customer"] = raw.customer_id
    days = pd.to_datetime(raw.date.astype(str), format="%y%m%d").dt.day_of_week
    calls["day"] = [WEEK[day] for day in days]
    calls["at"] = _seconds(raw.vru_exit)
    calls["wait"] = raw.q_time
    begun = _seconds(raw.ser_start)
    calls["begun"] = begun + DAY * (begun < calls["at"] - HALF_HOUR)
    calls["service"] = raw.ser_time
    calls["agent"] = raw.server
    served = raw.outcome == "AGENT"
    calls["fate"] = np.select(
        [served & (raw.server != "NO_SERVER"), served, raw.q_time > 0],
        ["served", "no agent", "gave up"],
        "hung up",
    )
    return calls.sort_values(["date", "at"], kind="stable").reset_index(drop=True)


def _seconds(clock: pd.Series) -> pd.Series:
    parts = clock.str.split(":", expand=True).astype(int)
    return parts[0] * 3600 + parts[1] * 60 + parts[2]


def wanted(calls: pd.DataFrame) -> pd.DataFrame:
    """Calls that came to the line: served, or given up after a wait."""
    return calls[calls.fate.isin(["served", "gave up"])]


def seen(calls: pd.DataFrame) -> np.ndarray:
    """Tallies of the dates, (dates, 5)."""
    return np.array(
        [
            tally(here.wait.to_numpy(), (here.fate == "gave up").to_numpy())
            for _, here in wanted(calls).groupby("date")
        ]
    )


# ---------------------------------------------------------------- what is learnt


SIMPLEST = "first come first served, one patience"
APART = "prospects less patient"


def learnt(calls: pd.DataFrame) -> Centre:
    """Estimate from calls the simplest centre: first come first served, one patience for all."""
    calls = wanted(calls)
    waited = calls[calls.wait > 0]
    durations = calls[calls.fate == "served"].groupby("kind").service
    return Centre(
        {kind: Service(mine.mean(), mine.std() / mine.mean()) for kind, mine in durations},
        kaplan_meier(waited),
        dict.fromkeys(TYPES, 1.0),
        {
            kind: np.bincount(mine, minlength=3) / len(mine)
            for kind, mine in waited.groupby("kind").priority
        },
    )


def variants(calls: pd.DataFrame) -> dict[str, Centre]:
    """The simplest centre, and what more the calls tell."""
    simplest = learnt(calls)
    apart = hurried(simplest, calls)
    ahead = head_starts(calls)
    pauses = eager(calls)
    return {
        SIMPLEST: simplest,
        APART: apart,
        "strict priority": replace(simplest, head_start=(0, DAY, 2 * DAY)),
        "strict priority, prospects less patient": replace(apart, head_start=(0, DAY, 2 * DAY)),
        "head starts, prospects less patient": replace(apart, head_start=ahead),
        "agents pause less when the line is long": replace(simplest, eager=pauses),
        "pause less, prospects less patient": replace(apart, eager=pauses),
        "pause less, head starts, prospects less patient": replace(
            apart, head_start=ahead, eager=pauses
        ),
    }


def hurried(centre: Centre, calls: pd.DataFrame) -> Centre:
    """With patience on two clocks, as the multiplier of an archetype has it.

    The multiplier is the one with which the prospects' curve lies nearest that of the customers;
    the table is that of all, each on their own clock, told in customers' seconds.
    """
    waited = wanted(calls)[wanted(calls).wait > 0]
    prospects = waited.kind == PROSPECT
    theirs, others = kaplan_meier(waited[prospects]), kaplan_meier(waited[~prospects])

    def apart(multiplier: float) -> float:
        until = min(theirs.seconds[-1] / multiplier, others.seconds[-1])
        here = np.linspace(0, until, 200)
        curve = np.interp(here * multiplier, theirs.seconds, theirs.staying)
        return float(((curve - np.interp(here, others.seconds, others.staying)) ** 2).mean())

    multiplier = min(np.arange(0.1, 1.005, 0.01).round(2), key=apart)
    own = waited.assign(wait=np.where(prospects, waited.wait / multiplier, waited.wait))
    clock = centre.clock | {PROSPECT: float(multiplier)}
    return replace(centre, patience=kaplan_meier(own), clock=clock)


def kaplan_meier(waited: pd.DataFrame) -> Patience:
    """Share still waiting: a caller who is served might have waited longer (Kaplan & Meier 1958).

    Parameters
    ----------
    waited : DataFrame
        Calls that waited.
    """
    wait, left = waited.wait.to_numpy(), (waited.fate == "gave up").to_numpy()
    seconds, staying = [0], [1.0]
    moments = np.unique(wait[left])
    still = np.array([(wait >= moment).sum() for moment in moments])
    gone = np.array([(left & (wait == moment)).sum() for moment in moments])
    curve = np.cumprod(1 - gone / still)
    for point in POINTS:
        if (wait >= point).sum() < AT_RISK:
            break
        until = np.searchsorted(moments, point, side="right")
        seconds.append(point)
        staying.append(float(curve[until - 1]) if until else 1.0)
    return Patience(np.array(seconds, float), np.array(staying))


def hazard(waited: pd.DataFrame, minutes: int) -> list[tuple[float, int]]:
    """Of each minute of waiting: chance a minute to give up, and how many began it."""
    wait, left = waited.wait.to_numpy() / 60, (waited.fate == "gave up").to_numpy()
    found = []
    for minute in range(minutes):
        exposed = np.clip(wait - minute, 0, 1).sum()
        gone = (left & (wait > minute) & (wait <= minute + 1)).sum()
        found.append((float(gone / exposed), int((wait > minute).sum())))
    return found


@dataclass(frozen=True)
class Pairs:
    """Callers of whom one came while the other waited, both served in the end."""

    first: np.ndarray
    second: np.ndarray
    """Priority of who came first, and of who came later."""
    later: np.ndarray
    """Seconds between the two."""
    overtaken: np.ndarray

    def kept(self, head_start: Sequence[float]) -> float:
        """Share of pairs that were served in the order foretold by these head starts."""
        ahead = np.asarray(head_start)
        foretold = ahead[self.second] - ahead[self.first] > self.later
        return float((foretold == self.overtaken).mean())


def pairs(calls: pd.DataFrame) -> Pairs:
    """All pairs that tell who goes before whom."""
    found: list[tuple[int, int, int, bool]] = []
    served = calls[(calls.fate == "served") & (calls.wait > 0)]
    for _, day in served.groupby("date"):
        at, end = day["at"].to_numpy(), (day["at"] + day.wait).to_numpy()
        priority = day.priority.to_numpy()
        for one in range(len(at)):
            others = np.flatnonzero((at > at[one]) & (at < end[one]))
            found += [
                (priority[one], priority[other], at[other] - at[one], end[other] < end[one])
                for other in others
            ]
    return Pairs(*(np.array(column) for column in zip(*found, strict=True)))


def head_starts(calls: pd.DataFrame) -> tuple[float, float, float]:
    """The head starts, to ten seconds, that foretell the order of most pairs."""
    told = pairs(calls)
    grid = [(0.0, a, b) for a in np.arange(0, 301, 10.0) for b in np.arange(a, 501, 10.0)]
    return max(grid, key=told.kept)


def serving(calls: pd.DataFrame) -> np.ndarray:
    """Distinct agents who were serving at some time of each quarter-hour of one date, (96,)."""
    served = calls[calls.fate == "served"]
    first = served.begun.to_numpy() // QUARTER
    last = np.minimum((served.begun + served.service).to_numpy(), DAY - 1) // QUARTER
    agents = served.agent.to_numpy()
    return np.array(
        [len(set(agents[(first <= quarter) & (quarter <= last)])) for quarter in range(96)]
    )


def profile(calls: pd.DataFrame) -> np.ndarray:
    """Calls to the line in each half-hour of the day, (48,)."""
    return np.bincount(wanted(calls)["at"] // HALF_HOUR, minlength=48).astype(float)


def busy(calls: pd.DataFrame) -> pd.DataFrame:
    """Every 20 seconds with a line: how long, how many serving, how many seen that quarter."""
    every = np.arange(0, DAY, 20)

    def between(first: pd.Series, seconds: pd.Series) -> np.ndarray:
        begun = np.searchsorted(np.sort(first), every, side="right")
        return begun - np.searchsorted(np.sort(first + seconds), every, side="right")

    found = []
    for _, day in wanted(calls).groupby("date"):
        waited, served = day[day.wait > 0], day[day.fate == "served"]
        columns = {
            "line": between(waited["at"], waited.wait),
            "busy": between(served.begun, served.service),
            "seen": serving(day)[every // QUARTER],
        }
        found.append(pd.DataFrame(columns))
    moments = pd.concat(found)
    return moments[moments.line > 0]


LENGTHS = ((1, 1), (2, 2), (3, 3), (4, 5), (6, 999))
"""Lengths of the line told apart."""


def eager(calls: pd.DataFrame) -> tuple[float, ...]:
    """Share of the agents seen who are busy, by the length of the line, beside the mean of it."""
    moments = busy(calls)
    mean = moments.busy.sum() / moments.seen.sum()
    found = np.ones(LENGTHS[-1][0] + 1)
    for fewest, most in LENGTHS:
        mine = moments[moments.line.between(fewest, most)]
        found[fewest : most + 1] = mine.busy.sum() / mine.seen.sum() / mean
    found[0] = found[1]
    return tuple(found.tolist())


# ---------------------------------------------------------------- a day of the line


def lived(day: Day, centre: Centre, factor: float, luck: np.random.Generator) -> np.ndarray:
    """Simulate one day of the line, first come first served but for head starts; its tally.

    Parameters
    ----------
    factor : float
        Of the agents seen serving, the share that is available at any time; what is left over of
        a whole agent is there or not by chance, each quarter-hour.
    """
    number = len(day.at)
    service, patience, ahead = np.empty(number), np.empty(number), np.empty(number)
    for kind in TYPES:
        mine = np.flatnonzero(day.kind == kind)
        service[mine] = centre.service[kind].of(luck, len(mine))
        patience[mine] = centre.clock[kind] * centre.patience.of(luck.random(len(mine)))
        priority = luck.choice(3, len(mine), p=centre.priority[kind])
        ahead[mine] = np.asarray(centre.head_start)[priority]
    by_length = factor * day.serving[:, None] * np.asarray(centre.eager) + luck.random(96)[:, None]
    available = np.maximum(np.floor(by_length).astype(int), 1)
    return _served(day.at, service, day.at + patience, day.at - ahead, available.tolist())


def _served(
    at: np.ndarray,
    service: np.ndarray,
    patient_until: np.ndarray,
    rank: np.ndarray,
    available: Sequence[Sequence[int]],
) -> np.ndarray:
    """Serve callers in order of their rank; who is in line when the day ends is served then.

    Parameters
    ----------
    available : sequence
        Agents in each quarter-hour, by the length of the line.
    """
    wait, left = np.zeros(len(at)), np.zeros(len(at), bool)
    ends: list[float] = []
    line: list[tuple[float, int]] = []
    events = [(float(moment), 1, caller) for caller, moment in enumerate(at)]
    events += [(float(quarter * QUARTER), 0, quarter) for quarter in range(96)]
    events.sort()
    agents = available[0]

    def serve(now: float) -> None:
        for gone in [waiting for waiting in line if patient_until[waiting[1]] < now]:
            line.remove(gone)
            caller = gone[1]
            wait[caller], left[caller] = patient_until[caller] - at[caller], True
        while line and len(ends) < agents[min(len(line), len(agents) - 1)]:
            caller = line.pop(0)[1]
            wait[caller] = now - at[caller]
            heappush(ends, now + service[caller])

    for now, what, which in events:
        while ends and ends[0] <= now:
            serve(heappop(ends))
        if what:
            insort(line, (rank[which], which))
        else:
            agents = available[which]
        serve(now)
    while line:
        serve(heappop(ends))
    return tally(wait, left)


Days = Callable[[np.random.Generator], list[Day]]
"""The days of one replication."""


def replicated(days: Days, centre: Centre, factor: float, replications: int) -> np.ndarray:
    """Tallies (replications, days, 5); the same seeds whatever is asked."""
    return np.array(
        [
            [
                lived(day, centre, factor, np.random.default_rng([SEED, replication, number]))
                for number, day in enumerate(days(np.random.default_rng([SEED, replication])))
            ]
            for replication in range(replications)
        ]
    )


def fitted(days: Days, centre: Centre, tallies: np.ndarray) -> float:
    """The factor of availability with which the mean wait is that of tallies seen, by halving."""
    low, high = 0.4, 1.3
    wait = COMPARED.index("mean wait, s")
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        lives = replicated(days, centre, middle, FITTING).mean(axis=0)
        too_long = compared(lives)[wait] > compared(tallies)[wait]
        low, high = (middle, high) if too_long else (low, middle)
    return (low + high) / 2


# ---------------------------------------------------------------- what days are made of


def as_seen(calls: pd.DataFrame) -> Days:
    """The days as they were: who called when, and who was seen serving."""
    days = [
        Day(here["at"].to_numpy(float), here.kind.to_numpy(), serving(here))
        for _, here in wanted(calls).groupby("date")
    ]
    return lambda luck: days


@dataclass(frozen=True)
class Usual:
    """The days of a week as the odd dates have them."""

    volume: dict[str, float]
    """Calls to the line on each weekday."""
    hours: dict[str, tuple[float, float]]
    """Opening and closing, in hours."""
    profile: np.ndarray
    """Share of a long day's calls in each half-hour, (48,)."""
    kinds: np.ndarray
    """Shares of TYPES among calls."""
    serving: dict[str, np.ndarray]

    def rate(self, weekday: str) -> np.ndarray:
        """Calls expected in each half-hour: the profile while it is open, (48,)."""
        first, last = (round(2 * hour) for hour in self.hours[weekday])
        inside = np.zeros(48)
        inside[first:last] = self.profile[first:last]
        return self.volume[weekday] * inside / inside.sum()

    def days(self, weekdays: Sequence[str]) -> Days:
        """Such days, with as many calls as chance has it (Poisson)."""

        def drawn(luck: np.random.Generator) -> list[Day]:
            return [self._drawn(weekday, luck) for weekday in weekdays]

        return drawn

    def _drawn(self, weekday: str, luck: np.random.Generator) -> Day:
        calls = luck.poisson(self.rate(weekday))
        starts = np.repeat(HALF_HOUR * np.arange(48), calls)
        at = np.sort(starts + HALF_HOUR * luck.random(len(starts)))
        kinds = luck.choice(np.array(TYPES), len(at), p=self.kinds)
        return Day(at, kinds, self.serving[weekday])


def usual(calls: pd.DataFrame) -> Usual:
    """The week of these dates; a weekday that is unseen is the mean of two others."""
    calls = wanted(calls)
    by_day = {str(day): here for day, here in calls.groupby("day")}
    dates = {day: here.date.nunique() for day, here in by_day.items()}
    volume = {day: len(here) / dates[day] for day, here in by_day.items()}
    seen = {
        day: np.mean([serving(date) for _, date in here.groupby("date")], axis=0)
        for day, here in by_day.items()
    }
    hours = {day: opening(here) for day, here in by_day.items()}
    for day, (one, other) in UNSEEN.items():
        volume[day] = (volume[one] + volume[other]) / 2
        seen[day] = (seen[one] + seen[other]) / 2
        hours[day] = hours[one]
    long = calls[~calls.day.isin(["fri", "sat"])]
    kinds = np.array([(calls.kind == kind).mean() for kind in TYPES])
    return Usual(volume, hours, profile(long) / len(long), kinds, seen)


def opening(calls: pd.DataFrame) -> tuple[float, float]:
    """Opening and closing in hours: the half-hours in which a few services are begun."""
    begun = calls[calls.fate == "served"].begun // HALF_HOUR
    busy_ones = np.flatnonzero(np.bincount(begun, minlength=48)[:48] >= FEW)
    return float(busy_ones[0] / 2), float((busy_ones[-1] + 1) / 2)
