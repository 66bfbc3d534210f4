"""Surveys made of a known truth, and the airport's where it is on this machine."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

ROOT = Path(__file__).resolve().parents[2]
AIRPORT = ROOT.parent / "shared" / "data" / "sfo_2017_survey.csv"
LABELS = ("Counter", "Website", "Phone", "Invoice")


@dataclass(frozen=True)
class Truth:
    """What a survey is made of.

    Attributes
    ----------
    quality : ndarray of shape (segments, touchpoints)
        Mean rating where nothing fails, 1–5 before rounding.
    failure : ndarray of shape (touchpoints,)
        Chance of a rating of 1 or 2 besides what rounding gives.
    weight : ndarray of shape (touchpoints,)
        Points of the answer for each point of a touchpoint's rating, were it the only one rated.
    reach : ndarray of shape (touchpoints,)
        Share of the respondents who rate it.
    share : ndarray of shape (segments,)
    """

    quality: np.ndarray
    failure: np.ndarray
    weight: np.ndarray
    reach: np.ndarray
    share: np.ndarray


TRUTH = Truth(
    quality=np.array([[4.2, 3.9, 4.4, 4.0], [3.4, 3.6, 4.0, 3.3]]),
    failure=np.array([0.05, 0.1, 0.02, 0.15]),
    weight=np.array([3.0, 0.6, 3.0, 0.6]),
    reach=np.array([1.0, 0.9, 0.6, 0.8]),
    share=np.array([0.6, 0.4]),
)


def survey(truth: Truth = TRUTH, respondents: int = 3000, seed: int = 1) -> pd.DataFrame:
    """A survey with columns recommend, segment and one a touchpoint; empty where not rated."""
    luck = np.random.default_rng(seed)
    segment = luck.choice(len(truth.share), respondents, p=truth.share)
    size = (respondents, len(truth.reach))
    ratings = np.clip(np.rint(luck.normal(truth.quality[segment], 0.5)), 3, 5)
    ratings = np.where(luck.random(size) < truth.failure, luck.integers(1, 3, size), ratings)
    rated = luck.random(size) < truth.reach
    rated[:, 0] |= ~rated.any(axis=1)
    short = np.where(rated, (ratings - 5) * truth.weight, 0).sum(axis=1) / rated.sum(axis=1)
    answer = np.clip(np.rint(10 + short + luck.normal(0, 1, respondents)), 0, 10)
    frame = pd.DataFrame(np.where(rated, ratings, np.nan), columns=LABELS[: len(truth.reach)])
    texts = frame.map(lambda rating: "" if np.isnan(rating) else f"{rating:.0f}")
    texts["recommend"] = [f"{one:.0f}" for one in answer]
    texts["segment"] = np.array(["Firms", "Homes", "Others"])[segment]
    return texts


def nps(answers: pd.Series) -> float:
    """NPS of answers as text."""
    numbers = pd.to_numeric(answers)
    return 100 * float((numbers >= 9).mean() - (numbers <= 6).mean())
