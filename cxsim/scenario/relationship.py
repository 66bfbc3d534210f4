"""What binds a customer to the firm, and how it ends: contractual, non-contractual, captive."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from .parts import Hint, Identifier, Label, Section
from .values import Quantity, Value, default

Positive = Annotated[Value, Quantity("parameter", 1e-6, 1e9)]


class NormalLoyalty(Section):
    """Differences in loyalty: u_i ~ Normal on the log-odds of leaving."""

    form: Literal["normal"]
    median_hazard: Annotated[
        Value, Quantity("share per period", 1e-9, 0.9, "leaving chance of the median customer")
    ]
    spread: Annotated[Value, Quantity("log-odds", 0, 4, "standard deviation of u_i (rule 16)")] = (
        default(1.7, 0.8, 2.2)
    )


class BetaLoyalty(Section):
    """Differences in loyalty: a leaving chance of Beta(alpha, beta) (Fader & Hardie 2007)."""

    form: Literal["beta"]
    alpha: Positive
    beta: Positive


class Tenure(Section):
    """How long the customers of day 0 have been customers: a truncated exponential."""

    mean_days: float = Field(default=1095.0, ge=0, le=36500)
    longest_days: float = Field(default=5475.0, ge=0, le=36500)


class Line(Section):
    """A line of business that a customer may hold beside others, such as mobile."""

    label: Label


class Contractual(Section):
    """A contract renewed every period; who leaves is seen."""

    kind: Literal["contractual"]
    period_days: float = Field(default=365 / 12, ge=1, le=3650)
    loyalty: Annotated[NormalLoyalty | BetaLoyalty, Field(discriminator="form")]
    tenure: Tenure = Tenure()
    involuntary: Annotated[
        Value, Quantity("share per period", 0, 0.5, "leaves for reasons beyond anyone", lever=True)
    ] = default(0.0)
    lock_in: Annotated[
        Value,
        Quantity("share", 0, 1, "how far leaving is barred: 0 free, 1 fully bound", lever=True),
    ] = default(0.0)
    """By penalties, instalments, numbers that cannot be taken along (rule 18)."""
    lines: dict[Identifier, Line] = Field(default={})
    """Lines of business; each archetype then says who holds which, and at what price."""
    partial: Annotated[
        Value,
        Quantity("share", 0, 1, "of those about to leave with several lines, drop one", lever=True),
    ] = default(0.0)
    cross_sell: Annotated[
        Value, Quantity("per year", 0, 50, "taking a line that one lacks", lever=True)
    ] = default(0.0)


class Captive(Section):
    """Customers who cannot leave, only complain."""

    kind: Literal["captive"]
    period_days: float = Field(default=365 / 12, ge=1, le=3650)
    tenure: Tenure = Tenure()


class PurchaseRate(Section):
    """Rates differ: Gamma(shape, scale_days), as in the BG/NBD (Fader, Hardie & Lee 2005)."""

    shape: Positive
    scale_days: Positive


class Dropout(Section):
    """Chance of dropping out after a repeat purchase: Beta(a, b), as in the BG/NBD."""

    a: Positive
    b: Positive


class PurchaseValue(Section):
    """Amounts: Gamma(p, ν_i) with ν_i ~ Gamma(q, gamma) (Fader & Hardie 2013)."""

    p: Positive
    q: Positive
    gamma: Positive


HistoryFile = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z0-9_.-]+\.csv$"), Hint("csv", "x.csv")
]


class NonContractual(Section):
    """Purchases without a contract; who has gone is not seen."""

    kind: Literal["non_contractual"]
    need: Identifier
    """The purchase journey that the purchase clock starts."""
    rate: PurchaseRate
    frequency: Annotated[
        Value, Quantity("multiplier", 0, 100, "multiplies everybody's purchase rate", lever=True)
    ] = Field(default(1.0))
    dropout: Dropout
    value: PurchaseValue
    inactivity_days: float = Field(default=365.0, ge=1, le=3650)
    """A customer counts as retained who bought in the last so many days."""
    history: HistoryFile | None = None
    """Purchase histories of the customers of day 0: a CSV file beside this one."""


Relationship = Annotated[Contractual | NonContractual | Captive, Field(discriminator="kind")]
