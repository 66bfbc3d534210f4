"""Chosen columns of a sheet of a workbook, as those of a text table are read."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pyarrow as pa

from cxsim.intake.errors import Fault, IntakeError, fault
from cxsim.intake.lines import listed
from cxsim.intake.table import Columns, placed
from cxsim.intake.workbook.opening import Content, Sheet, Unreadable, sheets

WORKBOOKS = (".xlsx", ".xlsm")
MOST_ROWS, MOST_COLUMNS = 200_000, 1000
"""Of a table; what a file may weigh holds beside it."""


def read_sheet(file: Path, wanted: Mapping[str, str | int], sheet: str | None = None) -> Columns:
    """Read the wanted columns of a sheet, as text; its first filled row is the header.

    Parameters
    ----------
    file : Path
        An .xlsx.
    wanted : mapping of str to str or int
        Role to column: the column's name in the header, or its number counted from 1.
    sheet : str, optional
        Its name; the first one where none is told.

    Raises
    ------
    IntakeError
        If the file cannot be opened, it has no such sheet or column, or a column holds formulas,
        which are not calculated here.
    """
    try:
        found = _chosen(file, sheets(file, MOST_ROWS, MOST_COLUMNS), sheet)
    except Unreadable as error:
        raise IntakeError(error.wrong) from None
    if found.endless:
        parts = {"sheet": found.title, "rows": MOST_ROWS, "columns": MOST_COLUMNS}
        raise IntakeError(fault("sheet_endless", file=file, **parts))
    rows = found.rows()
    if not rows:
        raise IntakeError(fault("sheet_empty", file=file, sheet=found.title))
    width = max(column for _, column in found.cells)
    lines = list(rows)
    first = [_text(rows[lines[0]].get(column)) for column in range(1, width + 1)]
    header, positions = placed(file, first, wanted)
    lines = lines[header:]
    columns = {
        role: [rows[line].get(place + 1) for line in lines] for role, place in positions.items()
    }
    _refuse_formulas(columns, wanted, lines)
    table = {
        role: pa.chunked_array([[_text(cell) for cell in column]], pa.string())
        for role, column in columns.items()
    }
    return Columns(pa.table(table), 0, [], np.array(lines, np.int64))


def _chosen(file: Path, found: list[Sheet], name: str | None) -> Sheet:
    if name is None:
        return found[0]
    for one in found:
        if one.title.strip().casefold() == name.strip().casefold():
            return one
    titles = tuple(one.title for one in found)
    parts = {"file": file, "sheet": name, "names": ", ".join(titles)}
    raise IntakeError(Fault("no_sheet", parts, name, titles))


def _text(cell: Content | None) -> str:
    """What a cell shows, without its format."""
    return "" if cell is None else str(cell.value).strip()


def _refuse_formulas(
    columns: Mapping[str, list[Content | None]], wanted: Mapping[str, str | int], lines: list[int]
) -> None:
    faults = []
    for role, column in columns.items():
        where = [
            line
            for line, cell in zip(lines, column, strict=True)
            if cell is not None and cell.kind == "formula"
        ]
        if where:
            parts = {"column": wanted[role], "count": len(where), "lines": listed(where)}
            faults.append(fault("formulas", **parts))
    if faults:
        raise IntakeError(faults)
