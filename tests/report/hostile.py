"""Labels that a stranger's file might hold."""

from __future__ import annotations

from dataclasses import replace

from . import fake

SCRIPT = "<script>alert(1)</script>"
QUOTES = "\" onmouseover='alert(1)' {{7*7}} {name} **bold**"
RTL = "שירות \u202e 🙂 خدمة العملاء"
FORMULA = "=cmd()|' /C calc'!A0 $\\frac{1}{0}$"
LONG = "a" * 10_000
CONTROL = "\x1b[2J\x1b]0;owned\x07\u2028line\r\nnew\x00\ud800"
HEBREW = "\u05e9\u05d9\u05e8\u05d5\u05ea \u05dc\u05e7\u05d5\u05d7\u05d5\u05ea"
TEXTS = {
    "script": SCRIPT,
    "image": '"><img src=x onerror=alert(1)>',
    "formula": "=cmd|'/C calc'!A0",
    "sum": "+1+1",
    "minus": "-1",
    "at": "@SUM(A1)",
    "emoji": "\U0001f469\u200d\U0001f467\U0001f525",
    "right to left": HEBREW,
    "tower": "Z" + "\u0301\u0316\u0347" * 60,
    "hidden": "a\u200bb\ufeffc\u2060d\u200ee\U000e0041",
    "long": "L" * 499,
    "formatting": "$\\frac{1}{0}$ 100% {0} {name} %s",
    "template": "{{7*7}} {% raw %}",
    "markdown": "**b** `c` [x](javascript:alert(1)) | p |",
    "quotes": 'it\'s "quoted" \\ back',
    "lines": "one\u2028two\nthree",
}
"""Labels that a case may state."""
REFUSED = {
    "escape": "\x1b[31mred",
    "nul": "a\x00b",
    "bell": "\x07",
    "override": "a\u202eb",
    "isolate": "a\u2067b",
    "C1": "a\x9b31mb",
}
"""Labels that no case may state: they steer a terminal, or turn the text beside them."""


def _label(text: str) -> dict[str, str]:
    return {"es": text, "en": text}


def comparison() -> fake.Comparison:
    """A comparison whose case, redesign, touchpoints and archetypes carry hostile labels."""
    today, _, plan = fake.scenarios()
    case = today.as_is
    texts = [SCRIPT, QUOTES, RTL, FORMULA, LONG, CONTROL, TEXTS["tower"], HEBREW]

    def relabelled(entries):
        return {
            name: entry.model_copy(update={"label": _label(texts[i % len(texts)])})
            for i, (name, entry) in enumerate(entries.items())
        }

    case = case.model_copy(
        update={
            "label": _label(SCRIPT),
            "description": _label(SCRIPT + LONG),
            "touchpoints": relabelled(case.touchpoints),
            "archetypes": relabelled(case.archetypes),
            "journeys": relabelled(case.journeys),
        }
    )
    redesign = plan.redesign.model_copy(
        update={
            "label": _label(SCRIPT + RTL + LONG),
            "description": _label(QUOTES + CONTROL),
            "levers": relabelled(plan.redesign.levers),
        }
    )
    told = fake.comparison(
        replace(today, as_is=case), (replace(plan, as_is=case, redesign=redesign),)
    )
    return replace(
        told, manifest={"command": f"python run.py '{SCRIPT}'", "packages": {"cxsim": CONTROL}}
    )
