"""Lines keep their books to the microsecond, whatever the case, and however they are run."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cxsim.engine.reference import model
from cxsim.engine.reference.customer import Customer
from cxsim.engine.reference.floor import Floor
from cxsim.engine.reference.teams import Contact
from cxsim.engine.run import live, warmed
from cxsim.engine.staffed.tables import LINE
from cxsim.scenario.schema import Scenario
from cxsim.scenario.teams import Priority

from ..kit import books
from ..kit.engines import reference_days
from ..kit.generated import Life, lives
from ..kit.one_line import days_of, one_line
from ..kit.runs import differing, worlds


def many(examples: int) -> settings:
    """So many lives, always the same."""
    return settings(
        derandomize=True,
        deadline=None,
        max_examples=examples,
        database=None,
        suppress_health_check=list(HealthCheck),
    )


def staffed() -> st.SearchStrategy[Life]:
    """Lives of cases with teams."""
    return lives().filter(lambda one: bool(one.scenario.as_is.teams))


@many(60)
@given(staffed())
def test_littles_law_is_exact_in_every_run(one: Life) -> None:
    """The line's length over time is the sum of all stays in it, to the microsecond."""
    today, own = worlds(one.scenario, one.customers, one.horizon, one.seed)
    warm = warmed(today)
    books.check(warm, live(own, warm))


# ---- work conservation ----


class Watched(Floor):
    """A staffed day in which somebody looks at everybody between any two instants."""

    waiting = 0
    """Microseconds, of all teams, at which somebody was seen waiting."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.length = [0] * len(self.model.teams)
        self.plain_step = self.clock.step
        self.clock.step = self.look_and_step

    def look_and_step(self) -> None:
        """Look before time goes on."""
        if self.clock.peek() > self.clock.now:
            self.look(self.clock.peek() - self.clock.now)
        self.plain_step()

    def look(self, span: int) -> None:
        """Nobody is idle in working time while somebody waits; who waits stands in order."""
        now = self.clock.now
        for team in self.model.teams:
            free = [e.place for e in team.employees if e.at_work(now) and e.free <= now]
            assert not (free and team.line), (team.number, now, free)
            for rank in {one.rank for one in team.line}:
                joined = [one.arrived for one in team.line if one.rank == rank]
                assert joined == sorted(joined)
            assert all(now <= one.deadline for one in team.line)
            self.length[team.number] += span * len(team.line)
            Watched.waiting += span * bool(team.line)

    def run(self, coming: list[Contact]) -> list[Contact]:
        """Let the day go by; what was seen of the lines is what was counted."""
        stay = super().run(coming)
        assert self.length == [team.day[LINE] for team in self.model.teams]
        return stay


@many(15)
@given(staffed())
def _nobody_is_idle_while_somebody_waits(one: Life) -> None:
    people, days = min(one.customers, 25), min(one.horizon, 14)
    for _ in reference_days(one.scenario, people, days, one.seed, Customer):
        pass


def test_nobody_is_idle_while_somebody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Work conservation at every instant, told by the reference engine."""
    monkeypatch.setattr(model, "Floor", Watched)
    monkeypatch.setattr(Watched, "waiting", 0)
    _nobody_is_idle_while_somebody_waits()
    assert Watched.waiting > 10**10  # hours of waiting were looked at


def test_who_is_idle_while_somebody_waits_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test above can fail."""

    class Lazy(Watched):
        def match(self, team: Any) -> None:
            if len(team.line) != 2:
                super().match(team)

    monkeypatch.setattr(model, "Floor", Lazy)
    busy = one_line(20 / 1440, 1, 60, None, 10)
    with pytest.raises(AssertionError):
        for _ in reference_days(busy, 10, 5, 1, Customer):
            pass


# ---- the exact recursion and the list of events ----


def first_come_first_served(scenario: Scenario) -> Scenario:
    """The case without calls back, priorities, and contacts handed on."""
    plain = {"callback": None, "priority": Priority(), "transfers": {}}
    teams = {name: team.model_copy(update=plain) for name, team in scenario.as_is.teams.items()}
    return Scenario("kit", "as_is", scenario.as_is.model_copy(update={"teams": teams}))


def by(kind: int, one: Life) -> Any:
    """A life whose lines run by the recursion (0) or the list of events (1)."""
    today, own = worlds(one.scenario, one.customers, one.horizon, one.seed)
    assert not today.world.teams.by_events.any()
    for built in (today, own):
        built.world.teams.by_events[:] = kind
    return live(own, warmed(today))


@many(80)
@given(staffed())
def test_recursion_and_events_are_the_same_to_the_bit(one: Life) -> None:
    """Wherever who comes first is served first; who gave up may try again."""
    plain = one._replace(scenario=first_come_first_served(one.scenario))
    assert differing(by(0, plain), by(1, plain)) == []


@pytest.mark.parametrize("patience", [0, 2, None])
@pytest.mark.parametrize("others", [1, 20])
def test_so_they_are_where_the_line_is_long(patience: float | None, others: int) -> None:
    case = one_line(0.3, 3, 9.5, patience, 400 * others)
    one = Life(case, 400, 30, 1)
    recursion, events = by(0, one), by(1, one)
    assert differing(recursion, events) == []
    days = days_of(recursion)
    assert days["offered"].sum() > 10_000
    assert days["waited"].sum() > 0


def test_the_two_can_be_told_apart() -> None:
    """The comparison above can fail: luck of another seed is seen in it."""
    one = Life(one_line(0.3, 3, 9.5, 2, 400), 400, 5, 1)
    assert differing(by(0, one), by(1, one._replace(seed=2)))
