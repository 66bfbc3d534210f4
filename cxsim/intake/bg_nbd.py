"""BG/NBD: how often customers buy and when they silently leave.

Fader, Hardie & Lee (2005), '"Counting your customers" the easy way', Marketing Science 24:275-284.
While active a customer buys at rate lambda ~ Gamma(r, alpha), alpha in weeks; after each repeat
purchase he leaves with probability p ~ Beta(a, b). One who has not bought again is active still.
"""

from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.linalg import eigh_tridiagonal
from scipy.special import betainc, betaln, digamma, expit, gammaln

from cxsim.intake.errors import IntakeError, fault
from cxsim.intake.histories import Histories
from cxsim.intake.likelihood import Fit, maximise

NAMES = ("r", "alpha", "a", "b")
NODES = 96


@dataclass(frozen=True)
class BgNbd:
    """A BG/NBD model.

    Attributes
    ----------
    r, alpha : float, > 0
        Shape and scale (weeks) of the purchase rate: on average r / alpha a week.
    a, b : float, > 0
        Dropout after a repeat purchase: on average a / (a + b).
    """

    r: float
    alpha: float
    a: float
    b: float

    def log_likelihood(self, histories: Histories) -> float:
        """Log-likelihood of histories, summed over the customers (equation 6)."""
        still_active, left = self._terms(histories)
        counts = np.arange(histories.purchases.max(initial=0) + 1)
        of_count = (
            gammaln(self.r + counts)
            - gammaln(self.r)
            + self.r * np.log(self.alpha)
            + betaln(self.a, self.b + counts)
            - betaln(self.a, self.b)
        )
        each = of_count[histories.purchases] + np.logaddexp(still_active, left)
        return float(each @ histories.customers)

    def score(self, histories: Histories) -> NDArray[np.float64]:
        """Derivatives of the log-likelihood with respect to r, alpha, a and b, shape (4,)."""
        r, alpha, a, b = self.r, self.alpha, self.a, self.b
        x, active = histories.purchases, self.p_active(histories)
        gone = 1 - active
        of_age, of_recency = alpha + histories.age, alpha + histories.recency
        counts = np.arange(x.max(initial=0) + 1)
        all_ = digamma(a + b) - digamma(a + b + counts)
        stayed = digamma(b + counts) - digamma(b)
        each = np.stack(
            [
                (digamma(r + counts) - digamma(r) + np.log(alpha))[x]
                - active * np.log(of_age)
                - gone * np.log(of_recency),
                r / alpha - (r + x) * (active / of_age + gone / of_recency),
                all_[x] + gone / a,
                (all_ + stayed)[x] - gone / (b + np.maximum(x, 1) - 1),
            ]
        )
        return each @ histories.customers

    def p_active(self, histories: Histories) -> NDArray[np.float64]:
        """Probability that each customer has not left, shape (n,)."""
        still_active, left = self._terms(histories)
        return expit(still_active - left)

    def _terms(self, histories: Histories) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Logarithms of the two ways to a history: active at T, or gone right after t_x."""
        x = histories.purchases
        shape = (self.r + x).astype(np.float64)
        still_active = -shape * np.log(self.alpha + histories.age)
        chance = np.log(self.a) - np.log(self.b + np.maximum(x, 1) - 1)
        left = chance - shape * np.log(self.alpha + histories.recency)
        left[x == 0] = -np.inf
        return still_active, left

    def expected_purchases(self, weeks: ArrayLike) -> NDArray[np.float64]:
        """E[X(t)]: repeat purchases expected within ``weeks`` of the first one, same shape."""
        t = np.asarray(weeks, float)
        ratio = t / self.alpha
        return _expected(self.r, ratio.ravel(), self.a, self.b).reshape(t.shape)

    def expected_future(self, weeks: float, histories: Histories) -> NDArray[np.float64]:
        """Purchases expected of each customer in the next ``weeks``, given the history; (n,).

        Given that he is active, a customer is as a new one with r + x, alpha + T and b + x.
        """
        ratio = weeks / (self.alpha + histories.age)
        if_active = np.empty(len(ratio))
        for x in np.unique(histories.purchases):
            rows = histories.purchases == x
            if_active[rows] = _expected(self.r + x, ratio[rows], self.a, self.b + x)
        return self.p_active(histories) * if_active

    def count_shares(self, weeks: float, most: int) -> NDArray[np.float64]:
        """P(X(t) = x) for x = 0 … ``most`` - 1, then P(X(t) >= ``most``); shape (most + 1,)."""
        x = np.arange(most)
        bought = weeks / (self.alpha + weeks)
        nobody_left = betaln(self.a, self.b + x) - betaln(self.a, self.b)
        negative_binomial = np.exp(gammaln(self.r + x) - gammaln(self.r) - gammaln(x + 1)) * (
            (1 - bought) ** self.r * bought**x
        )
        shares = np.exp(nobody_left) * negative_binomial
        left_at_x = betaln(self.a + 1, self.b + x[1:] - 1) - betaln(self.a, self.b)
        shares[1:] += np.exp(left_at_x) * betainc(x[1:], self.r, bought)
        return np.append(shares, 1 - shares.sum())

    def expected_counts(self, histories: Histories, most: int = 7) -> NDArray[np.float64]:
        """Customers expected with 0, 1 … and ``most`` or more repeats, each at their own age."""
        ages, row = np.unique(histories.age, return_inverse=True)
        customers = np.bincount(row, histories.customers)
        return customers @ np.array([self.count_shares(age, most) for age in ages])


def fit_bg_nbd(histories: Histories) -> Fit[BgNbd]:
    """Fit BG/NBD by maximum likelihood.

    Raises
    ------
    IntakeError
        If nobody bought again, or all bought on the last day: the log says nothing of rates.
    """
    if not (histories.purchases * histories.customers).any():
        raise IntakeError(fault("no_repeat"))
    rows, _ = histories.distinct()
    rate = float(rows.purchases @ rows.customers) / float(rows.age @ rows.customers)
    starts = [
        (r, r / (rate * busier), a, a * odds)
        for r, busier, a, odds in product((0.3, 1.0, 3.0), (1.0, 3.0), (0.5, 1.5), (2.0, 10.0))
    ]
    return maximise(BgNbd, rows, NAMES, starts)


def _expected(r: float, ratio: NDArray[np.float64], a: float, b: float) -> NDArray[np.float64]:
    """E[X(t)] at t / alpha = ``ratio``: the mean over p of (1 - (1 + p t / alpha)^-r) / p.

    Gauss-Jacobi quadrature over p ~ Beta(a, b) equals the published form with the hypergeometric
    function and holds also where that one breaks down (a = 1, a + b <= 1, many purchases).
    """
    p, weights = _beta_nodes(a, b)
    blocks = np.array_split(ratio, len(ratio) // 4096 + 1)
    return np.concatenate(
        [-np.expm1(-r * np.log1p(np.multiply.outer(block, p))) @ (weights / p) for block in blocks]
    )


def _beta_nodes(a: float, b: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Points in (0, 1) and weights that average a function over Beta(a, b).

    Golub & Welsch (1969), Mathematics of Computation 23:221-230: eigenvalues of the Jacobi matrix.
    Unlike ``scipy.special.roots_jacobi`` it does not overflow for large a or b.
    """
    k = np.arange(1, NODES)
    c = 2 * k + a + b - 2
    middle = np.append((a - b) / (a + b), (a - 1 + b - 1) * (a - b) / (c * (c + 2)))
    beside = 4 * k * (k + a - 1) * (k + b - 1) / (c**2 * (c + 1))
    # (k + a + b - 2) / (c - 1) is 1 for k = 1, where both may be 0.
    beside[1:] *= (k[1:] + a + b - 2) / (c[1:] - 1)
    points, vectors = eigh_tridiagonal(middle, np.sqrt(beside))
    return np.clip((1 + points) / 2, 1e-18, 1), vectors[0] ** 2
