"""What the documents show is run, in a folder of its own, and says what they say it says.

In README.md and docs/*.md, in the order of each document:

- ```python is executed; the blocks of a document share their names.
- ```console is run line by line (`$ …`), the door in this process. Other lines below a command are
  what it says, among the rest and in that order; `…` stands for anything. `$ echo $?` tells the
  status, 0 where nobody asks.
- ```yaml and ```csv whose first line is `# a/path` are written there.
- ```diff whose first line is `# a/path` changes lines of that file, the first one like each.
- Other blocks are only looked at. A block below `<!-- not run by the tests: why -->` is not run.

The folder holds a copy of the shipped cases, so that nothing of the checkout is touched.
"""

from __future__ import annotations

import re
import shlex
import shutil
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest

from cxsim.door import main

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
FENCE = re.compile(
    r"(?:<!-- not run by the tests: (?P<why>.+?) -->\n)?"
    r"^```(?P<language>\w*)\n(?P<text>.*?)^```$",
    re.DOTALL | re.MULTILINE,
)
DOOR = ("python run.py", "cxsim ")
NEVER_RUN = ("make", "py ", "git ", "pip ")


@dataclass(frozen=True)
class Block:
    """A fenced block of a document."""

    language: str
    text: str
    why: str | None
    """Why it is not run."""


def blocks(document: Path) -> list[Block]:
    found = FENCE.finditer(document.read_text(encoding="utf-8"))
    return [Block(one["language"], one["text"], one["why"]) for one in found]


class Reader:
    """A person who types what a document shows."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.capsys = folder, capsys
        self.names: dict[str, object] = {}
        self.status, self.said = 0, ""

    def follow(self, block: Block) -> None:
        if block.language in ("console", "bash"):
            self.type(block.text.splitlines())
        elif block.language == "python":
            exec(compile(block.text, "a document", "exec"), self.names)
        elif block.language in ("yaml", "csv") and block.text.startswith("# "):
            path, text = self.file(block.text)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        elif block.language == "diff":
            self.change(block.text)

    def file(self, text: str) -> tuple[Path, str]:
        first, _, rest = text.partition("\n")
        return self.folder / first.removeprefix("# "), rest

    def change(self, text: str) -> None:
        path, changes = self.file(text)
        lines = path.read_text(encoding="utf-8").splitlines()
        at = -1
        for change in changes.splitlines():
            sign, line = change[:1], change[1:]
            if sign == "-":
                assert line in lines, f"{path.name} has no line {line!r}"
                at = lines.index(line)
                del lines[at]
            elif sign == "+":
                lines.insert(at, line)
                at += 1
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")

    def type(self, lines: list[str]) -> None:
        asked = [n for n, line in enumerate(lines) if line.startswith("$ ")]
        assert asked[:1] == [0], "a console block begins with a command"
        for first, last in zip(asked, [*asked[1:], len(lines)], strict=True):
            command, shown = lines[first][2:], lines[first + 1 : last]
            if command == "echo $?":
                assert shown == [str(self.status)]
                self.status = 0
                continue
            assert self.status == 0, self.said
            self.run(command)
            self.hold(shown)
        assert self.status == 0, self.said

    def run(self, command: str) -> None:
        words = shlex.split(command)
        if command.startswith(DOOR):
            self.status = main(words[2:] if words[0] == "python" else words[1:])
            self.said = "".join(self.capsys.readouterr())
        elif words[0] == "cp":
            source, target = map(Path, words[1:])
            copy = shutil.copytree if source.is_dir() else shutil.copy
            copy(self.folder / source, self.folder / target)
        else:
            raise AssertionError(f"nobody knows how to type {command!r} here")

    def hold(self, shown: list[str]) -> None:
        """What is shown was said, in that order."""
        lines, at = [line.rstrip() for line in self.said.splitlines()], 0
        for line in shown:
            like = re.compile(".*".join(map(re.escape, line.rstrip().split("…"))))
            while at < len(lines) and not like.fullmatch(lines[at]):
                at += 1
            assert at < len(lines), f"{line!r} is not in what was said:\n{self.said}"
            at += 1


@pytest.fixture
def reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Reader:
    shutil.copytree(ROOT / "scenarios", tmp_path / "scenarios")
    monkeypatch.chdir(tmp_path)
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.setenv(variable, "en_US.UTF-8")
    return Reader(tmp_path, capsys)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_document_does_what_it_shows(document: Path, reader: Reader) -> None:
    for block in blocks(document):
        if block.why is None:
            reader.follow(block)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_only_what_installs_or_publishes_is_not_run(document: Path) -> None:
    """No block escapes: its fence is found, and only set-up commands may ask not to be run."""
    text = document.read_text(encoding="utf-8")
    assert len(re.findall("^```", text, re.MULTILINE)) == 2 * len(blocks(document))
    for block in blocks(document):
        if block.why is not None:
            assert block.text.splitlines()[0].removeprefix("$ ").startswith(NEVER_RUN)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(document: Path) -> None:
    text = FENCE.sub("", document.read_text(encoding="utf-8"))
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        parts = urlsplit(link)
        if parts.scheme:
            assert parts.scheme == "https"
            continue
        target = document if not parts.path else document.parent / parts.path
        assert target.exists(), link
        if parts.fragment:
            headings = re.findall(r"^#+ (.*)$", target.read_text(encoding="utf-8"), re.MULTILINE)
            anchors = [re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-") for h in headings]
            assert parts.fragment in anchors, link


def test_pictures_are_drawings_that_load_nothing() -> None:
    pictures = sorted((ROOT / "docs").glob("*.svg"))
    assert pictures
    for picture in pictures:
        drawing = ElementTree.parse(picture).getroot()
        tags = {element.tag.rpartition("}")[2] for element in drawing.iter()}
        assert {"svg", "title", "desc"} <= tags
        assert not tags & {"script", "image", "foreignObject", "style"}


def test_versions_agree() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    date = re.search(r"^date-released: (\S+)$", citation, re.MULTILINE)
    assert date is not None
    assert f"\nversion: {project['version']}\n" in citation
    assert f"\n## [{project['version']}] - {date[1]}\n" in changes
    assert project["readme"] == "README.md"
