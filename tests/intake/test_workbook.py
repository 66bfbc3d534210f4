"""The workbook's own parts: it follows the schema, speaks both languages, and reads with care."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from cxsim.intake.workbook import export, words
from cxsim.intake.workbook.layout import SHEETS, TO_BE, Listing, Table, kind_at, names_on
from cxsim.intake.workbook.meanings import MEANINGS, meaning
from cxsim.intake.workbook.opening import Content
from cxsim.intake.workbook.read import read as read_book
from cxsim.intake.workbook.values import Odd, number, read
from cxsim.intake.workbook.write import limits, targets, write
from cxsim.scenario import AsIs, kinds, library, validate
from cxsim.scenario.campaigns import Campaign
from cxsim.scenario.journeys import Branch, Journey, Touchpoint
from cxsim.scenario.levers import Lever
from cxsim.scenario.people import Archetype, HeldLine
from cxsim.scenario.shocks import Shock, ShockEffect
from cxsim.scenario.values import Quantity

TABLES = [layout for layout in SHEETS.values() if isinstance(layout, Table)]
COLUMNS = [(table, column) for table in TABLES for column in table.columns]


def place(table: Table, column: Any) -> tuple[str, ...]:
    filled = {key: f"{TO_BE}x" if key == "redesign" else "x" for key in table.keys}
    return tuple(filter(None, f"{table.row.format(**filled)}.{column.place}".split(".")))


@pytest.mark.parametrize(
    ("table", "column"), COLUMNS, ids=[f"{t.name}.{c.name}" for t, c in COLUMNS]
)
def test_every_column_is_a_place_of_the_schema(table: Table, column: Any) -> None:
    assert kind_at({}, place(table, column)) is not None


@pytest.mark.parametrize(
    ("model", "row"),
    [
        (Archetype, "archetypes.{archetype}"),
        (Touchpoint, "touchpoints.{touchpoint}"),
        (Journey, "journeys.{journey}"),
        (Branch, "journeys.{journey}.steps.{from}.{to}"),
        (Lever, "{redesign}.levers.{lever}"),
        (Shock, "shocks.{shock}"),
        (ShockEffect, "shocks.{shock}.effects.{shock_effect}"),
        (Campaign, "{redesign}.campaigns.{campaign}"),
        (HeldLine, "archetypes.{archetype}.lines.{line}"),
    ],
)
def test_every_field_of_the_schema_has_a_column(model: Any, row: str) -> None:
    (table,) = [one for one in TABLES if one.row == row]
    stated = {column.place.partition(".")[0] for column in table.columns}
    elsewhere = {
        Journey: {"entry", "steps"},
        Archetype: {"lines"},
        Shock: {"effects"},
    }.get(model, set())
    of_teams = {Archetype: {"patience"}, Touchpoint: {"team", "minutes"}}.get(model, set())
    assert set(kinds.fields(model)) == stated | elsewhere | of_teams


def test_every_section_of_a_case_has_a_sheet() -> None:
    listed = {s for one in SHEETS.values() if isinstance(one, Listing) for s in one.sections}
    tabled = {table.row.partition(".")[0] for table in TABLES} - {"{redesign}"}
    assert listed | tabled | {"teams"} == set(AsIs.model_fields)


@pytest.mark.parametrize("case", ["example", "telecom", "retail"])
def test_every_number_of_a_listing_says_what_it_means(case: str) -> None:
    if case == "example":
        tree = export.example("en")
    else:
        tree, _ = export.tree_of(library.every(library.cases()[case]))
    for name, grid in export.grids(tree, "es").items():
        if isinstance(SHEETS[name], Listing) and name != "ranges":
            for row in grid.rows:
                assert meaning(row[0]) != ("", ""), row[0]
                assert row[-2]


def test_everything_is_said_in_both_languages() -> None:
    pairs = [*words.SHEETS.values(), *words.ABOUT.values(), *words.STEPS, *MEANINGS.values()]
    pairs += [pair for both in words.COLUMNS.values() for pair in both]
    pairs += [*words.CHOICES.values(), *words.SAID.values()]
    for pair in pairs:
        assert all(pair), pair
    for english, spanish in words.SAID.values():
        assert english.count("{") == spanish.count("{")


@pytest.mark.parametrize("layout", SHEETS.values(), ids=SHEETS)
def test_no_two_headings_of_a_sheet_mean_the_same(layout: Table | Listing) -> None:
    names = layout.columns if isinstance(layout, Listing) else layout.keys
    own = () if isinstance(layout, Listing) else tuple(c.name for c in layout.columns)
    spellings: list[str] = []
    for name in (*names, *own):
        known = {one: pair[0] for one, pair in words.COLUMNS.items()}
        spellings += words.spellings(known, name)
    assert len(spellings) == len(set(spellings))


def test_words_of_a_list_mean_one_thing_each() -> None:
    for table, column in COLUMNS:
        kind = kinds.bare(kind_at({}, place(table, column)))[0]
        choices = tuple(map(str, getattr(kind, "__args__", ())))
        for choice in choices:
            for spelling in words.spellings(words.CHOICES, choice):
                assert words.meant(spelling, choices, words.CHOICES) == choice or column.axis


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Any:
    file = tmp_path_factory.mktemp("books") / "journey.xlsx"
    assert write(export.example("en"), file, "en", "cxsim") == []
    return load_workbook(file)


def rules(book: Any, sheet: str, cell: str) -> list[Any]:
    found = book[sheet].data_validations.dataValidation
    return [rule for rule in found if cell in rule.sqref]


def column(book: Any, sheet: str, heading: str) -> str:
    (found,) = [cell for cell in book[sheet][1] if cell.value == heading]
    return str(found.column_letter)


def test_cells_take_what_the_schema_takes(book: Any) -> None:
    (quality,) = rules(book, "Touchpoints", column(book, "Touchpoints", "Quality: care") + "400")
    assert (quality.type, quality.formula1, quality.formula2) == ("decimal", "0", "10")
    assert quality.showErrorMessage
    (stage,) = rules(book, "Touchpoints", column(book, "Touchpoints", "Stage") + "2")
    assert stage.formula1 == '"before purchase,purchase,after purchase"'
    (day,) = rules(book, "Levers", column(book, "Levers", "Start day") + "2")
    assert (day.type, day.formula1, day.formula2) == ("whole", "0", "36500")
    (cost,) = rules(book, "Touchpoints", column(book, "Touchpoints", "Cost") + "2")
    assert float(cost.formula2) == 1e9
    (start,) = rules(book, "Transitions", "B2")
    assert start.formula1 == "='Touchpoints'!$A$2:$A$501"
    assert not start.showErrorMessage, "what is new may be typed"
    (horizon,) = rules(book, "Firm", "B5")
    assert (horizon.type, horizon.formula1, horizon.formula2) == ("whole", "1", "36500")


@pytest.mark.parametrize(
    ("table", "column"), COLUMNS, ids=[f"{t.name}.{c.name}" for t, c in COLUMNS]
)
def test_limits_are_those_of_the_schema(table: Table, column: Any) -> None:
    kind = kind_at({}, place(table, column))
    notes = kinds.bare(kinds.inside(kind, "x") if column.axis else kind)[1]
    for quantity in notes:
        if isinstance(quantity, Quantity) and abs(quantity.low) < 1e300:
            assert limits(kind)[:1] == (quantity.low,)


def test_the_list_of_targets_is_what_levers_may_move(book: Any) -> None:
    tree = export.example("en")
    case = validate.as_is({k: v for k, v in tree.items() if not k.startswith(TO_BE)}, "")
    offered = [row[1].value for row in book["Lists"].iter_rows() if row[1].value]
    assert offered == targets(case)
    assert "touchpoints.help_line.quality.care" in offered
    assert not [one for one in offered if "word_of_a_friend.quality" in one]
    assert book["Lists"].sheet_state == "hidden"
    (target,) = rules(book, "Levers", column(book, "Levers", "Target") + "2")
    assert target.formula1 == f"='Lists'!$B$1:$B${len(offered)}"


def test_headings_are_frozen_wide_and_explained(book: Any) -> None:
    assert book["Transitions"].freeze_panes == "D2"
    assert book["Touchpoints"].freeze_panes == "B2"
    for name in SHEETS:
        sheet = book[words.title(name, "en")]
        for cell in sheet[1]:
            assert cell.comment is not None
            assert sheet.column_dimensions[cell.column_letter].width >= 11
    quality = column(book, "Touchpoints", "Quality: care")
    assert "0 … 10" in book["Touchpoints"][f"{quality}1"].comment.text
    execution = column(book, "Levers", "Execution")
    assert "Empty: 0.65." in book["Levers"][f"{execution}1"].comment.text
    assert book["Levers"][f"{execution}2"].number_format == "0.00%"


@pytest.mark.parametrize("language", ["en", "es"])
def test_an_assessment_and_what_it_leaves_to_levers_survive(tmp_path: Path, language: str) -> None:
    """What a lever states is written even where it is the usual, which the levels would replace."""
    tree = export.example(language)
    tree["firm"]["maturity"] = {"governance": 2.5, "culture": 1}
    plans = [name for name in tree if name.startswith(TO_BE)]
    levers = tree[plans[0]]["levers"]
    first, *rest = levers.values()
    usual = {"execution": {"value": 0.65, "low": 0.4, "high": 0.9}, "ramp_days": 0}
    first |= usual | {"drift": {"value": 0.2, "low": 0.1, "high": 0.4}, "component": "economics"}
    for lever in rest:
        lever["upkeep"] = 40.0
    sections = {name: part for name, part in tree.items() if not name.startswith(TO_BE)}
    today = validate.as_is(sections, "")
    file = tmp_path / "book.xlsx"
    assert write(tree, file, language, "cxsim") == []
    again = read_book(file)
    assert again.as_is == today
    for name in plans:
        assert again.redesigns[name] == validate.redesign(tree[name], "", today)
    found = list(again.redesigns[plans[0]].levers.values())
    assert found[0].assessed == set()
    assert all("execution" in one.assessed for one in found[1:])


def test_the_example_is_the_same_in_every_sheet_language(tmp_path: Path) -> None:
    for language in ("es", "en"):
        tree = export.example(language)
        write(tree, tmp_path / f"{language}.xlsx", language, "cxsim")
        titles = load_workbook(tmp_path / f"{language}.xlsx").sheetnames
        assert titles[0] == words.title("help", language)
        assert names_on(tree, "journey") == ["train", "get_help", "join"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("0,15", 0.15),
        ("15%", 0.15),
        ("7 %", 0.07),
        ("12,5", 12.5),
        ("-0,3", -0.3),
        ("1.234,50", 1234.5),
        ("1,234.50", 1234.5),
        ("1 234 567", 1234567),
        ("1,234,567", 1234567),
        (".5", 0.5),
        ("−2", -2),
        ("\u00a03\u00a0", 3),
        ("about 3", "about 3"),
        ("1e5", "1e5"),
        ("nan", "nan"),
        (7, 7),
    ],
)
def test_numbers_are_read_as_people_type_them(typed: object, meant: object) -> None:
    assert number(typed) == meant


@pytest.mark.parametrize("typed", ["1,234", "1.234", "-12.500"])
def test_a_number_that_may_be_two_is_not_guessed(typed: str) -> None:
    with pytest.raises(Odd, match="which_number"):
        number(typed)


@pytest.mark.parametrize(
    ("typed", "path", "meant"),
    [
        ("Antes de la compra", ("touchpoints", "x", "stage"), "pre_purchase"),
        ("POST_PURCHASE", ("touchpoints", "x", "stage"), "post_purchase"),
        ("Línea de Ayuda", ("touchpoints", "x", "channel"), "linea_de_ayuda"),
        ("Sí", ("fictitious",), True),
        ("a.b\nc.d ; e.f", ("to_be_x", "levers", "y", "target"), ["a.b", "c.d", "e.f"]),
        ("De siempre, nuevo", ("to_be_x", "levers", "y", "for"), ["de_siempre", "nuevo"]),
        (2024, ("label",), "2024"),
    ],
)
def test_words_are_read_in_either_language(typed: Any, path: Any, meant: Any) -> None:
    assert read(Content(typed), kind_at({}, path)) == meant
