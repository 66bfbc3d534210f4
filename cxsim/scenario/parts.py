"""What every part of a case is made of: names, labels, frozen sections."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints

LANGUAGES = ("es", "en")

Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]


def _label(raw: object) -> object:
    """One text stands for every language."""
    if isinstance(raw, str):
        return dict.fromkeys(LANGUAGES, raw)
    if isinstance(raw, Mapping) and raw and set(raw) <= set(LANGUAGES):
        first = next(iter(raw.values()))
        return {language: raw.get(language, first) for language in LANGUAGES}
    return raw


Label = Annotated[
    dict[str, Annotated[str, StringConstraints(min_length=1)]], BeforeValidator(_label)
]


class Section(BaseModel):
    """A frozen part of a case; unknown keys are mistakes."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", validate_default=True, use_attribute_docstrings=True
    )


def said(label: Mapping[str, str] | None, name: str, language: str) -> str:
    """A label in the chosen language, or the name made readable."""
    if not label:
        return name.replace("_", " ")
    return label.get(language) or next(iter(label.values()))


Raw = dict[str, Any]
