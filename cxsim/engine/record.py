"""What a run writes down: counts and sums by day, month and touchpoint, and events on request.

Sums that many people share are integers (money and satisfaction in millionths), so neither the
order nor the grouping of additions can change them. Days before day 0 are not written down.
"""

from __future__ import annotations

import numpy as np

from cxsim.arrays import Arrays, Records
from cxsim.behaviour.reasons import REASONS
from cxsim.compiled import part, rule
from cxsim.scenario.schema import MONTH
from cxsim.world.people import CAUSES
from cxsim.world.teams import SLOTS

from .staffed.tables import TEAM_DAILY, TEAM_HOURS

DAILY = (
    "joined",
    "left_voluntary",
    "left_non_payment",
    "left_involuntary",
    "dropped_out",
    "exposed",
    "journeys",
    "done",
    "given_up",
    "visits",
    "talked_well",
    "talked_badly",
    "heard",
    "purchases",
    "revenue",
    "margin",
    "contact_cost",
    "value",
    "helped",
    "helped_at_once",
    "broken_off",
    "stayed",
    "failures",
    "complaints",
    "caused",
    "came_back",
    "repeated",
    "contacted",
    "taken",
    "campaign_cost",
    "rated",
    "content",
    "ease",
    "lines_dropped",
    "lines_added",
    "promises",
    "promises_kept",
    "promises_broken",
    "served",
    "unserved",
    "line_wait",
    "won_back",
    "acquisition_cost",
    "seeded",
    "reached",
    "called",
    "call_cost",
)
"""Columns of `Record.daily`. `exposed` counts customers who faced a renewal; `revenue`, `margin`,
`contact_cost` (of visits), `campaign_cost`, `acquisition_cost` (of who joined) and `call_cost` (of
calls to who answered badly) are millionths of money; `value` is margin less these costs,
discounted; `broken_off` counts journeys cut short by leaving, `stayed` customers talked out of
leaving; `failures` visits that failed, `complaints` those complained of, `caused` and
`came_back` the help journeys opened by a failure and by coming back, `repeated` help that ended and
was a repeat or took more than one contact; `contacted` contacts by campaigns, `taken` offers taken,
`seeded` those who told friends of it;
`rated` counts ended journeys with a contact, `content` those of CSAT 4–5 and `ease` sums their
CES; `promises` counts steps that were promised for a day, `promises_kept` those that came by then,
and `promises_broken` days that passed without; `served` counts contacts with a team, `unserved`
days on which one was sought in vain, and `line_wait` sums the microseconds of either in line, the
wait for a call left out; `won_back` counts those of `joined` who had left before; `reached` counts
hearings of the day's stories, a person hearing each once at most; `called` calls to who had
answered a survey as a detractor."""
(
    JOINED,
    LEFT_VOLUNTARY,
    LEFT_NON_PAYMENT,
    LEFT_INVOLUNTARY,
    DROPPED_OUT,
    EXPOSED,
    JOURNEYS,
    DONE,
    GIVEN_UP,
    VISITS,
    TALKED_WELL,
    TALKED_BADLY,
    HEARD,
    PURCHASES,
    REVENUE,
    MARGIN,
    CONTACT_COST,
    VALUE,
    HELPED,
    HELPED_AT_ONCE,
    BROKEN_OFF,
    STAYED,
    FAILURES,
    COMPLAINTS,
    CAUSED,
    CAME_BACK,
    REPEATED,
    CONTACTED,
    TAKEN,
    CAMPAIGN_COST,
    RATED,
    CONTENT,
    EASE,
    LINES_DROPPED,
    LINES_ADDED,
    PROMISES,
    PROMISES_KEPT,
    PROMISES_BROKEN,
    SERVED,
    UNSERVED,
    LINE_WAIT,
    WON_BACK,
    ACQUISITION_COST,
    SEEDED,
    REACHED,
    CALLED,
    CALL_COST,
) = range(len(DAILY))

TOUCHED = ("visits", "satisfaction", "failures", "cost")
SURVEYS = (
    "asked",
    "answered",
    "promoters",
    "detractors",
    "scored",
    "scored_content",
    "scored_ease",
)
"""Columns of `Record.surveys`; the last three are of answers about a journey with a contact, as
`rated`, `content` and `ease` are of all such journeys."""
ASKED, ANSWERED, PROMOTERS, DETRACTORS, SCORED, SCORED_CONTENT, SCORED_EASE = range(len(SURVEYS))
REVIEWED = ("answers", "scores", "visits", "felt", "fixed")
"""Columns of `Record.heard`: CSAT answers since the last review and their sum, visits and their
satisfaction (millionths) since day 0, and the first day on which a fix decided on is felt; 0: none
was."""
HEARD_ANSWERS, HEARD_SCORES, HEARD_VISITS, HEARD_FELT, HEARD_FIXED = range(len(REVIEWED))
CENSUS = ("customers", "retained", "promoters", "detractors", "satisfaction", "square")
"""Columns of `Record.census`; satisfaction and its square are sums in millionths."""

VISIT, ENDED, JOIN, LEAVE, PURCHASE, TALK, ANSWER = range(7)
COMPLAINT, CONTACT, LINE_DROPPED, LINE_ADDED, WAIT, QUEUE, HEAR = range(7, 14)
EVENT = np.dtype(
    [
        ("day", "i4"),
        ("person", "i4"),
        ("kind", "i1"),
        ("failed", "i1"),
        ("need", "i2"),
        ("occurrence", "i4"),
        ("step", "i2"),
        ("touchpoint", "i2"),
        ("to", "i2"),
        ("felt", "f8"),
    ],
    align=True,
)
"""An event. A visit's `felt` is its satisfaction and `to` where it led; a journey's end has its
memory M and its outcome; joining (`step` is how often one has come back), leaving (`to` is the
cause, `step` and `felt` the real and the declared reason of who chose to, `occurrence` the number
of the competitor gone to, from 1; 0 none), a purchase (its amount), talk (its memory), an answer
(0–10), a complaint (what the failed visit felt like; `to` is the journey it opens, −1 none) and a
promised day that passes (`to` is what it was for) likewise; a campaign's contact has its number in
`to` and in `felt` whether the offer was taken; a line dropped or added has the line's number in
`to`. A stay in a team's line has its minutes, what came of it in `to` (`tables.SERVED` and on) and
in `failed` whether it ended with a call back. Hearing a story has its teller in `occurrence`, in
`to` 1 where it is blame, and in `felt` how strong the tie is, once for each tie that brings it.
Journeys that failures open, or that come back, have occurrences of their own, −1, −2, …"""

MILLION = 1_000_000.0
SOURCES = 4
"""What brings new customers: `stages.acquiring` and `measure.acquisition` name them."""


class Record(Arrays):
    """Axes: d days, a archetypes, m months, t touchpoints, c channels (the last is relational)."""

    daily: np.ndarray
    """(d, a, len(DAILY)) int64."""
    touched: np.ndarray
    """(m, a, t, len(TOUCHED)) int64."""
    surveys: np.ndarray
    """(m, c + 1, len(SURVEYS)) int64."""
    census: np.ndarray
    """(m, a, len(CENSUS)) int64, at the last day of each month and of the horizon."""
    reasons: np.ndarray
    """(a, reasons, reasons) int64: who left by choice, by real reason and by the one declared."""
    destinations: np.ndarray
    """(a, competitors + 1, causes) int64: who left, by where to (the last is nowhere) and cause."""
    switches: np.ndarray
    """(a, competitors + 1, reasons, reasons) int64: `reasons`, by where to."""
    origins: np.ndarray
    """(a, competitors + 1, 2) int64: who joined, by where from; for the first time, and again."""
    acquired: np.ndarray
    """(d, a, sources, 2) int64: who joined by what brought them, and what they cost, millionths."""
    advertising: np.ndarray
    """(d,) what the firm's advertising costs, its own money."""
    heard: np.ndarray
    """(looks at the scores, t, len(REVIEWED)) int64: what the firm had been answered of each
    touchpoint on each day on which it looked."""
    fixing: np.ndarray
    """(d,) int64: what the fixes decided on cost, millionths of the firm's own money."""
    reviews: np.ndarray
    """(m, a, 5) int64: reviews written, by star."""
    rating: np.ndarray
    """(m, 2) as `State.shown` on the last day of each month."""
    answers: np.ndarray
    """(people,) int8: what each customer would answer at the horizon; −1 for the others."""
    team_days: np.ndarray
    """(d, teams, len(TEAM_DAILY)) int64."""
    team_hours: np.ndarray
    """(m, teams, half-hours, len(TEAM_HOURS)) int64."""
    events: Records
    """(capacity,) records of `EVENT`."""
    written: np.ndarray
    """(2,) int64: events written, and people with a smaller id than the second are recorded."""


def months(horizon: int) -> int:
    """Months that have a day of the horizon, by the rule of `month_of`."""
    return int((horizon - 1) / MONTH) + 1


def empty_record(
    horizon: int,
    archetypes: int,
    touchpoints: int,
    channels: int,
    people: int,
    recorded: int,
    teams: int = 0,
    competitors: int = 0,
    looks: int = 0,
) -> Record:
    """A record with nothing in it; `recorded` people have their events written down.

    `looks` is how often the firm looks at the scores of its surveys.
    """
    spans, reasons = months(horizon), len(REASONS)
    places = competitors + 1 if competitors else 0
    return Record(
        daily=np.zeros((horizon, archetypes, len(DAILY)), np.int64),
        touched=np.zeros((spans, archetypes, touchpoints, len(TOUCHED)), np.int64),
        surveys=np.zeros((spans, channels + 1, len(SURVEYS)), np.int64),
        census=np.zeros((spans, archetypes, len(CENSUS)), np.int64),
        reasons=np.zeros((archetypes, reasons, reasons), np.int64),
        destinations=np.zeros((archetypes, places, len(CAUSES)), np.int64),
        switches=np.zeros((archetypes, places, reasons, reasons), np.int64),
        origins=np.zeros((archetypes, places, 2), np.int64),
        acquired=np.zeros((horizon, archetypes, SOURCES, 2), np.int64),
        advertising=np.zeros(horizon),
        heard=np.zeros((looks, touchpoints, len(REVIEWED)), np.int64),
        fixing=np.zeros(horizon, np.int64),
        reviews=np.zeros((spans, archetypes, 5), np.int64),
        rating=np.zeros((spans, 2)),
        answers=np.full(people, -1, np.int8),
        team_days=np.zeros((horizon, teams, len(TEAM_DAILY)), np.int64),
        team_hours=np.zeros((spans, teams, SLOTS, len(TEAM_HOURS)), np.int64),
        events=np.zeros(1, EVENT).view(np.recarray),
        written=np.array([0, recorded], np.int64),
    )


@rule
def millionths(amount: float) -> int:
    """An amount as a whole number of millionths, rounded half up."""
    return int(np.floor(amount * MILLION + 0.5))


@rule
def month_of(day: int) -> int:
    """Month (0, 1, …) of a day from day 0."""
    return int(day / MONTH)


@part
def count(record: Record, day: int, archetype: int, what: int, amount: int) -> None:
    """Add to a daily count, from day 0 on."""
    if day >= 0:
        record.daily[day, archetype, what] += amount


@part
def note(
    record: Record,
    day: int,
    person: int,
    kind: int,
    need: int,
    occurrence: int,
    step: int,
    touchpoint: int,
    to: int,
    failed: int,
    felt: float,
) -> None:
    """Write an event down, if this person's are."""
    if day < 0 or person >= record.written[1]:
        return
    at = record.written[0]
    record.written[0] = at + 1
    if at >= record.events.size:
        return
    event = record.events[at]
    event.day = day
    event.person = person
    event.kind = kind
    event.need = need
    event.occurrence = occurrence
    event.step = step
    event.touchpoint = touchpoint
    event.to = to
    event.failed = failed
    event.felt = felt
