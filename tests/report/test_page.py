from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest

from cxsim.report.decision import Told
from cxsim.report.page import render
from cxsim.report.terminal import decision_lines
from cxsim.report.voice import Voice

from . import fake, hostile
from .markup import Page

STAMP = "FICTITIOUS COMPANY · EMPRESA FICTICIA"


@pytest.fixture(scope="module", params=["es", "en"])
def told(request, comparison) -> tuple[str, str, Page]:
    text, _ = render(comparison, request.param)
    return request.param, text, Page(text)


PAGE_ONE = {
    "en": [
        "Assistant with a human exit: FUND",
        "Investing $4.13M over 36 months would return $7.35M ($5.15M to $10.4M); "
        "net $3.22M ($1.02M to $6.32M); payback in month 17.",
        "Wins in more than 9 of 10 futures tested against doing nothing; "
        "in 8, against spending the same on discounts.",
        "no change redesign difference (95% range)",
        "monthly voluntary churn 1.38% 1.27% −0.11 points (−0.19 to −0.03)",
        "non-payment disconnections 0.55% 0.54% −0.01 points",
        "customers at month 12, newcomers included 658,400 668,100 +9,680",
        "NPS your dashboard will show 4.2 7.3 +3.1 points",
        "resolved at first contact 65.2% 71.3% +6.1 points",
        "Why: of the customers saved, 61% parted first at Repair visit.",
        "Wins: Connected family; loses: Traditional senior.",
        "Confidence: reproduces 3 of your 4 figures;",
        "assumptions without a source. The range covers assumptions and luck, not",
        "On-time technician: CAN’T TELL",
        "no payback within 36 months",
        "1 simulated customer stands for 160.",
    ],
    "es": [
        "Asistente con salida humana: FINANCIAR",
        "Invertir USD 4.13 M en 36 meses devolvería USD 7.35 M (entre USD 5.15 M y USD 10.4 M); "
        "neto USD 3.22 M (entre USD 1.02 M y USD 6.32 M); se recupera en el mes 17.",
        "Gana en más de 9 de cada 10 futuros probados frente a no hacer nada; "
        "en 8, frente a gastar lo mismo en descuentos.",
        "sin cambios con rediseño diferencia (rango 95%)",
        "fuga voluntaria mensual 1.38% 1.27% −0.11 puntos (−0.19 a −0.03)",
        "bajas por mora 0.55% 0.54% −0.01 puntos",
        "clientes en el mes 12, con los nuevos 658,400 668,100 +9,680",
        "NPS que verá su tablero 4.2 7.3 +3.1 puntos",
        "resuelto al primer contacto 65.2% 71.3% +6.1 puntos",
        "Por qué: de los clientes salvados, el 61% tomó otro camino por primera vez en "
        "Visita técnica.",
        "Gana: Familia conectada; pierde: Adulto tradicional.",
        "Confianza: reproduce 3 de sus 4 cifras;",
        "supuestos sin fuente. El rango incluye supuestos y azar, no",
        "Técnico puntual: NO SE PUEDE SABER",
        "no se recupera en 36 meses",
        "1 cliente simulado representa a 160.",
    ],
}


def test_page_one_says_every_line(told):
    language, _, page = told
    for line in PAGE_ONE[language]:
        assert " ".join(line.split()) in page.text


def test_what_follows_page_one(told, comparison):
    language, text, page = told
    voice = Voice(language)
    for key in ("compared", "kept_lost_caveat", "checked", "assumed", "again", "levers"):
        assert voice.say(key) in page.text
    levels = ("retention", "retention_difference", "nps", "nps_difference")
    for key in (*levels, "belief_today", "belief_redesign", "kept", "money"):
        assert text.count(f'<figcaption class="above">{voice.say(f"{key}_title")}<') == 2
    needs = len(comparison.as_is.as_is.journeys)
    assert text.count('<table class="journey"') == 2 * (1 + needs)
    assert text.count(voice.say("curve_title")) == 2 * (1 + needs)
    assert page.text.count(STAMP) >= 5
    assert comparison.as_is.hash() in page.text
    assert voice.say("warning_memory") in page.text


def test_it_is_whole_and_reachable(told):
    language, text, page = told
    assert page.faults == []
    assert text.lstrip().startswith("<!DOCTYPE html>")
    assert ("html", {"lang": f"{language}-{'MX' if language == 'es' else 'US'}"}) in page.elements
    ids = page.ids()
    assert len(ids) == len(set(ids))
    for tag, attributes in page.elements:
        for name in attributes.get("aria-labelledby", "").split():
            assert name in ids
        if tag == "a":
            assert attributes["href"].removeprefix("#") in ids
        if tag == "svg":
            assert attributes["role"] == "img"
            assert attributes["aria-labelledby"]
        if tag == "th":
            assert attributes["scope"] in ("row", "col", "rowgroup", "colgroup")
    headings = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
    assert headings[0] == 1
    assert all(b - a <= 1 for a, b in pairwise(headings))


def test_it_loads_nothing(told):
    _, text, page = told
    for tag, attributes in page.elements:
        assert tag not in ("script", "iframe", "object", "embed", "img", "base", "form")
        assert "src" not in attributes
        assert not any(name.startswith("on") for name in attributes)
        for name in ("href", "xlink:href"):
            assert attributes.get(name, "#").startswith(("#", "data:"))
    assert "@import" not in text
    assert not re.findall(r"url\((?!#)", text)
    spaces = {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}
    assert set(re.findall(r"https?://[^\"' <]+", text)) <= spaces


def test_no_figure_is_ever_called_nan(comparison):
    nothing = fake.Interval(*[float("nan")] * 5)
    unknown = {
        name: replace(
            decision,
            returned=nothing,
            npv=nothing,
            wins_nothing=float("nan"),
            wins_discount=float("nan"),
            clv_persist=nothing,
            payback_month=None,
            parted=(),
        )
        for name, decision in comparison.decisions.items()
    }
    table = comparison.table.copy()
    table.loc[table["metric"] == "nps_measured", ["to_be", "delta", "low", "high"]] = float("nan")
    text, _ = render(replace(comparison, decisions=unknown, table=table), "en")
    page = Page(text)
    assert not re.search(r"\bnan\b", page.text.lower())
    assert "NPS your dashboard will show 4.2 — —" in page.text
    assert "— The model cannot give this figure for this case." in page.text
    assert "This case states no money that the redesign could return." in page.text
    assert "Why: no customer was saved in the lives simulated." in page.text
    lost = {
        name: replace(decision, parted_of="lost", parted=(("repair_visit", 0.61),))
        for name, decision in comparison.decisions.items()
    }
    page = Page(render(replace(comparison, decisions=lost), "en")[0])
    assert "Why: of the customers lost, 61% parted first at Repair visit." in page.text


def test_a_single_redesign_of_a_real_firm(comparison):
    real = comparison.as_is.as_is.model_copy(update={"fictitious": False, "figures": {}})
    alone = fake.comparison(replace(comparison.as_is, as_is=real), comparison.to_be[:1])
    text, drawn = render(alone, "en_GB")
    page = Page(text)
    assert page.faults == []
    assert STAMP not in text
    assert Voice("en").say("compared") not in page.text
    assert "you gave no figures of today to check it against" in page.text
    assert len(drawn) == 9


def test_without_churn_the_table_begins_with_retention(comparison):
    table = comparison.table[~comparison.table["metric"].str.startswith("churn")]
    told = Told(replace(comparison, table=table), comparison.to_be[0], Voice("en"))
    assert [row[0] for row in told.rows()] == [
        "customers of day 0 who are still customers",
        "customers at month 12, newcomers included",
        "NPS your dashboard will show",
        "resolved at first contact",
    ]


@pytest.mark.parametrize(
    ("share", "said"),
    [(0.0, "0"), (0.01, "fewer than 1"), (0.5, "5"), (0.96, "more than 9"), (1.0, "10")],
)
def test_nothing_uncertain_is_called_certain(comparison, share, said):
    assert Told(comparison, comparison.to_be[0], Voice("en")).tenths(share) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Too few futures were tested to tell anything: 19, and it takes at least 20 "),
        ("es", "Se probaron muy pocos futuros para saber algo: 19, y hacen falta al menos 20 "),
    ],
)
def test_with_few_futures_the_page_says_that_nothing_can_be_told(comparison, language, said):
    few = fake.comparison(comparison.as_is, comparison.to_be[1:])
    page = Page(render(replace(few, replications=19), language)[0])
    assert page.text.count(said) == 1
    voice = Voice(language)
    why = voice.say(f"because_{few.decisions[few.to_be[0].name].verdict}")
    assert why not in page.text
    assert any(said in line for line in decision_lines(replace(few, replications=19), language))
    enough = Page(render(replace(few, replications=20), language)[0])
    assert said[:30] not in enough.text
    assert why in enough.text


def test_hostile_labels_are_harmless():
    text, _ = render(hostile.comparison(), "es")
    page = Page(text)
    assert page.faults == []
    assert hostile.SCRIPT in page.text
    assert hostile.SCRIPT not in text
    assert not [tag for tag, _ in page.elements if tag == "script"]
    assert not any(name.startswith("on") for _, a in page.elements for name in a)
    assert "{{7*7}} {name} **bold**" in page.text
    assert not [c for c in text if c != "\n" and (ord(c) < 32 or 0xD800 <= ord(c) < 0xE000)]
    assert "\u202e" not in text
    titles = [a["title"] for tag, a in page.elements if tag == "bdi" and "title" in a]
    assert any(hostile.LONG in title for title in titles)
    assert hostile.LONG not in page.text
    text.encode("utf-8")


@pytest.mark.parametrize(
    ("language", "said", "nonsense"),
    [
        (
            "en",
            "This case has no money, so nothing is said of money. With the redesign: NPS, lived "
            "+2.4 points (+0.7 to +4.1); customers of day 0 who are still customers +2.1 points "
            "(+0.6 to +3.6).",
            ("Wins in", "It costs nothing", "payback in month", "leaves room for a gain"),
        ),
        (
            "es",
            "Este caso no tiene dinero, así que de dinero no se dice nada. Con el rediseño: NPS "
            "vivido +2.4 puntos (+0.7 a +4.1); ",
            ("Gana en", "No cuesta nada", "se recupera en el mes", "deja lugar a ganar"),
        ),
    ],
)
def test_a_case_without_money_says_so_once_and_tells_what_is_lived(
    comparison, language, said, nonsense
):
    table = comparison.table.copy()
    table.loc[table["metric"] == "npv", ["as_is", "to_be", "delta", "low", "high"]] = 0.0
    poor = replace(comparison, table=table)
    page = Page(render(poor, language)[0])
    assert page.faults == []
    assert page.text.count(said) == 1
    sentences = [part for plan in poor.to_be for part in _page_one(poor, plan, language)]
    assert not any(one in part for one in nonsense for part in sentences)
    assert not Told(comparison, comparison.to_be[0], Voice(language)).no_money()


def _page_one(comparison, plan, language) -> tuple[str, ...]:
    told = Told(comparison, plan, Voice(language))
    return told.because(), told.invest(), told.wins()


@pytest.mark.parametrize(("language", "said"), [("en", "It changes nothing"), ("es", "No cambia")])
def test_a_redesign_that_changes_nothing_leaves_room_for_nothing(comparison, language, said):
    plan = comparison.to_be[0]
    decision = comparison.decisions[plan.name]
    still = replace(decision, verdict="cant_tell", npv=replace(decision.npv, low=0.0, high=0.0))
    told = Told(replace(comparison, decisions={plan.name: still}), plan, Voice(language))
    assert told.because().startswith(said)
    wide = replace(still, npv=replace(still.npv, low=-1.0, high=1.0))
    told = Told(replace(comparison, decisions={plan.name: wide}), plan, Voice(language))
    assert told.because() == Voice(language).say("because_cant_tell")
