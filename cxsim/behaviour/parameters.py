"""The fixed points of the scale and the names of the forms a rule may take; no numbers to tune."""

from typing import Final

LOWEST: Final = 0.0
NEUTRAL: Final = 6.0
HIGHEST: Final = 10.0
"""The latent 0–10 scale of quality, expectation and satisfaction, and its neutral point."""

ONE_DIMENSIONAL: Final = 0
MUST_BE: Final = 1
ATTRACTIVE: Final = 2
"""Kano classes of a quality dimension (rule 5)."""

LINEAR: Final = 0
SATURATING: Final = 1
EXPONENTIAL: Final = 2
"""Forms of the link between satisfaction and staying (rule 16)."""

DAYS_A_YEAR: Final = 365.0
"""Length of the year behind every yearly rate."""

LARGEST_AMOUNT: Final = 1e9
"""The most that one purchase is booked with, in the currency: hidden mean spends have no bound."""

LOWEST_PRICE: Final = 0.01
"""A price relative to today's; a lower one counts as this, so that its logarithm stays finite."""
