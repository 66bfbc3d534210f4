"""Cases as data: schema, levers, loading. Reading one never runs code."""

from .library import cases, load
from .problems import Problem, Problems
from .schema import MONTH, AsIs, Scenario, json_schema, values_of
from .values import Value

__all__ = [
    "MONTH",
    "AsIs",
    "Problem",
    "Problems",
    "Scenario",
    "Value",
    "cases",
    "json_schema",
    "load",
    "values_of",
]
