"""Erlang's formulas give the published numbers, and hold where numbers get large."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.erlang import (
    erlang_a,
    erlang_b,
    erlang_c,
    patient,
    wait_of_share,
    waits_longer,
)

RATES = st.floats(0.1, 10)


@pytest.mark.parametrize(
    ("servers", "load", "blocked"),
    [(5, 3, 0.11005), (10, 7, 0.07874), (30, 25, 0.05260), (100, 90, 0.02696)],
)
def test_erlang_b(servers, load, blocked):
    assert erlang_b(servers, load) == pytest.approx(blocked, abs=5e-6)


@pytest.mark.parametrize(
    ("servers", "load", "delayed"),
    [(2, 1, 0.33333), (5, 3, 0.23615), (10, 8, 0.40918), (100, 90, 0.21694)],
)
def test_erlang_c(servers, load, delayed):
    assert erlang_c(servers, load) == pytest.approx(delayed, abs=5e-6)


def test_fifty_agents_and_nobody_gives_up():
    line = patient(48, 1, 50)
    assert line.waits == pytest.approx(0.6945, abs=5e-5)
    assert 60 * line.mean_wait == pytest.approx(20.83, abs=0.01)
    assert 60 * wait_of_share(0.9, 48, 1, 50) == pytest.approx(58.1, abs=0.05)
    assert line.mean_length == pytest.approx(16.67, abs=0.005)
    assert line.utilisation == pytest.approx(0.96)
    assert line.abandons == 0


def test_fifty_agents_and_patience_of_two_minutes():
    line = erlang_a(48, 1, 50, 1 / 2)
    assert line.abandons == pytest.approx(0.0309, abs=5e-5)
    assert 60 * line.mean_wait == pytest.approx(3.71, abs=0.005)
    assert line.mean_length == pytest.approx(2.97, abs=0.005)
    assert line.utilisation == pytest.approx(0.930, abs=5e-4)
    assert line.waits == pytest.approx(0.4678, abs=5e-5)


def test_fewer_callers_are_no_substitute_for_those_who_give_up():
    assert 60 * patient(48 * (1 - 0.031), 1, 50).mean_wait == pytest.approx(8.81, abs=0.02)


@pytest.mark.parametrize(
    ("giving_up", "abandons"), [(1, 0.1251), (0.5, 0.1039), (0.2, 0.0777), (0.1, 0.0605)]
)
def test_the_more_patient_the_fewer_give_up(giving_up, abandons):
    assert erlang_a(10, 1, 10, giving_up).abandons == pytest.approx(abandons, abs=5e-5)


def test_patience_as_long_as_service_makes_the_number_inside_poisson():
    fewer = sum(math.exp(-10) * 10**n / math.factorial(n) for n in range(10))
    assert erlang_a(10, 1, 10, 1).waits == pytest.approx(1 - fewer, rel=1e-12)
    assert erlang_a(10, 1, 10, 1).waits == pytest.approx(0.54207, abs=5e-6)


def test_the_declared_workload():
    line = erlang_a(100, 6, 18, 6)
    assert line.abandons == pytest.approx(0.0636529, abs=5e-8)
    assert 60 * line.mean_wait == pytest.approx(0.636529, abs=5e-7)
    assert line.waits == pytest.approx(0.403917, abs=5e-7)


@given(arrivals=RATES, service=RATES, servers=st.integers(1, 12), giving_up=RATES)
def test_erlang_a_is_the_stationary_law_of_the_chain(arrivals, service, servers, giving_up):
    inside = np.arange(1, 600)
    going = service * np.minimum(inside, servers) + giving_up * np.maximum(inside - servers, 0)
    weight = np.exp(np.concatenate([[0], np.cumsum(np.log(arrivals / going))]))
    chance = weight / weight.sum()
    number = np.arange(600)
    waiting = np.maximum(number - servers, 0) @ chance
    line = erlang_a(arrivals, service, servers, giving_up)
    assert line.waits == pytest.approx(chance[servers:].sum(), rel=1e-9)
    assert line.mean_length == pytest.approx(waiting, rel=1e-9)
    assert line.abandons == pytest.approx(giving_up * waiting / arrivals, rel=1e-9)
    served = service * np.minimum(number, servers) @ chance
    assert line.utilisation == pytest.approx(served / (servers * service), rel=1e-9)


def test_endless_patience_is_erlang_c():
    almost, endless = erlang_a(48, 1, 50, 1e-9), patient(48, 1, 50)
    assert almost.waits == pytest.approx(endless.waits, rel=1e-6)
    assert almost.mean_wait == pytest.approx(endless.mean_wait, rel=1e-6)


@pytest.mark.parametrize("servers", [1000, 5000])
def test_thousands_of_servers(servers):
    # Halfin & Whitt 1981: with n + b sqrt(n) servers for a load of n the chance to wait settles.
    load = servers - math.sqrt(servers)
    b = 1.0
    phi = math.exp(-b * b / 2) / math.sqrt(2 * math.pi)
    below = 0.5 * (1 + math.erf(b / math.sqrt(2)))
    limit = 1 / (1 + b * below / phi)
    assert erlang_c(servers, load) == pytest.approx(limit, rel=0.03)
    assert 0 < erlang_b(servers, load) < erlang_a(load, 1, servers, 1).waits < 1


def test_far_too_many_callers_leave_as_a_fluid_does():
    line = erlang_a(4000, 1, 2000, 0.01)
    assert line.abandons == pytest.approx(0.5, rel=1e-9)
    assert line.waits == pytest.approx(1)
    assert line.utilisation == pytest.approx(1)


def test_servers_to_spare_let_nobody_wait():
    line = erlang_a(1, 1, 3000, 1)
    assert (line.waits, line.abandons, line.mean_wait, line.mean_length) == (0, 0, 0, 0)
    assert erlang_b(3000, 1) == erlang_c(3000, 1) == 0


def test_a_line_that_grows_for_ever():
    assert erlang_c(5, 5) == 1
    with pytest.raises(ValueError, match="grows for ever"):
        patient(5, 1, 5)


def test_the_share_that_waits_longer_and_the_wait_of_a_share_are_inverse():
    wait = wait_of_share(0.9, 48, 1, 50)
    assert waits_longer(wait, 48, 1, 50) == pytest.approx(0.1)
    assert wait_of_share(0.1, 48, 1, 50) == 0
