"""`shocks=`: what strikes, by name, from the case or from the library."""

from __future__ import annotations

from pathlib import Path

import pytest

from cxsim.door import jobs
from cxsim.door.words import Refused

WORDS = ["case=telecom", "do=show", "against=[to_be_on_time_technician]"]


def test_shocks_strike_today_and_are_changed_like_any_other_place() -> None:
    said = ["shocks=[recession,storm]", "as_is.shocks.recession.start_day=9"]
    (job,) = jobs.read([*WORDS, *said])
    assert job.as_is is not None
    for scenario in (job.as_is, *job.to_be):
        struck = scenario.as_is.shocks
        assert struck["recession"].begins == 9
        assert struck["storm"].enabled
        assert not struck["outage"].enabled


def test_several_lists_are_several_runs() -> None:
    found = jobs.read([*WORDS, "shocks=[storm],[outage]"], multirun=True)
    today = [job.as_is for job in found if job.as_is is not None]
    on = [[n for n, one in case.as_is.shocks.items() if one.enabled] for case in today]
    assert on == [["storm"], ["outage"]]


def test_an_experiment_may_name_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "experiments").mkdir()
    text = "label: X\ncase: telecom\nagainst: []\nshocks: [scandal]\ndo: show\n"
    (tmp_path / "experiments" / "hard.yaml").write_text(text)
    monkeypatch.chdir(tmp_path)
    (job,) = jobs.read(["experiment=hard"])
    assert job.as_is is not None
    assert job.as_is.as_is.shocks["scandal"].enabled


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("shocks=[stirke]", "shocks=stirke is not known here. Nearest: strike. Allowed: storm, "),
        ("shocks=3", "shocks is 3, which is not allowed. Allowed: a list such as [strike,recess"),
    ],
)
def test_what_is_no_shock_is_told(word: str, told: str) -> None:
    with pytest.raises(Refused) as found:
        jobs.read([*WORDS, word])
    assert told in found.value.text()
