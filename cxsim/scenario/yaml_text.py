"""Scenario text is data: YAML 1.2 scalars, no aliases, tags or duplicate keys, nothing made.

PyYAML only splits the text into events; what they become is decided here.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from .problems import Problem, Problems
from .words import Phrase, phrase

LARGEST = 5_000_000
"""Bytes a scenario file may have."""
DEEPEST = 40
"""Levels of nesting a scenario file may have."""
PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The same grammar in C where PyYAML was built with it."""

HINTS = {
    "mapping values are not allowed": "colon",
    "cannot start any token": "sign",
    "while scanning an alias": "sign",
    "expected <block end>": "indent",
    "did not find expected key": "indent",
    "could not find expected ':'": "indent",
    "control characters": "strange",
    "special characters": "strange",
    "unacceptable character": "strange",
    "expected a single document": "documents",
}
"""Words for what PyYAML says most often."""

STEERING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
"""Characters that steer a terminal, cannot be written as UTF-8, or reverse the text beside them."""
INTEGER = re.compile(r"[-+]?\d{1,18}", re.ASCII)
FLOAT = re.compile(r"[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?", re.ASCII)


class Refused(Exception):
    """YAML that a scenario file may not use."""

    def __init__(self, key: str, mark: Any) -> None:
        super().__init__(key)
        self.key, self.mark = key, mark


class _Reader:
    """Plain data from YAML's events."""

    def __init__(self, events: Iterator[Any]) -> None:
        self.events = events
        self.depth = 0

    def document(self) -> Any:
        """The one document of a text, or None when there is none."""
        data = None
        seen = False
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                if seen:
                    raise Refused("documents", event.start_mark)
                data, seen = self.node(next(self.events)), True
        return data

    def node(self, event: Any) -> Any:
        """What an event begins."""
        if isinstance(event, yaml.AliasEvent):
            raise Refused("alias", event.start_mark)
        if event.tag is not None:
            raise Refused("tag", event.start_mark)
        if isinstance(event, yaml.ScalarEvent):
            return _scalar(event)
        self.depth += 1
        if self.depth > DEEPEST:
            raise Refused("deep", event.start_mark)
        inside = self._list if isinstance(event, yaml.SequenceStartEvent) else self._mapping
        data = inside()
        self.depth -= 1
        return data

    def _list(self) -> list[Any]:
        items = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self.node(event))
        return items

    def _mapping(self) -> dict[str, Any]:
        pairs: dict[str, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            self.node(event)
            if not isinstance(event, yaml.ScalarEvent):
                raise Refused("odd_key", event.start_mark)
            if event.value in pairs:
                raise Refused("twice", event.start_mark)
            pairs[event.value] = self.node(next(self.events))
        return pairs


def _scalar(event: Any) -> Any:
    """A scalar as YAML 1.2's core schema reads it; `10:30`, `NO` and `on` are text."""
    text: str = event.value
    if STEERING.search(text):
        raise Refused("strange", event.start_mark)
    if not event.implicit[0]:
        return text
    if text in ("", "~", "null"):
        return None
    if text in ("true", "false"):
        return text == "true"
    if INTEGER.fullmatch(text):
        return int(text)
    if FLOAT.fullmatch(text) and math.isfinite(number := float(text)):
        return number
    return text


def parse(text: str, name: str) -> Any:
    """The data in a YAML text.

    Raises
    ------
    Problems
        When the text is not plain YAML; the sentence tells line and column.
    """
    if (at := text.find("${")) >= 0:
        raise _unreadable(name, phrase("interpolation"), *_position(text, at))
    try:
        return _Reader(yaml.parse(text, PARSER)).document()
    except Refused as refused:
        raise _unreadable(name, phrase(refused.key), *_marked(refused.mark)) from None
    except yaml.MarkedYAMLError as error:
        raise _unreadable(name, _reason(text, error), *_marked(error.problem_mark)) from None
    except yaml.reader.ReaderError as error:
        where = _position(text, error.position)
        raise _unreadable(name, phrase("strange"), *where) from None


def _position(text: str, at: int) -> tuple[int, int]:
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def _marked(mark: Any) -> tuple[int, int]:
    return (0, 0) if mark is None else (mark.line + 1, mark.column + 1)


def _reason(text: str, error: Any) -> Phrase:
    """What PyYAML found, in words that help."""
    said = f"{error.context} {error.problem}"
    key = next((key for part, key in HINTS.items() if part in said), "yaml")
    mark = error.problem_mark
    tab = key == "sign" and text[mark.index : mark.index + 1] == "\t"
    return phrase("tab" if tab else key)


def _unreadable(name: str, why: Phrase, line: int = 0, column: int = 0) -> Problems:
    if line:
        why = phrase("at_line", line=line, column=column, why=why)
    return Problems([Problem(name, "file", why)])


def read(file: Path, name: str) -> dict[str, Any]:
    """The mapping in a scenario file; `name` is how messages call the file.

    Raises
    ------
    Problems
        When it is missing, too large, not UTF-8 text, not YAML, or not a mapping.
    """
    try:
        if file.exists() and not file.is_file():  # a folder; or a pipe, which would never end
            raise _unreadable(name, phrase("no_plain_file"))
        with file.open("rb") as stream:
            content = stream.read(LARGEST + 1)
    except (FileNotFoundError, ValueError):  # ValueError: a name with a NUL
        raise _unreadable(name, phrase("no_file")) from None
    except PermissionError:
        raise _unreadable(name, phrase("no_permission")) from None
    except OSError as error:
        raise Problems([Problem(name, "file", error.strerror or str(error))]) from None
    if len(content) > LARGEST:
        raise _unreadable(name, phrase("large", n=LARGEST // 1_000_000))
    try:
        data = parse(content.decode("utf-8-sig"), name)
    except UnicodeDecodeError:
        raise _unreadable(name, phrase("not_utf8")) from None
    if not isinstance(data, dict):
        raise _unreadable(name, phrase("empty" if data is None else "not_mapping"))
    return data
