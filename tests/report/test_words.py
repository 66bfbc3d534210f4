from __future__ import annotations

import json
import re
from string import Formatter

import pytest

from cxsim.report.voice import Voice
from cxsim.report.words import CATALOGUES
from cxsim.scenario import Problems, json_schema

METHOD = r"\b(twin|gemel|shapley|variance|varianza|evppi|cvar|monte carlo|bootstrap)"


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
    told = " ".join(CATALOGUES[language].values()).lower()
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
