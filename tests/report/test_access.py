"""The page for everybody: alt text, names of tables, contrast, keyboard, motion, print."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from cxsim.report import page as page_room
from cxsim.report.page import render

from . import hostile
from .markup import Page

CSS = (Path(page_room.__file__).parent / "templates" / "report.css").read_text("utf-8")


@pytest.fixture(scope="module", params=["es_MX", "en_GB", "hostile"])
def text(request, comparison) -> str:
    if request.param == "hostile":
        return render(hostile.comparison(), "es")[0]
    return render(comparison, request.param)[0]


def test_every_figure_says_what_it_shows_with_numbers(text):
    drawn = re.findall(r"<svg[^>]*aria-labelledby.*?</svg>", text, re.DOTALL)
    assert len(drawn) >= 16
    assert len(drawn) == text.count("<svg")
    for svg in drawn:
        assert 'role="img"' in svg
        described = re.search(r"<desc[^>]*>(.*?)</desc>", svg, re.DOTALL)[1]
        assert re.search(r"\d", described)
        assert len(re.search(r"<title[^>]*>(.*?)</title>", svg, re.DOTALL)[1]) > 3


def test_every_table_has_a_name_and_every_header_a_scope(text):
    for table in re.findall(r"<table.*?</table>", text, re.DOTALL):
        body = table[: table.index("<tbody")]
        before = text[: text.index(table[:200])][-300:]
        assert "<caption" in body or "aria-label" in before
        assert not re.findall(r"<th(?=[\s>])(?![^>]*scope=)", table)
        first = re.findall(r"<tr>\s*<t([hd])", table[table.index("<tbody") :])
        assert set(first) <= {"h"}, "each row begins with its name"


def test_what_scrolls_or_folds_is_reached_by_keyboard(text):
    for tag in re.findall(r'<div class="scroll[^>]*>', text):
        inside = text[text.index(tag) + len(tag) :][:40]
        assert 'tabindex="0"' in tag or inside.lstrip().startswith("<svg")
    assert text.count("<details") == text.count("<summary")
    assert ":focus-visible" in CSS
    assert "outline" in CSS
    page = Page(text)
    assert ("a", {"class": "skip", "href": "#decisions"}) in page.elements


def test_motion_is_asked_for_and_print_opens_what_is_folded():
    quiet = re.search(r"@media \(prefers-reduced-motion: no-preference\)(.*)", CSS)[1]
    assert "scroll-behavior" in quiet
    assert not re.findall(r"(?:transition|animation):", CSS)
    printed = CSS[CSS.index("@media print") :]
    assert "content-visibility: visible" in printed
    assert "break-inside: avoid" in printed
    assert "size: A4" in printed


def _luminance(colour: str) -> float:
    """Relative luminance of #rgb or #rrggbb, as WCAG 2.2 defines it."""
    colour = "#" + "".join(2 * c for c in colour[1:]) if len(colour) == 4 else colour
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_letters_stand_out_from_their_own_ground():
    """Every rule that names both a colour and a ground, and every colour on the paper."""
    named = dict(re.findall(r"--(\w+): (#[0-9a-f]{3,6})\b", CSS))
    paper = named["paper"]

    def value(text: str) -> str:
        inside = re.match(r"var\(--(\w+)\)", text)
        return named.get(inside[1], "") if inside else text

    checked = 0
    for rule in re.findall(r"{([^{}]*)}", CSS):
        colour = re.search(r"(?<![-\w])color: (#[0-9a-f]{3,6}\b|var\(--\w+\))", rule)
        ground = re.search(r"background: (#[0-9a-f]{3,6}\b(?![0-9a-f])|var\(--\w+\))", rule)
        if colour and value(colour[1]):
            behind = value(ground[1]) if ground else paper
            assert _contrast(value(colour[1]), behind) >= 4.5, rule
            checked += 1
    assert checked > 15


def test_letters_in_figures_stand_out(comparison):
    for svg in render(comparison, "en")[1].values():
        letters = re.findall(r"<text[^>]*?fill[=:] ?\"?(#[0-9a-f]{6})", svg)
        for colour in set(letters):
            assert _contrast(colour, "#fbfaf7") >= 4.5, colour


def test_nothing_is_told_by_colour_alone(text):
    for light in re.findall(r'<span class="light \w+">(.*?)</span>', text):
        assert light in ("green", "amber", "red", "verde", "ámbar", "rojo")
    curves = re.findall(r"<polyline[^>]*>", text)
    dashes = {re.search(r'stroke-dasharray="([^"]*)"', curve)[1] for curve in curves}
    assert dashes == {"none", "6 4"}, "each world has its own dashes"


def test_names_are_cut_where_they_are_seen_and_kept_where_they_are_asked_for():
    text = render(hostile.comparison(), "es")[0]
    seen = Page(text).text
    assert hostile.LONG not in seen
    assert "aaa…" in seen
    cut = re.findall(r"<bdi title=[^>]*>(.*?)</bdi>", text)
    assert len(cut) > 20
    assert {len(unescape(name)) for name in cut} <= set(range(61))
    assert f'title="{hostile.LONG}"' in text
    assert "\u202e" not in text
    assert text.count("<bdi") == text.count("</bdi>") > 50
