"""A purchase log means the same however a firm writes it down."""

import gzip
import re
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cxsim.intake.errors import SAID, IntakeError
from cxsim.intake.purchases import PurchaseLog, read_purchases

START = date(2025, 1, 1)
NAMED = ("customer", "date", "amount")
HEADER = "customer,date,amount"
Row = tuple[str, date, float]


def rows_without_law(seed: int = 1) -> list[Row]:
    luck = np.random.default_rng(seed)
    who, when, cents = (luck.integers(0, most, 300) for most in (40, 200, 5_000_000))
    return [
        (f"C{i:05d}", START + timedelta(int(d)), float(c + 1) / 100)
        for i, d, c in zip(who, when, cents, strict=True)
    ]


ROWS = rows_without_law()


def text_of(rows: list[Row], line: str, header: str | None = None) -> str:
    lines = [line.format(*row) for row in rows]
    return "\n".join(lines if header is None else [header, *lines]) + "\n"


def same(one: PurchaseLog, other: PurchaseLog) -> bool:
    return one.names.to_pylist() == other.names.to_pylist() and all(
        np.array_equal(getattr(one, field), getattr(other, field))
        for field in ("customer", "day", "amount", "last_day")
    )


@pytest.fixture
def plain(tmp_path: Path) -> PurchaseLog:
    file = tmp_path / "plain.csv"
    file.write_text(text_of(ROWS, "{0},{1},{2:.2f}", HEADER))
    return read_purchases(file, *NAMED)


def test_purchases_are_counted_as_a_person_would(plain: PurchaseLog) -> None:
    days = {(who, day) for who, day, _ in ROWS}
    assert len(plain.day) == len(days)
    assert plain.amount.sum() == sum(round(amount * 10_000) for _, _, amount in ROWS)
    histories = plain.histories()
    for i, who in enumerate(plain.names.to_pylist()):
        mine = sorted(day for name, day in days if name == who)
        spent = [amount for name, day, amount in ROWS if name == who and day > mine[0]]
        assert histories.purchases[i] == len(mine) - 1
        assert histories.recency[i] * 7 == pytest.approx((mine[-1] - mine[0]).days)
        assert histories.age[i] * 7 == pytest.approx((plain.last_date - mine[0]).days)
        if spent:
            assert histories.spend[i] == pytest.approx(sum(spent) / (len(mine) - 1))
        else:
            assert np.isnan(histories.spend[i])


@pytest.mark.parametrize(
    ("line", "header"),
    [
        ("{0};{1};{2:.2f}", "customer;date;amount"),
        ("{0}\t{1:%Y%m%d}\t{2:.4f}", "customer\tdate\tamount"),
        ("  {0}   {1:%Y%m%d}  {2:9.2f} ", " customer  date  amount"),
        ("{0}|{1:%Y/%m/%d}|{2:.2f}", "customer|date|amount"),
        ('"{0}","{1:%d/%m/%Y}","{2:,.2f}"', HEADER),
        ("{0},{1:%m/%d/%Y},{2:.2f}", HEADER),
        ("{0},{1:%d.%m.%Y} 23:59,{2:.2f}", HEADER),
        ("{0},{1}T00:00:01Z,{2:.2f}", HEADER),
        ("{0},{1},$ {2:.2f}", HEADER),
    ],
)
def test_every_way_of_writing_gives_the_same_log(
    tmp_path: Path, plain: PurchaseLog, line: str, header: str
) -> None:
    file = tmp_path / "other.txt"
    file.write_text(text_of(ROWS, line, header))
    assert same(read_purchases(file, *NAMED), plain)
    file.write_text(text_of(ROWS, line))
    assert same(read_purchases(file, 1, "2", 3), plain)


def test_spanish_spreadsheet(tmp_path: Path, plain: PurchaseLog) -> None:
    """Semicolons, decimal commas, thousands with points, Latin-1, Windows line ends, gzip."""
    lines = ["Fecha;Cliente;Año;Importe €"]
    for who, day, amount in ROWS:
        money = f"{amount:,.2f}".translate(str.maketrans(",.", ".,"))
        lines.append(f"{day:%d/%m/%Y};{who};año;{money} €".replace("€", ""))
    text = "\r\n".join(lines).replace(" €", "") + "\r\n"
    file = tmp_path / "ventas.csv.gz"
    file.write_bytes(gzip.compress(text.encode("latin-1")))
    assert same(read_purchases(file, "Cliente", "Fecha", "Importe"), plain)


def test_byte_order_marks(tmp_path: Path, plain: PurchaseLog) -> None:
    text = text_of(ROWS, "{0}\t{1}\t{2:.2f}", "customer\tdate\tamount")
    file = tmp_path / "marked.txt"
    for encoding in ("utf-8-sig", "utf-16"):
        file.write_text(text, encoding=encoding)
        assert same(read_purchases(file, *NAMED), plain)


@settings(derandomize=True, deadline=None, max_examples=20)
@given(order=st.permutations(range(len(ROWS))), names=st.permutations([0, 1, 2]))
def test_parquet_columns_and_rows_in_any_order(
    tmp_path_factory: pytest.TempPathFactory, order: list[int], names: list[int]
) -> None:
    folder = tmp_path_factory.mktemp("logs")
    columns: dict[str, list[object]] = {
        key: [row[i] for row in ROWS] for i, key in enumerate(NAMED)
    }
    pa.parquet.write_table(pa.table(columns), folder / "in_order.parquet")
    shuffled = {NAMED[i]: [columns[NAMED[i]][k] for k in order] for i in names}
    pa.parquet.write_table(pa.table(shuffled), folder / "shuffled.parquet")
    (folder / "plain.csv").write_text(text_of(ROWS, "{0},{1},{2:.2f}", HEADER))
    log = read_purchases(folder / "plain.csv", *NAMED)
    assert same(read_purchases(folder / "in_order.parquet", *NAMED), log)
    assert same(read_purchases(folder / "shuffled.parquet", *NAMED), log)


def test_parquet_types(tmp_path: Path) -> None:
    """Customers as floats with a gap, timestamps with a zone, decimals."""
    table = pa.table(
        {
            "id": pa.array([7.0, 7.0, 8.0] + [9.0] * 97),
            "when": pa.array([0, 86_400_000, 0] + [0] * 97, pa.timestamp("ms", "America/Lima")),
            "paid": pa.array([Decimal(n) for n in [1, 2, 3] + [4] * 97], pa.decimal128(12, 2)),
        }
    )
    pa.parquet.write_table(table, tmp_path / "log.parquet")
    log = read_purchases(tmp_path / "log.parquet", "id", "when", "paid")
    assert log.names.to_pylist() == ["7", "8", "9"]
    assert log.first_date == date(1969, 12, 31)  # midnight in Greenwich is the evening before
    assert log.amount.tolist() == [10_000, 20_000, 30_000, 97 * 40_000]


def test_until_is_the_log_as_it_stood(tmp_path: Path, plain: PurchaseLog) -> None:
    split = START + timedelta(60)
    file = tmp_path / "early.csv"
    early = [row for row in ROWS if row[1] <= split]
    file.write_text(text_of(early, "{0},{1},{2:.2f}", HEADER))
    cut, read = plain.until(split), read_purchases(file, *NAMED)
    assert cut.names.to_pylist() == read.names.to_pylist()
    assert np.array_equal(cut.customer, read.customer)
    assert np.array_equal(cut.day, read.day)
    assert cut.last_date == split


def refused(file: Path, text: str, *columns: str | int, **settings: float) -> str:
    file.write_text(text)
    with pytest.raises(IntakeError) as caught:
        read_purchases(file, *(columns or NAMED), **settings)  # type: ignore[arg-type]
    return str(caught.value)


def test_ambiguous_dates_are_not_guessed(tmp_path: Path) -> None:
    rows = [row for row in ROWS if row[1].day <= 12]
    said = refused(tmp_path / "a.csv", text_of(rows, "{0},{1:%d/%m/%Y},{2:.2f}", HEADER))
    assert "'date'" in said
    assert "with the day first or with the month first" in said
    assert "year-month-day, such as" in said


def test_ambiguous_amounts_are_not_guessed(tmp_path: Path) -> None:
    """25.000 is twenty-five in one country and twenty-five thousand in another."""
    said = refused(tmp_path / "a.csv", text_of(ROWS, "{0},{1},25.000", HEADER))
    assert "with a decimal point or with a decimal comma" in said
    assert "'25.000'" in said


def test_one_telling_cell_settles_the_column(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text(HEADER + '\na,03/04/2025,25.000\na,04/04/2025,25.000\nb,13/04/2025,"9,5"\n')
    log = read_purchases(file, *NAMED)
    assert log.first_date == date(2025, 4, 3)
    assert log.amount.tolist() == [250_000_000, 250_000_000, 95_000]


def test_wrong_names_are_all_told_with_the_nearest(tmp_path: Path) -> None:
    text = text_of(ROWS, "{0},{1},{2:.2f}", HEADER)
    said = refused(tmp_path / "a.csv", text, "costumer", "dat", 9)
    assert "no column 'costumer' for the customer." in said
    assert "Did you mean 'customer'?" in said
    assert "Did you mean 'date'?" in said
    assert "no column '9' for the amount" in said


def test_names_without_a_header(tmp_path: Path) -> None:
    said = refused(tmp_path / "a.csv", text_of(ROWS, "{0},{1},{2:.2f}"))
    assert "by its number, 1 to 3" in said


def test_a_header_of_bare_numbers_names_the_columns(tmp_path: Path, plain: PurchaseLog) -> None:
    file = tmp_path / "a.csv"
    file.write_text(text_of(ROWS, "{1},{2:.2f},{0}", "3,1,2"))
    assert same(read_purchases(file, 2, 3, 1), plain)
    file.write_text(text_of(ROWS, "{1},{2:.2f},{0}"))
    assert same(read_purchases(file, 3, 1, 2), plain)


def test_few_bad_rows_are_left_out_and_counted(tmp_path: Path, plain: PurchaseLog) -> None:
    file = tmp_path / "a.csv"
    bad = "C00001,2025-03-01,-5\nC00002,yesterday,5\n,2025-03-01,5\nC00003,2025-02-30,5\n1,2\n"
    file.write_text(text_of(ROWS, "{0},{1},{2:.2f}", HEADER) + bad)
    assert "5 of the 305 rows" in refused(file, file.read_text())
    log = read_purchases(file, *NAMED, max_dropped=0.02)
    assert same(log, plain)
    assert log.rows == 305
    assert log.dropped == {
        "no_customer": 1,
        "bad_date": 2,
        "refund": 1,
        "ragged": 1,
    }


def test_many_bad_rows_stop_the_build_with_their_lines(tmp_path: Path) -> None:
    rows = text_of(ROWS, "{0},{1},{2:.2f}", HEADER).splitlines()
    rows[3:3] = ["a,2025-01-01,-1"] * 4
    rows[10] = rows[10].rpartition(",")[0] + ",much"
    said = refused(tmp_path / "a.csv", "\n".join(rows))
    assert "5 of the 304 rows" in said
    assert "Rows with a negative amount (refund): 4, first in line 4, 5, 6." in said
    assert "Rows with an amount that cannot be read: 1, first in line 11." in said


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b"PK\x03\x04rest", "save the sheet as CSV"),
        (b"one column\nonly\n", "does not look like a table"),
    ],
)
def test_what_is_no_table(tmp_path: Path, content: bytes, sentence: str) -> None:
    file = tmp_path / "log.csv"
    file.write_bytes(content)
    with pytest.raises(IntakeError, match=sentence):
        read_purchases(file, *NAMED)


def test_a_missing_file_gives_the_nearest(tmp_path: Path) -> None:
    (tmp_path / "ventas.csv").write_text(HEADER)
    with pytest.raises(IntakeError, match=r"There is no file .*venta\.csv.*'ventas\.csv'"):
        read_purchases(tmp_path / "venta.csv", *NAMED)


def test_columns_of_another_kind(tmp_path: Path) -> None:
    said = refused(tmp_path / "a.csv", text_of(ROWS, "{0},{1},{2:.2f}", HEADER), *NAMED[::-1])
    assert "'customer' does not hold amounts" in said
    assert "'C000" in said


@settings(
    derandomize=True,
    deadline=None,
    max_examples=200,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(content=st.binary(max_size=300) | st.text("0123456789-/,.;\n \tTab\"'", max_size=300))
def test_no_file_gives_anything_but_sentences(tmp_path: Path, content: bytes | str) -> None:
    file = tmp_path / "any"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    said = "Read."
    try:
        assert read_purchases(file, 1, 2, 3, max_dropped=0.9).customers >= 1
    except IntakeError as error:
        said = error.text("en") + "\n" + error.text("es")
    assert said.replace("\n", "").isprintable()
    assert all(line.endswith((".", "?")) for line in said.splitlines())


def test_every_sentence_exists_in_both_languages() -> None:
    for kind, said in SAID.items():
        places = {language: set(re.findall(r"{(\w+)", text)) for language, text in said.items()}
        assert set(places) == {"en", "es"}, kind
        assert places["en"] == places["es"], kind


MANY = [
    f"c{i % 40:02},2025-{1 + i * 7 % 12:02}-{1 + i * 13 % 28:02},{10 + i % 90}" for i in range(900)
]


def log_of(folder: Path, rows: list[str | bytes]) -> Path:
    file = folder / "log.csv"
    lines = [row if isinstance(row, bytes) else row.encode() for row in ["c,d,a", *rows]]
    file.write_bytes(b"\n".join(lines) + b"\n")
    return file


@pytest.mark.parametrize(
    ("at", "row", "said"),
    [
        (500, '"c01,2025-02-02,5', "Line 502 of {file} has a quotation mark without its pair."),
        (500, 'c01,"2025-02-02,5', "Line 502 of {file} has a quotation mark without its pair."),
        (
            500,
            "ñandú,2025-02-02,5".encode("latin-1"),
            "Lines of {file} that are no UTF-8, though others are: 1, first 502. Save the whole",
        ),
        (500, b"c\x0001,2025-02-02,5", "The file {file} is not text in UTF-8, Latin-1 or UTF-16."),
        (
            500,
            "c01,9999-12-31,5",
            "Rows with a date before 1900 or after 2099: 1, first in line 502",
        ),
        (
            500,
            "c01,0001-01-01,5",
            "Rows with a date before 1900 or after 2099: 1, first in line 502",
        ),
        (500, "c01,2025-02-02,1e15", "Rows with an amount above 1000000000: 1, first in line 502."),
        (500, "c01,2025-02-02", "Rows with another number of fields than the rest: 1, first in li"),
        (500, "c01,2025-13-45,5", "Rows with a date that cannot be read: 1, first in line 502."),
        (
            500,
            "\n\nc01,2025-02-45,5",
            "Rows with a date that cannot be read: 1, first in line 504.",
        ),
    ],
)
def test_one_bad_row_is_found_in_many(tmp_path: Path, at: int, row: str | bytes, said: str) -> None:
    rows: list[str | bytes] = [*MANY, "ñu,2025-01-01,5"]
    rows[at] = row
    file = log_of(tmp_path, rows)
    with pytest.raises(IntakeError) as found:
        read_purchases(file, "c", "d", "a", max_dropped=0)
    assert any(one.startswith(said.format(file=file)) for one in str(found.value).splitlines())
    assert "first" not in found.value.text("es")


def test_a_quote_far_down_cannot_swallow_what_follows(tmp_path: Path) -> None:
    rows: list[str | bytes] = [*(MANY * 10)]
    rows[8000] = '"c01,2025-02-02,5'
    with pytest.raises(IntakeError, match=r"Line 8002 of .* quotation mark without its pair"):
        read_purchases(log_of(tmp_path, rows), "c", "d", "a", max_dropped=1)


def test_a_comment_of_several_lines_is_no_quote_left_open(tmp_path: Path) -> None:
    rows: list[str | bytes] = [f'{row},"said, then\nthis, that and\nno more"' for row in MANY]
    file = log_of(tmp_path, rows)
    file.write_bytes(file.read_bytes().replace(b"c,d,a", b"c,d,a,note", 1))
    assert read_purchases(file, "c", "d", "a").rows == len(MANY)


def test_excel_day_numbers_are_called_by_their_name(tmp_path: Path) -> None:
    rows: list[str | bytes] = [f"c{i},{45_000 + i},5" for i in range(50)]
    with pytest.raises(IntakeError, match="holds Excel's day numbers in place of dates: '45000'"):
        read_purchases(log_of(tmp_path, rows), "c", "d", "a")


def test_a_header_alone_is_no_log(tmp_path: Path) -> None:
    with pytest.raises(IntakeError, match="has a header and no row below it"):
        read_purchases(log_of(tmp_path, []), "c", "d", "a")
