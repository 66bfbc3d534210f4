"""What a stranger's file or a stranger's words may hold, told in a terminal and in files."""

import json
import re
import unicodedata
from itertools import cycle

import pytest
import yaml

import cxsim
from cxsim.scenario import library

from ..report import hostile
from .conftest import KINDER, TODAY, Desk


def steers(text: str) -> set[str]:
    """Characters of a text that move a cursor, hide, or reorder what stands beside them."""
    isolates = "\N{FIRST STRONG ISOLATE}\N{POP DIRECTIONAL ISOLATE}"
    allowed = f"\n{isolates}\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}"
    return {c for c in text if unicodedata.category(c)[0] == "C" and c not in allowed}


def tower(text: str) -> int:
    """The most marks on one letter."""
    most = now = 0
    for c in text:
        now = now + 1 if unicodedata.combining(c) else 0
        most = max(most, now)
    return most


def labelled(desk: Desk, *labels: str) -> None:
    """The desk's case with these texts wherever free text may stand, turn by turn."""
    case, plan = yaml.safe_load(TODAY), yaml.safe_load(KINDER)
    turn = cycle(labels)
    for data in (case, plan):
        data["label"], data["description"] = next(turn), next(turn)
    for section in ("dimensions", "archetypes", "touchpoints", "journeys"):
        for entry in case[section].values():
            entry["label"] = next(turn)
    case["touchpoints"]["chair"]["cost"]["source"] = next(turn)
    case["economics"]["margin"] = {"value": 0.5, "source": next(turn)}
    plan["levers"]["training"]["label"] = next(turn)
    plan["levers"]["training"]["effect"] = {"value": 1, "source": next(turn)}
    for name, data in (("as_is", case), ("to_be_kinder", plan)):
        desk.write(f"scenarios/salon/{name}.yaml", yaml.safe_dump(data, allow_unicode=True))


@pytest.mark.parametrize("first", [0, 1])
def test_labels_are_only_text_in_the_terminal_and_are_kept_to_the_letter(
    desk: Desk, first: int
) -> None:
    labelled(desk, *[*hostile.TEXTS.values()][first::2])
    for words in (["do=show"], ["do=show", "language=es"], ["--help"]):
        assert desk.says("case=salon", *words) == 0, desk.err
        assert not steers(desk.out)
        assert tower(desk.out) <= 4
        assert max(map(len, desk.out.splitlines())) < 500
    assert desk.says("do=template", "do.file=b.xlsx", "do.of=salon") == 0, desk.err
    assert desk.says("do=build", "do.file=b.xlsx", "do.name=again") == 0, desk.err
    for name in ("as_is", "to_be_kinder"):
        one, other = (cxsim.load(f"{case}/{name}") for case in ("salon", "again"))
        assert library.data_of(one, whole=True) == library.data_of(other, whole=True)
    sources = (desk.folder / "scenarios/again/SOURCES.md").read_text(encoding="utf-8")
    assert not re.search(r"(?<!\\)<", sources)


@pytest.mark.parametrize("label", hostile.REFUSED.values(), ids=hostile.REFUSED)
def test_a_label_that_steers_is_refused_by_line(desk: Desk, label: str) -> None:
    quoted = json.dumps(label)
    desk.write("scenarios/salon/as_is.yaml", TODAY.replace("Hairdresser", quoted))
    (said,) = desk.refuses("case=salon", "do=show")
    assert said.startswith("scenarios/salon/as_is.yaml cannot be read: line 2")
    assert not steers(desk.err)


@pytest.mark.parametrize("text", [*hostile.TEXTS.values(), *hostile.REFUSED.values()])
def test_what_was_typed_is_only_text(desk: Desk, text: str) -> None:
    words = [f"case={text}", f"seed={text}", f"x{text}", f"to_be_{text}=1", f"do={text}"]
    assert desk.says(*words) == 2
    assert not steers(desk.err)
    assert tower(desk.err) <= 4
    assert max(map(len, desk.err.splitlines())) < 900


def test_what_runs_from_the_right_does_not_turn_numbers_round(desk: Desk) -> None:
    labelled(desk, hostile.TEXTS["right to left"])
    assert desk.says("case=salon", "do=show", "language=en") == 0
    assert desk.out.count("\N{FIRST STRONG ISOLATE}") > 5
    assert f"\N{FIRST STRONG ISOLATE}{hostile.HEBREW}\N{POP DIRECTIONAL ISOLATE}" in desk.out
