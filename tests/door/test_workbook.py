"""A journey from a spreadsheet through the door: written, filled in, read back, told by cell."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from cxsim.scenario import library

from .conftest import Desk

BOOK = "mi recorrido.xlsx"
BUILD = ("do=build", f"do.file={BOOK}", "do.name=mine")
Change = Callable[[Workbook], None]


@pytest.fixture
def book(desk: Desk) -> Desk:
    """A desk with the example in a workbook."""
    assert desk.says("do=template", f"do.file={BOOK}") == 0
    return desk


def changed(desk: Desk, **cells: Any) -> None:
    """Other values in some cells: Sheet__A1=value; a space in a sheet's title is a double _."""
    file = load_workbook(desk.folder / BOOK)
    for place, value in cells.items():
        sheet, _, cell = place.rpartition("__")
        file[sheet.replace("__", " ")][cell].value = value
    file.save(desk.folder / BOOK)


def redone(desk: Desk, change: Change) -> None:
    file = load_workbook(desk.folder / BOOK)
    change(file)
    file.save(desk.folder / BOOK)


def cell(desk: Desk, sheet: str, key: str, heading: str) -> str:
    """The name of the cell below a heading in the row whose first cells are a key."""
    table = load_workbook(desk.folder / BOOK)[sheet]
    (column,) = [c for c in table[1] if c.value == heading]
    parts = key.split()
    rows = [
        row for row in table.iter_rows(min_row=2) if [c.value for c in row[: len(parts)]] == parts
    ]
    return f"{column.column_letter}{rows[0][0].row}"


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_template_builds_and_shows_as_it_is(desk: Desk, language: str) -> None:
    assert desk.says("do=template", f"do.file={BOOK}", f"language={language}") == 0
    assert f"do.file='{BOOK}'" in desk.out.splitlines()[-1]
    other = "es" if language == "en" else "en"  # titles in either language are read
    assert desk.says(*BUILD, f"language={other}") == 0
    folder = desk.folder / "scenarios" / "mine"
    assert sorted(file.name for file in folder.iterdir()) == [
        "SOURCES.md",
        "as_is.yaml",
        "to_be_kind_line.yaml",
        "to_be_warm_start.yaml",
    ]
    assert desk.says("case=mine", "do=show") == 0
    assert {"en": "A kind line", "es": "Línea amable"}[language] in desk.out
    sources = (folder / "SOURCES.md").read_text(encoding="utf-8")
    assert "invoice of the contractor" in sources
    assert "$" not in sources
    (said,) = desk.refuses(*BUILD)
    assert "There is already a case" in said


def test_a_template_is_a_new_file_of_a_case_that_there_is(book: Desk) -> None:
    (said,) = book.refuses("do=template", f"do.file={BOOK}")
    assert "a new file, .xlsx" in said
    file, case = book.refuses("do=template", "do.file=nowhere/x.xls", "do.of=salom")
    assert "nowhere/x.xls" in file
    assert "salon" in case
    (said,) = book.refuses("do=template")
    assert said.startswith("do.file is missing")


def test_a_case_survives_as_a_workbook(desk: Desk) -> None:
    assert desk.says("do=template", f"do.file={BOOK}", "do.of=salon", "language=es") == 0
    assert "queda fuera" not in desk.out
    assert desk.says(*BUILD) == 0
    before, after = (
        {one.name: one.hash() for one in library.every(library.cases()[name])}
        for name in ("salon", "mine")
    )
    assert after == before


def test_a_case_with_people_says_what_no_sheet_has(desk: Desk) -> None:
    """What is left of it is a case, with the redesigns that move no team and no assistant."""
    assert desk.says("do=template", f"do.file={BOOK}", "do.of=telecom", "language=es") == 0
    left_out = [line for line in desk.out.split("\n") if line.endswith("queda fuera.")]
    assert "Un libro no puede llevar teams: queda fuera." in left_out
    assert "Un libro no puede llevar to_be_people_who_solve: queda fuera." in left_out
    assert desk.says(*BUILD) == 0
    made = {one.name for one in library.every(library.cases()["mine"])}
    assert {"to_be_on_time_technician", "to_be_your_ideal_plan"} < made
    assert "to_be_people_who_solve" not in made


def test_what_a_workbook_cannot_hold_is_said(desk: Desk) -> None:
    assert desk.says("do=template", f"do.file={BOOK}", "do.of=retail") == 0
    assert "cannot hold relationship.history" in desk.out
    assert desk.says(*BUILD) == 0


def test_everything_wrong_is_told_at_once_by_sheet_and_cell(book: Desk) -> None:
    care = cell(book, "Touchpoints", "help_line", "Quality: care")
    share = cell(book, "Transitions", "get_help help_line help_line", "Share")
    target = cell(book, "Levers", "to_be_kind_line training", "Target")
    changed(
        book,
        **{
            f"Touchpoints__{care}": 11,
            f"Transitions__{share}": 0.5,
            f"Levers__{target}": "touchpoints.help_line.quality.caer",
            "Touchpoints__D3": "parner",
            "Journeys__C3": None,
            "Firm__B7": 0.5,
            "Archetypes__A3": "regular",
        },
    )
    said = book.refuses(*BUILD)
    assert len(said) == 7
    text = "\n".join(said)
    assert f"{BOOK}: Touchpoints!{care} (Quality: care) is 11, which is not allowed" in text
    assert "Transitions!B4 (From) has shares that sum to 1.38" in text
    assert f"Levers!{target} (Target) is 'touchpoints.help_line.quality.caer'" in text
    assert "Nearest: touchpoints.help_line.quality.care" in text
    assert "Touchpoints!D3 (Owner) is 'parner', which is not allowed. Nearest: partner." in text
    assert "Journeys!C3 (Kind) is missing" in text
    assert "Firm!B7 (Value) is 0.5, which is not allowed" in text
    assert "Archetypes!A3 (Archetype) is given twice; first in Archetypes!A2" in text
    spanish = "\n".join(book.refuses(*BUILD, "language=es"))
    assert "Journeys!C3 (Kind) falta" in spanish
    assert "tiene proporciones que suman 1.38" in spanish


def test_numbers_as_people_type_them(book: Desk) -> None:
    share = cell(book, "Transitions", "get_help help_line help_line", "Share")
    changed(
        book,
        **{
            f"Transitions__{share}": " 12 % ",
            "Firm__B7": "4.000,0",
            "Firm__B9": "0,6",
            "Touchpoints__A3": "  Front  Desk ",
            "Archetypes__C2": "0.6",
        },
    )
    assert book.says(*BUILD) == 0, book.err
    found = library.load(book.folder / "scenarios/mine/as_is.yaml").as_is
    assert found.firm.customers == 4000
    assert found.economics.margin.value == 0.6
    again = found.journeys["get_help"].steps["help_line"]["help_line"]
    assert again.share.value == 0.12
    assert list(found.touchpoints)[1] == "front_desk"


def test_what_is_not_a_value_is_told(book: Desk) -> None:
    def change(file: Workbook) -> None:
        file["Touchpoints"]["J3"] = "=1+1"
        file["Firm"]["B7"] = "1,234"
        file["Journeys"]["D2"] = __import__("datetime").date(2026, 3, 5)
        file["Journeys"]["D3"] = "#N/A"
        file["Transitions"].merge_cells("D4:E4")

    redone(book, change)
    text = "\n".join(book.refuses(*BUILD))
    assert "Touchpoints!J3 (Quality: care) is a formula" in text
    assert "Firm!B7 (Value) is '1,234' as text, which may be 1.234 or 1234" in text
    assert "Journeys!D2 (Salience) is a date" in text
    assert "Journeys!D3 (Salience) is '#N/A', an error of the spreadsheet" in text
    assert "Transitions!D4 is merged (D4:E4)" in text


def test_merged_downwards_and_empty_rows_are_understood(book: Desk) -> None:
    def change(file: Workbook) -> None:
        table = file["Transitions"]
        table.insert_rows(4)
        table.merge_cells("A5:A10")

    redone(book, change)
    assert book.says(*BUILD) == 0, book.err


def test_sheets_and_headings_are_known_by_either_name_or_refused(book: Desk) -> None:
    def change(file: Workbook) -> None:
        file["Levers"].title = "Palancas"
        file["Touchpoints"].title = "Touchpoint"
        file["Journeys"]["C1"] = "Kinds of"
        file["Journeys"]["F1"] = "_my notes"
        file["Journeys"]["F2"] = "=now()"
        file["Journeys"]["Z3"] = "stray"
        file["Entries"]["A1"] = None
        file.create_sheet("_scratch")["A1"] = "anything"
        file["Archetypes"]["T1"] = "Needs: flying"
        file["Archetypes"]["T2"] = 1
        del file["Dimensions"]

    redone(book, change)
    text = "\n".join(book.refuses(*BUILD))
    assert "Touchpoint is a sheet that is not known" in text
    assert "Nearest: Touchpoints." in text
    assert "is missing: a sheet called Touchpoints" in text
    assert "is missing: a sheet called Dimensions" in text
    assert "Journeys!C1 is a heading that is not known: 'Kinds of'" in text
    assert "Journeys!Z1 has no heading" in text
    assert "Entries is missing: a column called Journey" in text
    assert "scratch" not in text
    assert "my notes" not in text
    assert "Palancas" not in text


HOSTILE = [
    '<script>alert("x")</script> & \'quotes\' "more"',
    "=cmd()|' /C calc'!A0",
    "+1-1",
    "@sum",
    "🙂 مرحبا بالعالم",
    "10:30",
    "true",
    "1e5",
    "- item: {a: [b",
    "# not a comment",
    "null",
]


def test_text_stays_text_all_the_way(desk: Desk) -> None:
    today = (desk.folder / "scenarios/salon/as_is.yaml").read_text(encoding="utf-8")
    more = "".join(
        f"  t{n}: {{label: {json.dumps(label, ensure_ascii=False)}, stage: purchase, owner: brand, "
        "channel: help, department: social, quality: 7}\n"
        for n, label in enumerate(HOSTILE)
    )
    desk.write(
        "scenarios/salon/as_is.yaml", today.replace("touchpoints:\n", f"touchpoints:\n{more}")
    )
    words = ("do=template", f"do.file={BOOK}", "do.of=salon", "language=es")
    assert desk.says(*words) == 0
    table = load_workbook(desk.folder / BOOK)["Puntos de contacto"]
    texts = [cell for cell in table["B"] + table["C"] if cell.value in HOSTILE]
    assert {cell.value for cell in texts} == set(HOSTILE)
    assert {cell.data_type for cell in texts} == {"s"}
    assert desk.says(*BUILD) == 0, desk.err
    found = library.load(desk.folder / "scenarios/mine/as_is.yaml").as_is
    for n, label in enumerate(HOSTILE):
        assert found.touchpoints[f"t{n}"].label == {"es": label, "en": label}
        assert found.touchpoints[f"t{n}"].channel == "help", "a name is not a word of a list"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("x" * 10_000, "at most 500 characters"),
        ("turned \u202e round", "a character that text cannot have"),
        ("${oc.env:HOME}", "a character that text cannot have"),
    ],
)
def test_text_that_no_case_can_hold_is_told(book: Desk, value: str, said: str) -> None:
    changed(book, Touchpoints__B3=value)
    (sentence,) = book.refuses(*BUILD)
    assert "Touchpoints!B3 (Label)" in sentence
    assert said in sentence
    assert len(sentence) < 600
    assert "\u202e" not in sentence


@pytest.mark.parametrize("value", ["x" * 10_000, "🙂", "9 lives", "=1"])
def test_a_name_that_cannot_be_one_is_told(book: Desk, value: str) -> None:
    changed(book, Journeys__A3=value)
    said = book.refuses(*BUILD)
    assert len(said) == 1, "what follows from it is not told"
    assert "Journeys!A3 (Journey)" in said[0]


def test_files_that_are_no_workbook_are_told(book: Desk) -> None:
    file = book.folder / BOOK
    good = file.read_bytes()
    bad = {
        b"": "is not a workbook",
        b"a;b\n1;2\n": "is not a workbook",
        b"\xd0\xcf\x11\xe0" + b"\0" * 600: "has a password",
        good[: len(good) // 2]: "is damaged or cut short",
        good[:-200]: "is damaged or cut short",
        good[:400] + b"\0" * 900 + good[1300:]: "",
    }
    for content, said in bad.items():
        file.write_bytes(content)
        (sentence,) = book.refuses(*BUILD)
        assert said in sentence
    file.unlink()
    (sentence,) = book.refuses(*BUILD)
    assert "a file that is there" in sentence


def with_part(file: Path, name: str, content: bytes) -> None:
    """Put another part into a workbook, in place of one of that name."""
    other = file.with_suffix(".zip")
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(other, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            if part.filename != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    shutil.move(other, file)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<x/>" + b" " * 100_000_000, "larger than a journey can be"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet>&a;</worksheet>', "damaged"),
        (b"<worksheet", "damaged"),
        (
            b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
            b'<sheetData><row r="99999999999"><c r="A1048576"><v>1</v></c></row></sheetData>'
            b"</worksheet>",
            "has more than",
        ),
    ],
)
def test_bombs_are_refused_before_they_are_read(book: Desk, content: bytes, said: str) -> None:
    with_part(book.folder / BOOK, "xl/worksheets/sheet2.xml", content)
    assert said in book.refuses(*BUILD)[0]


def test_a_label_stands_for_the_name_of_what_has_it(desk: Desk) -> None:
    """Whoever sees Recepción in one sheet writes Recepción in the next."""
    assert desk.says("do=template", f"do.file={BOOK}", "language=es") == 0
    assert desk.says("do=build", f"do.file={BOOK}", "do.name=plain") == 0
    called = {
        "help_line": "Línea de ayuda",
        "front_desk": "recepción",
        "beginner": "Principiante",
        "get_help": "Pedir ayuda",
        "to_be_warm_start": "Buen comienzo",
        "Calidad: care": "Calidad: Trato",
        "Necesidad: train": "Necesidad: Entrenar",
        "touchpoints.gym_floor.quality.care": "touchpoints.Sala.quality.care",
    }

    def by_label(file: Workbook) -> None:
        changed = 0
        for title in ("Transiciones", "Entradas", "Palancas", "Arquetipos", "Puntos de contacto"):
            for row in file[title].iter_rows():
                for one in row:
                    keys = one.column == 1 and title in ("Arquetipos", "Puntos de contacto")
                    if one.value in called and not keys:
                        one.value = called[one.value]
                        changed += 1
        assert changed > 20

    redone(desk, by_label)
    assert desk.says(*BUILD) == 0, desk.err
    for one in ("as_is", "to_be_warm_start"):
        plain, mine = (desk.folder / f"scenarios/{case}/{one}.yaml" for case in ("plain", "mine"))
        assert mine.read_text(encoding="utf-8") == plain.read_text(encoding="utf-8")


def test_a_label_of_two_things_stands_for_neither(book: Desk) -> None:
    label = cell(book, "Touchpoints", "gym_floor", "Label")
    begins = cell(book, "Entries", "get_help help_line", "Touchpoint")
    changed(book, **{f"Touchpoints__{label}": "Help line", f"Entries__{begins}": "Help line"})
    assert book.says(*BUILD) == 0, "the name help_line is meant, whatever is called so"
    changed(book, **{f"Touchpoints__{label}": "Front desk", f"Entries__{begins}": "Mostrador"})
    both = cell(book, "Touchpoints", "help_line", "Label")
    changed(book, **{f"Touchpoints__{label}": "Mostrador", f"Touchpoints__{both}": "Mostrador"})
    assert "mostrador" in "\n".join(book.refuses("do=build", f"do.file={BOOK}", "do.name=other"))


def test_what_is_allowed_is_told_in_the_words_of_the_sheets(book: Desk) -> None:
    target = cell(book, "Transitions", "get_help help_line front_desk", "To")
    place = "touchpoints.help_line.quality.reliability"
    low = cell(book, "Ranges", place, "Low")
    high = low.replace("B", "C")
    changed(book, **{f"Transitions__{target}": "abandonar", f"Ranges__{low}": 6.8})
    text = "\n".join(book.refuses(*BUILD, "language=es"))
    assert "Lo más parecido: abandona. Se admite: " in text
    assert "logrado, abandona" in text
    assert "give_up" not in text
    assert "6.5, con 6.8 … 7" in text
    assert f"su Mínimo y su Máximo están en Ranges!{low}, Ranges!{high}" in text
    assert "low ≤" not in text
    assert "done, give up" in "\n".join(book.refuses(*BUILD))
