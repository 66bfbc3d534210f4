"""Who serves customers: teams of employees, when they work, and how each team's line is run."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import Field, StringConstraints

from .parts import Hint, Identifier, Label, Section
from .values import Quantity, Share, Value, default

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""Day 0 is a Monday."""
EVERY = "every"
DAYS = (EVERY, *WEEKDAYS)
SLOTS = (24, 48, 96)
"""Into how many equal parts a profile may divide the day."""
CLOSED = "closed"
GOLDEN = 0.6180339887498949
"""Multiples of it, without their whole part, lie evenly between 0 and 1 however many there are."""

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Day = Literal["every", "mon", "tue", "wed", "thu", "fri", "sat", "sun"]
_TIME = "(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)"
SPAN = rf"^{_TIME}-{_TIME}$"
Span = Annotated[str, StringConstraints(pattern=SPAN), Hint("span", "08:00-20:00")]
Opening = Annotated[
    str,
    StringConstraints(pattern=rf"^({_TIME}-{_TIME}|{CLOSED})$"),
    Hint("opening", "08:00-20:00"),
]
Profile = Annotated[
    tuple[Annotated[float, Field(ge=0, le=1e6)], ...], Field(strict=False), Hint("profile", ())
]
"""Numbers for 24, 48 or 96 equal parts of a day."""

Minutes = Annotated[Value, Quantity("minutes", 0.001, 1440, "mean duration", lever=True)]
Variation = Annotated[
    Value, Quantity("ratio", 0, 5, "standard deviation of durations, by their mean")
]


class Lognormal(Section):
    """Durations whose logarithm is normal, as those of calls are (Brown et al. 2005)."""

    form: Literal["lognormal"]
    minutes: Minutes
    cv: Variation = default(1.0, 0.5, 1.5)


class Gamma(Section):
    """Durations with a gamma distribution."""

    form: Literal["gamma"]
    minutes: Minutes
    cv: Variation = default(1.0, 0.5, 1.5)


class Exponential(Section):
    """Durations without memory, as in Erlang's formulas."""

    form: Literal["exponential"]
    minutes: Minutes


class Fixed(Section):
    """Durations that are all alike."""

    form: Literal["fixed"]
    minutes: Minutes


Service = Annotated[Lognormal | Gamma | Exponential | Fixed, Field(discriminator="form")]

Patient = Annotated[Value, Quantity("minutes", 0, 1e6, "mean patience in the line", lever=True)]


class ExponentialPatience(Section):
    """Patience without memory (rule 12)."""

    form: Literal["exponential"] = "exponential"
    minutes: Patient = default(5.0, 2.0, 10.0)


class WeibullPatience(Section):
    """Patience that runs out ever faster (shape above 1) or ever slower (below; rule 12)."""

    form: Literal["weibull"]
    minutes: Patient = default(5.0, 2.0, 10.0)
    shape: Annotated[Value, Quantity("shape", 0.1, 10, "shape of patience, k")] = default(
        1.0, 0.7, 1.5
    )


class PatienceTable(Section):
    """Patience as it was seen: the share still waiting after so many minutes."""

    form: Literal["table"]
    still_waiting: tuple[
        Annotated[
            tuple[Annotated[float, Field(ge=0, le=1e6)], Annotated[float, Field(ge=0, le=1)]],
            Field(strict=False),
            Hint("waiting_pair", (0, 1)),
        ],
        ...,
    ] = Field(min_length=1, strict=False)
    """[minutes, share] pairs, minutes rising and shares falling; between them in a straight line,
    from all at the beginning on. Who has not gone at the last of them stays."""


class Endless(Section):
    """Nobody ever gives up."""

    form: Literal["endless"]


Patience = Annotated[
    ExponentialPatience | WeibullPatience | PatienceTable | Endless, Field(discriminator="form")
]


class Break(Section):
    """A rest, taken by one after the other."""

    between: Span
    minutes: int = Field(ge=1, le=720)


class Shift(Section):
    """When some of a team are at work; one that ends before it begins goes on after midnight."""

    hours: Span
    days: tuple[Weekday, ...] = Field(default=get_args(Weekday), min_length=1, strict=False)
    share: float = Field(default=1.0, ge=0, le=1e6)
    """Weight of the shift among all of them: how many of the team work it."""
    breaks: tuple[Break, ...] = Field(default=(), max_length=4, strict=False)


class Arrivals(Section):
    """When those who want to reach the team try to."""

    day: Profile = ()
    """Weights of equal parts of the day; where nothing is said, evenly while it is open."""
    week: dict[Weekday, Annotated[float, Field(ge=0, le=1e6)]] = Field(default={})
    """Weights of weekdays: who would come on one that has less comes on a later one. Left out, 1
    where the team is open; who would come on a closed day comes on the next open one."""


class Priority(Section):
    """Who is served before others; among equals who came first. Numbers add up, more goes first."""

    archetypes: dict[Identifier, Annotated[int, Field(ge=0, le=9)]] = Field(default={})
    needs: dict[Identifier, Annotated[int, Field(ge=0, le=9)]] = Field(default={})


class Callback(Section):
    """Who finds a long line may be called back: the place in line is kept, nobody hangs on."""

    above: Annotated[
        Value, Quantity("per employee", 0, 1000, "waiting per employee at work to offer it")
    ] = default(0.5)
    taken: Annotated[
        Value, Quantity("share", 0, 1, "share of those offered who take it", lever=True)
    ] = default(0.5, 0.3, 0.7)


class Unserved(Section):
    """What those do who give up waiting, or find it closed."""

    again: Annotated[
        Value, Quantity("share", 0, 1, "chance to try again rather than let it be", lever=True)
    ] = default(0.6, 0.4, 0.8)
    after_minutes: Annotated[
        Value, Quantity("minutes", 1, 1440, "until they try again", lever=True)
    ] = default(60.0, 15.0, 240.0)
    """Who would try after the team has closed tries on its next day."""


class WaitingRoom(Section):
    """What the time in line is like (rule 11)."""

    occupied: Annotated[
        Value, Quantity("share", 0, 1, "share of the wait that is filled", lever=True)
    ] = default(0.3, 0.0, 0.6)
    explained: Annotated[
        Value, Quantity("share", 0, 1, "share of waits that are explained", lever=True)
    ] = default(0.3, 0.0, 0.6)
    weight: Annotated[
        Value, Quantity("ratio", 0, 10, "what a minute counts, by one on the telephone", lever=True)
    ] = default(1.0)
    """Less where one waits at home or strolls about meanwhile."""


class Learning(Section):
    """How newcomers fall short of what they will be able to do."""

    gap: Annotated[Value, Quantity("share", 0, 0.9, "skill that a newcomer lacks", lever=True)] = (
        default(0.3, 0.1, 0.5)
    )
    days: Annotated[
        Value, Quantity("days", 1, 3650, "in which they learn two thirds of it", lever=True)
    ] = default(60.0, 30.0, 120.0)


class EmployeeMood(Section):
    """How employees feel, from half-hour to half-hour of a shift, in standard deviations."""

    level: Annotated[Value, Quantity("SD", -3, 3, "usual mood at work", lever=True)] = default(
        0.0, -0.5, 0.5
    )
    volatility: Annotated[Value, Quantity("SD", 0, 3, "spread of moods")] = default(0.5, 0.25, 1.0)
    persistence: Annotated[
        Value, Quantity("share", 0, 0.99, "share of a mood left after half an hour")
    ] = default(0.8, 0.6, 0.9)


class Display(Section):
    """What feelings the team is to show, and how (emotional labour; Hülsheger & Schewe 2011)."""

    norm: Annotated[
        Value, Quantity("SD", -3, 3, "mood that is to be shown, at least", lever=True)
    ] = default(0.5, 0.0, 1.0)
    deep: Annotated[
        Value,
        Quantity("share", 0, 1, "share of what is missing that is really felt", lever=True),
    ] = default(0.5, 0.2, 0.8)
    """Deep acting; the rest is put on (surface acting)."""


class Employees(Section):
    """What the people of a team are like, how they come and how they go."""

    skill: Annotated[Value, Quantity("multiple", 0.1, 5, "skill; the usual is 1", lever=True)] = (
        default(1.0)
    )
    skill_spread: Annotated[Value, Quantity("log-SD", 0, 1, "how skill differs between them")] = (
        default(0.1, 0.05, 0.2)
    )
    learning: Learning = Learning()
    mood: EmployeeMood = EmployeeMood()
    display: Display = Display()
    absence: Annotated[
        Value, Quantity("share", 0, 0.9, "chance to be absent on a day", lever=True)
    ] = default(0.06, 0.04, 0.08)
    quits: Annotated[Value, Quantity("per year", 0, 10, "hazard of quitting", lever=True)] = (
        default(0.3, 0.1, 0.6)
    )
    vacancy_days: Annotated[
        Value, Quantity("days", 0, 3650, "until a place is filled again", lever=True)
    ] = default(21.0, 7.0, 45.0)
    wage: Annotated[
        Value, Quantity("currency", 0, 1e7, "cost of one per 30.4 days", lever=True)
    ] = default(0.0)
    hiring: Annotated[Value, Quantity("currency", 0, 1e7, "cost of taking one on", lever=True)] = (
        default(0.0)
    )


class Team(Section):
    """Employees who serve one line, whatever touchpoints and channels it comes from."""

    label: Label
    department: Identifier | None = None
    authority: Annotated[
        Value, Quantity("share", 0, 1, "how far employees may decide there and then", lever=True)
    ] = default(0.5)
    """Solving and recovery follow how it differs from what it is today."""
    staff: Annotated[
        Value, Quantity("employees", 0, 16000, "employees at the firm's real size", lever=True)
    ]
    shifts: dict[Identifier, Shift] = Field(default={})
    presence: dict[Day, Profile] = Field(default={})
    """Share of the team at work in equal parts of the day; in place of shifts."""
    open: dict[Day, Opening] = Field(min_length=1)
    """When it takes customers: `08:00-20:00` or `closed`; `every` stands for days not named."""
    arrivals: Arrivals = Arrivals()
    service: Service
    patience: Patience = ExponentialPatience()
    priority: Priority = Priority()
    callback: Callback | None = None
    unserved: Unserved = Unserved()
    transfers: dict[Identifier, Share] = Field(default={})
    """Share of contacts handed on to another team when they have been served."""
    waiting: WaitingRoom = WaitingRoom()
    answer_within_seconds: float = Field(default=20.0, ge=0, le=86400)
    """The promise of the service level, 80/20 say, by which the team is judged."""
    employees: Employees = Employees()


def hours_of(open_hours: dict[Day, str], weekday: str) -> str:
    """The opening of a weekday as the case has it; `closed` where it says nothing of it."""
    return open_hours.get(weekday, open_hours.get("every", CLOSED))  # type: ignore[call-overload]


def shift_of(team: Team, place: int) -> Shift:
    """The shift of a place, each as often as its share says."""
    shifts = [shift for shift in team.shifts.values() if shift.share > 0]
    total, so_far = sum(shift.share for shift in shifts), 0.0
    drawn = (0.5 + place * GOLDEN) % 1.0 * total
    for shift in shifts:
        so_far += shift.share
        if drawn < so_far:
            return shift
    return shifts[-1]


def span_minutes(span: str) -> tuple[int, int]:
    """Beginning and end of `08:00-20:00`, in minutes of the day."""
    first, last = (int(t[:2]) * 60 + int(t[3:]) for t in span.split("-"))
    return first, last
