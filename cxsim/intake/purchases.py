"""A purchase log: who bought, on which day, for how much.

Purchases of one customer on one day count as one, and the first is the acquisition (Fader, Hardie
& Lee 2005, Marketing Science 24:275-284). Money is held in ten-thousandths of the currency, so that
sums are exact and the order of the rows cannot matter.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from cxsim.intake.cells import Cells, read_amounts, read_days, read_names
from cxsim.intake.errors import IntakeError, Sayable, fault
from cxsim.intake.histories import Histories
from cxsim.intake.lines import listed
from cxsim.intake.table import Columns, read_columns

MAX_DROPPED = 0.01
"""Share of rows that may be left out before the log is refused."""

EPOCH = date(1970, 1, 1)
MONEY_UNIT = 10_000
LARGEST_AMOUNT = 1e9
"""Of one purchase; the most that a case may state, and far from what integers hold."""
FIRST_DAY, LAST_DAY = (date(1900, 1, 1) - EPOCH).days, (date(2100, 1, 1) - EPOCH).days
"""A log has no purchase outside: a 9999 or 0001 stands for no date at all."""


@dataclass(frozen=True, eq=False)
class PurchaseLog:
    """Purchases of a firm's customers, sorted by customer and day.

    Attributes
    ----------
    names : pyarrow.Array
        Customers' identifiers, sorted; customer ``i`` is ``names[i]``.
    customer, day, amount : ndarray of shape (purchases,)
        Customer's index; days since 1970-01-01; money in ten-thousandths of the currency.
        At most one row a customer and day.
    last_day : int
        End of the observation, in days since 1970-01-01.
    rows : int
        Rows of the file.
    dropped : mapping of str to int
        Reason (no_customer, bad_date, far_date, bad_amount, refund, huge, ragged) to number of
        rows left out.
    """

    names: pa.Array
    customer: NDArray[np.int32]
    day: NDArray[np.int32]
    amount: NDArray[np.int64]
    last_day: int
    rows: int
    dropped: Mapping[str, int]

    @property
    def customers(self) -> int:
        """Number of distinct customers."""
        return len(self.names)

    @property
    def first_date(self) -> date:
        """Day of the earliest purchase."""
        return EPOCH + timedelta(int(self.day.min()))

    @property
    def last_date(self) -> date:
        """Last day observed."""
        return EPOCH + timedelta(self.last_day)

    def until(self, day: date) -> "PurchaseLog":
        """The same log as it stood at the end of ``day``: who had not bought yet is not in it."""
        last = (day - EPOCH).days
        kept = self.day <= last
        present, customer = np.unique(self.customer[kept], return_inverse=True)
        return PurchaseLog(
            self.names.take(pa.array(present)),
            customer.astype(np.int32),
            self.day[kept],
            self.amount[kept],
            last,
            self.rows,
            self.dropped,
        )

    def acquired(self) -> NDArray[np.int32]:
        """Day of each customer's first purchase, shape (customers,)."""
        return self.day[self._starts()]

    def histories(self) -> Histories:
        """Repeat purchases, recency, age (weeks) and mean repeat spend of each customer."""
        starts = self._starts()
        ends = np.append(starts[1:], len(self.day))
        purchases = ends - starts - 1
        first = self.day[starts]
        total = np.add.reduceat(self.amount, starts) - self.amount[starts]
        spend = total / np.maximum(purchases, 1) / MONEY_UNIT
        return Histories(
            purchases=purchases.astype(np.int64),
            recency=(self.day[ends - 1] - first) / 7.0,
            age=(self.last_day - first) / 7.0,
            spend=np.where(purchases > 0, spend, np.nan),
            customers=np.ones(len(starts), np.int64),
        )

    def _starts(self) -> NDArray[np.int64]:
        return np.flatnonzero(np.diff(self.customer, prepend=-1))


def read_purchases(
    file: Path | str,
    customer: str | int,
    date: str | int,
    amount: str | int,
    max_dropped: float = MAX_DROPPED,
) -> PurchaseLog:
    """Read a purchase log.

    Refunds (negative amounts) and rows that cannot be read are left out and counted; the purchase
    that a refund undoes stays, for nothing in a log ties the two.

    Parameters
    ----------
    file : path
        CSV, text with blanks between columns, or Parquet; one row a purchase, in any order.
    customer, date, amount : str or int
        Columns by name, or by number counted from 1.
    max_dropped : float, 0 to 1
        Share of the rows that may be left out.

    Raises
    ------
    IntakeError
        With every fault found: missing columns, ambiguous dates or amounts, too many bad rows.
    """
    columns = read_columns(Path(file), {"customer": customer, "date": date, "amount": amount})
    names, days, amounts = _cells(columns, str(customer), str(date), str(amount))
    reasons = {
        "no_customer": ~names.readable,
        "bad_date": ~days.readable,
        "far_date": days.readable & ((days.values < FIRST_DAY) | (days.values > LAST_DAY)),
        "bad_amount": ~amounts.readable,
        "refund": amounts.readable & (amounts.values < 0),
        "huge": amounts.readable & (amounts.values > LARGEST_AMOUNT),
    }
    good = ~np.logical_or.reduce(list(reasons.values()))
    rows = len(good) + columns.ragged
    _refuse_if_too_many(Path(file), columns, reasons, rows, int(good.sum()), max_dropped)
    dropped = {reason: int(bad.sum()) for reason, bad in reasons.items() if bad.any()}
    if columns.ragged:
        dropped["ragged"] = columns.ragged
    return _one_a_day(names, days, amounts, good, rows, dropped)


def _cells(columns: Columns, customer: str, date: str, amount: str) -> tuple[Cells, Cells, Cells]:
    """Read the three columns, gathering the faults of all."""
    table = columns.table
    readers: list[Callable[[], Cells]] = [
        lambda: read_names(table["customer"]),
        lambda: read_days(table["date"], date),
        lambda: read_amounts(table["amount"], amount),
    ]
    faults: list[Sayable] = []
    cells: list[Cells] = []
    for read in readers:
        try:
            cells.append(read())
        except IntakeError as error:
            faults += error.faults
    if faults:
        raise IntakeError(faults)
    return cells[0], cells[1], cells[2]


def _refuse_if_too_many(
    file: Path,
    columns: Columns,
    reasons: Mapping[str, NDArray[np.bool_]],
    rows: int,
    good: int,
    max_dropped: float,
) -> None:
    if good and rows - good <= max_dropped * rows:
        return
    if not rows:
        raise IntakeError(fault("no_rows", file=file))
    faults = [
        fault("too_many", bad=rows - good, rows=rows, file=file, max_dropped=max_dropped),
    ]
    for reason, bad in reasons.items():
        if bad.any():
            faults.append(fault(reason, count=int(bad.sum()), lines=listed(columns.lines[bad])))
    if columns.ragged:
        faults.append(fault("ragged", count=columns.ragged, lines=listed(columns.uneven)))
    raise IntakeError(faults)


def _one_a_day(
    names: Cells,
    days: Cells,
    amounts: Cells,
    good: NDArray[np.bool_],
    rows: int,
    dropped: Mapping[str, int],
) -> PurchaseLog:
    """Sum the purchases of one customer and day, in an order that the file does not decide."""
    encoded = names.values.filter(pa.array(good)).combine_chunks().dictionary_encode()
    by_name = pc.array_sort_indices(encoded.dictionary).to_numpy()
    place = np.empty_like(by_name, dtype=np.int64)
    place[by_name] = np.arange(len(by_name))
    day = days.values[good]
    start, span = int(day.min()), int(np.ptp(day)) + 1
    key = place[encoded.indices.to_numpy()] * span + (day - start)
    order = np.argsort(key)
    money = np.rint(amounts.values[good] * MONEY_UNIT).astype(np.int64)
    key = key[order]
    firsts = np.flatnonzero(np.diff(key, prepend=-1))
    return PurchaseLog(
        encoded.dictionary.take(pa.array(by_name)),
        (key[firsts] // span).astype(np.int32),
        (key[firsts] % span + start).astype(np.int32),
        np.add.reduceat(money[order], firsts),
        start + span - 1,
        rows,
        dropped,
    )
