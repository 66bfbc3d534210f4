"""The tables of docs/odd.md, made from the code: `python -m tests.kit.odd` writes them anew.

The document is written by hand, but for what stands between `<!-- generated: NAME -->` and
`<!-- end -->`. `tests/test_odd.py` holds what stands there to what the code says.
"""

from __future__ import annotations

import ast
import inspect
import re
import typing
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from pydantic_core import PydanticUndefined

from cxsim.behaviour import RULES
from cxsim.draws import purposes
from cxsim.engine.day import stages
from cxsim.engine.record import CENSUS, DAILY, EVENT, SURVEYS, TOUCHED, Record
from cxsim.engine.state import UNDER_WAY, State
from cxsim.report.show import part_of
from cxsim.scenario import kinds
from cxsim.scenario.levers import Redesign
from cxsim.scenario.schema import AsIs
from cxsim.scenario.values import Quantity
from cxsim.scenario.words import Phrase, range_phrase
from cxsim.world.numbers import FIELDS
from cxsim.world.people import PERSON

from . import odd_words as words
from .runs import SCRATCH

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = ROOT / "docs" / "odd.md"
COMMAND = "python -m tests.kit.odd"
BLOCK = re.compile(r"(<!-- generated: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
TOLD_TWICE = "reference"
"""The room of the second telling of the model, whose draws are those of the first."""

Lines = Iterator[str]


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Lines:
    """A table in Markdown."""
    for row in (head, ("---",) * len(head), *rows):
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"


def code(*names: str) -> str:
    """Names as code."""
    return ", ".join(f"`{name}`" for name in names)


# ---- state variables ----


def fields(record: np.dtype[Any], said: dict[str, tuple[str, str]]) -> Lines:
    """The fields of a record, with what is said of each."""
    kept: dict[str, Any] = dict(record.fields or {})
    assert set(said) == set(kept), f"odd_words: {sorted(set(said) ^ set(kept))}"
    rows = ((code(name), kept[name][0].name, *said[name]) for name in kept)
    yield from table(("Variable", "Type", "Unit", "Meaning"), rows)


def arrays(owner: type) -> dict[str, str]:
    """What a class of arrays says of each, below its name."""
    (body,) = ast.parse(inspect.getsource(owner)).body
    assert isinstance(body, ast.ClassDef)
    found: dict[str, str] = {}
    for node, after in zip(body.body, [*body.body[1:], None], strict=True):
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            said = isinstance(after, ast.Expr) and ast.literal_eval(after.value)
            found[node.target.id] = " ".join(str(said or "").split()).removesuffix(".")
    return found


def beside() -> Lines:
    """What a state keeps of each person beside their record."""
    kept = {name: said for name, said in arrays(State).items() if name not in SCRATCH}
    rows = [(code(name), words.ARRAYS.get(name) or said) for name, said in kept.items()]
    yield from table(("Array", "Meaning (p people, d dimensions, k needs)"), rows)


def observed() -> Lines:
    """What a run writes down."""
    columns = {"daily": DAILY, "touched": TOUCHED, "surveys": SURVEYS, "census": CENSUS}
    columns["events"] = EVENT.names or ()
    rows = [
        (code(name), said, code(*columns.get(name, ()))) for name, said in arrays(Record).items()
    ]
    yield from table(("Array", "What", "Columns"), rows)


# ---- what happens ----


def order() -> Lines:
    """The stages of a day."""
    rows = []
    for number, stage in enumerate(stages(), 1):
        plain = getattr(stage, "py_func", stage)
        meaning = (inspect.getdoc(plain) or "").splitlines()[0].removesuffix(".")
        file = plain.__module__.replace(".", "/") + ".py"
        rows.append((str(number), code(plain.__name__), meaning, code(file)))
    yield from table(("", "Stage", "What happens", "File"), rows)


def rules() -> Lines:
    """The rules of behaviour."""
    rows = [
        (
            "–" if rule.number is None else str(rule.number),
            rule.name,
            rule.meaning.removesuffix("."),
            code(*rule.functions) or code("world.ties"),
            rule.source,
            f"{code(*rule.switch)}: {rule.off}",
        )
        for rule in RULES
    ]
    yield from table(("Rule", "Name", "What it claims", "Functions", "Source", "Off"), rows)


def luck() -> Lines:
    """What luck is drawn for, and where."""
    text = Path(inspect.getfile(purposes)).read_text(encoding="utf-8")
    where = drawn()
    rows = [
        (number, code(name), meaning, code(*where.get(name, ())) or "nowhere yet")
        for name, number, meaning in re.findall(r"^(\w+) = (\d+)  # (.+)$", text, re.MULTILINE)
    ]
    yield from table(("Number", "Purpose", "What for", "Drawn in"), rows)


def drawn() -> dict[str, list[str]]:
    """The functions that draw for each purpose."""
    found: dict[str, list[str]] = {}
    package = ROOT / "cxsim"
    for file in sorted(package.rglob("*.py")):
        place = file.relative_to(package).with_suffix("").parts
        if TOLD_TWICE in place:
            continue
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef):
                for name in sorted(_purposes(node)):
                    found.setdefault(name, []).append(".".join((*place, node.name)))
    return found


def _purposes(function: ast.FunctionDef) -> set[str]:
    return {
        node.attr
        for node in ast.walk(function)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "purposes"
    }


# ---- parameters ----


class Place(NamedTuple):
    """A place of a case where a number or a name stands."""

    at: str
    where: tuple[str, ...]
    """The kinds of relationship, or of loyalty, that have it."""
    kind: Any
    default: Any
    about: str
    """What its section says of it."""


def places(
    kind: Any, at: str = "", where: tuple[str, ...] = (), above: Any = None
) -> Iterator[Place]:
    """Every place within a type of a case; texts are none.

    `above` is what the schema says of the mapping that it lies in.
    """
    bare, notes = kinds.bare(kind)
    field = next((note for note in notes if hasattr(note, "is_required")), above)
    quantity = any(isinstance(note, Quantity) for note in notes)
    members = kinds.members_of(bare)
    if kinds.is_section(bare):
        for key, inner in kinds.fields(bare).items():
            yield from places(inner, f"{at}.{key}".lstrip("."), where)
    elif len(members) > 1:
        yield from _either(members, at, where)
    elif typing.get_origin(bare) is dict:
        yield from places(typing.get_args(bare)[1], f"{at}.*", where, field)
    elif quantity or str(kinds.allowed(kind)) != "text":
        default = PydanticUndefined if field is None else field.default
        yield Place(at, where, kind, default, (field and field.description) or "")


def _either(members: list[Any], at: str, where: tuple[str, ...]) -> Iterator[Place]:
    """The places of a union: what tells its members apart, then each member's own."""
    tag = next(name for name in ("kind", "form") if name in members[0].model_fields)
    names = [typing.get_args(member.model_fields[tag].annotation)[0] for member in members]
    yield Place(f"{at}.{tag}", where, typing.Literal[tuple(names)], PydanticUndefined, "")
    for member, name in zip(members, names, strict=True):
        for place in places(member, at, (*where, name)):
            if place.at != f"{at}.{tag}":
                yield place


def parameters() -> Lines:
    """The parameters, part by part."""
    found = [*places(AsIs), *places(Redesign)]
    unknown = set(words.PLACES) - {place.at for place in found}
    assert not unknown, f"odd_words: {sorted(unknown)}"
    for part, group in groupby(found, key=lambda one: part_of(one.at) if "." in one.at else ""):
        yield f"**{code(part) if part else 'The case as a whole'}**"
        yield ""
        head = ("Place", "Symbol", "Unit", "Allowed", "Default", "Lever", "Meaning")
        yield from table(head, (_row(place, part) for place in group))
        yield ""


SYMBOLS = {place: symbol for symbol, place in FIELDS.items()}
"""What the stages call a number of the case."""


def _row(place: Place, part: str) -> tuple[str, ...]:
    _, notes = kinds.bare(place.kind)
    quantity = next((note for note in notes if isinstance(note, Quantity)), None)
    if quantity is not None:
        unit, allowed = quantity.unit, range_phrase(quantity.low, quantity.high, "").said("en")
    else:
        said = kinds.allowed(place.kind)
        unit, allowed = "", str(said) if isinstance(said, Phrase) else ", ".join(said)
    said_there = place.about or (quantity and quantity.about) or ""
    meaning = words.PLACES.get(place.at) or said_there.removesuffix(".")
    assert meaning, f"odd_words says nothing of {place.at}"
    symbol = code(SYMBOLS[place.at]) if place.at in SYMBOLS else ""
    only = f" ({', '.join(place.where)})" if place.where else ""
    name = place.at.removeprefix(f"{part}.") if part else place.at
    lever = "yes" if quantity and quantity.lever else ""
    return f"`{name}`{only}", symbol, unit, allowed, _default(place.default), lever, meaning


def _default(raw: Any) -> str:
    """A default as a case would write it."""
    if raw is PydanticUndefined:
        return "required"
    if isinstance(raw, dict) and "value" in raw:
        span = f" [{raw['low']:g}, {raw['high']:g}]" if "low" in raw else ""
        return f"{raw['value']:g}{span}"
    if isinstance(raw, bool):
        return str(raw).lower()
    if isinstance(raw, (int, float)):
        return f"{raw:.6g}"
    return str(raw) if raw else "–"


# ---- the document ----

TABLES: dict[str, Callable[[], Lines]] = {
    "person": lambda: fields(PERSON, words.PERSON),
    "beside": beside,
    "under_way": lambda: fields(UNDER_WAY, words.UNDER_WAY),
    "stages": order,
    "purposes": luck,
    "record": observed,
    "rules": rules,
    "parameters": parameters,
}
"""The tables by name."""


def renewed(text: str) -> str:
    """The document with its tables made anew."""
    found = [name for _, name, _ in BLOCK.findall(text)]
    assert sorted(found) == sorted(TABLES), f"tables: {sorted(set(found) ^ set(TABLES))}"

    def made(block: re.Match[str]) -> str:
        lines = "\n".join(TABLES[block[2]]()).rstrip("\n")
        return f"{block[1]}\n{lines}\n\n{block[3]}"

    return BLOCK.sub(made, text)


def prose(text: str) -> str:
    """The document without its tables: what is written by hand."""
    return BLOCK.sub("", text)


if __name__ == "__main__":
    DOCUMENT.write_text(renewed(DOCUMENT.read_text(encoding="utf-8")), encoding="utf-8")
