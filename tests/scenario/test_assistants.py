"""Mistakes of assistants: handoffs to nowhere, and levers that leave nobody a way out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from .small import GONE, TO_BE, changed, told
from .staffed import WITH_TEAMS

BOT: dict[str, Any] = {
    "label": "Bot",
    "stage": "post_purchase",
    "owner": "brand",
    "channel": "chat",
    "quality": 6,
    "assistant": {"containment": 0.4, "human": "line", "human_exit": 0.7},
}
ROUND = {"journeys__ask__steps__line": {"bot": 1}, "journeys__ask__entry": {"bot": 1}}
"""The line sends everybody back to the bot."""
PEOPLE = "Allowed: another touchpoint where owner is brand or partner, and that is no assistant"
SETTLES = "no way out. Allowed: a containment above 0, or a way to done or give_up from where it"
CLOSES = "levers.closes.removes is 'line', to which an assistant leads. Allowed: what is not human"
ENDLESS = "levers.one.effect can leave 'journeys.ask.steps.bot' no way to an end. Allowed: an effe"


def bot(**about: Any) -> dict[str, Any]:
    """A bot whose assistant is changed at some places."""
    return changed(BOT, **{f"assistant__{place}": value for place, value in about.items()})


def with_bot(**about: Any) -> dict[str, Any]:
    """Today's case with a bot at which one may begin to ask."""
    raw = changed(WITH_TEAMS, touchpoints__bot=bot(**about))
    raw["journeys"]["ask"]["entry"]["bot"] = 1
    return raw


def opened(**about: Any) -> dict[str, Any]:
    """A redesign that adds it."""
    door = {"label": "Opens", "target": "journeys.ask.entry.bot", "effect": 1}
    return {"label": "Bot", "touchpoints": {"bot": bot(**about)}, "levers": {"opens": door}}


def closing(**more: Any) -> dict[str, Any]:
    return {"label": "Closes", "removes": "line", "instead": "desk", **more}


def lever(target: str, how: str, effect: Any, **more: Any) -> dict[str, Any]:
    """A redesign that is carried out whole, on one place of today's assistant."""
    place = f"touchpoints.bot.assistant.{target}"
    one = {"label": "One", "target": place, "how": how, "effect": effect, "execution": 1}
    return {"label": "To be", "levers": {"one": one | more}}


WRONG: list[tuple[dict[str, Any], dict[str, Any], list[str]]] = [
    (
        with_bot(human="lin", stuck="dsk"),
        TO_BE,
        [
            "touchpoints.bot.assistant.human is a handoff to nowhere: there is no touchpoint 'lin'"
            ". Nearest: line. Allowed: desk, line.",
            "touchpoints.bot.assistant.stuck is a handoff to nowhere: there is no touchpoint 'dsk'"
            ". Nearest: desk. Allowed: give_up, desk, line, friends.",
        ],
    ),
    (
        with_bot(human="give_up"),
        TO_BE,
        ["touchpoints.bot.assistant.human is a handoff to nowhere: there is no touchpoint 'give_u"],
    ),
    (
        with_bot(human="bot"),
        TO_BE,
        [f"touchpoints.bot.assistant.human is 'bot', which is not allowed. {PEOPLE}"],
    ),
    (
        changed(with_bot(human="friends"), journeys__ask__steps__friends={"done": 1}),
        TO_BE,
        [f"touchpoints.bot.assistant.human is 'friends', which is not allowed. {PEOPLE}"],
    ),
    (
        with_bot(stuck="line"),
        TO_BE,
        ["touchpoints.bot.assistant.stuck is 'line', which is not allowed. Allowed: give_up, desk"],
    ),
    (
        changed(with_bot(containment=0, human_exit=1), **ROUND),
        TO_BE,
        [
            f"touchpoints.bot.assistant is a step with {SETTLES}",
            "journeys.ask.steps.line is a step with no way out.",
        ],
    ),
    (
        WITH_TEAMS,
        changed(opened(human="lne"), touchpoints__chat=bot(human="bot")),
        [
            "touchpoints.chat is a touchpoint that no way and no entry leads to.",
            "touchpoints.bot.assistant.human is a handoff to nowhere: there is no touchpoint 'lne'",
            f"touchpoints.chat.assistant.human is 'bot', which is not allowed. {PEOPLE}",
        ],
    ),
    (WITH_TEAMS, changed(opened(), levers__closes=closing()), [CLOSES]),
    (with_bot(), {"label": "To be", "levers": {"closes": closing()}}, [CLOSES]),
    (
        changed(with_bot(human_exit=1), **ROUND),
        lever("containment", "multiply", 0),
        [ENDLESS],
    ),
    (
        changed(with_bot(containment=0, human_exit=0.5), **ROUND),
        lever("human_exit", "add", {"value": 0.3, "low": 0.1, "high": 0.5}),
        [ENDLESS],
    ),
    (
        changed(with_bot(human_exit=1, by_need={"ask": 0.3}), **ROUND),
        lever("by_need.ask", "at_most", 0, start_day=30, ramp_days=5),
        [ENDLESS],
    ),
    (
        changed(with_bot(human_exit=1), **ROUND),
        lever("containment", "add", {"value": -0.2, "low": -0.4, "high": -0.1}),
        [ENDLESS],
    ),
]


@pytest.mark.parametrize(("as_is", "to_be", "said"), WRONG)
def test_a_way_that_leads_nowhere_is_told(
    tmp_path: Path, as_is: dict[str, Any], to_be: dict[str, Any], said: list[str]
) -> None:
    english = told(tmp_path, as_is, to_be)
    file = "as_is" if to_be is TO_BE else "to_be_faster"
    assert len(english) == len(said)
    for sentence, beginning in zip(english, said, strict=True):
        assert sentence.startswith(f"{file}.yaml: {beginning}")
    for sentence in told(tmp_path, as_is, to_be, language="es"):
        assert "Se admite: " in sentence
        for word in (" is ", "which", "Allowed", "Nearest", "nowhere", "leads"):
            assert word not in sentence


RIGHT: list[tuple[dict[str, Any], dict[str, Any]]] = [
    (with_bot(), TO_BE),
    (
        changed(with_bot(stuck="friends"), journeys__ask__steps__friends={"done": 1}),
        changed(TO_BE, levers__closes=closing(enabled=False)),
    ),
    (WITH_TEAMS, opened()),
    # Whom it does not settle may let it be.
    (changed(with_bot(human_exit=0.5), **ROUND), lever("containment", "multiply", 0)),
    # What it settles of this need, the lever leaves alone.
    (
        changed(with_bot(human_exit=1, by_need={"ask": 0.3}), **ROUND),
        lever("containment", "multiply", 0),
    ),
    (changed(with_bot(human_exit=1), **ROUND), lever("containment", "multiply", 0, execution=0.9)),
    (with_bot(human_exit=1), lever("containment", "multiply", 0)),
    (
        changed(with_bot(containment=1, human_exit=1), **ROUND),
        lever("containment", "add", {"value": -0.5, "low": -0.9, "high": 0}),
    ),
]


@pytest.mark.parametrize(("as_is", "to_be"), RIGHT)
def test_a_way_that_leads_somewhere_is_taken(
    tmp_path: Path, as_is: dict[str, Any], to_be: dict[str, Any]
) -> None:
    assert told(tmp_path, as_is, to_be) == []


def test_weekdays_in_spanish_are_understood(tmp_path: Path) -> None:
    raw = changed(
        WITH_TEAMS,
        teams__care__open={"lunes": "08:00-20:00", "every": "08:00-20:00"},
        teams__care__shifts__early__days=["Sábado", "mié"],
    )
    assert [sentence.split("Nearest: ")[1][:4] for sentence in told(tmp_path, raw)] == [
        "sat.",
        "wed.",
        "mon.",
    ]


def test_who_works_is_asked_for_by_its_keys(tmp_path: Path) -> None:
    for given, said in ((6, "is 6, which is not allowed"), (GONE, "is missing")):
        (sentence,) = told(tmp_path, changed(WITH_TEAMS, teams__care__service=given))
        assert sentence.endswith(
            f"teams.care.service {said}. Allowed: a mapping with form, minutes, cv."
        )


def test_a_team_that_may_turn_out_to_be_nobody_is_told(tmp_path: Path) -> None:
    raw = changed(WITH_TEAMS, teams__care__staff={"value": 2, "low": 0, "high": 4})
    (sentence,) = told(tmp_path, raw)
    assert sentence.startswith(
        "as_is.yaml: teams.care.staff.low is 0, which is not allowed. Allowed: ≥ 0.5 (employees), "
    )


def test_what_stands_beside_a_mistake_of_types_is_told_too(tmp_path: Path) -> None:
    """A mistake that hides what a part is hides neither its other numbers nor other parts."""
    raw = changed(
        with_bot(human="lin"),
        teams__care__service={"form": "lognorm", "minutes": -3},
        teams__care__patience={"form": "table", "still_waiting": []},
        teams__care__transfers={"nigth": 0.1},
        teams__night__open={},
        teams__spare={},
        teams__other="x",
    )
    where = [sentence.split(" ")[1] for sentence in told(tmp_path, raw)]
    assert where == [
        "teams.care.service.form",
        "teams.care.patience.still_waiting",
        "teams.night.open",
        *(f"teams.spare.{key}" for key in ("label", "staff", "open", "service")),
        "teams.other",
        "teams.care.service.minutes",
        "touchpoints.bot.assistant.human",
        "teams.care.transfers.nigth",
        "teams.spare.shifts",
    ]


def test_a_form_that_nobody_can_guess_makes_nothing_beside_it_wrong(tmp_path: Path) -> None:
    for form in ("xyz", 7, None):
        raw = changed(WITH_TEAMS, teams__care__patience={"form": form, "shape": 2})
        (sentence,) = told(tmp_path, raw)
        assert sentence.startswith("as_is.yaml: teams.care.patience.form is ")
    raw = changed(WITH_TEAMS, teams__care__patience={"form": "weibul", "shape": -2})
    assert [one.split(" ")[1] for one in told(tmp_path, raw)] == [
        "teams.care.patience.form",
        "teams.care.patience.shape",
    ]
