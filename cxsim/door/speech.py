"""In which language to answer, and how the person called the program."""

from __future__ import annotations

import locale
import os
import re
import sys
from pathlib import Path

RTL = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
FROM_THE_RIGHT = re.compile(f"{RTL}+(?:[^\\S\\n]+{RTL}+)*")


def is_spoken(name: str) -> bool:
    """Whether a locale is Spanish or English, alone or with a country that is known."""
    if name in ("es", "en"):
        return True
    if not re.fullmatch(r"(es|en)_[A-Z0-9]{2,3}", name):
        return False
    from babel.localedata import exists

    return exists(name)


def system_locale() -> str:
    """The system's locale where it is Spanish or English, else English."""
    names = [os.environ.get(variable) for variable in ("LC_ALL", "LC_MESSAGES", "LANG")]
    if not any(names):
        names = [locale.getlocale()[0]]  # Windows
    name = next((name for name in names if name), "").partition(".")[0].partition("@")[0]
    if is_spoken(name):
        return name
    return "es" if name.lower().startswith(("es", "spanish")) else "en"


def chosen_locale(language: str) -> str:
    """The locale meant by `language=`."""
    return system_locale() if language == "auto" else language


def spoken(words: list[str]) -> str:
    """Language (es or en) in which to answer, as far as the bare words of a command tell."""
    said = [word.partition("=")[2] for word in words if word.startswith("language=")]
    name = said[-1].strip("'\" ") if said else "auto"
    return chosen_locale(name if is_spoken(name) else "auto")[:2]


def isolated(text: str) -> str:
    """Text in which what runs from right to left cannot reorder the numbers beside it."""
    return FROM_THE_RIGHT.sub("\N{FIRST STRONG ISOLATE}\\g<0>\N{POP DIRECTIONAL ISOLATE}", text)


def program() -> str:
    """How the person called the program: cxsim once installed, else python run.py."""
    return "cxsim" if Path(sys.argv[0]).stem == "cxsim" else "python run.py"
