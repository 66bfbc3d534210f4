"""Numbers as a case states them: a value, its unit, its allowed range, how sure we are and why."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, NamedTuple

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import PydanticCustomError, core_schema

from .words import Phrase, phrase, range_phrase

RANGED = ("value", "low", "high", "source")
"""Keys of a value that states its range."""


@dataclass(frozen=True)
class Quantity:
    """What a number means and which values make sense; an annotation of `Value`.

    Parameters
    ----------
    unit : str
        Unit, such as "0–10", "share", "USD", "days".
    low, high : float
        Smallest and largest allowed value, inclusive.
    about : str
        One line for the person who reads `do=show`.
    lever : bool
        Whether a redesign's lever may act on it.
    """

    unit: str
    low: float = -math.inf
    high: float = math.inf
    about: str = ""
    lever: bool = False

    @property
    def allowed(self) -> Phrase:
        """The allowed range in words."""
        return range_phrase(self.low, self.high, self.unit)

    def read(self, raw: object) -> Value:
        """A `Value` from a number, or from a mapping with value, low, high and source.

        Raises
        ------
        PydanticCustomError
            When it is not a finite number in the allowed range, or low ≤ value ≤ high fails.
        """
        if isinstance(raw, Value):
            raw = raw.written()
        if not isinstance(raw, Mapping):
            if not self._usable(raw):
                raise _refused([Mistake("", raw, self.allowed)])
            return Value(float(raw), float(raw), float(raw), None, self)  # type: ignore[arg-type]
        if mistakes := list(self._mistakes(raw)):
            raise _refused(mistakes)
        value = float(raw["value"])
        low, high = float(raw.get("low", value)), float(raw.get("high", value))
        if not low <= value <= high:
            raise _refused([Mistake("", raw, phrase("ordered"))])
        return Value(value, low, high, raw.get("source"), self)

    def _mistakes(self, raw: Mapping[str, Any]) -> Iterator[Mistake]:
        if "value" not in raw:
            yield Mistake("", raw, phrase("quantity"))
        for key, part in raw.items():
            if key == "source":
                if not isinstance(part, str):
                    yield Mistake(key, part, phrase("text"))
            elif key not in RANGED:
                yield Mistake(key, part, RANGED)
            elif not self._usable(part):
                yield Mistake(key, part, self.allowed)

    def _usable(self, raw: object) -> bool:
        if not isinstance(raw, (int, float)) or isinstance(raw, bool):
            return False
        return math.isfinite(raw) and self.low <= raw <= self.high

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            self.read,
            serialization=core_schema.plain_serializer_function_ser_schema(Value.written),
        )

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return self.json_schema()

    def json_schema(self) -> dict[str, Any]:
        """JSON Schema of such a value."""
        number: dict[str, Any] = {"type": "number"}
        if math.isfinite(self.low):
            number["minimum"] = self.low
        if math.isfinite(self.high):
            number["maximum"] = self.high
        ranged = {
            "type": "object",
            "properties": {
                "value": number,
                "low": number,
                "high": number,
                "source": {"type": "string"},
            },
            "required": ["value"],
            "additionalProperties": False,
        }
        return {
            "anyOf": [number, ranged],
            "description": self.about,
            "x-unit": self.unit,
            "x-lever": self.lever,
        }


class Mistake(NamedTuple):
    """What is wrong with a number: the key in it (empty: all of it), what it is, what may be."""

    key: str
    found: object
    allowed: Phrase | tuple[str, ...]


def _refused(mistakes: list[Mistake]) -> PydanticCustomError:
    return PydanticCustomError("quantity", "not a number of the case", {"mistakes": mistakes})


@dataclass(frozen=True, slots=True)
class Value:
    """A number of the case.

    Parameters
    ----------
    value, low, high : float
        Central value and range (uniform prior); low = value = high when it is certain.
    source : str or None
        Where it was read; None marks an assumption when the value has a range.
    quantity : Quantity
        Unit and allowed range.
    """

    value: float
    low: float
    high: float
    source: str | None = None
    quantity: Quantity = field(default_factory=lambda: Quantity(""), compare=False, repr=False)

    @property
    def uncertain(self) -> bool:
        """Whether the case gives it a range."""
        return self.low < self.high

    def written(self) -> float | dict[str, Any]:
        """As a case file would state it."""
        if not self.uncertain and self.source is None:
            return self.value
        ranged = {"low": self.low, "high": self.high} if self.uncertain else {}
        sourced = {} if self.source is None else {"source": self.source}
        return {"value": self.value, **ranged, **sourced}


@dataclass(frozen=True)
class PerDimension:
    """Annotation of a mapping dimension → value; one number stands for every dimension."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.with_info_before_validator_function(self.spread, handler(source))

    @staticmethod
    def spread(raw: object, info: core_schema.ValidationInfo) -> object:
        """One number, or one {value, low, high}, given to every quality dimension."""
        names = (info.context or {}).get("dimensions", ())
        if isinstance(raw, Mapping) and "value" not in raw:
            return raw
        return dict.fromkeys(names, raw)

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        mapping = handler(schema)
        one = dict(mapping.get("additionalProperties", {}))
        return {"anyOf": [one, mapping]}


def default(
    value: float, low: float | None = None, high: float | None = None, source: str | None = None
) -> Any:
    """A field's default, stated as a case would state it (validated like one)."""
    raw: dict[str, Any] = {"value": value}
    if low is not None and high is not None:
        raw |= {"low": low, "high": high}
    if source is not None:
        raw["source"] = source
    return raw


def unstated() -> Any:
    """A section's default: what it is when the case says nothing of it (validated like one)."""
    return {}


Share = Annotated[Value, Quantity("share", 0, 1)]
Money = Annotated[Value, Quantity("currency", 0)]
