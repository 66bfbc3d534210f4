"""What changes while a run goes on: people, what they expect, when they act next, what was said."""

from __future__ import annotations

import numpy as np

from cxsim.arrays import Arrays, Records
from cxsim.compiled import part
from cxsim.world.people import CUSTOMER
from cxsim.world.teams import PRESENCE, SLOTS
from cxsim.world.world import BLOCK, Built

from .staffed import tables
from .staffed.hiring import take_on_first

WILL, SHOULD = 0, 1
"""Kinds of expectation."""
ACT, BILL, ASK = 0, 1, 2
"""Rows of the calendar: next step or need, next bill, next relational survey."""
GOOD, BAD, GONE = 0, 1, 2
"""Columns of the inbox."""
ALL_CUSTOMERS, ALL_SAY, ALL_WHO_LEFT, LIKED = 0, 1, 3, 4
"""Where `common` has what."""
STRETCH = 64
"""People between two marks of the calendar."""
LATER = 2**31 - 1
"""A day that does not come."""

FINISHED = np.dtype(
    [
        ("journey_key", "i8"),
        ("memory", "f8"),
        ("at", "f8"),
        ("person", "i8"),
        ("need", "i8"),
        ("occurrence", "i8"),
        ("outcome", "i8"),
        ("touchpoint", "i8"),
        ("contacts", "i8"),
        ("because", "i8"),
        ("last", "f8"),
        ("average", "f8"),
        ("since", "f8"),
        ("lost", "f8"),
        ("hardness", "f8"),
        ("hurdles", "i8"),
        ("marks", "i8"),
    ]
)
"""A journey that has just ended."""


UNDER_WAY = np.dtype(
    [
        ("journey_key", "i8"),
        ("at", "f8"),
        ("peak", "f8"),
        ("last", "f8"),
        ("total", "f8"),
        ("mood", "f8"),
        ("occurrence", "i4"),
        ("since", "i4"),
        ("promised", "i4"),
        ("contact", "i4"),
        ("touchpoint", "i2"),
        ("attempts", "i2"),
        ("step", "i2"),
        ("moments", "i2"),
        ("contacts", "i2"),
        ("hurdles", "i2"),
        ("ending", "i1"),
        ("because", "i1"),
        ("marks", "i1"),
        ("marred", "i1"),
    ],
    align=True,
)
"""A journey under way. `at` is the time of the pending step, `ending` the end that it waits for
(0: none), `because` what brought it about beside a need's own clock (0: nothing), `since` and
`promised` the days on which the pending step was promised and for which (`LATER`: nothing was),
`marks` the bits below. `hurdles` counts repeats, changes of channel and handoffs so far, `moments`
visits and waits; `marred` says whether a visit has failed; `mood` is that of the last visit.
`attempts` counts the days on which the pending step was to be served by a team, `contact` is what
came of today's."""
PASSED, SURVEYED, IN_LINE, KNOWN = 4, 8, 16, 64
"""Bits of `UNDER_WAY.marks`, beside those of `world.EDGE.toil` for the pending step: the promised
day has passed; the survey after the journey has been sent already; a team's line is waited in; the
story told so far is known there."""
FAILED, CAME_BACK = 1, 2
"""What brings a help journey about: a failure complained of; help given up before. Bits: who comes
back for help with a failure has both."""
CLAIM = np.dtype(
    [
        ("journey_key", "i8"),
        ("at", "f8"),
        ("since", "f8"),
        ("lost", "f8"),
        ("hardness", "f8"),
        ("need", "i2"),
        ("because", "i1"),
        ("fresh", "i1"),
    ],
    align=True,
)
"""Help that a customer seeks because of something lived: its journey's key, when it is due, its
need, why; when the failure was, what its journey took from satisfaction (not known while `fresh`),
how hard it is to make good. One a person, from the failure on until that help has ended: who is
being helped with one opens no second case."""
VISIT_NUMBERS = (
    "effort",
    "context",
    "waited",
    "fit",
    "staff",
    "display",
    "mood",
    "last",
    "failure",
    "failed",
    "branch",
    "gap",
    "met",
    "spread",
    "depth",
    "will",
    "should",
    "drawn",
    "score",
    "value",
    "expected",
    "felt",
)
VISITS = np.dtype(
    [
        (name, "u4", (BLOCK,))
        for name in ("person", "need", "touchpoint", "tail", "caused", "experience", "outcome")
    ]
    + [(name, "i8", (BLOCK,)) for name in ("step", "key", "luck")]
    + [(name, "f8", (BLOCK,)) for name in VISIT_NUMBERS]
)
"""Scratch: what the visits of a block need while they are lived, side by side."""


class State(Arrays):
    """Axes: p people, d dimensions, k needs."""

    people: Records
    customer: np.ndarray
    """(p,) 1 for customers, else 0: `people.status` again, small enough for fast memory."""
    expected: np.ndarray
    """(p, 2, d) what they think will happen, and what should, 0–10."""
    next_need: np.ndarray
    """(p, clocked needs) day on which each need fires next."""
    fired: np.ndarray
    """(p, k) how often it has fired."""
    calendar: np.ndarray
    """(3, p) day on which each has something to do, by row."""
    marks: np.ndarray
    """(3, stretches) earliest day in each stretch of the calendar."""
    due: np.ndarray
    """(p,) who has something to do now."""
    grouped: np.ndarray
    """(p,) scratch: the same, segment by segment."""
    inbox: np.ndarray
    """(p, 3) strength of the good and bad messages that wait, and of the ties to who has left."""
    common: np.ndarray
    """(5,) where all are tied to all: how many are customers; praise and blame that wait for all,
    in millionths of a story told to everybody; how many left. Everywhere: 1 once anything said has
    moved a prospect."""
    told: np.ndarray
    """(p + 1,) who has messages, and room for who has some already."""
    counts: np.ndarray
    """(8,) people due; with messages; journeys just finished; rows given back, and rows that have
    ever been in use, of `under_way` and of `claims`; stories told on so far."""
    finished: Records
    under_way: Records
    """(p + 1,) records of `UNDER_WAY`: journeys that wait for another day, in the rows that
    `people.journey_row` says. Few do: the rest of the table is never written to."""
    claims: Records
    """(p + 1,) records of `CLAIM`, in the same way."""
    free: np.ndarray
    """(2, p + 1) rows of the two that were given back."""
    lanes: Records
    """(BLOCK,) scratch: the same for those who walk side by side."""
    walker: np.ndarray
    """(BLOCK,) scratch: who walks in each lane."""
    opening: np.ndarray
    """(BLOCK,) scratch: lanes of those who are to begin a journey."""
    visiting: np.ndarray
    """(BLOCK,) scratch: lanes of those who are at a touchpoint."""
    visits: Records
    """(1,) scratch: record of `VISITS`."""
    drawn: np.ndarray
    """Scratch: a uniform for each tie of who talks."""
    ears: np.ndarray
    """Scratch: ties along which something is told."""
    stamp: np.ndarray
    """Scratch, (p,) where people are tied, like the next two: the last story each has heard."""
    spread: np.ndarray
    """Who has heard the story being told on, hop by hop."""
    brought: np.ndarray
    """The strongest tie by which it comes to each who hears it now."""
    weights: np.ndarray
    """Scratch: weights of the ways on."""
    to_adopt: np.ndarray
    """(p,) hazard still to accumulate before a prospect joins; ∞ for who considers nothing."""
    consideration: np.ndarray
    """(p,) chance of buying as talk has left it (rule 20): a prospect's as of today, a customer's
    as of `heard_day`."""
    heard_day: np.ndarray
    friends: np.ndarray
    """(p,) summed strength of ties to customers."""
    to_look: np.ndarray
    """(p,) hazard still to accumulate before a prospect looks around again; this and the next two
    are empty where all always do."""
    looks_until: np.ndarray
    """(p,) until when a prospect looks around."""
    looks: np.ndarray
    """(p,) how often they have begun to."""
    stars: np.ndarray
    """(5,) reviews written since day 0, by star."""
    recent_stars: np.ndarray
    """(days, 5) the same of each of the last days, by the day's number modulo so many."""
    to_call: np.ndarray
    """(p,) day of the answer for which each is to be called back; `LATER`: of none. This and the
    next four are empty where nothing is done about answers."""
    called: np.ndarray
    """(p,) how often each has been."""
    heard: np.ndarray
    """(t, 2) CSAT answers of journeys that ended there, since the last review, and their sum."""
    fixes: np.ndarray
    """(t, 2) how often each touchpoint has been fixed, and from which day on the fix under way will
    be felt; `LATER`: none is."""
    raised: np.ndarray
    """(t, 2) points by which fixes have raised each, and by which the one under way will."""
    shown: np.ndarray
    """(2,) the rating that they came to this morning, and how many there were against day 0."""
    employees: Records
    """(t, m) records of `EMPLOYEE`: teams by places."""
    customers_of: np.ndarray
    """(t, 6) what is known of each team's customers, by `tables.USUAL` and on."""
    recent: Records
    """(t, RECENT) records of `LIKENESS`."""
    recent_count: np.ndarray
    """(t,) how many have been."""
    carried: Records
    """(c,) records of `CONTACT`: who stays in line over midnight, in order."""
    floor: np.ndarray
    """(11,) how much of the following is in use, by `tables.SPELLS_USED` and on."""
    team_day: np.ndarray
    """(t, len(TEAM_DAILY)) what is counted today."""
    team_hours: np.ndarray
    """(t, SLOTS, len(TEAM_HOURS))"""
    contacts: Records
    """(c,) records of `CONTACT`: scratch, and all that follows: today's contacts."""
    contact_free: np.ndarray
    carried_rows: np.ndarray
    resolved: np.ndarray
    came: np.ndarray
    sorted: np.ndarray
    staying: np.ndarray
    contact_of: np.ndarray
    """(BLOCK,) the contact that each lane makes something of."""
    moods: np.ndarray
    """(t, m, SLOTS) of employees, by half-hour."""
    paces: np.ndarray
    spells: Records
    spell_at: np.ndarray
    spell_end: np.ndarray
    players: np.ndarray
    tree: np.ndarray
    coming: np.ndarray
    """(t, AT_ONCE) when others come, and which."""
    drawn_times: np.ndarray
    buckets: np.ndarray
    bucket_of: np.ndarray
    like_minutes: np.ndarray
    like_patience: np.ndarray
    other_keys: np.ndarray
    in_order: np.ndarray
    """(t, AT_ONCE) keys of who comes, in their order, when they would go, minutes of service."""
    other_patience: np.ndarray
    other_until: np.ndarray
    other_minutes: np.ndarray
    uniforms: np.ndarray
    scores: np.ndarray
    tails: np.ndarray
    stream_piece: np.ndarray
    stream_at: np.ndarray
    stream_size: np.ndarray
    stream_luck: np.ndarray
    expected_others: np.ndarray
    last_at_work: np.ndarray
    line_first: np.ndarray
    """(t, RANKS)"""
    line_last: np.ndarray
    line_length: np.ndarray
    line_changed: np.ndarray
    idle_first: np.ndarray
    idle_last: np.ndarray
    idle_before: np.ndarray
    """(t, m)"""
    handing: np.ndarray
    ends: np.ndarray
    event_time: np.ndarray
    event_code: np.ndarray
    event_row: np.ndarray

    def copied(self) -> State:
        """An independent copy; rows that nobody has used are not written to in it either."""
        waiting = {
            name: first_rows(getattr(self, name), 1 + int(self.counts[USED + table]))
            for table, name in enumerate(ROWS)
        }
        waiting["free"] = np.zeros_like(self.free)
        for table in range(len(ROWS)):
            free = int(self.counts[FREE + table])
            waiting["free"][table, :free] = self.free[table, :free]
        waiting["carried"] = first_rows(self.carried, int(self.floor[tables.CARRIED_OVER]))
        waiting |= {name: np.zeros_like(getattr(self, name)) for name in SCRATCH}
        others = {name: getattr(self, name) for name in self._names if name not in waiting}
        return State(**{name: array.copy() for name, array in others.items()} | waiting)


@part
def become(s: State, i: int, status: int) -> None:
    """Let somebody be a customer, or be none any more."""
    s.people[i].status = status
    s.customer[i] = status == CUSTOMER


@part
def wait_for(s: State, i: int) -> None:
    """Note that something waits for somebody to hear it; to be called before it is put there."""
    s.told[s.counts[TOLD]] = i
    s.counts[TOLD] += s.inbox[i, GOOD] == 0 and s.inbox[i, BAD] == 0 and s.inbox[i, GONE] == 0


def first_rows(table: Records, rows: int) -> Records:
    """A table of the same size with the same first rows."""
    found = np.zeros(table.size, table.dtype).view(np.recarray)
    found[:rows] = table[:rows]
    return found


SCRATCH = (
    "stamp",
    "spread",
    "brought",
    "contacts",
    "contact_free",
    "carried_rows",
    "resolved",
    "came",
    "sorted",
    "staying",
    "contact_of",
    "moods",
    "paces",
    "spells",
    "spell_at",
    "spell_end",
    "players",
    "tree",
    "coming",
    "drawn_times",
    "buckets",
    "bucket_of",
    "like_minutes",
    "like_patience",
    "other_keys",
    "in_order",
    "other_patience",
    "other_until",
    "other_minutes",
    "uniforms",
    "scores",
    "tails",
    "stream_piece",
    "stream_at",
    "stream_size",
    "stream_luck",
    "expected_others",
    "last_at_work",
    "line_first",
    "line_last",
    "line_length",
    "line_changed",
    "idle_first",
    "idle_last",
    "idle_before",
    "handing",
    "ends",
    "event_time",
    "event_code",
    "event_row",
)
"""What means nothing from one day to the next."""
DUE, TOLD, FINISHED_COUNT, FREE, USED, STORIES = 0, 1, 2, 3, 5, 7
ROWS = ("under_way", "claims")
"""Tables whose rows are lent (`rows`)."""
UNDER_WAY_ROWS, CLAIM_ROWS = 0, 1


def room_for_ways(built: Built) -> np.ndarray:
    """Room for the ways on from any step, and for the entries of any journey."""
    steps, journeys = built.world.steps, built.world.journeys
    return np.zeros(max(1, int(steps["count"].max()), int(journeys.entries.max())))


def taken_up(state: State, built: Built, use_up: bool = False) -> State:
    """A state in which another world of the same people is lived: a copy, unless it may be used."""
    taken = (state if use_up else state.copied()).replaced(weights=room_for_ways(built))
    return with_places(taken, built)


def with_places(state: State, built: Built) -> State:
    """A state with room for all touchpoints of a world, and all places that its teams can have."""
    if len(state.heard) and len(state.heard) != built.world.places.size:
        state = state.replaced(**ears(built))  # nothing is heard before day 0
    teams, places = built.world.work_first.shape[:2]
    if state.employees.shape == (teams, places):
        return state
    floor = staffed_floor(built, state.people.size)
    kept = min(places, state.employees.shape[1])
    floor["employees"] = first_employees(built)
    floor["employees"][:, :kept] = state.employees[:, :kept]
    for name in ("customers_of", "recent", "recent_count", "carried", "floor", "team_day"):
        floor[name] = getattr(state, name)
    served_by = floor["carried"]["employee"][: int(state.floor[tables.CARRIED_OVER])]
    team, place = np.divmod(served_by, max(1, state.employees.shape[1]))
    served_by[...] = np.where(served_by < 0, served_by, team * places + place)
    return state.replaced(**floor)


def ears(built: Built) -> dict[str, np.ndarray]:
    """Tables of what surveys say of touchpoints and of what is done about it, empty."""
    places = built.world.places.size if built.world.case[0].listens else 0
    return {
        "heard": np.zeros((places, 2), np.int64),
        "fixes": np.tile(np.array([0, LATER], np.int64), (places, 1)),
        "raised": np.zeros((places, 2)),
    }


def staffed_floor(built: Built, people: int) -> dict[str, np.ndarray]:
    """Tables of the staffed part of a day, empty."""
    world = built.world
    teams, places = world.work_first.shape[:2]
    size = people + tables.MOST_WAITING if teams else 1
    known = people if teams else 1
    at_once = tables.AT_ONCE if teams else 1
    spells = teams * places * (1 + int(world.work_count.max(initial=0)))
    if world.teams.by_presence.any():
        spells = teams * places * (PRESENCE // 2 + 1)
    events = 2 * size + spells

    def records(shape: int | tuple[int, ...], kind: np.dtype) -> Records:
        return np.zeros(shape, kind).view(np.recarray)

    def numbers(*shape: int) -> np.ndarray:
        return np.zeros(shape, np.int64)

    return {
        "customers_of": np.zeros((teams, 6)),
        "recent": records((teams, tables.RECENT), tables.LIKENESS),
        "recent_count": numbers(teams),
        "carried": records(size, tables.CONTACT),
        "floor": numbers(11),
        "team_day": numbers(teams, len(tables.TEAM_DAILY)),
        "team_hours": numbers(teams, SLOTS, len(tables.TEAM_HOURS)),
        "contacts": records(size, tables.CONTACT),
        "contact_free": np.zeros(size, np.int32),
        "carried_rows": np.zeros(size, np.int32),
        "resolved": np.zeros(known + 1, np.int32),
        "came": np.zeros(known, np.int32),
        "sorted": np.zeros(known, np.int32),
        "staying": np.zeros(size, np.int32),
        "contact_of": np.zeros(BLOCK, np.int32),
        "moods": np.zeros((teams, places, SLOTS)),
        "paces": np.zeros((teams, places, SLOTS)),
        "spells": records(spells, tables.SPELL),
        "spell_at": numbers(places),
        "spell_end": numbers(places),
        "players": numbers(8 * max(2, places)),
        "tree": numbers(4 * max(2, places)),
        "coming": numbers(teams, at_once),
        "drawn_times": numbers(at_once),
        "buckets": numbers(at_once + 1),
        "bucket_of": numbers(at_once),
        "like_patience": np.zeros((teams, tables.RECENT)),
        "other_keys": numbers(at_once),
        "in_order": numbers(teams, at_once),
        "other_patience": np.zeros(at_once),
        "other_until": numbers(teams, at_once),
        "other_minutes": np.zeros((teams, at_once)),
        "uniforms": np.zeros(at_once),
        "scores": np.zeros(at_once),
        "tails": np.zeros(at_once, np.int32),
        "like_minutes": np.zeros((teams, tables.RECENT)),
        "stream_piece": numbers(teams),
        "stream_at": numbers(teams),
        "stream_size": numbers(teams),
        "stream_luck": numbers(teams),
        "expected_others": np.zeros(teams),
        "last_at_work": numbers(teams),
        "line_first": np.zeros((teams, tables.RANKS), np.int32),
        "line_last": np.zeros((teams, tables.RANKS), np.int32),
        "line_length": numbers(teams),
        "line_changed": numbers(teams),
        "idle_first": numbers(teams),
        "idle_last": numbers(teams),
        "idle_before": np.zeros((teams, places), np.int32),
        "handing": np.zeros((teams, places), np.int32),
        "ends": numbers(4 * max(2, teams * places)),
        "event_time": numbers(events),
        "event_code": numbers(events),
        "event_row": np.zeros(events, np.int32),
    }


def first_employees(built: Built) -> Records:
    """Everybody who has a place of a team when the warm-up begins."""
    employees = np.zeros(built.world.work_first.shape[:2], tables.EMPLOYEE).view(np.recarray)
    take_on_first(built.world, employees, -int(built.world.case[0].warm_up))
    return employees


def initial_state(built: Built) -> State:
    """State at the start of the warm-up; clocks are set by `lives.begin_all`."""
    world, people = built.world, built.people.copy()
    size = people.size
    expected = np.stack([world.first_will, world.first_should], axis=1)[people.archetype]
    most_ties = 1 + int(np.diff(world.tie_first).max(initial=0))
    return State(
        people=people,
        customer=(people.status == CUSTOMER).astype(np.uint8),
        expected=np.ascontiguousarray(expected),
        next_need=np.full((size, max(1, int(world.journeys.clocked.sum()))), np.inf),
        fired=np.zeros((size, world.journeys.size), np.int32),
        calendar=np.full((3, size), LATER, np.int32),
        marks=np.full((3, size // STRETCH + 1), LATER, np.int32),
        due=np.zeros(size, np.uint32),
        grouped=np.zeros(size, np.uint32),
        inbox=np.zeros((size, 3), np.int32),
        common=np.zeros(5, np.int64),
        told=np.zeros(size + 1, np.uint32),
        counts=np.zeros(8, np.int64),
        finished=np.zeros(BLOCK, FINISHED).view(np.recarray),
        visits=np.zeros(1, VISITS).view(np.recarray),
        under_way=np.zeros(size + 1, UNDER_WAY).view(np.recarray),
        claims=np.zeros(size + 1, CLAIM).view(np.recarray),
        free=np.zeros((2, size + 1), np.uint32),
        lanes=np.zeros(BLOCK, UNDER_WAY).view(np.recarray),
        walker=np.zeros(BLOCK, np.uint32),
        opening=np.zeros(BLOCK, np.uint32),
        visiting=np.zeros(BLOCK, np.uint32),
        drawn=np.zeros(most_ties),
        ears=np.zeros(most_ties, np.uint32),
        stamp=np.zeros(size if most_ties > 1 else 0, np.int32),
        spread=np.zeros(size if most_ties > 1 else 0, np.uint32),
        brought=np.zeros(size if most_ties > 1 else 0, np.int32),
        weights=room_for_ways(built),
        to_adopt=np.full(size, np.inf),
        consideration=np.full(size, world.case.consideration[0]),
        heard_day=np.full(size, -world.case.warm_up[0], np.int32),
        friends=np.zeros(size, np.int32),
        to_look=np.zeros(size if world.case[0].arousal else 0),
        looks_until=np.zeros(size if world.case[0].arousal else 0),
        looks=np.zeros(size if world.case[0].arousal else 0, np.int32),
        stars=np.zeros(5, np.int64),
        recent_stars=np.zeros((int(world.case[0].recent_days), 5), np.int64),
        shown=np.zeros(2),
        to_call=np.full(size if world.case[0].listens else 0, LATER, np.int32),
        called=np.zeros(size if world.case[0].listens else 0, np.int32),
        **ears(built),
        employees=first_employees(built),
        **staffed_floor(built, size),
    )
