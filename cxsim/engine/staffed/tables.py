"""Teams, their lines and their employees as records. Times are microseconds since day 0."""

from __future__ import annotations

import numpy as np

FOREVER = 2**62
"""A time that does not come."""
UNKNOWN = -1
"""A time that is not drawn yet."""
MOST_LEGS = 20
"""Stays in line, of one contact on one day."""
RANKS = 19
"""Priorities that there can be."""
MOST_WAITING = 65_536
"""People for whom all lines together have room, beside the simulated ones: more are turned away."""
AT_ONCE = 16_384
"""People of one half-hour of a team who can be drawn at once, and so come at all."""
RECENT = 256
"""Contacts of simulated customers that the others are like."""

EMPLOYEE = np.dtype(
    [
        ("key", "i8"),
        ("skill", "f8"),
        ("strain", "f8"),
        ("temper", "f8"),
        ("surface", "f8"),
        ("hired", "f8"),
        ("anger", "i8"),
        ("thanks", "i8"),
        ("rude", "i8"),
        ("busy", "i8"),
        ("duty", "i8"),
        ("free", "i8"),
        ("since", "i8"),
        ("served", "i4"),
        ("own", "i4"),
        ("hire", "i4"),
        ("vacant_until", "i4"),
        ("spell_first", "i4"),
        ("spells", "i4"),
        ("following", "i4"),
        ("idle", "i1"),
        ("gone", "i1"),
        ("handing_on", "i1"),
    ],
    align=True,
)
"""An employee. `skill` is their own part of it, `temper` how far customers have moved their usual
mood, `surface` the day's mean of surface acting; `anger`, `thanks` and `rude` are summed over the
day in millionths, over the `own` contacts with simulated customers of all those `served`; `busy`
and `duty` are microseconds of the day; `free` is when the service in hand ends, `since` since when
they have been idle; `hire` numbers those who have had the place, which nobody has until the day
`vacant_until` where the last is `gone`; `spell_first` and `spells` say which spells of work are
today's; `following` is the next of those who are `idle`; `handing_on` says that whom they serve
goes to another team."""

CONTACT = np.dtype(
    [
        ("key", "i8"),
        ("arrived", "i8"),
        ("deadline", "i8"),
        ("waited", "i8"),
        ("felt", "i8"),
        ("began", "i8"),
        ("ends", "i8"),
        ("number", "i8"),
        ("minutes", "f8"),
        ("person", "i4"),
        ("before", "i4"),
        ("following", "i4"),
        ("employee", "i4"),
        ("touchpoint", "i4"),
        ("segment", "i4"),
        ("need", "i4"),
        ("first_team", "i4"),
        ("team", "i4"),
        ("legs", "i4"),
        ("handed", "i4"),
        ("rank", "i4"),
        ("state", "i1"),
        ("outcome", "i1"),
        ("called_back", "i1"),
    ],
    align=True,
)
"""A contact with a team, on one day or over midnight. `person` is −1 where nobody is simulated one
by one, `number` orders those who come in the same instant; `arrived` and `deadline` are of the stay
in line at hand, `waited` sums all of them, `felt` the part of it that was spent in line and not
waiting for a call; `minutes` are those that serving takes at the usual pace, 0 until they are
drawn, as `deadline` is `UNKNOWN`; `following` and `before` are its neighbours in line; `employee`
is who serves, by team and place; `handed` counts how often it was handed on."""
COMING, WAITING, HANDING_ON, OUTSIDE, OVER = range(5)
"""State of a contact: still to come, in line, being served and to be handed on, to try again
later today, over."""
SERVED, GONE, TOMORROW = 1, 2, 3
OUTCOMES = ("", "served", "gone", "tomorrow")
"""Its outcome: served; given up for good; to be tried again on another day."""

SPELL = np.dtype([("start", "i8"), ("end", "i8")])
"""A spell of work, in microseconds since day 0."""

LIKENESS = np.dtype([("segment", "i2"), ("touchpoint", "i2"), ("need", "i2")])
"""What a contact is about."""

MUCH = 1.0
"""Strain above this is counted: what a load of .95 day after day leads to (rule 10)."""

TEAM_DAILY = (
    "offered",
    "answered",
    "in_time",
    "abandoned",
    "sent_away",
    "turned_away",
    "called_back",
    "tried_again",
    "handed_on",
    "waited",
    "line",
    "busy",
    "duty",
    "at_work",
    "absent",
    "vacant",
    "quits",
    "hired",
    "strain",
    "wages",
    "carried",
    "carried_wait",
    "lost",
    "answered_wait",
    "employed",
    "strained",
    "called",
    "called_wait",
    "uncalled",
)
"""Columns of a team's day, at the scale at which it is run. `offered` are stays in line begun, and
end `answered`, `abandoned` or (when nobody is left at work) `sent_away`, or are `carried` over
midnight; `turned_away` found it closed. `waited` are microseconds of all stays ended,
`line` the integral of the line's length, `carried_wait` what those carried have waited by midnight,
`lost` who found no room in the simulation itself. `called_back` took the offer of a call, and of
those `answered` so many were `called`, and of those `sent_away` so many `uncalled`: everybody had
gone before their call was made. Both together waited `called_wait`; `in_time` and `answered_wait`,
what they waited, are of all others answered, who were in the line themselves.
`busy` and `duty` are microseconds of employees, `strain` millionths summed in the evening over the
`employed`, of whom `strained` have more than `MUCH`; `wages` millionths of money for wages and
hiring."""
(
    OFFERED,
    ANSWERED,
    IN_TIME,
    ABANDONED,
    SENT_AWAY,
    TURNED_AWAY,
    CALLED_BACK,
    TRIED_AGAIN,
    HANDED_ON,
    WAITED,
    LINE,
    BUSY,
    DUTY,
    AT_WORK,
    ABSENT,
    VACANT,
    QUITS,
    HIRED,
    STRAIN,
    WAGES,
    CARRIED,
    CARRIED_WAIT,
    LOST,
    ANSWERED_WAIT,
    EMPLOYED,
    STRAINED,
    CALLED,
    CALLED_WAIT,
    UNCALLED,
) = range(len(TEAM_DAILY))

TEAM_HOURS = (
    "offered",
    "answered",
    "in_time",
    "abandoned",
    "waited",
    "busy",
    "duty",
    "mood",
    "at_work",
    "called",
    "called_wait",
    "uncalled",
)
"""Columns of a team's half-hours: contacts by when they came, with the waits of those that ended;
microseconds of employees; moods in millionths, summed over who is at work."""
(
    H_OFFERED,
    H_ANSWERED,
    H_IN_TIME,
    H_ABANDONED,
    H_WAITED,
    H_BUSY,
    H_DUTY,
    H_MOOD,
    H_AT_WORK,
    H_CALLED,
    H_CALLED_WAIT,
    H_UNCALLED,
) = range(len(TEAM_HOURS))

USUAL, DAYS_SEEN, CONTACTS_SEEN, ANGER, THANKS, RUDE = range(6)
"""Columns of what is known of a team's customers: how many simulated ones come on a usual day, on
how many days it was open; contacts of late, and their feelings, older ones counting less."""
(
    SPELLS_USED,
    CONTACTS_FREE,
    CONTACTS_USED,
    RESOLVED,
    CARRIED_ROWS,
    STAYING,
    HALF,
    CAME,
    EVENTS,
    CARRIED_OVER,
    SECOND_WALK,
) = range(11)
"""How much is in use of the tables of a staffed day; whether customers walk on after service."""
