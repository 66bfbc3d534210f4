"""A working folder of somebody's own, its name with spaces and accents, with one small case."""

import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from cxsim.door import main

TODAY = """
label: {es: Peluquería, en: Hairdresser}
horizon_days: 90
warm_up_days: 30
firm: {customers: 60, currency: EUR}
economics: {margin: 0.5}
dimensions:
  speed: {label: Speed}
  empathy: {label: Empathy}
archetypes:
  regular:
    label: {es: De siempre, en: Regular}
    share: 1
    weights: {speed: 1, empathy: 2}
    expectations: {will: 7, should: 8}
    needs: {haircut: 1}
    spend: 20
touchpoints:
  chair:
    label: {es: Sillón, en: Chair}
    stage: post_purchase
    owner: brand
    channel: in_person
    quality: 7
    cost: {value: 5, low: 4, high: 6}
    failure: {probability: 0.1, depth: 2}
journeys:
  haircut:
    label: Haircut
    kind: everyday
    entry: {chair: 1}
    steps: {chair: {done: 1}}
relationship:
  kind: contractual
  loyalty: {form: normal, median_hazard: 0.02}
ties: {kind: none}
"""
KINDER = """
label: {es: Más amable, en: Kinder}
levers:
  training:
    label: Training
    target: touchpoints.chair.quality.empathy
    effect: 1
    one_off: 100
"""


class Desk:
    """The working folder, and the door as a person sees it from there."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.capsys = folder, capsys
        self.out = self.err = ""

    def write(self, path: str, text: str) -> Path:
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(textwrap.dedent(text), encoding="utf-8")
        return file

    def says(self, *words: str) -> int:
        status = main(list(words))
        self.out, self.err = self.capsys.readouterr()
        return status

    def refuses(self, *words: str) -> list[str]:
        """The sentences of a command that is refused, having written nothing."""
        before = sorted(self.folder.rglob("*"))
        assert self.says(*words) == 2
        assert sorted(self.folder.rglob("*")) == before
        assert not self.out
        assert "Traceback" not in self.err
        heading, *sentences = self.err.splitlines()
        assert all(sentence.startswith("  ") for sentence in sentences)
        assert str(len(sentences)) in heading or len(sentences) == 1
        return [sentence.strip() for sentence in sentences]


@pytest.fixture
def desk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Desk:
    folder = tmp_path / "mis datos ñ"
    folder.mkdir()
    monkeypatch.chdir(folder)
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.setenv(variable, "en_US.UTF-8")
    desk = Desk(folder, capsys)
    desk.write("scenarios/salon/as_is.yaml", TODAY)
    desk.write("scenarios/salon/to_be_kinder.yaml", KINDER)
    return desk


@dataclass(frozen=True)
class Found:
    """As much of a comparison as the door touches."""

    manifest: dict[str, object]


@pytest.fixture
def compared(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, object]]:
    """What `cxsim.compare` was asked; nothing is simulated, a page of one word is written."""
    import cxsim
    from cxsim.report import files, terminal

    asked: list[dict[str, object]] = []

    def compare(as_is: object, to_be: object, **settings: object) -> Found:
        asked.append({"as_is": as_is, "to_be": to_be, **settings})
        return Found({})

    def write(comparison: object, folder: Path, language: str, printed: bool) -> files.Written:
        folder.mkdir(parents=True)
        (folder / "report.html").write_text(language, encoding="utf-8")
        told = "printed too" if printed else ""
        return files.Written(folder / "report.html", None, told)

    def lines(comparison: object, language: str) -> list[str]:
        return [f"decided in {language}"]

    monkeypatch.setitem(vars(cxsim), "compare", compare)
    monkeypatch.setattr(files, "write_report", write)
    monkeypatch.setattr(terminal, "decision_lines", lines)
    return asked


Asked = list[dict[str, object]]
Says = Callable[..., int]
