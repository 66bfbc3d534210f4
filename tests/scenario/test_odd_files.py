"""Paths that are no scenario, and files that are no text: told, never a traceback."""

import os
from pathlib import Path
from typing import Any

import pytest
import yaml

from cxsim.scenario import Problems, load

from .small import AS_IS


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "scenarios" / "shop"
    folder.mkdir(parents=True)
    (folder / "as_is.yaml").write_text(yaml.safe_dump(AS_IS), encoding="utf-8")
    (folder / "to_be_new.yaml").write_text("label: New\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return folder


def refused(scenario: Any, overrides: Any = ()) -> list[str]:
    with pytest.raises(Problems) as found:
        load(scenario, overrides)
    spanish = found.value.text("es")
    for word in ("Allowed", "Nearest", " is ", "there"):
        assert word not in spanish
    return found.value.text().splitlines()


@pytest.mark.parametrize(
    ("scenario", "said"),
    [
        (
            "/nowhere/at_all",
            "/nowhere/at_all cannot be read: there is no such file. Allowed: case/",
        ),
        ("scenarios/shop", "scenarios/shop cannot be read: it is not a file. Nearest: scenarios/s"),
        ("nope.yaml", "nope.yaml cannot be read: there is no such file."),
        ("scenarios/shop/as_i.yaml", "scenarios/shop/as_i.yaml cannot be read: there is no such"),
        ("to_be_new", "case to_be_new is not known here. Nearest: shop/to_be_new. Allowed: "),
        ("shp/as_is", "case shp is not known here. Nearest: shop. Allowed: "),
        ("x" * 5000, "case xxx"),
        ("x" * 5000 + ".yaml", "xxx"),
        ("a\0b.yaml", "a\\x00b.yaml cannot be read: there is no such file."),
        ("", ". cannot be read: it is not a file."),
        (None, "scenario is null, which is not allowed. Allowed: case/name, such as"),
        (3, "scenario is 3, which is not allowed."),
        (["shop/as_is"], "scenario is ['shop/as_is'], which is not allowed."),
    ],
)
def test_what_is_no_scenario(case: Path, scenario: Any, said: str) -> None:
    (sentence,) = refused(scenario)
    assert sentence.startswith(said)
    assert len(sentence) < 600


def test_an_absolute_path_without_its_ending_is_told_the_file(case: Path) -> None:
    (said,) = refused(str(case / "as_is"))
    assert "Nearest: as_is.yaml." in said
    assert load(str(case / "as_is.yaml")).name == "as_is"


def test_what_stands_in_the_place_of_a_file(case: Path) -> None:
    (case / "to_be_new.yaml").unlink()
    (case / "to_be_new.yaml").mkdir()
    assert refused("shop/to_be_new") == [
        "scenarios/shop/to_be_new.yaml cannot be read: it is not a file."
    ]
    (case / "as_is.yaml").unlink()
    assert "as_is.yaml cannot be read: there is no such file." in refused("shop/as_is")[0]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_not_waited_for(case: Path) -> None:
    (case / "to_be_new.yaml").unlink()
    os.mkfifo(case / "to_be_new.yaml")
    assert "it is not a file" in refused("shop/to_be_new")[0]


def test_a_link_stands_where_it_was_put(case: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere.yaml").write_text("label: Far\n", encoding="utf-8")
    (case / "to_be_far.yaml").symlink_to(tmp_path / "elsewhere.yaml")
    assert load(case / "to_be_far.yaml").label["en"] == "Far"


@pytest.mark.parametrize("override", [3, None, "margin", "=3", ["a=1"]])
def test_what_is_no_override(case: Path, override: Any) -> None:
    (said,) = refused("shop/as_is", [override])
    assert said.startswith("override is ")
    assert said.endswith("Allowed: place=value.")


def test_one_override_may_stand_alone(case: Path) -> None:
    assert load("shop/as_is", "economics.margin=0.25").as_is.economics.margin.value == 0.25


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("label: @x", "line 1, column 8: text cannot begin with this sign: put it in quotes."),
        ("label: %x", "line 1, column 8: text cannot begin with this sign: put it in quotes."),
        ("label: *b*", "text cannot begin with this sign: put it in quotes."),
        ("a:\n\tb: 1", "line 2, column 1: there is a tab: indent with spaces."),
    ],
)
def test_what_yaml_cannot_read_is_told_in_its_own_words(case: Path, text: str, said: str) -> None:
    (case / "as_is.yaml").write_text(text, encoding="utf-8")
    assert refused("shop/as_is")[0].endswith(said)
