"""Lines of customers are Erlang's (SCIENCE V4), where nothing that anybody feels moves anything.

Each number is at most four of its own standard errors from the law, which luck alone exceeds with
a chance of about 3e-4 (batch means have 39 degrees of freedom); there are about 60 of them, many of
shared luck, so that a right model fails with a chance below 2% at a new seed, and these are fixed.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from benchmarks.erlang import Line, wait_of_share
from cxsim.engine.record import QUEUE
from cxsim.engine.run import Lived, live, warmed
from cxsim.engine.staffed.others import believable
from cxsim.engine.staffed.tables import USUAL
from cxsim.engine.state import State

from ..kit.erlang import (
    CENTRE_A,
    CENTRE_C,
    DELAY,
    GIVEN_UP,
    LOSS,
    System,
    Told,
    days_of,
    ratio,
    told,
    told_beside,
)
from ..kit.runs import events_of, lived, worlds

SHARE = 0.002
"""The largest standard error of a share; of a mean it is 1%."""
FARTHEST = 4.0
SMOOTHED_DAYS = 28.0
EVERYTHING = ("waits", "abandons", "mean_wait", "mean_length", "utilisation")


def held(one: Told, law: Line, *names: str, beside: bool = False) -> None:
    """Hold numbers (or, `beside`, distances) to a law, and their errors to what they may be."""
    for name in names:
        exact, error = getattr(law, name), one.error[name]
        within = 0.01 * exact if name in ("mean_wait", "mean_length") else SHARE
        assert error <= within, f"{name}: too few, standard error {error}"
        z = (one.found[name] - (0 if beside else exact)) / error
        assert abs(z) <= FARTHEST, f"{name}: {one.found[name]}, law {exact}, z {z}"


def run_of(system: System, days: int) -> Told:
    """Live a line of customers none of whom stands for another."""
    case, customers = system.case()
    return told(lived(case, customers, days))


# ---- nobody waits: Erlang-B ----


@pytest.mark.parametrize(
    ("servers", "load", "days"), [(5, 3, 600), (10, 7, 480), (30, 25, 120), (100, 90, 80)]
)
def test_who_will_not_wait_is_lost(servers: int, load: float, days: int) -> None:
    system = System(load / 30, servers, 30, 0)
    law = system.law()
    assert law.abandons == pytest.approx(LOSS[servers, load], abs=5e-6)
    held(run_of(system, days), law, "abandons", "utilisation")


# ---- everybody waits: Erlang-C ----


@pytest.mark.parametrize(
    ("servers", "load", "minutes", "days"),
    [(2, 1, 2, 440), (5, 3, 2, 320)],
)
def test_who_waits_for_ever_waits_as_often_as_erlang_says(
    servers: int, load: float, minutes: float, days: int
) -> None:
    system = System(load / minutes, servers, minutes, None)
    law = system.law()
    assert law.waits == pytest.approx(DELAY[servers, load], abs=5e-6)
    held(run_of(system, days), law, "waits", "utilisation")


# ---- some give up: Erlang-A ----


@pytest.mark.parametrize("giving_up", GIVEN_UP)
def test_who_gives_up_does_so_as_often_as_palm_says(giving_up: float) -> None:
    """Ten servers at a load of ten; with patience like service the number there is Poisson."""
    system = System(1, 10, 10, 10 / giving_up)
    law = system.law()
    assert law.abandons == pytest.approx(GIVEN_UP[giving_up], abs=5e-5)
    one = run_of(system, 1100 if giving_up < 0.2 else 800)
    held(one, law, "abandons", "utilisation", "mean_wait")
    if giving_up == 1:
        held(one, law, "waits", "mean_length")
        assert law.waits == pytest.approx(0.54207, abs=5e-6)


def test_who_gives_up_are_the_wait_over_patience() -> None:
    """P(give up) = θ E[W], day by day up to noise, whatever the load is."""
    for servers, patience in ((8, 20), (10, 5), (12, 50)):
        days = days_of(lived(*System(1, servers, 10, patience).case(), 480))
        gaps = days["abandoned"] - days["waited"] / 6e7 / patience
        error = gaps.std(ddof=1) / np.sqrt(gaps.size)
        assert error < 0.01 * days["abandoned"].mean()
        assert abs(gaps.mean()) <= FARTHEST * error


# ---- few stand for many ----

FIFTY = 50
"""Customers of the firm for whom one that is simulated stands."""


def mixed(system: System, days: int) -> tuple[Lived, np.ndarray]:
    """A line most of whose customers are not simulated one by one, and its load on each day.

    How many of the others come is what comes of simulated ones of late, so the load is itself a
    little random from day to day. It is fixed in the morning, and a line of minutes forgets within
    hours: the law holds of each day's load.
    """
    case, customers = system.case(FIFTY)
    today, own = worlds(case, customers, days)
    usual: list[float] = []

    def morning(_: int, state: State) -> None:
        usual.append(float(state.customers_of[0, USUAL]))

    run = live(own, warmed(today), step=1, morning=morning)
    usual.append(float(run.state.customers_of[0, USUAL]))
    came = usual[:-1] + SMOOTHED_DAYS * np.diff(usual)
    expected = [believable(u, c) for u, c in zip(usual, came, strict=False)]
    return run, (np.array(expected) * (FIFTY - 1) + came) / 1440


def test_a_call_centre_whose_callers_give_up() -> None:
    """48 a minute, 50 employees, a minute each, a patience of two."""
    law = CENTRE_A.law()
    assert law.abandons == pytest.approx(0.0309, abs=5e-5)
    assert 60 * law.mean_wait == pytest.approx(3.71, abs=5e-3)
    assert law.mean_length == pytest.approx(2.97, abs=5e-3)
    assert law.utilisation == pytest.approx(0.930, abs=5e-4)
    assert law.waits == pytest.approx(0.4678, abs=5e-5)
    run, loads = mixed(CENTRE_A, 200)
    held(told_beside(run, CENTRE_A, loads), law, *EVERYTHING, beside=True)
    assert loads.mean() == pytest.approx(48, rel=0.005)
    assert told(run).found["mean_wait"] == pytest.approx(law.mean_wait, rel=0.03)


@pytest.mark.parametrize(
    ("servers", "load", "minutes", "days"), [(10, 8, 0.5, 200), (100, 90, 2, 400)]
)
def test_so_it_is_where_few_stand_for_many(
    servers: int, load: float, minutes: float, days: int
) -> None:
    system = System(load / minutes, servers, minutes, None)
    law = system.law()
    assert law.waits == pytest.approx(DELAY[servers, load], abs=5e-6)
    run, loads = mixed(system, days)
    held(told_beside(run, system, loads), law, "waits", "utilisation", beside=True)


@pytest.mark.parametrize("cut", [0, 0.031])
def test_a_call_centre_whose_callers_do_not(cut: float) -> None:
    """At 96% of capacity; and as many fewer as would have given up.

    So near to capacity a line forgets slowly: 1% of the wait takes seventy million callers.
    """
    system = replace(CENTRE_C, a_minute=48 * (1 - cut))
    law = system.law()
    assert 60 * law.mean_wait == pytest.approx(8.81 if cut else 20.83, abs=0.015)
    if not cut:
        assert law.waits == pytest.approx(0.6945, abs=5e-5)
        assert law.mean_length == pytest.approx(16.67, abs=5e-3)
        assert law.utilisation == pytest.approx(0.96)
        assert 60 * wait_of_share(0.9, 48, 1, 50) == pytest.approx(58.1, abs=0.05)
    run, loads = mixed(system, 680)
    held(told_beside(run, system, loads), law, "waits", "mean_wait", "utilisation", beside=True)


def test_nine_of_ten_wait_no_longer_than_erlang_says() -> None:
    """P90 of the waits of those who are simulated, told by their events; ten at a load of eight."""
    system = System(1, 10, 8, None)
    case, customers = system.case()
    run = lived(case, customers, 400, recorded=customers)
    events = events_of(run)
    waits = events[events["kind"] == QUEUE]
    law = wait_of_share(0.9, 1, 1 / 8, 10)
    longer = np.bincount(waits["day"], waits["felt"] > law, minlength=400)
    share, error = ratio(longer, np.bincount(waits["day"], minlength=400).astype(float))
    assert error <= 2 * SHARE
    assert abs(share - 0.1) <= FARTHEST * error
    assert float(np.quantile(waits["felt"], 0.9)) == pytest.approx(law, rel=0.1)
