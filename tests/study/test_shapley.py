"""Shapley values and interactions of games whose answers are known in closed form."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from cxsim.study import shapley


def unanimity(players: int, needed: int) -> np.ndarray:
    """A game worth 1 where all that are needed are there."""
    return np.array([[float(s & needed == needed) for s in range(1 << players)]])


def test_the_owner_of_the_only_right_glove_gets_two_thirds() -> None:
    """One right glove and two left ones; a pair is worth 1 (Shapley & Shubik 1969)."""
    worth = [float(bool(s & 1) and bool(s & 6)) for s in range(8)]
    assert shapley.shares(np.array([worth]))[0] == pytest.approx([2 / 3, 1 / 6, 1 / 6])


def test_who_is_needed_shares_alike_and_who_is_not_has_nothing() -> None:
    game = unanimity(4, 0b0111)
    assert shapley.shares(game)[0] == pytest.approx([1 / 3, 1 / 3, 1 / 3, 0])
    assert shapley.shares(game)[0, 3] == 0.0


def test_the_interaction_of_a_unanimity_game() -> None:
    """1 / (t − 1) for a pair of the t who are needed, 0 for others (Grabisch & Roubens 1999)."""
    for needed, expected in ((0b0011, 1.0), (0b0111, 1 / 2), (0b1111, 1 / 3)):
        found = shapley.interactions(unanimity(4, needed))[0]
        for one, other in itertools.combinations(range(4), 2):
            both = needed >> one & 1 and needed >> other & 1
            assert found[one, other] == found[other, one]
            assert found[one, other] == pytest.approx(expected if both else 0.0)
    assert np.isnan(np.diag(found)).all()


def test_substitutes_have_a_negative_interaction() -> None:
    either = np.array([[0.0, 1.0, 1.0, 1.0]])
    assert shapley.interactions(either)[0, 0, 1] == -1.0


@settings(derandomize=True, deadline=None)
@given(
    st.integers(1, 5).flatmap(lambda n: arrays(float, (2, 1 << n), elements=st.floats(-1e9, 1e9)))
)
def test_shares_are_the_mean_over_all_orders_and_sum_to_the_whole(game: np.ndarray) -> None:
    game[:, 0] = 0.0
    players = game.shape[1].bit_length() - 1
    every = np.array([(o, o[::-1]) for o in itertools.permutations(range(players))])
    exact = shapley.shares(game)
    by_pair = shapley.sampled(game, range(1 << players), every)
    near = 1e-9 * np.abs(game).max() + 1e-300
    assert np.abs(exact - by_pair.mean(axis=0)).max() <= near
    assert np.abs(exact.sum(axis=1) - game[:, -1]).max() <= near
    assert np.abs(by_pair.sum(axis=2) - game[:, -1]).max() <= near


def test_an_order_and_its_reverse_share_pairwise_interactions_without_error() -> None:
    luck = np.random.default_rng(4)
    alone, together = luck.normal(size=6), luck.normal(size=(6, 6))
    inside = [np.flatnonzero([s >> i & 1 for i in range(6)]) for s in range(64)]
    game = np.array([[alone[s].sum() + together[np.ix_(s, s)].sum() for s in inside]])
    one_pair = shapley.sampled(game, range(64), shapley.orders(6, 1, 9))
    assert one_pair.mean(axis=0) == pytest.approx(shapley.shares(game))


def test_orders_hang_on_the_seed_alone() -> None:
    drawn = shapley.orders(12, 5, 3)
    assert (drawn == shapley.orders(12, 5, 3)).all()
    assert (drawn != shapley.orders(12, 5, 4)).any()
    assert (drawn[:, 0] == drawn[:, 1, ::-1]).all()
    assert (np.sort(drawn, axis=2) == np.arange(12)).all()
