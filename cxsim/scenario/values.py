"""Numbers as a case states them: a value, its unit, its allowed range, how sure we are and why."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import PydanticCustomError, core_schema


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
    def allowed(self) -> str:
        """The allowed range in words."""
        if math.isinf(self.low) and math.isinf(self.high):
            return f"a number ({self.unit})"
        if math.isinf(self.high):
            return f"≥ {self.low:g} ({self.unit})"
        if math.isinf(self.low):
            return f"≤ {self.high:g} ({self.unit})"
        return f"{self.low:g} … {self.high:g} ({self.unit})"

    def read(self, raw: object) -> Value:
        """A `Value` from a number, or from a mapping with value, low, high and source.

        Raises
        ------
        PydanticCustomError
            When it is not a finite number in the allowed range, or low ≤ value ≤ high fails.
        """
        if isinstance(raw, Value):
            raw = raw.written()
        parts: Mapping[str, Any] = raw if isinstance(raw, Mapping) else {"value": raw}
        self._know(parts)
        numbers = {k: self._number(parts[k]) for k in ("value", "low", "high") if k in parts}
        value = numbers["value"]
        low, high = numbers.get("low", value), numbers.get("high", value)
        if not low <= value <= high:
            raise PydanticCustomError("quantity", "low ≤ value ≤ high")
        source = parts.get("source")
        return Value(value, low, high, None if source is None else str(source), self)

    def _know(self, parts: Mapping[str, Any]) -> None:
        strange = [key for key in parts if key not in ("value", "low", "high", "source")]
        if strange or "value" not in parts:
            raise PydanticCustomError("quantity", "a number, or {value, low, high, source}")

    def _number(self, raw: object) -> float:
        usable = isinstance(raw, (int, float)) and not isinstance(raw, bool)
        if not usable or not math.isfinite(raw) or not self.low <= raw <= self.high:  # type: ignore[arg-type, operator]
            raise PydanticCustomError("quantity", "{allowed}", {"allowed": self.allowed})
        return float(raw)  # type: ignore[arg-type]

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


Share = Annotated[Value, Quantity("share", 0, 1)]
Money = Annotated[Value, Quantity("currency", 0)]
