"""What comes out of teams: each one's months and half-hours, and metrics of all of them.

Counts and money are the firm's own, whatever share of it teams are run at (`firm.team_scale`).

- *Service level*: of the stays in line that ended, the share answered within the promise
  (`answer_within_seconds`). Who gave up was not answered in time, however early.
- *Speed of answer*: mean wait of those who were answered; *wait*: of all whose stay ended.
- *Calls back*: who takes the offer of a call is offered and, when it comes, answered, but hangs on
  for nothing: contact centres leave calls back out of service level and speed of answer, and so do
  all three, with their waits, which *wait for a call* is the mean of. Where everybody has gone home
  before the call was made, a promise was broken: sent away, not in time, and no wait in line.
- *Abandonment*: of the stays in line begun, the share given up. Who was sent away when the last
  employee went home, or who found the team closed, is told apart.
- *Utilisation*, by half-hour *occupancy*: share of working time spent with customers. Who serves
  on into a break, or after the end of a shift, can bring it above 1.
- *Strain*: mean over who is employed, in the evening (0–5, rule 10).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from cxsim.behaviour.parameters import DAYS_A_YEAR
from cxsim.engine.record import LINE_WAIT, MILLION, SERVED, UNSERVED, month_of
from cxsim.engine.run import Lived
from cxsim.engine.staffed.tables import TEAM_DAILY, TEAM_HOURS
from cxsim.scenario.team_checks import somebody_there
from cxsim.scenario.teams import CLOSED, WEEKDAYS, Team, hours_of
from cxsim.world.teams import MINUTE, SLOTS

SECOND = MINUTE / 60
"""Microseconds."""
HALF_HOURS = tuple(f"{slot // 2:02d}:{30 * (slot % 2):02d}" for slot in range(SLOTS))
"""When each half-hour begins."""

OF_TEAMS = (
    *("service_level", "speed_of_answer", "abandonment", "utilisation"),
    *("strain", "employee_turnover"),
)
"""Metrics of teams, in the order in which they are told."""

Counts = dict[str, np.ndarray]
"""Columns of a team's counts by name, all of one shape."""


def team_metrics(lived: Lived) -> dict[str, float]:
    """Metrics of all teams over the horizon; none where nobody came or nobody is employed.

    Returns
    -------
    dict
        `service_level`, `abandonment`, `utilisation` as shares, `speed_of_answer` in seconds,
        `strain` 0–5, `employee_turnover` a year. Contacts of all teams weigh alike, and so do
        employees.
    """
    days = _columns(lived.record.team_days.sum(axis=(0, 1)), TEAM_DAILY)
    told = {
        "service_level": _service_level(days),
        "speed_of_answer": _speed_of_answer(days),
        "abandonment": _over(days["abandoned"], days["offered"]),
        "utilisation": _over(days["busy"], days["duty"]),
        "strain": _over(days["strain"] / MILLION, days["employed"]),
        "employee_turnover": _over(DAYS_A_YEAR * days["quits"], days["employed"]),
    }
    return {name: float(value) for name, value in told.items() if np.isfinite(value)}


def by_month(lived: Lived) -> np.ndarray:
    """Counts of each team's months, (months, teams, len(TEAM_DAILY)).

    Who waits at midnight is carried from day to day: of a month, the last day's count is kept.
    """
    days = lived.record.team_days
    month = np.array([month_of(day) for day in range(len(days))])
    found = np.zeros((lived.record.team_hours.shape[0], *days.shape[1:]))
    np.add.at(found, month, days)
    last = np.flatnonzero(np.diff(np.append(month, -1)))
    for name in ("carried", "carried_wait"):
        found[:, :, TEAM_DAILY.index(name)] = days[last, :, TEAM_DAILY.index(name)]
    return found


def by_archetype(lived: Lived) -> np.ndarray:
    """Contacts served, days on which one was sought in vain, and minutes in line of both, (a, 3).

    Who waits for a call is not in line meanwhile.
    """
    totals = lived.record.daily.sum(axis=0)[:, [SERVED, UNSERVED, LINE_WAIT]].astype(float)
    totals[:, 2] /= MINUTE
    return np.asarray(totals)


def days_of(horizon: int) -> np.ndarray:
    """Days of each month of a horizon, (months,)."""
    return np.bincount([month_of(day) for day in range(horizon)])


def weekdays_of(horizon: int) -> np.ndarray:
    """Mondays to Sundays in each month of a horizon, (months, 7)."""
    found = np.zeros((len(days_of(horizon)), len(WEEKDAYS)), int)
    for day in range(horizon):
        found[month_of(day), day % len(WEEKDAYS)] += 1
    return found


def teams_frame(
    names: Sequence[str], counts: np.ndarray, days: np.ndarray, scale: float
) -> pd.DataFrame:
    """Each team's months, tidy.

    Parameters
    ----------
    names : sequence of str
    counts : (months, teams, len(TEAM_DAILY)) array
        See `by_month`, or a mean of several runs.
    days : (months,) array
        Days of each month.
    scale : float
        `firm.team_scale`.

    Returns
    -------
    DataFrame
        month (from 1), team; offered (stays in line begun), answered, service_level,
        speed_of_answer (s), wait (s), abandonment, sent_away (of offered), turned_away (of all who
        came), called_back (of offered, who took the offer), called (calls made, which `answered`
        counts too), uncalled (promised, and not made before all had gone), wait_for_call (s, of
        both), handed_on (of answered), utilisation; employees, at_work,
        absent, vacant (mean a day), quits, hired, strain, strained (share of employees with a
        strain above 1), wages (with hiring, the firm's money), waiting (at the month's last
        midnight), lost (came, and found no room in the simulation).
    """
    days = np.asarray(days, float)[:, None]
    c = _columns(counts, TEAM_DAILY)
    return _tidy(
        {"month": range(1, len(counts) + 1), "team": names},
        {
            "offered": c["offered"] / scale,
            "answered": c["answered"] / scale,
            "service_level": _service_level(c),
            "speed_of_answer": _speed_of_answer(c),
            "wait": _wait(c, c["answered"] + c["abandoned"] + c["sent_away"]),
            "abandonment": _over(c["abandoned"], c["offered"]),
            "sent_away": _over(c["sent_away"], c["offered"]),
            "turned_away": _over(c["turned_away"], c["turned_away"] + c["offered"]),
            "called_back": _over(c["called_back"], c["offered"]),
            "called": c["called"] / scale,
            "uncalled": c["uncalled"] / scale,
            "wait_for_call": _wait_for_call(c),
            "handed_on": _over(c["handed_on"], c["answered"]),
            "utilisation": _over(c["busy"], c["duty"]),
            "employees": c["employed"] / days / scale,
            "at_work": c["at_work"] / days / scale,
            "absent": c["absent"] / days / scale,
            "vacant": c["vacant"] / days / scale,
            "quits": c["quits"] / scale,
            "hired": c["hired"] / scale,
            "strain": _over(c["strain"] / MILLION, c["employed"]),
            "strained": _over(c["strained"], c["employed"]),
            "wages": c["wages"] / MILLION / scale,
            "waiting": c["carried"] / scale,
            "lost": c["lost"] / scale,
        },
    )


def hours_frame(
    teams: Mapping[str, Team], counts: np.ndarray, weekdays: np.ndarray, scale: float
) -> pd.DataFrame:
    """Each team's half-hours by month, tidy.

    A day on which a team is closed is none of its days: means a day are over those on which it
    opens, so that no closed Sunday makes the others look quiet. Of who is at work, a closed day
    counts where somebody is to be there even so, by the shifts: that is in the count, too.

    Parameters
    ----------
    teams : mapping of str to Team
    counts : (months, teams, half-hours, len(TEAM_HOURS)) array
        As `Record.team_hours`, or a mean of several.
    weekdays : (months, 7) array
        See `weekdays_of`.
    scale : float
        `firm.team_scale`.

    Returns
    -------
    DataFrame
        month, team, time ("08:00"); offered and at_work (mean a day); wait (s, of those who came
        then), wait_for_call (s, likewise), service_level, abandonment (with who was sent away; of
        the stays that ended), mood (SD, of who is at work), occupancy.
    """
    opens, works = _week(teams)
    opened = np.broadcast_to((weekdays @ opens.T)[..., None], counts.shape[:-1])
    worked = np.tensordot(weekdays, works | opens[..., None], axes=(1, 1))
    c = _columns(counts, TEAM_HOURS)
    ended = c["answered"] + c["abandoned"]
    return _tidy(
        {"month": range(1, len(counts) + 1), "team": tuple(teams), "time": HALF_HOURS},
        {
            "offered": _over(c["offered"], opened) / scale,
            "at_work": _over(c["at_work"], worked) / scale,
            "wait": _wait(c, ended),
            "wait_for_call": _wait_for_call(c),
            "service_level": _over(c["in_time"], ended - c["called"]),
            "abandonment": _over(c["abandoned"], ended),
            "mood": _over(c["mood"] / MILLION, c["at_work"]),
            "occupancy": _over(c["busy"], c["duty"]),
        },
    )


def _week(teams: Mapping[str, Team]) -> tuple[np.ndarray, np.ndarray]:
    """On which weekdays each team opens, (teams, 7); and when somebody works, (teams, 7, 48)."""
    opens = [[hours_of(one.open, day) != CLOSED for day in WEEKDAYS] for one in teams.values()]
    there = b"".join(somebody_there(one) for one in teams.values())
    minutes = np.frombuffer(there, bool).reshape(len(teams), len(WEEKDAYS), SLOTS, 30)
    works = np.asarray(minutes.any(axis=-1))
    return np.array(opens, bool).reshape(len(teams), len(WEEKDAYS)), works


def waits_frame(archetypes: Sequence[str], counts: np.ndarray) -> pd.DataFrame:
    """How each archetype fared in line: archetype, served, unserved, share unserved, wait.

    Parameters
    ----------
    archetypes : sequence of str
    counts : (archetypes, 3) array
        See `by_archetype`.

    Returns
    -------
    DataFrame
        archetype; served (contacts) and unserved (days on which one was sought in vain) of
        simulated customers; share_unserved; wait (s in line, mean of both).
    """
    served, unserved, minutes = counts.T
    return pd.DataFrame(
        {
            "archetype": list(archetypes),
            "served": served,
            "unserved": unserved,
            "share_unserved": _over(unserved, served + unserved),
            "wait": _over(60 * minutes, served + unserved),
        }
    )


def _columns(counts: np.ndarray, names: Sequence[str]) -> Counts:
    return {name: counts[..., n].astype(float) for n, name in enumerate(names)}


def _service_level(c: Counts) -> np.ndarray:
    ended = c["answered"] + c["abandoned"] + c["sent_away"]
    return _over(c["in_time"], ended - c["called"])


def _speed_of_answer(c: Counts) -> np.ndarray:
    return _over(c["answered_wait"] / SECOND, c["answered"] - c["called"])


def _wait(c: Counts, ended: np.ndarray) -> np.ndarray:
    """Mean wait of the stays in line that ended, s, calls back left out."""
    return _over((c["waited"] - c["called_wait"]) / SECOND, ended - c["called"] - c["uncalled"])


def _wait_for_call(c: Counts) -> np.ndarray:
    """Mean wait of those to whom a call was promised, s, until it came or nobody was left."""
    return _over(c["called_wait"] / SECOND, c["called"] + c["uncalled"])


def _over(amount: np.ndarray, of: np.ndarray) -> np.ndarray:
    """A quotient; NaN where there is nothing to divide by."""
    return np.asarray(np.divide(amount, of, out=np.full(np.shape(of), np.nan), where=of > 0))


def _tidy(axes: dict[str, Sequence[object]], columns: Counts) -> pd.DataFrame:
    """Arrays of one shape as a tidy frame, one row for each of their cells."""
    index = pd.MultiIndex.from_product([list(one) for one in axes.values()], names=list(axes))
    flat = {name: np.asarray(column).reshape(-1) for name, column in columns.items()}
    return pd.DataFrame(flat, index).reset_index()
