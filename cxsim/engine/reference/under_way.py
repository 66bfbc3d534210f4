"""What a customer is in the middle of: a journey, and help that is sought."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cxsim.behaviour.memory import peak
from cxsim.behaviour.parameters import NEUTRAL
from cxsim.world.clocks import NEVER
from cxsim.world.world import HANDOFF, REPEAT, SWITCH, TOIL

from ..state import IN_LINE, KNOWN, LATER, PASSED, SURVEYED


@dataclass
class Journey:
    """A journey under way: where it is, when its next step is due, how it has been so far."""

    key: int
    need: int
    occurrence: int
    touchpoint: int
    at: float
    step: int = 0
    contacts: int = 0
    peak: float = NEUTRAL
    last: float = 0.0
    total: float = 0.0
    mood: float = 0.0
    ending: int = 0
    """The end it waits for; 0 while it goes on."""
    because: int = 0
    """What brought it about beside a need's clock: `FAILED`, `CAME_BACK`, both or (0) nothing."""
    marred: bool = False
    """Whether a visit has failed."""
    moments: int = 0
    """Visits and waits so far."""
    hurdles: int = 0
    """Repeats, changes of channel and handoffs so far."""
    marks: int = 0
    """What getting to the pending step takes: a contact made again, another channel or department;
    whether the story is known there; whether its promised day has passed; whether the survey has
    been sent."""
    attempts: int = 0
    """Days on which the pending step was to be served by a team."""
    contact: int = -1
    """In the kernel, what came of today's; here it is handed over."""
    since: int = 0
    promised: int = LATER
    """Days on which the pending step was promised, and for which."""

    @property
    def repeats(self) -> int:
        """1 when the pending step is a contact made again."""
        return self.marks & REPEAT

    @property
    def switches(self) -> int:
        """1 when the pending step is in another channel than the contact before it."""
        return (self.marks & SWITCH) // SWITCH

    @property
    def handoffs(self) -> int:
        """1 when the pending step is with another department than the contact before it."""
        return (self.marks & HANDOFF) // HANDOFF

    @property
    def known(self) -> bool:
        """Whether the story told so far is known at the pending step."""
        return bool(self.marks & KNOWN)

    @property
    def told_before(self) -> bool:
        """Whether there is a story that may be known."""
        return bool(self.marks & TOIL)

    @property
    def memory_parts(self) -> tuple[float, float, float]:
        """Its extreme moment, its last and the mean of all."""
        return self.peak, self.last, self.total / self.moments

    def live(self, felt: float) -> None:
        """Live one more moment of it."""
        self.peak = peak(self.peak, felt)
        self.last = felt
        self.total += felt
        self.moments += 1

    def next_look(self, ask_late: int) -> float:
        """Day on which something happens to it: its step comes, a promise passes."""
        at = NEVER if self.marks & IN_LINE else self.at
        if self.promised == LATER:
            return at
        if not self.marks & PASSED:
            return min(at, self.promised + 1.0)
        return at if self.marks & SURVEYED else min(at, float(self.promised + ask_late))


@dataclass
class Claim:
    """Help that is sought because of something lived, from then on until that help has ended."""

    key: int
    need: int
    at: float
    because: int
    since: float = 0.0
    """When the failure was."""
    lost: float = 0.0
    """What its journey took from satisfaction; not known while `fresh`."""
    hardness: float = 0.0
    fresh: bool = False


@dataclass
class Attention:
    """What being served by a team brings to a visit."""

    loss: float
    """Quality that the line took (rule 11)."""
    quality: float
    """What the employee adds (rules 9 and 10)."""
    display: float
    """The mood that the employee shows."""
    handed: int
    """How often the contact was handed on from team to team."""
    known: bool
    """Whether the story came along."""
    solve: Callable[[float, float], float]
    """Weight of being helped there and then, by the usual one and whether the story is known."""
    failure: Callable[[float], float]
    """The chance to fail that the employee makes of the usual one."""
