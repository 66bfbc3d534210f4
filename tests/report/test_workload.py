"""What work customers bring to a team, by hand, and that too much of it is told."""

from __future__ import annotations

from typing import Any

import pytest

from cxsim.report.show import show_lines
from cxsim.report.workload import at_work, work
from cxsim.scenario.schema import MONTH
from cxsim.scenario.teams import Team

from ..kit.scenarios import made
from .staffed import DAY, NIGHT

LINE: dict[str, Any] = {
    "label": "Line",
    "stage": "post_purchase",
    "owner": "brand",
    "channel": "phone",
    "quality": 8,
    "team": "night",
    "minutes": 20,
}
CASE: dict[str, Any] = {
    "firm.customers": 1000,
    "archetypes.anyone.needs": {"ask": 3},
    "archetypes.anyone.channels": {"phone": 3},
    "touchpoints.line": LINE,
    "touchpoints.desk.team": "day",
    "journeys.ask.entry": {"desk": 1, "line": 1},
    "journeys.ask.steps": {"desk": {"done": 0.5, "desk": 0.5}, "line": {"done": 0.8, "desk": 0.2}},
    "teams": {"day": DAY | {"transfers": {"night": 0.5}}, "night": NIGHT},
}
A_DAY = 1000 * 3 / MONTH


def test_work_by_hand() -> None:
    """A quarter begin at the desk, which half of the visits lead back to; half are handed on."""
    desk, line = A_DAY * 2 * (0.25 + 0.75 * 0.2), A_DAY * 0.75
    found = work(made(CASE).as_is)
    assert found["day"] == pytest.approx(desk * 6 / 60)
    assert found["night"] == pytest.approx((line * 20 + desk / 2 * 6) / 60)


@pytest.mark.parametrize(
    ("team", "hours"),
    [
        ({}, 8),
        ({"shifts": {"n": {"hours": "22:00-06:00", "days": ["mon"], "breaks": []}}}, 8 / 7),
        (
            {
                "shifts": {
                    "a": {
                        "hours": "09:00-17:00",
                        "breaks": [{"between": "12:00-14:00", "minutes": 60}],
                    },
                    "b": {"hours": "09:00-13:00", "share": 2},
                }
            },
            (7 + 2 * 4) / 3,
        ),
        ({"shifts": {}, "presence": {"every": [0] * 9 + [1] * 8 + [0.5] * 2 + [0] * 5}}, 9),
    ],
)
def test_hours_at_work(team: dict[str, Any], hours: float) -> None:
    one = Team.model_validate(DAY | team)
    assert at_work(one) == pytest.approx(10 * 0.94 * hours)


def test_show_tells_work_and_too_much_of_it() -> None:
    told = "\n".join(show_lines(made(CASE), "en"))
    assert "customers would take at least about 7.9 hours of its 75 at work on a day" in told
    assert "MORE THAN IT CAN SERVE" not in told
    busy = "\n".join(show_lines(made(CASE | {"archetypes.anyone.needs": {"ask": 30}}), "es"))
    assert busy.count("MÁS DE LO QUE PUEDE ATENDER: los clientes desistirán, o esperarán cada") == 2


def test_an_assistant_makes_its_own_ways_to_a_team() -> None:
    """Half begin with it; it settles half of them and lets the others out to the line."""
    bot = {key: LINE[key] for key in LINE.keys() - {"team", "minutes"}}
    settles = {"containment": 0.5, "wrong": 0, "human": "line", "human_exit": 1}
    found = work(
        made(
            CASE
            | {
                "touchpoints.bot": bot | {"assistant": settles},
                "journeys.ask.entry": {"line": 1, "bot": 1},
                "journeys.ask.steps": {"line": {"done": 1}},
            }
        ).as_is
    )
    assert found["night"] == pytest.approx(A_DAY * (0.5 + 0.25) * 20 / 60)
