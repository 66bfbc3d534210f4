"""Erlang's formulas: what a line comes to where arrivals are Poisson and nobody is scheduled.

All of them are sums over a birth-and-death chain, taken by recursions that neither overflow nor
lose digits with thousands of servers. Rates are per one unit of time, any.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, inf, log

LARGE = 1e200
"""Sums above this are scaled down, with all that they are compared with."""
NEGLIGIBLE = 1e-18


@dataclass(frozen=True)
class Line:
    """The long run of a line.

    Parameters
    ----------
    waits : float
        Chance to find all servers busy, P(W > 0).
    abandons : float
        Chance to give up.
    mean_wait : float
        Of everybody, those who gave up included.
    mean_length : float
        How many are waiting.
    utilisation : float
        Share of the servers' time that is spent serving.
    """

    waits: float
    abandons: float
    mean_wait: float
    mean_length: float
    utilisation: float


def _idle_to_full(servers: int, load: float) -> float:
    """1 / Erlang-B: weight of all states of a system without a line, beside that of the full one.

    Erlang-B's recursion B_k = a B_(k-1) / (k + a B_(k-1)), upside down: all its terms are
    positive, and where nobody is ever refused it is infinite rather than lost.
    """
    weight = 1.0
    for busy in range(1, servers + 1):
        weight = 1 + weight * busy / load
    return weight


def erlang_b(servers: int, load: float) -> float:
    """Share refused where nobody can wait (Erlang 1917).

    Parameters
    ----------
    servers : int
    load : float
        Arrival rate by service rate, above 0.
    """
    return 1 / _idle_to_full(servers, load)


def erlang_c(servers: int, load: float) -> float:
    """Chance to wait where nobody gives up (Erlang 1917); 1 where the line grows for ever."""
    if load >= servers:
        return 1.0
    return 1 / (1 + (_idle_to_full(servers, load) - 1) * (1 - load / servers))


def patient(arrivals: float, service: float, servers: int) -> Line:
    """The line where nobody gives up, M/M/n; its load must be below the number of servers.

    Parameters
    ----------
    arrivals, service : float
        Rates; that of service is one server's.
    servers : int
    """
    spare = servers * service - arrivals
    if spare <= 0:
        raise ValueError(f"The line grows for ever: {arrivals:g} come, {servers * service:g} go.")
    waits = erlang_c(servers, arrivals / service)
    wait = waits / spare
    return Line(waits, 0.0, wait, arrivals * wait, arrivals / (servers * service))


def waits_longer(time: float, arrivals: float, service: float, servers: int) -> float:
    """Chance to wait longer than a time where nobody gives up, P(W > t)."""
    spare = servers * service - arrivals
    return patient(arrivals, service, servers).waits * exp(-spare * time)


def wait_of_share(share: float, arrivals: float, service: float, servers: int) -> float:
    """The wait that so many do not exceed where nobody gives up, P(W <= t) = share."""
    waits = patient(arrivals, service, servers).waits
    return max(0.0, log(waits / (1 - share)) / (servers * service - arrivals))


def erlang_a(arrivals: float, service: float, servers: int, giving_up: float) -> Line:
    """The line where patience is exponential, M/M/n+M (Palm 1957; Mandelbaum & Zeltyn 2007).

    Parameters
    ----------
    arrivals, service : float
        Rates; that of service is one server's.
    servers : int
    giving_up : float
        One by the mean of patience, above 0; with 0 see `patient`.
    """
    fewer = _idle_to_full(servers, arrivals / service) - 1  # all below full, beside full
    full, term, waiting, length = 1.0, 1.0, 1.0, 0.0
    line = 0
    while True:
        line += 1
        ratio = arrivals / (servers * service + line * giving_up)
        term *= ratio
        waiting += term
        length += line * term
        if ratio < 1 and line * term < NEGLIGIBLE * (1 - ratio) * length:
            break
        if length > LARGE:
            fewer, full, term, waiting, length = (
                each / LARGE for each in (fewer, full, term, waiting, length)
            )
    if fewer == inf:
        return Line(0.0, 0.0, 0.0, 0.0, arrivals / (servers * service))
    mean_length = length / (fewer + waiting)
    abandons = giving_up * mean_length / arrivals
    return Line(
        waiting / (fewer + waiting),
        abandons,
        mean_length / arrivals,
        mean_length,
        arrivals * (1 - abandons) / (servers * service),
    )
