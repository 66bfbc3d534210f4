"""A life in words: what is told of both worlds, of each alone, and of where they part."""

from __future__ import annotations

import re
from typing import Any

import pytest

from cxsim.measure.replay import TwoLives, replay
from cxsim.report.story import story_lines
from cxsim.report.words import CATALOGUES

from ..kit.scenarios import PURCHASES, RICH, made

BETTER: dict[str, Any] = {
    "better": {"target": "touchpoints.desk.failure.probability", "effect": -1}
}
NASTY = '<b onload="x">\u202e=cmd()🙂' + "n" * 300


def harmless(line: str) -> bool:
    """Whether a line only shows something: a space that does not break is the locale's own."""
    return line.replace("\N{NO-BREAK SPACE}", " ").isprintable()


@pytest.fixture(scope="module")
def lives() -> list[TwoLives]:
    return [replay(made(RICH, levers=BETTER), number, 40, 90) for number in range(50)]


@pytest.mark.parametrize("language", ["en", "es_PE"])
def test_every_story_has_its_parts_in_order(lives: list[TwoLives], language: str) -> None:
    words = CATALOGUES[language[:2]]
    for one in lives:
        lines = story_lines(one, language)
        assert all(len(line) <= 100 and harmless(line) for line in lines)
        assert "{" not in "".join(lines)
        told = "\n".join(lines)
        last = told[told.rindex("\n\n") :]
        assert told.index(words["story_both"]) < told.rindex("\n\n"), "it ends where the two part"
        if one.parting is None:
            assert words["story_never"].split("**")[1] in last
        else:
            assert words["story_parted"].split("**")[1] in last
            assert f" {one.parting.day}\n" in last
            assert words["story_why_clock"].split("**")[1] in last, "every parting has a why"


def test_days_come_in_order_are_told_once_and_are_shared_only_before_the_parting(
    lives: list[TwoLives],
) -> None:
    for one in lives:
        found: list[list[int]] = []
        for line in story_lines(one, "en", afterwards=True):
            if re.match(r"(IN BOTH|FROM DAY)", line):
                found.append([])
            elif day := re.match(r"Day ([\d,]+)", line):
                found[-1].append(int(day[1].replace(",", "")))
        for days in found:
            assert days == sorted(set(days))
        assert len(found) == (1 if one.parting is None else 3)
        if one.parting is not None:
            shared, *after = found
            assert max(shared, default=0) <= one.parting.day
            assert all(min(days) >= one.parting.day for days in after if days)


def test_the_day_of_leaving_is_one_day(lives: list[TwoLives]) -> None:
    for one in lives:
        told = " ".join(story_lines(one, "en", afterwards=True))
        for life in (one.today, one.redesigned):
            if left := [moment.day for moment in life.moments if moment.what == "leave"]:
                assert f"left on day {left[0]}, of 90" in told


def test_a_failure_that_the_redesign_mends_is_told_with_its_lever(lives: list[TwoLives]) -> None:
    failures = [one for one in lives if one.parting is not None and one.parting.why == "failure"]
    assert failures
    told = " ".join(story_lines(failures[0], "en"))
    assert "(fails)" in told
    assert re.search(r"chance of 20\.0% today and of 0\.0% with the redesign", told)
    assert told.endswith("Behind it: better.")


def test_joining_leaving_talk_and_answers_are_told(lives: list[TwoLives]) -> None:
    told = "\n".join(line for one in lives for line in story_lines(one, "en", afterwards=True))
    for sentence in (
        *("Becomes a customer.", "Leaves by choice.", "Is talked out of leaving."),
        *("Hears praise of the firm", "Hears complaints", "Speaks well of “"),
        *("Answers the firm’s survey: ", "Decides to look into", "Not a customer when"),
        *(", continued:", "not yet a customer on day 90", "still a customer on day 90"),
        "left on day",
    ):
        assert sentence in told, sentence


def test_purchases_are_told_with_their_amounts() -> None:
    often = {"often": {"target": "relationship.frequency", "how": "multiply", "effect": 3}}
    case = made(PURCHASES, {"relationship.rate.scale_days": 20}, levers=often)
    told = "\n".join(story_lines(replay(case, 3, 20, 300), "es", afterwards=True))
    assert re.search(r"Paga USD\s\d", told)
    assert "comprado" in told


def test_names_from_files_are_harmless() -> None:
    nasty = {"label": NASTY, "touchpoints.desk.label": NASTY, "archetypes.anyone.label": NASTY}
    lines = story_lines(replay(made(RICH, nasty, levers=BETTER), 1, 20, 60), "en")
    assert all(harmless(line) for line in lines)
    assert not any("\u202e" in line or "n" * 200 in line for line in lines)
