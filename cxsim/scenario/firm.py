"""The firm: its size, its money, what it asks its customers, the figures it already knows."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field, StringConstraints

from .maturity import EVERY_DAYS, SAMPLING, Assessed, Maturity
from .parts import Hint, Section
from .values import Quantity, Value, default, unstated


class Firm(Section):
    """The firm at its real size; a run simulates a sample of its customers."""

    customers: int = Field(ge=1, le=1_000_000_000)
    """Real customers at day 0; money is reported for all of them."""
    team_scale: float = Field(default=1.0, gt=0, le=1)
    """Share of the firm at which teams are run: of their staff, and of all who come to them."""
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$"), Hint("currency", "USD")]
    """ISO 4217 code."""
    maturity: Maturity | None = None
    """How mature it judges its management of customer experience; sets defaults."""


class Economics(Section):
    """Money per customer."""

    margin: Annotated[
        Value, Quantity("share of list revenue", 0, 1, "margin before contact costs", lever=True)
    ]
    price: Annotated[
        Value, Quantity("multiple of today's price", 0.01, 10, "price level (rule 26)", lever=True)
    ] = default(1.0)
    discount_rate: Annotated[Value, Quantity("per year", 0, 1, "discount rate")] = default(
        0.12, 0.08, 0.16
    )


class RelationalSurvey(Assessed):
    """The firm's recurring survey of all customers."""

    LINKS: ClassVar = {"every_days": EVERY_DAYS}

    every_days: Annotated[
        Value, Quantity("days", 1, 3650, "days from one turn to the next", lever=True)
    ] = default(180.0)
    sampling: Annotated[
        Value, Quantity("share", 0, 1, "share of turns in which it is sent", lever=True)
    ] = default(1.0)


class JourneySurvey(Assessed):
    """The survey sent when a journey ends."""

    LINKS: ClassVar = {"sampling": SAMPLING}

    sampling: Annotated[
        Value, Quantity("share", 0, 1, "share of ended journeys asked about", lever=True)
    ] = default(0.1)
    after_promise_days: int | None = Field(default=None, ge=1, le=365)
    """A journey whose promised step is so many days overdue is asked about then, and not at its
    end; left out: only at its end."""


class ExitSurvey(Section):
    """What those who leave by choice are asked: why."""

    candour: Annotated[
        Value, Quantity("share", 0, 1, "say the real reason; the others, the price", lever=True)
    ] = default(0.6, 0.4, 0.8)


class Surveys(Section):
    """What the firm asks and who answers (rule 32)."""

    relational: RelationalSurvey = unstated()
    journey: JourneySurvey = unstated()
    exit: ExitSurvey = ExitSurvey()
    response: Annotated[
        Value,
        Quantity(
            "share", 0, 1, "chance that a customer answers who stands two points from neutral"
        ),
    ] = default(0.15, 0.05, 0.4)
    selection: Annotated[
        Value, Quantity("per point", 0, 2, "feelings away from neutral answer more")
    ] = default(0.15, 0.0, 0.5)
    style: Annotated[Value, Quantity("0–10", 0, 5, "spread of personal answering style")] = default(
        1.0
    )
    noise: Annotated[Value, Quantity("0–10", 0, 5, "spread from answer to answer")] = default(0.9)
    window_days: int = Field(default=90, ge=1, le=3650)
    """The dashboard shows the answers of the last so many days."""


class Figure(Section):
    """A figure the firm knows about today; the model is to reproduce it."""

    low: float
    high: float
    source: str | None = None
