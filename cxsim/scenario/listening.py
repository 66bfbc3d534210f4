"""What the firm does about what its customers answer: the listening loop."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .parts import Section
from .values import Quantity, Value, default, unstated


class CloseLoop(Section):
    """Calling back those whose answer to a survey was 0–6; nobody where `share` is 0.

    A call makes good what those below neutral (6) lack up to there, by rule 15; nobody rises above
    that. All numbers are assumptions: no source gives sizes.
    """

    share: Annotated[
        Value, Quantity("share", 0, 1, "share of detractors who answered, called back", lever=True)
    ] = default(0.0)
    delay_days: Annotated[
        Value, Quantity("days", 0, 365, "from the answer to the call; 0: the next day", lever=True)
    ] = default(2.0, 1.0, 7.0)
    cost: Annotated[Value, Quantity("currency", 0, 1e6, "cost of one call", lever=True)] = default(
        2.5, 1.25, 5.0
    )
    felt: Annotated[
        Value, Quantity("0–10", 0, 10, "satisfaction with the call itself", lever=True)
    ] = default(7.0, 5.0, 9.0)
    compensation: Annotated[
        Value, Quantity("share", 0, 1, "share of the loss that the call makes good", lever=True)
    ] = default(0.0)
    """What that costs belongs into `cost`."""


class FixWorst(Section):
    """Improving the touchpoint of the lowest measured score; none where `gain` is 0.

    The score is the mean of the CSAT answers (1–5) of surveys after journeys that ended there: what
    a firm knows is where the survey was sent from. All numbers are assumptions.
    """

    gain: Annotated[
        Value,
        Quantity("points", 0, 10, "quality that a fix adds, on every dimension", lever=True),
    ] = default(0.0)
    """Of a partner's touchpoint, its `control` of that."""
    cost: Annotated[
        Value, Quantity("currency", 0, 1e9, "paid once a fix, by the whole firm", lever=True)
    ] = default(0.0)
    delay_days: Annotated[
        Value, Quantity("days", 0, 3650, "from finding it to its being better", lever=True)
    ] = default(30.0, 15.0, 60.0)
    review_days: int = Field(default=91, ge=1, le=3650)
    """Days from one look at the scores to the next, and of answers looked at."""
    least_answers: int = Field(default=30, ge=1, le=1_000_000)
    """Answers of simulated customers below which a score says nothing."""
    times: int = Field(default=2, ge=1, le=100)
    """How often one touchpoint is improved at most."""
    below: float = Field(default=3.5, ge=1, le=5)
    """In silos, the score (1–5) under which a department acts."""


class Listening(Section):
    """What is done about answers (`surveys`); where a case says nothing of it, nothing is.

    The firm acts on what was measured, never on what customers truly feel.
    """

    close_loop: CloseLoop = unstated()
    fix: FixWorst = unstated()
    sharing: Literal["firm", "silo"] = "firm"
    """Who sees the scores. The whole firm: the worst of all is fixed. In a silo each department
    sees its own alone, and fixes its own worst where that is under `fix.below`."""
