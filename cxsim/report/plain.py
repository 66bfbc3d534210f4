"""A plainer printed copy: the page's sentences and tables, without its figures.

For where no browser is found. The library (fpdf2) is pure Python and knows no style sheets, so
this is laid out from what the page is made of, not from the page.
"""

from __future__ import annotations

import datetime
import logging
from collections.abc import Sequence
from html import unescape
from itertools import islice
from pathlib import Path

import matplotlib as mpl
from fpdf import FPDF
from fpdf.fonts import FontFace
from markupsafe import Markup

from . import grounds
from .page import Plan, Report
from .tables import Table

FONT = "DejaVu"
NEVER = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
"""When it was made, for all copies: the same comparison gives the same bytes."""
INK, SOFT = (29, 39, 48), (82, 96, 107)


class Sheet(FPDF):
    """A4 pages that flow.

    Parameters
    ----------
    stamp : str
        Stands at the head of every page.
    """

    def __init__(self, stamp: str) -> None:
        super().__init__(format="A4")
        self.stamp = stamp
        self.set_creation_date(NEVER)
        fonts = Path(mpl.get_data_path()) / "fonts" / "ttf"
        self.add_font(FONT, "", fonts / "DejaVuSans.ttf")
        self.add_font(FONT, "B", fonts / "DejaVuSans-Bold.ttf")
        self.set_margin(16)
        self.set_auto_page_break(True, 16)
        self.add_page()

    def header(self) -> None:
        """The stamp of a fictitious company."""
        self.set_font(FONT, "B", 7)
        self.set_text_color(*SOFT)
        self.cell(0, 4, self.stamp, align="R", new_x="LMARGIN", new_y="NEXT")

    def footer(self) -> None:
        """The page's number."""
        self.set_y(-12)
        self.set_font(FONT, "", 7)
        self.set_text_color(*SOFT)
        self.cell(0, 4, str(self.page_no()), align="R")

    def heading(self, text: object, size: float) -> None:
        """A heading, never left alone at the foot of a page."""
        if self.get_y() > self.h - 50:
            self.add_page()
        self.ln(2)
        self._told(text, size, "B", INK)

    def say(self, *texts: object, size: float = 9.5) -> None:
        """Paragraphs; nothing for those that are empty."""
        for text in texts:
            if text:
                self._told(text, size, "", INK)

    def _told(self, text: object, size: float, weight: str, color: tuple[int, int, int]) -> None:
        self.set_font(FONT, weight, size)
        self.set_text_color(*color)
        self.multi_cell(0, size * 0.5, _plain(text), align="L", new_x="LMARGIN", new_y="NEXT")
        self.ln(1)

    def lay(
        self, head: Sequence[object], rows: Sequence[Sequence[object]], size: float = 8
    ) -> None:
        """A table; a row of one cell names those below it."""
        self.set_font(FONT, "", size)
        self.set_text_color(*INK)
        told = [[_plain(cell) for cell in row] for row in (head, *rows)]
        with self.table(
            col_widths=_widths([row for row in told if len(row) == len(head)]),
            text_align=("LEFT", *["RIGHT"] * (len(head) - 1)),
            borders_layout="HORIZONTAL_LINES",
            line_height=size * 0.5,
            headings_style=FontFace(emphasis="BOLD", color=SOFT),
            padding=0.8,
        ) as table:
            for cells in told:
                row = table.row()
                if len(cells) < len(head):
                    row.cell(cells[0], colspan=len(head), style=FontFace(emphasis="BOLD"))
                    continue
                for cell in cells:
                    row.cell(cell)
        self.ln(2)

    def told(self, table: Table | None) -> None:
        """A table of the page with its title and its note."""
        if table is not None and table.rows:
            self.heading(table.title, 10)
            self.lay(table.head, table.rows)
            self.say(table.note, size=7.5)


def _widths(rows: list[list[str]]) -> tuple[float, ...]:
    """Widths of columns, by their longest line; long lines may break."""
    longest = [
        max(len(line) for cell in column for line in cell.split("\n"))
        for column in zip(*rows, strict=True)
    ]
    return tuple(min(max(length, 5), 32) ** 0.8 for length in longest)


def _plain(text: object) -> str:
    """Text without markup."""
    if isinstance(text, (tuple, list)):
        return "\n".join(_plain(one) for one in text)
    return unescape(str(text.striptags())) if isinstance(text, Markup) else str(text)


def write_plain(report: Report, file: Path, printed: str) -> None:
    """Write the plainer copy.

    Parameters
    ----------
    report : Report
    file : Path
    printed : str
        What it says of itself.
    """
    logging.getLogger("fpdf").setLevel(logging.ERROR)  # a letter that the font lacks is left out
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    say, case = report.voice.say, report.comparison.as_is.as_is
    sheet = Sheet(say("fictitious") if case.fictitious else "")
    title = report.voice.short(case.label, report.comparison.as_is.case)
    sheet.set_title(say("title", name=title))
    sheet.set_lang(report.voice.tag)
    sheet.heading(title, 20)
    sheet.say(printed, size=8)
    for term, fact in report.facts():
        sheet.say(f"{term}: {fact}")
    if len(report.plans) > 1:
        sheet.heading(say("compared"), 14)
        head = [say("plan"), *(say(key) for key, _ in report.plans[0].compared())]
        rows = [(p.told.name, *(cell for _, cell in p.compared())) for p in report.plans]
        sheet.lay(head, rows)
    for plan in report.plans:
        sheet.add_page()
        _decision(sheet, plan)
        _evidence(sheet, plan)
    sheet.add_page()
    _shared(sheet, report)
    sheet.output(str(file))


def _decision(sheet: Sheet, plan: Plan) -> None:
    """Page one of a redesign."""
    told, say = plan.told, plan.voice.say
    sheet.heading(plan.heading(), 16)
    sheet.say(told.because(), plan.description, told.invest(), told.wins(), size=11)
    head = (say("measure"), say("no_change"), say("redesign"), say("difference"))
    rows = [(a, b, c, f"{d} ({span})") for a, b, c, d, span in told.rows()]
    if rows:
        sheet.lay(head, rows, 9)
    sheet.say(*plan.idle(), *plan.staff.overloaded(), told.why(), told.who(), told.confidence())


def _evidence(sheet: Sheet, plan: Plan) -> None:
    """What stands behind it, table by table."""
    say = plan.voice.say
    whole = plan.mapper.whole()
    sheet.add_page()
    sheet.heading(say("map_title"), 14)
    places = iter(
        [
            (place, *(lane.cells[column] for lane in whole.lanes))
            for column, (place, _) in enumerate(whole.places)
        ]
    )
    rows: list[Sequence[object]] = []
    for stage, span in whole.stages:
        rows += [(stage,), *islice(places, span)]
    sheet.lay([say("touchpoint"), *(lane.title for lane in whole.lanes)], rows, 5.5)
    for need in plan.mapper.needs():
        sheet.told(need.branches)
    sheet.heading(say("silos_heading"), 14)
    sheet.say(plan.scores.verdict())
    sheet.told(plan.scores.of_departments())
    sheet.told(plan.scores.of_journeys())
    for table in plan.stays.tables():
        sheet.told(table)
    sheet.heading(say("kept_lost"), 14)
    sheet.say(say("kept_lost_caveat"))
    sheet.told(plan.parting.by_archetype())
    sheet.told(plan.parting.by_touchpoint())
    sheet.told(plan.believed())
    if plan.staff.teams:
        sheet.heading(say("staff_heading"), 14)
        sheet.say(plan.staff.scale(), plan.staff.effect())
        sheet.told(plan.staff.measures())
        for one in (plan.staff.served(), plan.staff.worn(), plan.staff.waits()):
            sheet.told(one)
    sheet.heading(say("money_heading"), 14)
    sheet.say(plan.years.payback(), plan.discount(), plan.clv())
    sheet.told(plan.years.by_year())
    sheet.told(plan.years.serving())


def _shared(sheet: Sheet, report: Report) -> None:
    """What holds for all redesigns: doing nothing, checks, assumptions, how to get it again."""
    say = report.voice.say
    drift = report.drift()
    if drift is not None:
        sheet.heading(say("drift_heading"), 14)
        sheet.say(report.drift_lead())
        sheet.told(drift)
    checked = report.checked()
    if checked:
        sheet.heading(say("checked"), 14)
        sheet.lay([say(key) for key in ("measure", "stated", "model", "agrees")], checked)
    sheet.heading(say("assumed"), 14)
    sheet.say(say("assumed_lead", count=report.voice.numbers.decimal(report.unsourced)))
    for title, rows in report.groups():
        sheet.heading(title, 8)
        lines = [
            f"{_plain(place)}: {value} ({span}) {unit} · {source}"
            for place, value, span, unit, source in rows
        ]
        sheet.say("\n".join(lines), size=6.5)
    sheet.heading(say("again"), 14)
    sheet.say(say("again_lead"), grounds.command_of(report.comparison))
    for term, fact in report.again():
        sheet.say(f"{term}: {fact}", size=8)
