from __future__ import annotations

import json
import re
from string import Formatter

import pytest

from cxsim.report.voice import Voice
from cxsim.report.words import CATALOGUES
from cxsim.report.words.model import SPANISH
from cxsim.scenario import Problems, json_schema

METHOD = (
    r"\b(twin|gemel|shapley|variance|varianza|evppi|cvar|monte carlo|bootstrap|standard dev"
    r"|desviaci[oó]n est)"
)


def _parts(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def test_every_catalogue_has_the_same_keys():
    first, second = (set(words) for words in CATALOGUES.values())
    assert first == second


@pytest.mark.parametrize("key", CATALOGUES["en"])
def test_a_sentence_has_the_same_parts_in_every_language(key):
    said = [words[key] for words in CATALOGUES.values()]
    assert all(said)
    assert len({frozenset(_parts(sentence)) for sentence in said}) == 1
    assert len({sentence.count("**") for sentence in said}) == 1


@pytest.mark.parametrize("language", CATALOGUES)
def test_no_method_words(language):
    """But on the page of method, which is a file of its own."""
    words = CATALOGUES[language].items()
    told = " ".join(text for key, text in words if not key.startswith("method_")).lower()
    assert re.findall(METHOD, told) == []


def test_every_unit_of_the_schema_has_its_words():
    schema = json.dumps(json_schema(), ensure_ascii=False)
    units = set(re.findall(r'"x-unit": "(.*?)"', schema))
    assert len(units) > 10
    for words in CATALOGUES.values():
        assert {f"unit_{unit}" for unit in units} <= set(words)


def test_parts_are_escaped_on_a_page_and_emphasis_in_them_is_only_text():
    told = Voice("en").html("who", winner="<b>", loser="**x**")
    assert told == "<strong>Wins:</strong> &lt;b&gt;; <strong>loses:</strong> **x**."
    assert Voice("es").say("who", winner="<b>", loser="{x}") == "Gana: <b>; pierde: {x}."


@pytest.mark.parametrize("language", ["fr", "es_XX", "", "english", "../en"])
def test_a_language_that_is_not_offered_is_a_mistake_told(language):
    with pytest.raises(Problems, match="language"):
        Voice(language)


@pytest.mark.parametrize(
    ("language", "tag"), [("es", "es-MX"), ("en", "en-US"), ("es_PE", "es-PE"), ("es-CO", "es-CO")]
)
def test_a_bare_language_has_a_home(language, tag):
    assert Voice(language).tag == tag


def _of_model() -> set[str]:
    """All that the model's code says of itself, sources part by part."""
    from cxsim.behaviour import RULES
    from cxsim.engine.day import stages

    said = {stage.__doc__.splitlines()[0] for stage in stages()}
    for rule in RULES:
        said |= {rule.name, rule.meaning, rule.off, *rule.source.split("; ")}
    return said


def test_what_the_code_says_of_itself_is_told_in_spanish():
    the_same = re.compile(
        r"((?:[A-Z]\w+|et al\.|van|&)[, ]*)+\(\d{4}\)|Kano|0|1|none|endless|fixed"
    )
    to_tell = {text for text in _of_model() if not the_same.fullmatch(text)}
    assert set(SPANISH) == to_tell, "words/model.py"


def test_names_of_people_and_papers_stay():
    told = Voice("es").of_model(
        "Bolton (1998); Mittal & Kamakura (2001); rates are modelling choices"
    )
    assert told == "Bolton (1998); Mittal & Kamakura (2001); las tasas son decisiones de modelado"
    assert Voice("en").of_model("Modelling choice") == "Modelling choice"
