"""Scenario text is data: YAML 1.2 scalars, no aliases, tags or duplicate keys, nothing made."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from .problems import Problem, Problems

LARGEST = 5_000_000
"""Bytes a scenario file may have."""
DEEPEST = 40
"""Levels of nesting a scenario file may have."""


class Refused(yaml.MarkedYAMLError):
    """YAML that a scenario file may not use; `problem` is a key of `problems.WORDS`."""

    def __init__(self, key: str, mark: Any) -> None:
        super().__init__(problem=key, problem_mark=mark)


class CaseLoader(yaml.SafeLoader):
    """`10:30`, `NO` and `on` are text; only true, false, null, integers and floats are not."""

    depth = 0

    def compose_node(self, parent: Any, index: Any) -> Any:
        """Refuse aliases, tags and bottomless nesting before anything is built."""
        event: Any = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.AliasEvent):
            raise Refused("alias", event.start_mark)
        if event.tag is not None:
            raise Refused("tag", event.start_mark)
        self.depth += 1
        if self.depth > DEEPEST:
            raise Refused("deep", event.start_mark)
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        """Refuse a key given twice, and keys that are not text."""
        seen: set[str] = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise Refused("odd_key", key.start_mark)
            if key.value in seen:
                raise Refused("twice", key.start_mark)
            seen.add(key.value)
            key.tag = "tag:yaml.org,2002:str"
        return super().construct_mapping(node, deep=True)


CaseLoader.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("bool", r"true|false", "tf"),
    ("null", r"null|~|", "n~"),
    ("int", r"[-+]?\d{1,18}", "-+0123456789"),
    ("float", r"[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?", "-+.0123456789"),
):
    CaseLoader.add_implicit_resolver(
        f"tag:yaml.org,2002:{_tag}",
        re.compile(f"^(?:{_pattern})$"),
        [*_first, *([""] if _tag == "null" else [])],
    )
CaseLoader.add_constructor("tag:yaml.org,2002:int", lambda _, node: int(node.value))
CaseLoader.add_constructor("tag:yaml.org,2002:float", lambda _, node: float(node.value))


def parse(text: str, name: str) -> Any:
    """The data in a YAML text.

    Raises
    ------
    Problems
        When the text is not plain YAML; the sentence tells line and column.
    """
    try:
        if "${" in text:
            line = text[: text.index("${")].count("\n") + 1
            raise Problems([Problem(f"{name}, line {line}", "wrong", "${", "plain values")])
        return yaml.load(text, CaseLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = "" if mark is None else f", line {mark.line + 1}, column {mark.column + 1}"
        what = getattr(error, "problem", None) or "not YAML"
        raise Problems([Problem(f"{name}{where}", "file", str(what))]) from None
    except (ValueError, RecursionError) as error:
        raise Problems([Problem(name, "file", str(error))]) from None


def read(file: Path, name: str) -> dict[str, Any]:
    """The mapping in a scenario file; `name` is how messages call the file.

    Raises
    ------
    Problems
        When it is missing, too large, not UTF-8 text, not YAML, or not a mapping.
    """
    try:
        if file.stat().st_size > LARGEST:
            raise Problems([Problem(name, "file", f"larger than {LARGEST // 1_000_000} MB")])
        data = parse(file.read_text(encoding="utf-8-sig"), name)
    except OSError as error:
        raise Problems([Problem(name, "file", error.strerror or str(error))]) from None
    except UnicodeDecodeError:
        raise Problems([Problem(name, "file", "not UTF-8 text")]) from None
    if not isinstance(data, dict):
        raise Problems([Problem(name, "file", "not a mapping of keys to values")])
    return data
