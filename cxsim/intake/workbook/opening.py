"""A workbook opened with care: what is in its cells, and nothing calculated, run or fetched."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from .wrong import Wrong

MEGABYTE = 1_000_000
LARGEST = 10 * MEGABYTE
"""Bytes of a file."""
UNPACKED = 50 * MEGABYTE
"""Bytes of what is packed in it."""
MOST_PARTS = 1000
MOST_ROWS, MOST_COLUMNS = 5000, 300
"""Of a sheet, with something in them."""
LAST_ROW = 1_048_576
"""Of any sheet."""
ENCRYPTED = b"\xd0\xcf\x11\xe0"
"""How files begin that Office has encrypted, and the old .xls."""
MERGED = re.compile(rb"""<(?:\w+:)?mergeCell\s[^>]*?ref=["']([A-Z]+)(\d+):([A-Z]+)(\d+)["']""")


class Content(NamedTuple):
    """What a cell has in it."""

    value: Any
    kind: str = "text"
    """text, number, formula, error or date."""


class Merged(NamedTuple):
    """Cells made one."""

    name: str
    first: tuple[int, int]
    last: tuple[int, int]


@dataclass
class Sheet:
    """The filled cells of a sheet by row and column, from 1."""

    title: str
    cells: dict[tuple[int, int], Content] = field(default_factory=dict)
    merged: list[Merged] = field(default_factory=list)
    endless: bool = False
    """Whether it has more than can be a journey; the rest was not read."""

    def rows(self) -> dict[int, dict[int, Content]]:
        """The filled cells of each row by column, in order."""
        found: dict[int, dict[int, Content]] = {}
        for (row, column), content in sorted(self.cells.items(), key=lambda pair: pair[0]):
            found.setdefault(row, {})[column] = content
        return found


class Unreadable(Exception):
    """A file that cannot be read as a workbook.

    Parameters
    ----------
    kind : str
        A key of `words.SAID`.
    """

    def __init__(self, file: Path, kind: str) -> None:
        super().__init__(kind)
        most = {"most": LARGEST // MEGABYTE} if kind == "large" else {}
        self.wrong = Wrong(file.name, kind, parts=most)


def sheets(file: Path, rows: int = MOST_ROWS, columns: int = MOST_COLUMNS) -> list[Sheet]:
    """The sheets of a workbook.

    Parameters
    ----------
    file : Path
    rows, columns : int
        Of a sheet, at most.

    Returns
    -------
    list of Sheet
        In the order of the file.

    Raises
    ------
    Unreadable
        When it is missing, locked, damaged, too large, or no workbook at all.
    """
    from openpyxl import load_workbook

    content = BytesIO(_looked_at(file))  # read once; openpyxl leaves a file open that it refuses
    try:
        with warnings.catch_warnings(), zipfile.ZipFile(content) as archive:
            warnings.simplefilter("ignore")  # of what Excel can do that openpyxl cannot
            _look_inside(file, archive)
            book = load_workbook(content, read_only=True, keep_links=False, rich_text=False)
            try:
                return [_sheet(one, archive, rows, columns) for one in book.worksheets]
            finally:
                book.close()
    except Unreadable:
        raise
    except zipfile.BadZipFile:
        raise Unreadable(file, "broken") from None
    # A damaged workbook can make openpyxl, zlib and the XML parser raise nearly anything.
    except Exception:
        raise Unreadable(file, "broken") from None


def _looked_at(file: Path) -> bytes:
    """The bytes of a file, unless size or first bytes tell that it need not be opened."""
    try:
        with file.open("rb") as stream:
            content = stream.read(LARGEST + 1)
    except OSError:
        raise Unreadable(file, "gone") from None
    if len(content) > LARGEST:
        raise Unreadable(file, "large")
    if content.startswith(ENCRYPTED):
        raise Unreadable(file, "locked")
    if not content.startswith(b"PK\x03\x04"):
        raise Unreadable(file, "no_workbook")
    return content


def _look_inside(file: Path, archive: zipfile.ZipFile) -> None:
    """Refuse what would unpack to more than a journey, and XML that declares entities.

    What a part says of its own size holds: zipfile reads no byte more.
    """
    parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > UNPACKED:
        raise Unreadable(file, "large")
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable(file, "locked")
    if "[Content_Types].xml" not in archive.namelist():
        raise Unreadable(file, "no_workbook")
    for part in parts:
        if part.filename.endswith((".xml", ".rels")) and _declares(archive.read(part)):
            raise Unreadable(file, "broken")


def _declares(text: bytes) -> bool:
    """Whether XML is in another encoding than UTF-8, or declares something of its own."""
    return b"\x00" in text or b"<!DOCTYPE" in text or b"<!ENTITY" in text


def _sheet(source: Any, archive: zipfile.ZipFile, rows: int, columns: int) -> Sheet:
    sheet = Sheet(source.title)
    source.reset_dimensions()  # what a file says of its own size need not be so
    for number, row in enumerate(source.iter_rows(), 1):
        if number > LAST_ROW:
            sheet.endless = True
            break
        for cell in row:
            if (content := _content(cell)) is None:
                continue
            if number > rows or cell.column > columns:
                sheet.endless = True
                return sheet
            sheet.cells[number, cell.column] = content
    # openpyxl tells merged cells only where it may change them, and then visits each one.
    sheet.merged = list(_merged(archive.read(source._worksheet_path)))
    return sheet


def _content(cell: Any) -> Content | None:
    """What is in a cell; None where there is nothing but space."""
    value, kind = cell.value, cell.data_type
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if kind == "f":
        return Content(value, "formula")
    if kind in ("e", "d"):
        return Content(value, "error" if kind == "e" else "date")
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return Content(value)
    whole = isinstance(value, float) and value.is_integer() and abs(value) < 2**53
    return Content(int(value) if whole else value, "number")


def _merged(text: bytes) -> Iterator[Merged]:
    from openpyxl.utils import column_index_from_string

    for left, top, right, bottom in MERGED.findall(text):
        name = b"%s%s:%s%s" % (left, top, right, bottom)
        columns = [column_index_from_string(letters.decode()) for letters in (left, right)]
        yield Merged(name.decode(), (int(top), columns[0]), (int(bottom), columns[1]))
