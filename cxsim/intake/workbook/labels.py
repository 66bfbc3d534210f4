"""What things are called: a label stands for the name of the one thing that has it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cxsim.scenario import kinds

from . import headings, values
from .layout import SHEETS, TO_BE, Table
from .opening import Sheet

KEYS = {
    "archetype": "archetypes",
    "touchpoint": "touchpoints",
    "from": "touchpoints",
    "to": "touchpoints",
    "dimension": "dimensions",
    "journey": "journeys",
    "redesign": "redesigns",
}
"""Sheets whose things a column, or the name in a heading, mentions."""


class Labels:
    """Names by label, as slugs, for each sheet whose things have both.

    Parameters
    ----------
    sheets : mapping of str to Sheet
        The sheets of a workbook by name.
    """

    def __init__(self, sheets: Mapping[str, Sheet]) -> None:
        self.names: dict[str, dict[str, str]] = {}
        for name in {*KEYS.values(), "shocks"}:
            layout = SHEETS[name]
            if name in sheets and isinstance(layout, Table):
                self.names[name] = _labelled(sheets[name], layout)

    def name(self, sheet: str, written: Any) -> Any:
        """The name of what a label means; what is no label, or one of several, as it stands."""
        if isinstance(written, list):
            return [self.name(sheet, one) for one in written]
        if not isinstance(written, str):
            return written
        return self.names.get(sheet, {}).get(kinds.slug(written), written)

    def place(self, dotted: str) -> str:
        """A dotted place, the thing in it by its name: `touchpoints.Help line.cost`."""
        section, dot, rest = dotted.partition(".")
        thing, more, rest = rest.partition(".")
        return f"{section}{dot}{self.name(section, thing)}{more}{rest}"


def _labelled(sheet: Sheet, layout: Table) -> dict[str, str]:
    found, _ = headings.found(sheet, layout)
    keys = [one.number for one in found if one.column == layout.keys[-1]]
    labels = [one.number for one in found if one.column == "label"]
    prefix = TO_BE if layout.name == "redesigns" else ""
    named: dict[str, set[str]] = {}
    taken: set[str] = set()
    for number, row in sheet.rows().items():
        if number == 1 or not keys or keys[0] not in row:
            continue
        try:
            name = values.name(row[keys[0]], prefix)
        except values.Odd:  # told where the sheet itself is read
            continue
        taken |= {name, name.removeprefix(prefix)}
        for label in {kinds.slug(str(row[one].value)) for one in labels if one in row}:
            named.setdefault(label, set()).add(name)
    return {
        label: next(iter(names))
        for label, names in named.items()
        if label and len(names) == 1 and label not in taken
    }
