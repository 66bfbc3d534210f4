"""What is said before a study starts: runs, time, memory, disk, in the reader's words."""

from __future__ import annotations

import pytest

from cxsim.report.foreseen import foreseen_lines
from cxsim.study.runner.estimate import Estimate


@pytest.mark.parametrize(
    ("foreseen", "language", "said"),
    [
        (
            Estimate(200, 200, 42.4, 4.5e8, 2e4),
            "en",
            ["To be lived: 200 runs.", "About 42 s, 450 MB of memory, 1 MB of disk."],
        ),
        (
            Estimate(200, 1, 0.1, 2.25e9, 3e6),
            "es",
            [
                "Por vivir: 1 corrida. 199 ya están.",
                "Unos 1 s, 2.2 GB de memoria, 3 MB de disco.",
            ],
        ),
        (
            Estimate(8000, 7000, 3 * 3600, 1e9, 1.2e9),
            "es_CO",
            [
                "Por vivir: 7.000 corridas. 1.000 ya están.",
                "Unos 3,0 h, 1,0 GB de memoria, 1,2 GB de disco.",
            ],
        ),
        (
            Estimate(10, 10, 600, 5e8, 1e6),
            "en",
            ["To be lived: 10 runs.", "About 10 min, 500 MB of memory, 1 MB of disk."],
        ),
    ],
)
def test_what_a_study_takes(foreseen: Estimate, language: str, said: list[str]) -> None:
    assert foreseen_lines(foreseen, language) == said
