"""A workbook made into a case's folder: today, its redesigns, and where the numbers come from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from string import Template
from typing import Any

import yaml

from cxsim.intake.errors import IntakeError, fault
from cxsim.intake.folder import draft
from cxsim.scenario import AsIs, Value, values_of
from cxsim.scenario.levers import Redesign

from .layout import TO_BE, Tree
from .read import Read, read
from .words import SAID, said

TEMPLATES = Path(__file__).parent / "template"


def build_case(file: Path, name: str, into: Path, language: str = "en") -> Path:
    """Write a case from a workbook.

    The case is a folder with ``as_is.yaml``, a ``to_be_….yaml`` for each redesign and
    ``SOURCES.md``. It is written whole or not at all.

    Parameters
    ----------
    file : Path
        An .xlsx as `do=template` writes it, filled in.
    name : str
        Name of the case: small letters, digits and _, a letter first.
    into : Path
        Folder that will hold the case's folder.
    language : str
        "es" or "en", in which SOURCES.md is written.

    Returns
    -------
    Path
        The case's folder.

    Raises
    ------
    IntakeError
        With everything that is wrong, by sheet and cell; or if the case is there already or cannot
        be written.
    """
    folder = into / name
    if not re.fullmatch(r"[a-z][a-z0-9_]{0,59}", name):
        raise IntakeError(fault("bad_name", name=name))
    if folder.exists():
        raise IntakeError(fault("there_already", folder=folder))
    case = read(file)
    with draft(folder) as new:
        for stem, part in _files(case).items():
            text = _yaml(part, f"From the workbook {_safe(file.name)}.")
            (new / f"{stem}.yaml").write_text(text, encoding="utf-8", newline="\n")
        sources = _sources(case, name, _safe(file.name), language)
        (new / "SOURCES.md").write_text(sources, encoding="utf-8", newline="\n")
    return folder


def _files(case: Read) -> dict[str, Tree]:
    """What each file of the case states, in the order of the schema."""
    keys = list(AsIs.model_fields)
    today = {name: part for name, part in case.tree.items() if not name.startswith(TO_BE)}
    ordered = {name: today[name] for name in sorted(today, key=keys.index)}
    return {"as_is": ordered} | {name: case.tree[name] for name in case.redesigns}


class _Dumper(yaml.SafeDumper):
    """YAML with quotes around text that could be read as anything else; small maps on a line."""

    def ignore_aliases(self, data: Any) -> bool:
        """Write what is there twice twice."""
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    plain = (
        re.fullmatch(r"[^\W\d_][\w.]*( [^\W\d_]\w*)*", text) and text.lower() not in _READ_OTHERWISE
    )
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=None if plain else '"')


_READ_OTHERWISE = ("true", "false", "null", "yes", "no", "on", "off", "y", "n")
_Dumper.add_representer(str, _text)


def _yaml(part: Tree, comment: str) -> str:
    body = yaml.dump(
        part,
        Dumper=_Dumper,
        sort_keys=False,
        allow_unicode=True,
        width=100,
        default_flow_style=None,
    )
    return f"# {comment}\n{body}"


def _safe(text: str) -> str:
    """A file's name that cannot upset a comment, a table or a template."""
    return re.sub(r"[^\w.\- ]", "_", text)


def _sources(case: Read, name: str, file: str, language: str) -> str:
    """SOURCES.md."""
    given = list(_stated(case))
    words = {
        "name": name,
        "file": file,
        "sourced": _table([one for one in given if one[1].source], language),
        "ranged": _table([one for one in given if not one[1].source], language),
    }
    template = (TEMPLATES / f"SOURCES.{language}.md").read_text(encoding="utf-8")
    return Template(template).substitute(words)


def _stated(case: Read) -> Iterable[tuple[str, Value]]:
    """Every number with a range or a source, with its place."""
    parts: dict[str, AsIs | Redesign] = {"": case.as_is, **case.redesigns}
    for top, section in parts.items():
        for place, value in values_of(section):
            if value.uncertain or value.source:
                yield f"{top}.{place}".lstrip("."), value


def _table(stated: list[tuple[str, Value]], language: str) -> str:
    """A table of numbers; a word where there are none."""
    if not stated:
        return said(SAID["no_numbers"], language)
    head = said(SAID["numbers_head"], language)
    lines = [head, "|---|---:|---:|---|"]
    for place, value in stated:
        span = f"{value.low:.6g} … {value.high:.6g}" if value.uncertain else "—"
        source = " ".join(re.sub(r"[\\|<\[`]", r"\\\g<0>", value.source or "").split())
        lines.append(f"| `{place}` | {value.value:.6g} | {span} | {source} |")
    return "\n".join(lines)
