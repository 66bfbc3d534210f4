"""Scenario files are data: what YAML may say, and what it may not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from cxsim.scenario import Problems, yaml_text

REFUSED = [
    ("", "it is empty"),
    ("# nothing\n", "it is empty"),
    ("- 1\n- 2\n", "it is not a mapping of keys to values"),
    ("5", "it is not a mapping of keys to values"),
    ("a: 1\na: 2\n", "line 2, column 1: this key is given twice"),
    ("a: &x 1\nb: *x\n", "line 2, column 4: aliases (*) are not allowed"),
    ("a: ${b}\n", "line 1, column 4: ${ is not allowed"),
    ("a: 1\n# ${b}\n", "line 2, column 3: ${ is not allowed"),
    ("a: !!python/object/apply:os.system ['ls']\n", "line 1, column 4: tags (!) are not allowed"),
    ("a: !!str 1\n", "line 1, column 4: tags (!) are not allowed"),
    ("!!set {a}\n", "line 1, column 1: tags (!) are not allowed"),
    ("a: " + "[" * 50 + "]" * 50, "line 1, column 43: it is nested too deeply"),
    ("a: " + "{b: " * 50_000, "line 1, column 160: it is nested too deeply"),
    ("? [a]\n: 1\n", "line 1, column 3: a key must be plain text"),
    ("a: 1\n---\nb: 2\n", "line 2, column 1: there is more than one document (---)"),
    ("a: x: y\n", "line 1, column 5: a colon cannot stand here: put the text in quotes"),
    ("a:\n\tb: 1\n", "line 2, column 1: there is a tab: indent with spaces"),
    ("a:\n  b: 1\n   c: 1\n", "line 3, column 5: a colon cannot stand here"),
    ("a: [1, 2\n", "line 2, column 1: "),
    ('a: "\\e[31mred"\n', "line 1, column 4: there is a character that text cannot have"),
    ('a: "\\u202E"\n', "line 1, column 4: there is a character that text cannot have"),
    ("a: \x07\n", "line 1, column 4: there is a character that text cannot have"),
]


@pytest.mark.parametrize(("text", "why"), REFUSED)
@pytest.mark.parametrize("parser", [yaml.SafeLoader, yaml_text.PARSER])
def test_what_may_not_be_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, parser: Any, text: str, why: str
) -> None:
    monkeypatch.setattr(yaml_text, "PARSER", parser)
    file = tmp_path / "case.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(Problems) as problems:
        yaml_text.read(file, "case.yaml")
    assert str(problems.value).startswith(f"case.yaml cannot be read: {why}")


def test_files_that_are_no_text(tmp_path: Path) -> None:
    file = tmp_path / "case.yaml"
    for content, why in (
        (b"\xff\xfe\x00a", "it is not UTF-8 text"),
        (b"a: 1\n" + b"#" * 5_000_000, "it is larger than 5 MB"),
    ):
        file.write_bytes(content)
        with pytest.raises(Problems, match=why):
            yaml_text.read(file, "case.yaml")
    with pytest.raises(Problems, match="there is no such file"):
        yaml_text.read(tmp_path / "other.yaml", "other.yaml")
    with pytest.raises(Problems, match="cannot be read"):
        yaml_text.read(tmp_path, "folder")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("10:30", "10:30"),
        ("NO", "NO"),
        ("on", "on"),
        ("yes", "yes"),
        ("True", "True"),
        ("0x10", "0x10"),
        ("1_000", "1_000"),
        ("2026-11-21", "2026-11-21"),
        (".inf", ".inf"),
        ("=", "="),
        ("<<", "<<"),
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("'1'", "1"),
        ("12", 12),
        ("-012", -12),
        ("1e3", 1000.0),
        (".5", 0.5),
        ("1234567890123456789", 1234567890123456789.0),
    ],
)
def test_scalars_are_those_of_yaml_1_2(text: str, value: object) -> None:
    read = yaml_text.parse(f"a: {text}", "text")["a"]
    assert (read, type(read)) == (value, type(value))


def test_a_merge_key_is_a_key_like_any_other() -> None:
    assert yaml_text.parse("<<: {a: 1}", "text") == {"<<": {"a": 1}}


PLAIN = st.text(st.characters(categories=["L", "N", "P", "Zs"]), max_size=20).filter(
    lambda text: "${" not in text
)
DATA = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**17), 10**17) | st.floats(-1e9, 1e9) | PLAIN,
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(PLAIN, inside, max_size=4),
    max_leaves=20,
)


@given(st.dictionaries(PLAIN, DATA, max_size=5))
@settings(derandomize=True, deadline=None)
def test_what_was_written_is_read_again(data: dict[str, object]) -> None:
    def no_alias(*_: object) -> bool:
        return True

    dumper = type("Dumper", (yaml.SafeDumper,), {"ignore_aliases": no_alias})
    text = yaml.dump(data, Dumper=dumper, allow_unicode=True)
    assert yaml_text.parse(text, "text") == data
