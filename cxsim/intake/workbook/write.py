"""A workbook for a person to fill in: headings with help, cells that know what they take."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path as File
from typing import TYPE_CHECKING, Any

from cxsim.scenario import AsIs, kinds, validate, values_of
from cxsim.scenario.checks import grip, inert
from cxsim.scenario.values import Quantity, Value

from . import words
from .export import Grid, grids
from .layout import (
    HELP,
    LISTS,
    SHEETS,
    TO_BE,
    Listing,
    Table,
    Tree,
    allowed,
    choices_of,
    leaf,
    names_on,
    told,
)

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

ROWS = 500
"""Rows that know what they take, below the headings."""
LONGEST = 32_767
"""Characters that a cell can hold."""
NARROW, WIDE, WIDEST = 11, 28, 60
DARK, PALE, NOTE = "1F3B4D", "E8EEF2", "6B7780"
WIDTHS = {
    "label": WIDE,
    "description": WIDEST,
    "place": 50,
    "target": 55,
    "source": WIDE,
    "effect_source": WIDE,
    "meaning": WIDEST,
    "allowed": 40,
    "from": 24,
    "to": 24,
    "archetype": 22,
    "dimension": 18,
    "touchpoint": 24,
    "journey": 20,
    "redesign": 26,
    "lever": 22,
    "stage": 22,
    "kind": 14,
    "value": 18,
}
REFERENCES = {"journey": "journeys", "from": "touchpoints", "touchpoint": "touchpoints"}
"""Tables whose first column a list offers."""
OFFERED = {"to": "to", "target": "target", "place": "ranges", "channel": "channel", "for": "for"}
"""Lists that help, and do not forbid anything else."""


def write(tree: Tree, file: File, language: str, program: str) -> list[str]:
    """Write a case as a workbook.

    Parameters
    ----------
    tree : dict
        The case as `export.example` or `export.tree_of` give it.
    file : Path
        A new file, .xlsx.
    language : str
        "es" or "en", of titles and help.
    program : str
        How the person calls cxsim, for the sheet of help.

    Returns
    -------
    list of str
        Cells whose text was too long for a spreadsheet and is cut.
    """
    from openpyxl import Workbook

    book = Workbook()
    help_sheet = book.active
    assert help_sheet is not None
    _help(help_sheet, file.name, language, program)
    found = grids(tree, language)
    cut: list[str] = []
    for name, grid in found.items():
        cut += _fill(book.create_sheet(words.title(name, language)), grid, language)
    lists = _lists(book.create_sheet(words.title(LISTS, language)), tree, language)
    for name, grid in found.items():
        _validate(book[words.title(name, language)], name, grid, lists, language)
    packed = BytesIO()  # so that a file is whole or not there
    book.save(packed)
    file.write_bytes(packed.getvalue())
    return cut


# ---- sheets ----


def _help(sheet: Worksheet, file: str, language: str, program: str) -> None:
    from openpyxl.styles import Alignment, Font

    sheet.title = words.title(HELP, language)
    sheet.sheet_view.showGridLines = False
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 24, 100
    first, *steps, last = words.STEPS
    lines = [(words.said(first, language), "")]
    lines += [(words.said(s, language).format(program=program, file=file), "") for s in steps]
    lines += [(words.said(last, language), "")]
    lines += [(words.title(n, language), words.said(words.ABOUT[n], language)) for n in SHEETS]
    for number, (left, right) in enumerate(lines, 1):
        head = number in (1, len(steps) + 2)
        cell = _text(sheet, number, 1, left)
        cell.font = Font(bold=head or bool(right), size=14 if number == 1 else 11, color=DARK)
        if right:
            _text(sheet, number, 2, right).alignment = Alignment(wrap_text=True, vertical="top")
            cell.alignment = Alignment(vertical="top")
        else:
            sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=2)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            sheet.row_dimensions[number].height = 22 if len(left) < 120 else 34


def _fill(sheet: Worksheet, grid: Grid, language: str) -> list[str]:
    """Headings and rows; the cells whose text had to be cut."""
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    for number, ((column, name), kind) in enumerate(zip(grid.headings, grid.kinds, strict=True), 1):
        cell = _text(sheet, 1, number, words.heading(column, language, name))
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", start_color=DARK)
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        cell.comment = Comment(_told(column, kind, language), "cxsim", height=120, width=320)
        width = WIDTHS.get(column, NARROW if name else 13)
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.row_dimensions[1].height = 34
    keys = sum(kind is None for kind in grid.kinds) if grid.kinds[-1] is not None else 1
    sheet.freeze_panes = f"{get_column_letter(keys + 1)}2"
    cut = []
    for row, cells in enumerate(grid.rows, 2):
        for number, value in enumerate(cells, 1):
            if isinstance(value, str) and len(value) > LONGEST:
                cut.append(f"{sheet.title}!{get_column_letter(number)}{row}")
            if value is not None:
                _put(sheet, row, number, value)
            if grid.headings[number - 1][0] in ("meaning", "allowed"):
                sheet.cell(row, number).font = Font(italic=True, color=NOTE)
    _formats(sheet, grid)
    return cut


def _told(column: str, kind: Any, language: str) -> str:
    """What the comment on a heading says: meaning, what is allowed, what an empty cell means."""
    about = words.about(column, language)
    lines = [about[:1].upper() + about[1:] + "."]
    return "\n".join([*lines, *(told(kind, language) if kind is not None else [])])


def _formats(sheet: Worksheet, grid: Grid) -> None:
    """Number formats, of a column or, in a listing, of a row."""
    for number, kind in enumerate(grid.kinds, 1):
        if (shown := _format(kind)) is not None:
            for row in range(2, ROWS + 2):
                sheet.cell(row, number).number_format = shown
    for row, kind in enumerate(grid.row_kinds, 2):
        if (shown := _format(kind)) is not None:
            for number in (2, 3, 4):
                sheet.cell(row, number).number_format = shown


def _format(kind: Any) -> str | None:
    """How a number of a type is shown."""
    bare, notes = kinds.bare(leaf(kind)) if kind is not None else (None, [])
    if bare is int:
        return "#,##0"
    unit = next((note.unit for note in notes if isinstance(note, Quantity)), "")
    return {"share": "0.00%", "share per period": "0.00%", "currency": "#,##0.00"}.get(unit)


# ---- what cells take ----


def _lists(sheet: Worksheet, tree: Tree, language: str) -> dict[str, str]:
    """The sheet of words that lists offer, hidden; the range of each list."""
    from openpyxl.utils import get_column_letter

    as_is = validate.as_is({n: v for n, v in tree.items() if not n.startswith(TO_BE)}, "")
    ends = [words.word(end, language) for end in ("done", "give_up", "stay")]
    offered = {
        "to": [*tree["touchpoints"], *ends],
        "target": targets(as_is),
        "ranges": [place for place, _ in values_of(as_is)],
        "channel": names_on(tree, "channel"),
        "for": list(tree["archetypes"]),
    }
    found: dict[str, str] = {}
    for number, (name, choices) in enumerate(offered.items(), 1):
        for row, choice in enumerate(choices, 1):
            _text(sheet, row, number, choice)
        letter = get_column_letter(number)
        found[name] = f"'{sheet.title}'!${letter}$1:${letter}${max(1, len(choices))}"
    sheet.sheet_state = "hidden"
    return found


def targets(case: AsIs) -> list[str]:
    """Places that a lever can act on in a case."""
    return [
        place
        for place, value in values_of(case)
        if value.quantity.lever and grip(case, place) > 0 and not inert(case, place)
    ]


def _validate(
    sheet: Worksheet, name: str, grid: Grid, lists: Mapping[str, str], language: str
) -> None:
    """Tell the cells of a sheet what they take."""
    layout = SHEETS[name]
    keys = layout.keys if isinstance(layout, Table) else ()
    for number, ((column, _), kind) in enumerate(zip(grid.headings, grid.kinds, strict=True), 1):
        if column in REFERENCES and (column in keys[:-1] or column == "touchpoint"):
            if REFERENCES[column] != name:
                title = words.title(REFERENCES[column], language)
                _offer(sheet, number, f"'{title}'!$A$2:$A${ROWS + 1}", language)
        elif column in OFFERED and (column != "place" or isinstance(layout, Listing)):
            if column != "place" or name == "ranges":
                _offer(sheet, number, lists[OFFERED[column]], language)
        elif kind is not None:
            _restrict(sheet, number, (2, ROWS + 1), kind, language)
    for row, kind in enumerate(grid.row_kinds, 2):
        _restrict(sheet, 2, (row, row), kind, language)
        for number in (3, 4):
            _restrict(sheet, number, (row, row), kind if _is_number(kind) else None, language)


def _is_number(kind: Any) -> bool:
    return kinds.bare(leaf(kind))[0] is Value


def _offer(sheet: Worksheet, number: int, source: str, language: str) -> None:
    """A list that helps; anything else may be typed too, for things that are new."""
    from openpyxl.worksheet.datavalidation import DataValidation

    rule = DataValidation("list", formula1=f"={source}", allow_blank=True, showErrorMessage=False)
    _rule(sheet, rule, number, (2, ROWS + 1))


def _restrict(
    sheet: Worksheet, number: int, span: tuple[int, int], kind: Any, language: str
) -> None:
    """What a type allows, as a rule of the spreadsheet."""
    from openpyxl.worksheet.datavalidation import DataValidation

    if kind is None:
        return
    if choices := choices_of(kind):
        shown = ",".join(words.word(choice, language) for choice in choices)
        rule = DataValidation("list", formula1=f'"{shown}"')
    else:
        low, high, whole = limits(kind)
        if low is None and high is None:
            return
        rule = DataValidation("whole" if whole else "decimal")
        rule.operator = (
            "between"
            if low is not None and high is not None
            else "lessThanOrEqual"
            if low is None
            else "greaterThanOrEqual"
        )
        first, second = (low, high) if low is not None else (high, None)
        rule.formula1, rule.formula2 = _said(first), _said(second)
    rule.allow_blank = True
    rule.showErrorMessage, rule.errorTitle = True, "cxsim"
    rule.error = allowed(kind, language)[:250]
    _rule(sheet, rule, number, span)


def _rule(sheet: Worksheet, rule: Any, number: int, span: tuple[int, int]) -> None:
    from openpyxl.utils import get_column_letter

    letter = get_column_letter(number)
    rule.add(f"{letter}{span[0]}:{letter}{span[1]}")
    sheet.add_data_validation(rule)


def limits(kind: Any) -> tuple[float | None, float | None, bool]:
    """Least and largest number that a type allows, where there are such, and whether whole."""
    import math

    bare, notes = kinds.bare(leaf(kind))
    for note in notes:
        if isinstance(note, Quantity):
            low, high = note.low, note.high
            return (
                low if math.isfinite(low) else None,
                high if math.isfinite(high) else None,
                False,
            )
    if bare not in (int, float):
        return None, None, False
    bounds = {
        name: getattr(n, name) for n in notes for name in ("ge", "gt", "le") if hasattr(n, name)
    }
    return bounds.get("ge", bounds.get("gt")), bounds.get("le"), bare is int


def _said(number: float | None) -> str | None:
    return None if number is None else f"{number:.15g}"


# ---- cells ----


def _put(sheet: Worksheet, row: int, column: int, value: Any) -> None:
    if isinstance(value, str):
        _text(sheet, row, column, value[:LONGEST])
    else:
        sheet.cell(row, column).value = value


def _text(sheet: Worksheet, row: int, column: int, value: str) -> Cell:
    """A cell of text that stays text, whatever it begins with."""
    from openpyxl.styles import Alignment

    cell: Cell = sheet.cell(row, column)  # type: ignore[assignment]  # nothing here is merged yet
    cell.value = value
    cell.data_type = "s"
    if value[:1] in ("=", "+", "-", "@"):
        cell.quotePrefix = True  # so that it also stays text when somebody edits it
    if "\n" in value:
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell
