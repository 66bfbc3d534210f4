"""The printed copy: which browser, what if it fails, the plainer one, and what is said of it."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from cxsim.report import pdf
from cxsim.report.files import write_report
from cxsim.report.page import Report
from cxsim.report.plain import write_plain

from . import hostile

PRINTS = """#!/bin/sh
for word in "$@"; do case "$word" in --print-to-pdf=*)
  printf '%s' '%PDF-1.4 /CreationDate (D:{date})' > "${{word#*=}}";;
esac; done
"""
posix = pytest.mark.skipif(sys.platform == "win32", reason="the browser is played by a script")


def _browser(folder: Path, script: str) -> pdf.Browser:
    file = folder / "chromium"
    file.write_text(script)
    file.chmod(file.stat().st_mode | stat.S_IXUSR)
    return pdf.Browser(file, "Chromium")


@posix
def test_a_browser_is_found_on_path(tmp_path, monkeypatch):
    monkeypatch.setattr(pdf, "PLACES", {})
    monkeypatch.setenv("PATH", str(tmp_path))
    assert pdf.browser() is None
    _browser(tmp_path, "#!/bin/sh").command.rename(tmp_path / "google-chrome")
    assert pdf.browser() == pdf.Browser(tmp_path / "google-chrome", "Google Chrome")


def test_a_browser_is_found_where_its_system_keeps_it(tmp_path, monkeypatch):
    there = tmp_path / "msedge.exe"
    there.write_text("")
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("ITS_PLACE", str(tmp_path))
    monkeypatch.setattr(pdf, "PLACES", {sys.platform: ("$ITS_PLACE/msedge.exe",)})
    assert pdf.browser() == pdf.Browser(there, "Microsoft Edge")


@posix
def test_when_it_was_printed_is_not_told(tmp_path):
    for date in ("20260102030405", "20301231235959"):
        browser = _browser(tmp_path, PRINTS.format(date=date))
        assert browser.print(tmp_path / "page.html", tmp_path / "out.pdf")
        assert (tmp_path / "out.pdf").read_bytes() == b"%PDF-1.4 /CreationDate (D:20000101000000)"


@posix
@pytest.mark.parametrize(
    "script",
    [
        "#!/bin/sh\nexit 1",
        "#!/bin/sh\nexit 0",
        "#!/bin/sh\nsleep 60",
        "#!/not/there",
        PRINTS.format(date=0).replace("%PDF", "<html>"),
    ],
)
def test_a_browser_that_cannot_print_leaves_nothing(tmp_path, monkeypatch, script):
    monkeypatch.setattr(pdf, "SECONDS", 0.5)
    browser = _browser(tmp_path, script)
    assert not browser.print(tmp_path / "page.html", tmp_path / "out.pdf")
    assert [entry.name for entry in tmp_path.iterdir()] == ["chromium"]


@posix
def test_the_page_says_which_browser_printed_it(comparison, tmp_path, monkeypatch):
    browser = _browser(tmp_path, PRINTS.format(date="20260102030405"))
    monkeypatch.setattr(pdf, "browser", lambda: browser)
    page, printed, told = write_report(comparison, tmp_path / "run", "en", printed=True)
    assert told == "The printed copy, report.pdf, was made from the page by Chromium."
    assert told in page.read_text(encoding="utf-8")
    assert printed.read_bytes().startswith(b"%PDF")
    write_report(comparison, tmp_path / "run", "en")
    assert not printed.exists(), "it was of an older page"


@posix
@pytest.mark.parametrize(
    ("there", "said"),
    [(True, "Chromium no pudo imprimir la página."), (False, "no se encontró un navegador")],
)
def test_without_a_browser_the_copy_is_plainer_and_says_so(
    comparison, tmp_path, monkeypatch, there, said
):
    browser = _browser(tmp_path, "#!/bin/sh\nexit 1") if there else None
    monkeypatch.setattr(pdf, "browser", lambda: browser)
    page, printed, told = write_report(comparison, tmp_path / "run", "es", printed=True)
    assert said in told
    assert told in page.read_text(encoding="utf-8")
    assert "report.pdf, was made" not in page.read_text(encoding="utf-8")
    assert printed.read_bytes().startswith(b"%PDF")


def test_the_plainer_copy_is_the_same_twice_and_bears_any_name(tmp_path):
    """Names of ten thousand letters, letters that the font lacks, marks of direction."""
    report = Report(hostile.comparison(), "es")
    for name in "ab":
        write_plain(report, tmp_path / name, "x")
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    assert (tmp_path / "a").stat().st_size < 1_000_000


@pytest.mark.browser
@pytest.mark.skipif(pdf.browser() is None, reason="no browser here: `make browser` installs one")
def test_a_real_browser_prints_the_page(comparison, tmp_path):
    _, printed, told = write_report(comparison, tmp_path / "run", "es", printed=True)
    assert pdf.browser().name in told
    content = printed.read_bytes()
    assert content.startswith(b"%PDF")
    assert content.count(b"/Type /Page\n") >= 10
    assert b"/StructTreeRoot" in content, "it is tagged, for those who listen to it"
