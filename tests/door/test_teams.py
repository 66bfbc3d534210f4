"""What is wrong with teams and assistants, told through the door: all at once, each thing once."""

from __future__ import annotations

import copy
from typing import Any

import pytest
import yaml

from ..scenario.small import changed
from ..scenario.staffed import WITH_TEAMS
from ..scenario.test_assistants import bot, opened, with_bot
from .conftest import Desk

FILE = "scenarios/shop/as_is.yaml: "
OTHER = "scenarios/shop/to_be_new.yaml: "
PLAIN = {
    "label": "New",
    "levers": {"one": {"label": "One", "target": "touchpoints.desk.quality.speed", "effect": 1}},
}
TABLE = {"form": "table", "still_waiting": [[1, 0.5], [3, 0.8], [2, 0.2], [9, 1.5]]}

EVERYTHING_WRONG = changed(
    with_bot(human="lin", by_need={"ask": 0.5, "join": 0.2}),
    teams__care__open={"every": "07:00-20:00", "sun": "closed"},
    teams__care__service__minutes=0,
    teams__care__patience=TABLE,
    teams__care__priority={"archetypes": {"regulr": 1}, "needs": {"ask": 2, "join": 1}},
    teams__care__transfers={"nigth": 0.1},
    teams__night__shifts__night__hours="22:00-30:00",
    teams__night__service__minutes=-5,
)
TOLD = {
    "en": [
        "teams.care.patience.still_waiting is 1.5, which is not allowed. Allowed: 0 … 1.",
        "teams.night.shifts.night.hours is '22:00-30:00', which is not allowed. Allowed: two times "
        "from 00:00 to 24:00, such as 08:00-20:00.",
        "teams.care.service.minutes is 0, which is not allowed. Allowed: 0.001 … 1440 (minutes).",
        "teams.night.service.minutes is -5, which is not allowed. Allowed: 0.001 … 1440 (minutes).",
        "touchpoints.bot.assistant.human is a handoff to nowhere: there is no touchpoint 'lin'. "
        "Nearest: line. Allowed: desk, line.",
        "touchpoints.bot.assistant.by_need.join never comes to this assistant. Allowed: ask.",
        "teams.care has nobody at work from 07:00 to 08:00 (Mondays, Tuesdays, Wednesdays, "
        "Thursdays, Fridays, Saturdays), though it is open. Allowed: whenever it is open, a shift "
        "with a share above 0, or a presence that comes to one employee at least.",
        "teams.care.patience.still_waiting has [3, 0.8] after [1, 0.5]. Allowed: shares that never "
        "rise: who has gone does not come back to the line.",
        "teams.care.patience.still_waiting has [2, 0.2] after [3, 0.8]. Allowed: minutes that rise "
        "from each pair to the next.",
        "teams.care.priority.archetypes.regulr is not known here. Nearest: regular. Allowed: "
        "regular.",
        "teams.care.priority.needs.join never comes to this team. Allowed: ask.",
        "teams.care.transfers.nigth is a handoff to nowhere: there is no team 'nigth'. Nearest: "
        "night. Allowed: night.",
    ],
    "es": [
        "teams.care.patience.still_waiting es 1.5, y no se admite. Se admite: 0 … 1.",
        "teams.night.shifts.night.hours es '22:00-30:00', y no se admite. Se admite: dos horas de "
        "00:00 a 24:00, como 08:00-20:00.",
        "teams.care.service.minutes es 0, y no se admite. Se admite: 0.001 … 1440 (minutos).",
        "teams.night.service.minutes es -5, y no se admite. Se admite: 0.001 … 1440 (minutos).",
        "touchpoints.bot.assistant.human es un traspaso a ninguna parte: no hay un punto de "
        "contacto 'lin'. Lo más parecido: line. Se admite: desk, line.",
        "touchpoints.bot.assistant.by_need.join nunca llega a este asistente. Se admite: ask.",
        "teams.care no tiene a nadie trabajando de 07:00 a 08:00 (lunes, martes, miércoles, "
        "jueves, viernes, sábados), aunque está abierto. Se admite: siempre que abra, un turno con "
        "share mayor que 0, o una presencia que llegue al menos a un empleado.",
        "teams.care.patience.still_waiting tiene [3, 0.8] después de [1, 0.5]. Se admite: "
        "proporciones que nunca suban: quien se fue no vuelve a la fila.",
        "teams.care.patience.still_waiting tiene [2, 0.2] después de [3, 0.8]. Se admite: minutos "
        "que suban de cada par al siguiente.",
        "teams.care.priority.archetypes.regulr no se conoce aquí. Lo más parecido: regular. Se "
        "admite: regular.",
        "teams.care.priority.needs.join nunca llega a este equipo. Se admite: ask.",
        "teams.care.transfers.nigth es un traspaso a ninguna parte: no hay un equipo 'nigth'. Lo "
        "más parecido: night. Se admite: night.",
    ],
}


def shop(desk: Desk, as_is: dict[str, Any], to_be: dict[str, Any] = PLAIN) -> None:
    """Write a case of somebody's own."""
    desk.write("scenarios/shop/as_is.yaml", yaml.safe_dump(as_is, sort_keys=False))
    desk.write("scenarios/shop/to_be_new.yaml", yaml.safe_dump(to_be, sort_keys=False))


@pytest.mark.parametrize("language", TOLD)
def test_all_that_is_wrong_with_teams_is_told_at_once(desk: Desk, language: str) -> None:
    shop(desk, EVERYTHING_WRONG)
    said = desk.refuses("case=shop", f"language={language}")
    assert sorted(said) == sorted(f"{FILE}{sentence}" for sentence in TOLD[language])


NAMED: list[tuple[str, ...]] = [
    ("touchpoints", "desk", "team"),
    ("touchpoints", "line", "team"),
    ("touchpoints", "bot", "assistant", "human"),
    ("touchpoints", "bot", "assistant", "stuck"),
    ("touchpoints", "bot", "assistant", "by_need", "ask"),
    ("teams", "care", "transfers", "night"),
    ("teams", "care", "priority", "needs", "ask"),
    ("teams", "care", "priority", "archetypes", "regular"),
    ("journeys", "ask", "entry", "line"),
    ("journeys", "ask", "entry", "bot"),
    ("journeys", "ask", "steps", "line", "desk"),
]
"""Places that name a part of the case, by a value or by a key."""


@pytest.mark.parametrize("misspelt", [lambda name: name + "x", lambda name: "q"], ids=["x", "q"])
@pytest.mark.parametrize("place", NAMED, ids=".".join)
def test_a_misspelt_name_is_told_once(
    desk: Desk,
    place: tuple[str, ...],
    misspelt: Any,
) -> None:
    """Nothing is told that only follows: that nobody comes to the team that was meant, say."""
    raw = with_bot(stuck="desk", by_need={"ask": 0.5})
    raw = copy.deepcopy(changed(raw, touchpoints__line__minutes=9))
    *above, last = place
    node: Any = raw
    for part in above:
        node = node[part]
    if isinstance(node[last], str):
        wrong = node[last] = misspelt(node[last])
    else:
        wrong = misspelt(last)
        node[wrong] = node.pop(last)
    shop(desk, raw)
    (said,) = desk.refuses("case=shop")
    assert said.startswith(f"{FILE}{'.'.join(above)}.")
    assert wrong in said.partition(" Allowed: ")[0]


CHAT = {name: part for name, part in bot().items() if name != "assistant"}
WITH_CHAT: dict[str, Any] = {"journeys": {"ask": {"steps": {"chat": {"done": 1}}}}}
DOOR = {"label": "Door", "target": "journeys.ask.entry.chta", "effect": 1}


@pytest.mark.parametrize(
    ("plan", "place", "near"),
    [
        (opened(human="chta"), "touchpoints.bot.assistant.human", "chat"),
        (opened(stuck="chta"), "touchpoints.bot.assistant.stuck", "chat"),
        ({"label": "Door", "levers": {"d": DOOR}}, "levers.d.target", "journeys.ask.entry.chat"),
    ],
    ids=["human", "stuck", "door"],
)
def test_a_misspelt_way_to_a_new_touchpoint_is_told_once(
    desk: Desk, plan: dict[str, Any], place: str, near: str
) -> None:
    there = {"touchpoints": {**plan.get("touchpoints", {}), "chat": CHAT}}
    shop(desk, WITH_TEAMS, plan | WITH_CHAT | there)
    (said,) = desk.refuses("case=shop")
    assert said.startswith(f"{OTHER}{place} is ")
    assert f"Nearest: {near}. " in said


LEVERS = [
    (
        "teams.night.callback.taken",
        "names 'teams.night.callback.taken', and the case states no teams.night.callback. Allowed: "
        "teams.night.callback stated in the case, or a place that do=show marks for levers.",
        "nombra 'teams.night.callback.taken', y el caso no indica teams.night.callback. Se admite: "
        "teams.night.callback indicado en el caso, o un lugar que do=show marca para las palancas.",
    ),
    (
        "teams.care.patience.minutes",
        "names 'teams.care.patience.minutes', and teams.care.patience is of form table, which has "
        "no minutes. Allowed: teams.care.patience of form exponential, weibull, or a place that "
        "do=show marks for levers.",
        "nombra 'teams.care.patience.minutes', y teams.care.patience es de form table, que no "
        "tiene minutes. Se admite: teams.care.patience de form exponential, weibull, o un lugar "
        "que do=show marca para las palancas.",
    ),
    (
        "touchpoints.desk.assistant.containment",
        "names 'touchpoints.desk.assistant.containment', and the case states no "
        "touchpoints.desk.assistant. Allowed: touchpoints.desk.assistant stated in the case, or a "
        "place that do=show marks for levers.",
        "nombra 'touchpoints.desk.assistant.containment', y el caso no indica "
        "touchpoints.desk.assistant. Se admite: touchpoints.desk.assistant indicado en el caso, o "
        "un lugar que do=show marca para las palancas.",
    ),
]


@pytest.mark.parametrize(("target", "english", "spanish"), LEVERS, ids=[one[0] for one in LEVERS])
def test_why_a_lever_cannot_move_what_the_case_lacks(
    desk: Desk, target: str, english: str, spanish: str
) -> None:
    table = {"form": "table", "still_waiting": [[1, 0.5]]}
    plan = changed(PLAIN, levers__one__target=target, levers__one__effect=0.1)
    shop(desk, changed(WITH_TEAMS, teams__care__patience=table), plan)
    for language, sentence in (("en", english), ("es", spanish)):
        (said,) = desk.refuses("case=shop", f"language={language}")
        assert said == f"{OTHER}levers.one.target {sentence}"


SHORT = changed(WITH_TEAMS, teams__care__open={"every": "07:00-20:00", "sun": "closed"})
EARLY = "as_is.teams.care.shifts.early.hours"


def test_a_change_of_the_command_may_mend_a_file(desk: Desk) -> None:
    shop(desk, SHORT)
    (said,) = desk.refuses("case=shop", "do=show")
    assert said.startswith(f"{FILE}teams.care has nobody at work from 07:00 to 08:00")
    assert desk.says("case=shop", "do=show", f"{EARLY}=07:00-16:00") == 0
    assert desk.says("case=shop", "do=show", "as_is.teams.care.open.every=08:00-20:00") == 0


def test_what_a_change_does_not_mend_is_told(desk: Desk) -> None:
    shop(desk, SHORT)
    (said,) = desk.refuses("case=shop", "do=show", f"{EARLY}=07:30-16:00")
    assert said.startswith("as_is.teams.care has nobody at work from 07:00 to 07:30")
    file = f"{FILE}teams.care has nobody at work from 07:00 to 08:00"
    for change, wrong in (
        (f"{EARLY}=07:00-16:99", f"{EARLY} is '07:00-16:99'"),
        ("as_is.teams.care.shfts=3", "as_is.teams.care.shfts is not known here. Nearest: shifts."),
        ("as_is.teams.caer.staff=3", "as_is.teams.caer is not known here. Nearest: care."),
    ):
        said = sorted(desk.refuses("case=shop", "do=show", change))
        assert said[0].startswith(wrong)
        assert said[1].startswith(file)
    (said,) = desk.refuses("case=shop", "do=show", "as_is.teams.care.employees.absence=0.1")
    assert said.startswith(file)
    desk.write("scenarios/shop/as_is.yaml", "label: [")
    (said,) = desk.refuses("case=shop", "do=show", f"{EARLY}=07:00-16:00")
    assert said.startswith("scenarios/shop/as_is.yaml cannot be read: line 2")


def test_a_lever_that_moves_nothing_is_told(desk: Desk) -> None:
    twice = {"label": "Twice", "target": "touchpoints.line.cost", "how": "multiply", "effect": 2}
    shop(desk, WITH_TEAMS, {"label": "New", "levers": {"twice": twice}})
    said = {
        "en": "The lever Twice moves nothing: touchpoints.line.cost is 0, and 0 times anything is "
        "0. To raise it, add (how: add).",
        "es": "La palanca Twice no mueve nada: touchpoints.line.cost es 0, y 0 por cualquier "
        "número es 0. Para subirlo, sume (how: add).",
    }
    for language, sentence in said.items():
        assert desk.says("case=shop", "do=show", f"language={language}") == 0
        assert sentence in desk.out
    most = changed(twice, target="teams.care.staff", how="at_least", effect=15)
    shop(desk, WITH_TEAMS, {"label": "New", "levers": {"most": most}})
    assert desk.says("case=shop", "do=show") == 0
    assert "The lever Twice moves nothing: teams.care.staff is 20, and so it stays." in desk.out
    # It may be less than twenty; and what another lever adds is doubled.
    for levers in (
        {"most": most | {"effect": 16}},
        {"twice": twice, "add": changed(twice, how="add")},
    ):
        shop(desk, WITH_TEAMS, {"label": "New", "levers": levers})
        assert desk.says("case=shop", "do=show") == 0
        assert "moves nothing" not in desk.out
