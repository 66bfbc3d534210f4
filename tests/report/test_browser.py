"""The page in a real browser: renders, fits a phone, asks the network for nothing."""

from __future__ import annotations

import shutil

import pytest

from cxsim.report.files import write_report

from . import hostile, staffed

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("chrome")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: `make browser` installs it"),
]


@pytest.fixture(scope="module")
def browser():
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with api.sync_playwright() as player:
        launched = player.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def reports(comparison, tmp_path_factory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("reports")
    told = {
        "usual": comparison,
        "hostile": hostile.comparison(),
        "staffed": staffed.comparison(),
    }
    return {
        kind: write_report(one, folder / kind, "es").page.as_uri() for kind, one in told.items()
    }


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("kind", ["usual", "hostile", "staffed"])
def test_it_renders_quietly_and_fits(browser, reports, width, kind):
    address = reports[kind]
    page = browser.new_page(viewport={"width": width, "height": 800})
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.goto(address)
    assert [url for url in asked if not url.startswith("data:")] == [address]
    assert said == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    cut = page.locator(".stacked, .pair .told").evaluate_all(
        "all => all.filter(t => t.offsetParent && t.scrollWidth > t.parentElement.clientWidth + 1)"
        ".map(t => t.id || t.textContent.slice(0, 40))"
    )
    assert cut == [] or kind == "hostile", "no table runs out of its column; one may scroll"
    assert page.locator("article .decision h2").first.is_visible()
    seen = page.locator("figure svg").evaluate_all(
        "all => all.map(svg => svg.getBoundingClientRect().width)"
    )
    assert len(seen) == {"usual": 16, "hostile": 8, "staffed": 15}[kind]
    assert min(seen) > 200
    page.close()


@pytest.mark.parametrize("kind", ["usual", "staffed"])
def test_its_letters_do_not_overlap(browser, reports, kind):
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(reports[kind])
    overlapping = page.evaluate(
        """() => [...document.querySelectorAll('figure svg')].flatMap(svg => {
          const boxes = [...svg.querySelectorAll('text')]
            .map(text => [text.textContent, text.getBoundingClientRect()]);
          return boxes.flatMap(([a, p], i) => boxes.slice(i + 1)
            .filter(([b, q]) => p.left < q.right - 1 && q.left < p.right - 1
              && p.top < q.bottom - 4 && q.top < p.bottom - 4)
            .map(([b]) => `${svg.querySelector('title').textContent}: ${a} | ${b}`));
        })"""
    )
    assert overlapping == []
    page.close()
