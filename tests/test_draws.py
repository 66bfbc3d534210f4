"""The generator: known answers, bits without the compiler, and what luck must look like.

Statistical tests use fixed words. Each states the rate at which a perfect generator would have
failed it when the words were chosen.
"""

import hashlib
import importlib.util
import math
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import ndtri
from scipy.stats import chi2, norm

from cxsim.compiled import stage
from cxsim.draws import GENERATOR, keys, purposes, variates

ROOT = Path(__file__).parents[1]
GOLDEN = 0x9E3779B97F4A7C15
ALL_ONES = 2**64 - 1
FALSE_ALARM = 1e-4

KNOWN_KEYS = [
    0x5235BF8CD34C0C28,
    0x20FF48CE06C0E239,
    0x3EA556E70A9A4C6B,
    0x711598CB917F08AB,
    0x101B89F240BFDF8D,
    0x6F8FDABD1DB511AE,
    0x7AB16D80CA25D6D7,
    0x3E2D943ECD47124F,
    0x41279B8BAF80D4A8,
]
KNOWN_UNIFORM = 0.8669019604901959
KNOWN_UNIFORM_AT = 0.4914566119802547

FROZEN_PURPOSES = {
    "PROVIDER": 190,
    "DESTINATION": 191,
    "REVIEW": 200,
    "REVIEW_NOISE": 201,
    "SOURCE": 202,
    "REFERRER": 203,
    "AROUSAL": 204,
    "SEARCH": 205,
    "LOOKING": 206,
    "SEED": 207,
    "SEED_MESSAGE": 208,
    "CALL": 210,
    "ARCHETYPE": 1,
    "REACH": 2,
    "LOYALTY": 3,
    "RATE": 4,
    "DROPOUT_CHANCE": 5,
    "SPEND_LEVEL": 6,
    "STYLE": 7,
    "TENURE": 8,
    "INITIAL_SATISFACTION": 9,
    "FIRST_NEED": 20,
    "NEED_GAP": 21,
    "ENTRY": 22,
    "QUALITY": 23,
    "FAILURE": 24,
    "BRANCH": 25,
    "AMOUNT": 26,
    "LEAVE_VOLUNTARY": 40,
    "LEAVE_NONPAYMENT": 41,
    "LEAVE_INVOLUNTARY": 42,
    "DROPOUT": 43,
    "ADOPTION": 44,
    "TALK": 60,
    "MESSAGE": 61,
    "TIE_POSITION": 70,
    "TIE_REWIRE": 71,
    "TIE_TARGET": 72,
    "TIE_WEAK": 73,
    "SURVEY_TIME": 80,
    "SURVEY_RESPONSE": 81,
    "SURVEY_NOISE": 82,
    "CENSUS_NOISE": 83,
    "PARAMETER": 100,
    "MOOD": 120,
    "FIT": 121,
    "DELAY": 122,
    "CONTACT": 130,
    "CONTACT_DAY": 131,
    "OFFER": 132,
    "CANDOUR": 133,
    "LINES": 134,
    "PARTIAL": 135,
    "DROPPED_LINE": 136,
    "CROSS_SELL": 137,
    "ADDED_LINE": 138,
    "COMPLAINT": 140,
    "COMES_BACK": 141,
    "FROM_RIVAL": 142,
    "PAST": 143,
    "ARRIVAL": 150,
    "PUT_OFF": 151,
    "PATIENCE": 152,
    "SERVICE": 153,
    "CALLED_BACK": 154,
    "AGAIN": 155,
    "HANDED_ON": 156,
    "OTHERS": 157,
    "SKILL": 160,
    "HIRED": 161,
    "ABSENCE": 162,
    "QUIT": 163,
    "MOOD_AT_WORK": 164,
    "PRESENT": 167,
    "RETOLD": 180,
    "PASSED_ON": 181,
    "TIE_ATTACH": 182,
    "TIE_BLOCK": 183,
    "CONTEXT": 165,
    "DIFFICULTY": 166,
    "SHOCK": 170,
    "INDEX": 171,
    "SPELL": 172,
}

exact = settings(derandomize=True, deadline=None)
numbers = st.integers(0, 2**48 - 1)
any_key = st.integers(0, 2**63 - 1)


def load_study():
    """The study of experiments/, which is a script, as a module."""
    spec = importlib.util.spec_from_file_location(
        "draws_quality", ROOT / "experiments" / "draws_quality.py"
    )
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def study():
    return load_study()


# ---------------------------------------------------------------- known answers


def test_mix_is_the_finaliser_of_splitmix64():
    # First outputs of SplitMix64 seeded with 1234567, as published with the algorithm.
    published = [
        6457827717110365317,
        3203168211198807973,
        9817491932198370423,
        4593380528125082431,
        16408922859458223821,
    ]
    state = [(1234567 + (i + 1) * GOLDEN) & ALL_ONES for i in range(5)]
    assert [mix(number) for number in state] == published


def test_generator_is_the_one_its_name_promises():
    """The bits of version 1, for good: other bits need another name in GENERATOR."""
    assert GENERATOR == "cxsim-fold-1"
    root = keys.root_key(1, 2)
    customer = keys.customer_key(root, 3, 4)
    journey = keys.journey_key(customer, 5, 6)
    step = keys.step_key(journey, 7)
    pair = keys.pair_key(root, 3, 8)
    assert [
        root,
        customer,
        journey,
        step,
        keys.child_journey_key(step, 5),
        pair,
        keys.survey_key(customer, 1, 2),
        keys.day_key(root, 9),
        keys.purpose_key(step, purposes.QUALITY),
    ] == KNOWN_KEYS
    assert keys.uniform(step, purposes.FAILURE) == KNOWN_UNIFORM
    assert keys.uniform_at(step, purposes.QUALITY, 2) == KNOWN_UNIFORM_AT


def test_purposes_are_numbered_for_good():
    """A purpose may be added (add it here too); none is ever renumbered, reused or removed."""
    declared = {name: number for name, number in vars(purposes).items() if name.isupper()}
    assert declared == FROZEN_PURPOSES
    assert len(set(declared.values())) == len(declared)
    assert all(0 < number < 1000 for number in declared.values())


# ---------------------------------------------------------------- bits without the compiler


def portrait(words, table, keys_out, draws_out):
    """Every function of the generator, on every row of words."""
    for i in range(words.shape[0]):
        a, b, c, d = words[i, 0], words[i, 1], words[i, 2], words[i, 3]
        root = keys.root_key(a, b)
        customer = keys.customer_key(root, c, d)
        journey = keys.journey_key(customer, a, b)
        step = keys.step_key(journey, c)
        pair = keys.pair_key(root, c, d)
        keys_out[i, 0] = root
        keys_out[i, 1] = customer
        keys_out[i, 2] = journey
        keys_out[i, 3] = step
        keys_out[i, 4] = pair
        keys_out[i, 5] = keys.child_journey_key(step, d)
        keys_out[i, 6] = keys.survey_key(customer, a, b)
        keys_out[i, 7] = keys.day_key(root, -d)
        u = keys.uniform(step, purposes.QUALITY)
        z = variates.normal(u)
        draws_out[i, 0] = u
        draws_out[i, 1] = keys.uniform_at(step, purposes.QUALITY, d)
        draws_out[i, 2] = z
        draws_out[i, 3] = variates.exponential(u)
        draws_out[i, 4] = variates.quantile(z, table, i % 2)


def digest(draw, rows=13_000):
    """Hash of all bits that ``draw`` gives."""
    words = np.random.default_rng(5).integers(0, 2**48, (rows, 4))
    words[::3] >>= 40
    table = np.sort(np.random.default_rng(6).normal(size=(2, 33)))
    keys_out, draws_out = np.empty((rows, 8), np.int64), np.empty((rows, 5))
    draw(words, table, keys_out, draws_out)
    return hashlib.sha256(keys_out.tobytes() + draws_out.tobytes()).hexdigest()


def test_same_bits_without_the_compiler():
    environment = os.environ | {"NUMBA_DISABLE_JIT": "1", "PYTHONPATH": str(ROOT)}
    plain = subprocess.run(
        [sys.executable, "-W", "error", __file__],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert plain.stdout.strip() == digest(stage(portrait))  # more than 10^5 keys


def test_a_rule_alone_gives_the_bits_it_gives_inlined():
    assert digest(portrait, rows=1000) == digest(stage(portrait), rows=1000)


# ---------------------------------------------------------------- keys


def mix(number):
    """The compiled mix of 64 unsigned bits (which numba takes for signed from Python)."""
    return keys.mix(np.uint64(number))


def unmix(number):
    """Undo mix: its steps one by one, backwards."""

    def unshift(value, shift):
        result = value
        for _ in range(64 // shift + 1):
            result = value ^ (result >> shift)
        return result

    number = unshift(number, 31) * pow(0x94D049BB133111EB, -1, 2**64) & ALL_ONES
    number = unshift(number, 27) * pow(0xBF58476D1CE4E5B9, -1, 2**64) & ALL_ONES
    return unshift(number, 30)


@given(any_key, numbers)
@exact
def test_mixing_loses_nothing(key, word):
    """Both the word and the key can be recovered from the 64 bits that they make."""
    child = keys.bits(key, word)
    assert unmix(child) ^ mix((word + GOLDEN) & ALL_ONES) == key
    assert (unmix(unmix(child) ^ key) - GOLDEN) & ALL_ONES == word


@given(any_key, numbers)
@exact
def test_a_key_is_never_negative_and_of_one_type(key, word):
    child = keys.fold(key, word)
    assert 0 <= child < 2**63
    assert keys.fold(np.uint64(key), np.uint64(word)) == child
    assert keys.fold(np.int64(key), np.int64(word)) == child


@given(any_key, numbers, numbers)
@exact
def test_a_pair_has_one_key(root, a, b):
    assert keys.pair_key(root, a, b) == keys.pair_key(root, b, a)


@given(any_key, st.integers(0, 2000))
@exact
def test_kinds_of_story_never_meet(key, number):
    """A step's key is not the draw for the purpose of the same number, nor a child journey's."""
    told = [
        keys.fold(key, number),
        keys.purpose_key(key, number),
        keys.step_key(key, number),
        keys.child_journey_key(key, number),
        keys.day_key(key, number),
    ]
    assert len(set(told)) == len(told)


def test_uniform_never_reaches_its_ends():
    word = mix(purposes.TALK + GOLDEN)
    for bits, end in ((0, 2.0**-53), (ALL_ONES, 1 - 2.0**-53)):
        key = np.uint64(word ^ unmix(bits))
        assert keys.bits(key, purposes.TALK) == bits
        assert keys.uniform(key, purposes.TALK) == end


# ---------------------------------------------------------------- luck

STREAMS = tuple(load_study().STREAMS)


def windowed(start, out):
    """What the generator must not be: keys added before mixing, one sequence for all streams."""
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = mix((start + i + j) * GOLDEN & ALL_ONES)


@pytest.mark.parametrize("name", STREAMS)
def test_streams_share_no_value(study, name):
    """Three hundred neighbouring keys, three hundred draws each, all different.

    False-alarm rate 2e-10 each (a collision among 90,000 values of 64 bits).
    """
    out = np.empty((300, 300), np.uint64)
    study.fill(name, out)
    assert len(np.unique(out)) == out.size


def test_windows_of_one_sequence_would_be_noticed():
    out = np.empty((50, 50), np.uint64)
    windowed(0, out)
    assert len(np.unique(out)) < out.size


@pytest.mark.parametrize("name", STREAMS)
def test_draws_are_uniform_and_neighbours_independent(study, name):
    """Mean, chi-square over 256 cells, and correlation of neighbours at lags 1 to 8.

    False-alarm rate 1e-4 for each stream, Bonferroni over its ten numbers.
    """
    out = np.empty((1, 1 << 18), np.uint64)
    study.fill(name, out)
    u = ((out[0] >> np.uint64(11)) | np.uint64(1)) * 2.0**-53
    scores = np.sqrt(12.0) * (u - 0.5)
    alarm = FALSE_ALARM / 10
    limit = norm.isf(alarm / 2)
    assert abs(scores.sum()) / math.sqrt(u.size) <= limit
    cells = np.bincount((u * 256).astype(int), minlength=256)
    expected = u.size / 256
    statistic = ((cells - expected) ** 2 / expected).sum()
    assert chi2.isf(1 - alarm / 2, 255) <= statistic <= chi2.isf(alarm / 2, 255)
    for lag in range(1, 9):
        product = scores[:-lag] * scores[lag:]
        assert abs(product.sum()) / math.sqrt(product.size) <= limit


def flips(story, words, counts):
    """Count how often flipping a bit of a word flips a bit of the key."""
    for i in range(words.shape[0]):
        w = words[i]
        key = story(w[0], w[1], w[2], w[3], w[4], w[5], w[6])
        for position in range(words.shape[1]):
            kept = w[position]
            for bit in range(counts.shape[1]):
                w[position] = kept ^ (1 << bit)
                changed = key ^ story(w[0], w[1], w[2], w[3], w[4], w[5], w[6])
                for out in range(63):
                    counts[position, bit, out] += (changed >> out) & 1
            w[position] = kept


def visit(seed, replication, customer, life, need, occurrence, step):
    person = keys.customer_key(keys.root_key(seed, replication), customer, life)
    return keys.step_key(keys.journey_key(person, need, occurrence), step)


def pair(seed, replication, a, b, purpose, index, again):
    both = keys.pair_key(keys.root_key(seed, replication), a, b)
    return keys.fold(keys.fold(keys.purpose_key(both, purpose), index), again)


def survey(seed, replication, customer, life, name, occurrence, purpose):
    person = keys.customer_key(keys.root_key(seed, replication), customer, life)
    return keys.purpose_key(keys.survey_key(person, name, occurrence), purpose)


def child(seed, day, need, occurrence, step, again, purpose):
    journey = keys.journey_key(keys.day_key(seed, day), need, occurrence)
    return keys.fold(keys.child_journey_key(keys.step_key(journey, step), again), purpose)


@pytest.mark.parametrize("story", [visit, pair, survey, child])
def test_every_bit_of_every_word_flips_half_of_the_key(story):
    """False-alarm rate 1e-4 for each story, Bonferroni over word × bit × bit of the key.

    Words are small numbers, as in a run, and their 32 lowest bits are flipped.
    """
    rows = 4000
    words = np.random.default_rng(11).integers(0, 1000, (rows, 7))
    counts = np.zeros((7, 32, 63), np.int64)
    compiled = stage(story)
    stage(flips)(compiled, words, counts)
    z = (counts - rows / 2) / math.sqrt(rows / 4)
    assert np.abs(z).max() <= norm.isf(FALSE_ALARM / z.size / 2)


def test_philox_gives_its_published_answers(study):
    """Known-answer vectors of Random123 (Salmon and others 2011): the yardstick is sound."""
    pi = (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344, 0xA4093822, 0x299F31D0)
    ones = (0xFFFFFFFF,) * 6
    assert hex_words(study.philox(*(0,) * 6)) == "6627e8d5 e169c58d bc57ac4c 9b00dbd8"
    assert hex_words(study.philox(*ones)) == "408f276d 41c83b0e a20bc7c6 6d5451fd"
    assert hex_words(study.philox(*pi)) == "d16cfe09 94fdcceb 5001e420 24126ea1"


def hex_words(words):
    return " ".join(f"{word:08x}" for word in words)


# ---------------------------------------------------------------- variates

STEP = 2.0**-53


@stage
def normals(u):
    out = np.empty_like(u)
    for i in range(len(u)):
        out[i] = variates.normal(u[i])
    return out


@stage
def exponentials(u):
    out = np.empty_like(u)
    for i in range(len(u)):
        out[i] = variates.exponential(u[i])
    return out


def neighbourhoods():
    """Runs of neighbouring doubles around seams, powers of two and places at random."""
    seams = [1 / 64, 0.5, 63 / 64, *2.0 ** -np.arange(1, 53), *(1 - 2.0 ** -np.arange(1, 53))]
    places = np.random.default_rng(3).random(200)
    for centre in (*seams, *places):
        grid = np.unique(centre + STEP * np.arange(-1000, 1001))
        yield grid[(grid > 0) & (grid < 1)]
        finer = [centre]
        for _ in range(100):  # neighbours among all doubles, finer than the grid of the draws
            finer.append(np.nextafter(finer[-1], 1))
            finer.insert(0, np.nextafter(finer[0], 0))
        yield np.array([u for u in finer if 0 < u < 1])
    yield np.linspace(0, 1, 1_000_001)[1:-1]
    yield np.exp(np.linspace(math.log(STEP), math.log(0.02), 1_000_001))


@pytest.mark.parametrize("variate", [normals, exponentials])
def test_variates_never_fall_where_luck_rises(variate):
    for u in neighbourhoods():
        assert np.diff(variate(u)).min(initial=0.0) >= 0.0


def test_normal_is_within_its_error_and_odd():
    for u in neighbourhoods():
        z = normals(u)
        assert np.abs(z - ndtri(u)).max() <= 1e-7
    u = np.random.default_rng(4).integers(1, 2**53, 100_000) * STEP
    assert (normals(1 - u) == -normals(u)).all()


def test_exponential_inverts_its_distribution():
    u = np.random.default_rng(4).integers(1, 2**53, 100_000) * STEP
    np.testing.assert_allclose(-np.expm1(-exponentials(u)), u, rtol=1e-15 * 8)
    assert exponentials(np.array([0.0, STEP])).tolist() == [0.0, STEP]


@given(
    st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=40),
    st.lists(st.floats(-9, 9), min_size=2, max_size=20),
)
@exact
def test_quantile_interpolates_its_table_and_never_falls(values, scores):
    table = np.sort(np.array([values, values]), axis=1)
    table[0] = 0.0
    found = [variates.quantile(z, table, 1) for z in sorted(scores)]
    grid = np.linspace(-8, 8, len(values))
    scale = np.abs(table).max() * 1e-12
    np.testing.assert_allclose(found, np.interp(sorted(scores), grid, table[1]), atol=scale)
    assert found == sorted(found)


if __name__ == "__main__":
    print(digest(portrait))
