"""The emotional curve: satisfaction at each touchpoint in two worlds, on one fixed scale.

Drawn by hand and not by a plotting library, so that each point stands over the middle of its own
column in the table of the journey map.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from .drawing import AFTER, BEFORE, FAINT, INK, SOFT
from .met import NEUTRAL, Met
from .names import short
from .voice import Voice

COLUMN = 100
"""Units of width of a touchpoint."""
TOP = 16
TALL, LOW = 290, 170
"""Heights of the scale from 0 to 10: of a whole life, and of one need."""
LEAST = 0.1
"""Smallest difference of satisfaction that is written out."""
HALO = 'paint-order="stroke" stroke="#fff" stroke-width="4" stroke-linejoin="round"'
"""What keeps letters readable over a line."""
FONT = 'font-family="system-ui, Segoe UI, Helvetica Neue, Arial, DejaVu Sans, sans-serif"'
Worlds = tuple[Sequence[Met], Sequence[Met]]
"""What was met at each touchpoint: today, with the redesign."""


def emotional_curve(
    worlds: Worlds,
    names: Sequence[str],
    key: str,
    voice: Voice,
    height: int = TALL,
    alone: bool = False,
) -> str:
    """An `<svg>` with both curves, the archetypes' bands and the neutral line, 0–10.

    Parameters
    ----------
    worlds : pair of sequences of Met
        By touchpoint, in the order of the columns.
    names : sequence of str
        What the touchpoints are called.
    key : str
        Makes its ids its own.
    voice : Voice
    height : int
        Of the scale.
    alone : bool
        Whether it stands by itself, with names and a legend; else a table tells them.
    """
    width = COLUMN * max(1, len(names))
    head, foot = (34, 64) if alone else (0, 0)
    looks = ((BEFORE, "6 4", "no_change"), (AFTER, "", "redesign"))
    parts = [
        f'<title id="{key}-title">{escape(voice.say("curve_title"))}</title>',
        f'<desc id="{key}-desc">{escape(_described(worlds, names, voice))}</desc>',
        *_scale(width, height, voice),
        *(
            _band(met, look["color"], dashes, height)
            for met, (look, dashes, _) in zip(worlds, looks, strict=True)
        ),
        *(
            mark
            for met, (look, dashes, _) in zip(worlds, looks, strict=True)
            for mark in _curve(met, look["color"], look["markerfacecolor"], dashes, height)
        ),
        *_differences(worlds, height, voice),
        *(_names(names, height) if alone else ()),
        *(_legend(looks, voice) if alone else ()),
    ]
    box = f"0 {-head} {width} {TOP + height + 14 + head + foot}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" role="img" {FONT} '
        f'aria-labelledby="{key}-title {key}-desc">{"".join(parts)}</svg>'
    )


def _described(worlds: Worlds, names: Sequence[str], voice: Voice) -> str:
    def level(value: float) -> str:
        return voice.numbers.decimal(value, 1)

    items = [
        voice.say("curve_item", name=short(name), before=level(a.felt), after=level(b.felt))
        for name, a, b in zip(names, *worlds, strict=True)
    ]
    return voice.say("curve_alt", items="; ".join(items))


def _y(felt: float, height: int) -> float:
    return round(TOP + height * (1 - felt / 10), 1)


def _middle(column: int) -> float:
    return COLUMN * (column + 0.5)


def _text(x: float, y: float, text: str, **look: object) -> str:
    given = " ".join(f'{name.replace("_", "-")}="{value}"' for name, value in look.items())
    return f'<text x="{x:g}" y="{y:g}" {given} {HALO}>{escape(text)}</text>'


def _scale(width: int, height: int, voice: Voice) -> Iterator[str]:
    """Lines at even marks and the neutral line, the same on every curve."""
    for mark in range(0, 11, 2):
        y, neutral = _y(mark, height), mark == NEUTRAL
        look = f'stroke="{SOFT}" stroke-dasharray="2 3"' if neutral else f'stroke="{FAINT}"'
        yield f'<path d="M0 {y}H{width}" {look} stroke-width="{1.6 if neutral else 1}"/>'
        said = f"{mark} {voice.say('neutral')}" if neutral else f"{mark}"
        # Off its line, a dash of which would read as a minus sign.
        yield _text(3, y + 13 if mark == 10 else y - 4, said, fill=SOFT, font_size=12.5)


def _runs(has: Iterable[bool]) -> Iterator[list[int]]:
    """Columns side by side that have something to draw."""
    run: list[int] = []
    for column, there in enumerate([*has, False]):
        if there:
            run.append(column)
        elif run:
            yield run
            run = []


def _band(met: Sequence[Met], color: str, dashes: str, height: int) -> str:
    """Between the archetype to which a touchpoint feels worst and the one to which it feels best.

    A flat piece over each touchpoint's own place, so that a single one shows its spread, too.
    """
    drawn = []
    for run in _runs([math.isfinite(one.low) for one in met]):
        over = [(x, met[c].high) for c in run for x in (_middle(c) - 14, _middle(c) + 14)]
        under = [(x, met[c].low) for c in run for x in (_middle(c) - 14, _middle(c) + 14)]
        points = " ".join(f"{x:g},{_y(y, height)}" for x, y in [*over, *reversed(under)])
        drawn.append(
            f'<polygon points="{points}" fill="{color}" fill-opacity=".13" stroke="{color}" '
            f'stroke-width=".8" stroke-dasharray="{dashes or "none"}"/>'
        )
    return "".join(drawn)


def _curve(met: Sequence[Met], color: str, face: str, dashes: str, height: int) -> Iterator[str]:
    for run in _runs([math.isfinite(one.felt) for one in met]):
        points = " ".join(f"{_middle(c):g},{_y(met[c].felt, height)}" for c in run)
        yield (
            f'<polyline points="{points}" fill="none" stroke="{color}" stroke-width="2.6" '
            f'stroke-dasharray="{dashes or "none"}"/>'
        )
        for c in run:
            yield (
                f'<circle cx="{_middle(c):g}" cy="{_y(met[c].felt, height)}" r="4.6" '
                f'fill="{face}" stroke="{color}" stroke-width="2"/>'
            )


def _differences(worlds: Worlds, height: int, voice: Voice) -> Iterator[str]:
    """Redesign minus no change above the points that differ."""
    for column, (a, b) in enumerate(zip(*worlds, strict=True)):
        if abs(b.felt - a.felt) >= LEAST:
            said = voice.numbers.decimal(b.felt - a.felt, 1, signed=True)
            y = max(_y(max(a.felt, b.felt), height) - 12, 12)
            yield _text(_middle(column), y, said, fill=AFTER["color"], font_size=15,
                        font_weight=700, text_anchor="middle")  # fmt: skip


def _names(names: Sequence[str], height: int) -> Iterator[str]:
    for column, name in enumerate(names):
        lines = textwrap.wrap(short(name, 42), 14, max_lines=3, placeholder="…")
        for line, text in enumerate(lines):
            y = TOP + height + 18 + 15 * line
            yield _text(_middle(column), y, text, fill=INK, font_size=12, text_anchor="middle")


def _legend(looks: tuple[tuple[dict[str, str], str, str], ...], voice: Voice) -> Iterator[str]:
    for place, (look, dashes, key) in enumerate(looks):
        x = 4 + 150 * place
        yield (
            f'<path d="M{x} -14h34" stroke="{look["color"]}" stroke-width="2.6" '
            f'stroke-dasharray="{dashes or "none"}"/>'
        )
        yield _text(x + 42, -9.5, voice.say(key), fill=INK, font_size=13)
