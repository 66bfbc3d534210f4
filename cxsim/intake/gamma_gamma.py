"""Gamma-gamma: how much customers spend on a purchase.

Fader & Hardie (2013), 'The gamma-gamma model of monetary value', note 25. A customer's purchases
are Gamma(p, nu) with nu ~ Gamma(q, gamma); spend does not depend on how often he buys.
"""

from dataclasses import dataclass, replace
from itertools import product

import numpy as np
from numpy.typing import NDArray
from scipy.special import digamma, gammaln

from cxsim.intake.errors import IntakeError, fault
from cxsim.intake.histories import Histories
from cxsim.intake.likelihood import Fit, maximise

NAMES = ("p", "q", "gamma")


@dataclass(frozen=True)
class GammaGamma:
    """A gamma-gamma model.

    Attributes
    ----------
    p : float, > 0
        Shape of a customer's purchases.
    q, gamma : float, > 0
        Shape and scale (money) of what sets customers apart; with q <= 1 the mean is infinite.
    """

    p: float
    q: float
    gamma: float

    @property
    def mean(self) -> float:
        """Mean amount of a purchase over the population; infinite for q <= 1."""
        return self.p * self.gamma / (self.q - 1) if self.q > 1 else np.inf

    def expected_spend(self, histories: Histories) -> NDArray[np.float64]:
        """Mean amount expected of each customer's next purchases, shape (n,)."""
        x = histories.purchases
        total = np.where(x > 0, x * histories.spend, 0.0)
        with np.errstate(divide="ignore"):
            return self.p * (self.gamma + total) / np.maximum(self.p * x + self.q - 1, 0)

    def log_likelihood(self, histories: Histories) -> float:
        """Log-likelihood of the mean spends of customers with repeat purchases (equation 1a)."""
        x, mean = histories.purchases, histories.spend
        counts = np.arange(x.max(initial=0) + 1)
        shape = np.maximum(self.p * counts, self.p)
        of_count = gammaln(shape + self.q) - gammaln(shape) - gammaln(self.q)
        each = (
            of_count[x]
            + self.q * np.log(self.gamma)
            + (self.p * x - 1) * np.log(mean)
            + self.p * x * np.log(x)
            - (self.p * x + self.q) * np.log(self.gamma + x * mean)
        )
        return float(each @ histories.customers)

    def score(self, histories: Histories) -> NDArray[np.float64]:
        """Derivatives of the log-likelihood with respect to p, q and gamma, shape (3,)."""
        x, mean = histories.purchases, histories.spend
        counts = np.arange(x.max(initial=0) + 1)
        shape = np.maximum(self.p * counts, self.p)
        both = digamma(shape + self.q)
        total = np.log(self.gamma + x * mean)
        each = np.stack(
            [
                x * ((both - digamma(shape))[x] + np.log(x * mean) - total),
                (both - digamma(self.q))[x] + np.log(self.gamma) - total,
                self.q / self.gamma - (self.p * x + self.q) / (self.gamma + x * mean),
            ]
        )
        return each @ histories.customers


def spenders(histories: Histories) -> Histories:
    """The histories with a repeat purchase that cost something."""
    return histories.take((histories.purchases > 0) & (histories.spend > 0))


def fit_gamma_gamma(histories: Histories) -> Fit[GammaGamma]:
    """Fit gamma-gamma by maximum likelihood on customers with repeat purchases.

    Parameters
    ----------
    histories : Histories
        One row a customer: means over several customers would hide their spread.

    Raises
    ------
    IntakeError
        If fewer than two customers paid for a repeat purchase.
    """
    rows = spenders(histories)
    if rows.total < 2:
        raise IntakeError(fault("no_spend"))
    rows = rows.take(np.lexsort((rows.spend, rows.purchases)))
    mean = float(rows.spend @ rows.customers) / rows.total
    # In units of the mean, so that any currency is sought in the same place.
    starts = [(p, q, (q - 1) / p) for p, q in product((0.5, 2.0, 6.0), (1.5, 3.0, 8.0))]
    fit = maximise(GammaGamma, replace(rows, spend=rows.spend / mean), NAMES, starts)
    values = fit.values * [1, 1, mean]
    model = GammaGamma(*values)
    return replace(fit, model=model, values=values, log_likelihood=model.log_likelihood(rows))
