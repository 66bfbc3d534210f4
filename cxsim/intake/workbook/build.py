"""A workbook made into a case's folder: today, its redesigns, and where the numbers come from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from string import Template

from cxsim.intake.errors import IntakeError, fault
from cxsim.intake.folder import draft
from cxsim.intake.writing import as_yaml, safe
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
            text = as_yaml(part, f"From the workbook {safe(file.name)}.")
            (new / f"{stem}.yaml").write_text(text, encoding="utf-8", newline="\n")
        sources = _sources(case, name, safe(file.name), language)
        (new / "SOURCES.md").write_text(sources, encoding="utf-8", newline="\n")
    return folder


def _files(case: Read) -> dict[str, Tree]:
    """What each file of the case states, in the order of the schema."""
    keys = list(AsIs.model_fields)
    today = {name: part for name, part in case.tree.items() if not name.startswith(TO_BE)}
    ordered = {name: today[name] for name in sorted(today, key=keys.index)}
    return {"as_is": ordered} | {name: case.tree[name] for name in case.redesigns}


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
