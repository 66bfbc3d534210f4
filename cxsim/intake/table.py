"""Chosen columns of a CSV, a plain text table or a Parquet file, as an Arrow table.

Strategists bring what their systems export: commas, semicolons, tabs, bars or runs of blanks;
with or without a header; UTF-8 or Latin-1. What the file is, is found out from its first lines.
"""

import csv
import re
from codecs import getincrementaldecoder
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet
from numpy.typing import NDArray

from cxsim.intake.errors import Fault, IntakeError, fault
from cxsim.intake.lines import of_rows, refuse_mixed

BLANKS = " "
DELIMITERS = ("\t", ";", ",", "|")
SAMPLE_BYTES = 1 << 16
MOST_NAMES = 30
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


@dataclass(frozen=True)
class Columns:
    """The columns asked for, as read.

    Attributes
    ----------
    table : pyarrow.Table
        Named by role (such as ``customer``); text for text files, the stored type for Parquet.
    ragged : int
        Rows left out because they had another number of fields than the rest.
    uneven : list of int
        Their lines, as far as they can be told.
    lines : ndarray of shape (rows,)
        Line of the file where each row stands, for messages.
    """

    table: pa.Table
    ragged: int
    uneven: list[int]
    lines: NDArray[np.int64]


@dataclass(frozen=True)
class _Text:
    """How a text file is laid out."""

    encoding: str
    delimiter: str
    first: list[str]
    width: int


def read_columns(file: Path, wanted: Mapping[str, str | int]) -> Columns:
    """Read the wanted columns of a table file.

    Parameters
    ----------
    file : Path
        CSV, whitespace-separated text (either may be gzipped) or Parquet.
    wanted : mapping of str to str or int
        Role to column: the column's name in the header, or its number counted from 1.

    Raises
    ------
    IntakeError
        If the file is missing, empty or of another kind, or a column is not in it.
    """
    parquet = _start_of(file) == b"PAR1"
    try:
        return _read_parquet(file, wanted) if parquet else _read_text(file, wanted)
    except (pa.ArrowException, csv.Error, OSError, UnicodeError) as error:
        kind = "damaged" if parquet else "unreadable"
        raise IntakeError(fault(kind, file=file, why=error)) from None


def _start_of(file: Path) -> bytes:
    if not file.is_file():
        beside = [p.name for p in file.parent.iterdir()] if file.parent.is_dir() else []
        raise IntakeError(Fault("missing", {"file": file}, file.name, tuple(beside)))
    with file.open("rb") as stream:
        start = stream.read(4)
    if not start:
        raise IntakeError(fault("empty", file=file))
    if start in WORKBOOKS:
        raise IntakeError(fault("workbook", file=file))
    return start


def _read_parquet(file: Path, wanted: Mapping[str, str | int]) -> Columns:
    header = pa.parquet.read_schema(file).names
    positions = _positions(file, header, wanted)
    whole = pa.parquet.ParquetFile(file).read(columns=[header[i] for i in positions.values()])
    table = pa.table({role: whole.column(header[i]) for role, i in positions.items()})
    return Columns(table, 0, [], np.arange(table.num_rows) + 1)


def _read_text(file: Path, wanted: Mapping[str, str | int]) -> Columns:
    text = _layout(file)
    header, positions = placed(file, text.first, wanted)
    numbered = [str(i + 1) for i in range(text.width)]
    chosen = list(dict.fromkeys(numbered[i] for i in positions.values()))
    try:
        read, ragged = _parse(file, text, header, chosen, text.encoding)
    except pa.ArrowInvalid as error:
        if str(error).startswith("Could not skip"):
            raise IntakeError(fault("no_rows", file=file)) from None
        if "UTF8" not in str(error):
            raise
        refuse_mixed(file)
        read, ragged = _parse(file, text, header, chosen, "latin-1")
    table = pa.table({role: read.column(numbered[i]) for role, i in positions.items()})
    shape = (text.delimiter, text.width, int(header), table.num_rows, ragged)
    where, uneven = of_rows(file, text.encoding, *shape)
    return Columns(table, ragged, uneven, where)


def placed(
    file: Path, first: list[str], wanted: Mapping[str, str | int]
) -> tuple[bool, dict[str, int]]:
    """Whether the first row is a header, and the place of each wanted column.

    A first row with every name asked for, and no cell twice, is a header, though they be numbers.

    Raises
    ------
    IntakeError
        With every column that is not there; and how to name columns where there is no header.
    """
    named = len({*first}) == len(first) and {*map(str, wanted.values())} <= {*first}
    header = named or not (all(map(_is_number, wanted.values())) and _is_data(first))
    try:
        names = first if header else [str(i + 1) for i in range(len(first))]
        return header, _positions(file, names, wanted)
    except IntakeError as error:
        if _is_data(first):
            advice = fault("no_header", width=len(first))
            raise IntakeError([*error.faults, advice]) from None
        raise


def _parse(
    file: Path, text: _Text, header: bool, chosen: list[str], encoding: str
) -> tuple[pa.Table, int]:
    """The chosen columns (named by their number) as text, and how many rows were ragged."""
    ragged: list[object] = []

    def skip(row: object) -> str:
        ragged.append(row)
        return "skip"

    table = pa.csv.read_csv(
        _squeezed(file) if text.delimiter == BLANKS else pa.input_stream(str(file)),
        pa.csv.ReadOptions(
            column_names=[str(i + 1) for i in range(text.width)],
            skip_rows=int(header),
            encoding=encoding,
        ),
        pa.csv.ParseOptions(delimiter=text.delimiter, invalid_row_handler=skip),
        pa.csv.ConvertOptions(
            include_columns=chosen,
            column_types=dict.fromkeys(chosen, pa.string()),
            strings_can_be_null=False,
        ),
    )
    return table, len(ragged)


def _squeezed(file: Path) -> pa.BufferReader:
    """The file with each run of blanks made one, which Arrow's reader cannot do by itself."""
    data = pa.input_stream(str(file)).read()
    return pa.BufferReader(re.sub(rb"(?m)^ +| +(?=\r?$)", b"", re.sub(rb"[ \t]+", b" ", data)))


def _layout(file: Path) -> _Text:
    data = pa.input_stream(str(file)).read(SAMPLE_BYTES)
    encoding = "utf-8"
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encoding = "utf-16"
    elif not _is_utf8(data):
        refuse_mixed(file)
        encoding = "latin-1"
    text = data.decode(encoding, errors="replace").removeprefix("\ufeff")
    if "\0" in text:
        raise IntakeError(fault("encoding", file=file))
    lines = [line for line in text.splitlines() if line.strip()]
    if len(data) == SAMPLE_BYTES and len(lines) > 1:
        lines.pop()  # the last one may be cut
    if not lines:
        raise IntakeError(fault("empty", file=file))
    width, delimiter = max(
        ((_usual_width(lines, d), d) for d in DELIMITERS), key=lambda found: found[0]
    )
    if width < 2:
        delimiter, lines = BLANKS, [" ".join(line.split()) for line in lines]
        width = _usual_width(lines, BLANKS)
    if width < 2:
        _refuse_lone_quote(file, text)
        raise IntakeError(fault("no_table", file=file))
    first = [name.strip() for name in next(csv.reader(lines[:1], delimiter=delimiter))]
    return _Text(encoding, delimiter, first[:width], width)


def _is_utf8(data: bytes) -> bool:
    """Whether a file's beginning is UTF-8, its last character perhaps cut."""
    try:
        getincrementaldecoder("utf-8")().decode(data)
    except UnicodeDecodeError:
        return False
    return True


def _refuse_lone_quote(file: Path, text: str) -> None:
    """A single line with an odd quotation mark explains why nothing below it splits."""
    odd = [n for n, line in enumerate(text.splitlines(), 1) if line.count('"') % 2]
    if len(odd) == 1:
        raise IntakeError(fault("open_quote", file=file, line=odd[0]))


def _usual_width(lines: list[str], delimiter: str) -> int:
    """Fields a row has, when at least nine rows in ten agree; otherwise 0."""
    widths = Counter(len(row) for row in csv.reader(lines, delimiter=delimiter))
    width, lines_agreeing = widths.most_common(1)[0]
    return width if lines_agreeing >= 0.9 * widths.total() else 0


def _is_number(column: str | int) -> bool:
    return isinstance(column, int) or column.isdecimal()


def _is_data(first: list[str]) -> bool:
    """Whether a first line holds a purchase: two cells or more that begin with a digit."""
    return sum(bool(re.match(r"\W*\d", cell)) for cell in first) >= 2


def _positions(file: Path, header: list[str], wanted: Mapping[str, str | int]) -> dict[str, int]:
    """Place of each wanted column, or every fault at once with the nearest names."""
    places: dict[str, int] = {}
    faults = []
    for role, column in wanted.items():
        name = str(column)
        if header.count(name) > 1:
            faults.append(fault("column_twice", file=file, column=name))
        elif name in header:
            places[role] = header.index(name)
        elif _is_number(column) and 1 <= int(column) <= len(header):
            places[role] = int(column) - 1
        else:
            names = ", ".join(header[:MOST_NAMES])
            parts = {"file": file, "column": name, "role": role, "names": names}
            faults.append(Fault("no_column", parts, name, tuple(header)))
    if faults:
        raise IntakeError(faults)
    return places
