"""Generated cases with teams are legal, and of every shape that the schema allows."""

from __future__ import annotations

import pytest

from cxsim.scenario.schema import Scenario
from cxsim.scenario.teams import Team, span_minutes

from ..kit import generated
from ..kit.generated_luck import Luck

LIVES = 300


def shapes(scenario: Scenario, customers: int) -> set[str]:
    """What there is in a scenario of what teams may be."""
    case = scenario.as_is
    found = {f"{len(case.teams)} teams"}
    for team in case.teams.values():
        found |= shape(team)
    if case.teams:
        found |= {"many real customers"} if case.firm.customers > customers else {"all real"}
        found |= {"scaled"} if case.firm.team_scale < 1 else set()
        found |= {"own minutes" for one in case.touchpoints.values() if one.minutes is not None}
        found |= {"felt" for one in case.dimensions.values() if "staff" in one.feels}
        targets = [one for lever in scenario.levers.values() for one in lever.target]
        found |= {"lever" for one in targets if one.startswith("teams.")}
        added = {} if scenario.redesign is None else scenario.redesign.touchpoints
        found |= {"new touchpoint" for one in added.values() if one.team is not None}
        found |= {"new assistant" for one in added.values() if one.assistant is not None}
    return found


def shape(team: Team) -> set[str]:
    spans = [span_minutes(one.hours) for one in team.shifts.values()]
    there = {
        "presence": team.presence,
        "over midnight": any(end < start for start, end in spans),
        "no share": any(one.share == 0 for one in team.shifts.values()),
        "breaks": any(one.breaks for one in team.shifts.values()),
        "closed day": "closed" in team.open.values(),
        "arrivals by day": team.arrivals.day,
        "arrivals by week": team.arrivals.week,
        "callback": team.callback,
        "transfers": team.transfers,
        "all transferred": 1 in [one.value for one in team.transfers.values()],
        "priority of archetypes": team.priority.archetypes,
        "priority of needs": team.priority.needs,
        "alone": team.staff.value < 2,
        "long services": team.service.minutes.value >= 60,
    }
    forms = {f"service {team.service.form}", f"patience {team.patience.form}"}
    return forms | {name for name, value in there.items() if value}


def test_every_shape_of_a_team_is_generated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generated, "WITH_TEAMS", True)
    seen: set[str] = set()
    for seed in range(LIVES):
        life = generated.life(Luck.of(seed))
        seen.update(shapes(life.scenario, life.customers))
        if life.scenario.as_is.teams:
            assert life.customers <= life.scenario.as_is.firm.customers
    assert set(seen) >= {
        *(f"{n} teams" for n in range(4)),
        *(f"service {form}" for form in ("lognormal", "gamma", "exponential", "fixed")),
        *(f"patience {form}" for form in ("exponential", "weibull", "table", "endless")),
        *("presence", "over midnight", "no share", "breaks", "closed day"),
        *("arrivals by day", "arrivals by week", "callback", "transfers", "all transferred"),
        *("priority of archetypes", "priority of needs", "alone", "long services"),
        *("many real customers", "all real", "scaled", "own minutes", "felt"),
        *("lever", "new touchpoint", "new assistant"),
    }
