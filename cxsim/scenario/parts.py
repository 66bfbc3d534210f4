"""What every part of a case is made of: names, labels, frozen sections."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    GetJsonSchemaHandler,
    StringConstraints,
)
from pydantic_core import CoreSchema

LANGUAGES = ("es", "en")

IDENTIFIER = r"^[a-z][a-z0-9_]*$"


@dataclass(frozen=True)
class Hint:
    """Annotation: the phrase that tells a person what may stand here, and something that may."""

    key: str
    example: Any = None


@dataclass(frozen=True, eq=False)
class OrShort:
    """Annotation: a short form that stands for the whole one, for the JSON Schema."""

    short: dict[str, Any]

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"anyOf": [self.short, handler(schema)]}


Identifier = Annotated[
    str, StringConstraints(pattern=IDENTIFIER, max_length=60), Hint("identifier", "x")
]


def _label(raw: object) -> object:
    """One text stands for every language; line breaks and doubled spaces are nothing."""
    texts = dict.fromkeys(LANGUAGES, raw) if isinstance(raw, str) and raw.strip() else raw
    if not isinstance(texts, Mapping) or not texts or not set(texts) <= set(LANGUAGES):
        return texts
    first = next(iter(texts.values()))
    given = {language: texts.get(language, first) for language in LANGUAGES}
    return {k: " ".join(t.split()) if isinstance(t, str) else t for k, t in given.items()}


Label = Annotated[
    dict[Literal["es", "en"], Annotated[str, StringConstraints(min_length=1, max_length=500)]],
    BeforeValidator(_label),
    Hint("label", "x"),
    OrShort({"type": "string", "minLength": 1, "maxLength": 500}),
]
"""Free text in one language or in both."""


class Section(BaseModel):
    """A frozen part of a case; unknown keys are mistakes."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        strict=True,
        allow_inf_nan=False,
        validate_default=True,
        use_attribute_docstrings=True,
    )


def said(label: Mapping[str, str] | None, name: str, language: str) -> str:
    """A label in the chosen language, or the name made readable."""
    if not label:
        return name.replace("_", " ")
    return label.get(language) or next(iter(label.values()))


Raw = dict[str, Any]
