"""What is left of a customer's purchases when only their counts and last days matter."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class Histories:
    """Purchase histories, one row a customer or one row for all who share one.

    Attributes
    ----------
    purchases : ndarray of int64, shape (n,)
        Repeat purchases x: days with a purchase after the first one.
    recency : ndarray of float64, shape (n,)
        Weeks t_x from the first purchase to the last; 0 where there is no repeat.
    age : ndarray of float64, shape (n,)
        Weeks T from the first purchase to the end of the observation.
    spend : ndarray of float64, shape (n,)
        Mean amount of a repeat purchase; NaN where there is none.
    customers : ndarray of int64, shape (n,)
        Customers that each row stands for.
    """

    purchases: NDArray[np.int64]
    recency: NDArray[np.float64]
    age: NDArray[np.float64]
    spend: NDArray[np.float64]
    customers: NDArray[np.int64]

    @property
    def total(self) -> int:
        """Number of customers."""
        return int(self.customers.sum())

    def take(self, rows: NDArray[np.generic] | slice) -> "Histories":
        """The chosen rows, in that order."""
        return Histories(
            self.purchases[rows],
            self.recency[rows],
            self.age[rows],
            self.spend[rows],
            self.customers[rows],
        )

    def thinned(self, most: int) -> "Histories":
        """Every so-many-th row, so that at most ``most`` remain."""
        return self.take(slice(None, None, -(-len(self.purchases) // most)))

    def distinct(self) -> "tuple[Histories, NDArray[np.int64]]":
        """One row for each (x, t_x, T), in increasing order, and the row of each old row.

        Spend becomes the mean over the customers of the row. Nothing is lost for purchases; for
        spend, the expected value of a customer given x is linear in it, so means stay exact.
        """
        order = np.lexsort((self.age, self.recency, self.purchases))
        keys = np.stack([self.purchases[order], self.recency[order], self.age[order]])
        new = np.append(True, (keys[:, 1:] != keys[:, :-1]).any(axis=0))
        firsts = np.flatnonzero(new)
        row = np.empty(len(order), np.int64)
        row[order] = np.cumsum(new) - 1
        customers = np.bincount(row, self.customers).astype(np.int64)
        spend = np.bincount(row, self.spend * self.customers) / customers
        first = order[firsts]
        distinct = Histories(
            self.purchases[first], self.recency[first], self.age[first], spend, customers
        )
        return distinct, row
