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


def _label(text: str) -> dict[str, str]:
    return {"es": text, "en": text}


def comparison() -> fake.Comparison:
    """A comparison whose case, redesign, touchpoints and archetypes carry hostile labels."""
    today, _, plan = fake.scenarios()
    case = today.as_is
    texts = [SCRIPT, QUOTES, RTL, FORMULA, LONG, CONTROL]

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
