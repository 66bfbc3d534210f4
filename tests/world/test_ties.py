"""Who is tied to whom."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from cxsim.draws import keys, purposes
from cxsim.engine.run import Lived
from cxsim.report.show import show_lines
from cxsim.scenario.problems import Problems
from cxsim.scenario.schema import Scenario
from cxsim.study.manifest import manifest
from cxsim.world.edges import listed as count
from cxsim.world.edges import read_edges
from cxsim.world.ties import UNIT
from cxsim.world.world import World

from ..kit.engines import differences
from ..kit.runs import arrays, lived, worlds
from ..kit.scenarios import RICH, made

FRIENDS = Path(__file__).resolve().parents[3] / "shared" / "data" / "ego_network_edges.txt"
"""A real network of 4,039 people (SNAP), where the checkout has it."""
SAME = {
    "usual": ({"ties": {}}, "bcc0307bbf9883fe"),
    "few": ({"ties": {"friends": 6, "weak": 3}}, "6f15248a4cf5d172"),
    "weak": ({"ties": {"friends": 0, "weak": 5.3, "weak_strength": 0.7}}, "b7eff6bb307850ad"),
}
"""Small worlds, and a hash of their ties: drawn once, for good."""


def listed(folder: Path, text: str, *changes: dict[str, Any], name: str = "who.csv") -> Scenario:
    """A case whose ties are those of a file."""
    (folder / name).write_text(text, encoding="utf-8")
    return replace(made(*changes, {"ties": {"kind": "edges", "file": name}}), folder=folder)


def degrees(world: World) -> np.ndarray:
    return np.diff(world.tie_first)


def drawn(ties: dict[str, Any], people: int = 1500, seed: int = 1) -> World:
    return worlds(made(RICH, {"market.prospects": 0, "ties": ties}), people, 1, seed)[0].world


def test_everybody_has_as_many_weak_ties_as_the_case_says() -> None:
    """Eight each, on average, of people far apart: few fall on the same two or on oneself."""
    weak = {"ties": {"friends": 0, "weak": 8}}
    built, _ = worlds(made(weak), 600, 1)
    ties = np.diff(built.world.tie_first)
    assert 7.7 < ties.mean() <= 8
    assert ties.min() >= 1
    assert len(np.unique(ties)) > 8


def test_each_seed_and_each_replication_has_people_and_ties_of_its_own() -> None:
    found = [
        worlds(made({"ties": {"friends": 2}}), 30, 1, *luck)[0] for luck in ((1, 0), (1, 1), (2, 0))
    ]
    assert len({built.people.key.tobytes() for built in found}) == 3
    assert len({built.world.tie_to.tobytes() for built in found}) == 3


@pytest.mark.parametrize("case", SAME)
def test_a_small_world_is_always_the_same(case: str) -> None:
    ties, known = SAME[case]
    world, found = worlds(made(RICH, ties), 300, 1)[0].world, hashlib.sha256()
    for array in (world.tie_first, world.tie_to, world.tie_strength.astype(np.int32)):
        found.update(array.tobytes())
    assert found.hexdigest()[:16] == known


@pytest.mark.parametrize("kind", ["small_world", "scale_free", "blocks"])
@pytest.mark.parametrize("friends", [2, 8])
def test_drawn_ties_are_as_many_as_stated_and_go_both_ways(kind: str, friends: int) -> None:
    world = drawn({"kind": kind, "friends": friends, "weak": 0})
    ties, people = degrees(world), len(world.segment)
    assert ties.mean() == pytest.approx(friends, rel=0.06)
    owner = np.repeat(np.arange(people), ties)
    assert (owner != world.tie_to).all()
    there, back = owner * people + world.tie_to, world.tie_to.astype(np.int64) * people + owner
    assert (np.sort(there) == np.sort(back)).all()
    assert (np.diff(there) > 0).all()  # sorted, and nobody twice
    assert (world.tie_strength == UNIT).all()
    other = drawn({"kind": kind, "friends": friends, "weak": 0}, seed=2)
    assert other.tie_to.tobytes() != world.tie_to.tobytes()


def test_a_scale_free_network_has_a_heavy_tail() -> None:
    """P(degree ≥ k) falls with k^−2 (Barabási & Albert 1999): hubs no small world has."""
    world = drawn({"kind": "scale_free", "friends": 8, "weak": 0}, 3000)
    ties = degrees(world)
    assert ties.min() == 4
    for k in (8, 16, 32):
        assert (ties >= k).mean() == pytest.approx(4 * 5 / (k * (k + 1)), rel=0.3)
    assert ties.max() > 10 * ties.mean()
    small = degrees(drawn({"kind": "small_world", "friends": 8, "weak": 0}, 3000))
    assert small.max() < 3 * small.mean()
    # Whether somebody is a hub has nothing to do with their number.
    assert abs(np.corrcoef(np.arange(3000), np.log(ties))[0, 1]) < 0.06


@pytest.mark.parametrize("homophily", [0.0, 0.6, 1.0])
def test_blocks_keep_a_share_of_ties_within_an_archetype(homophily: float) -> None:
    built, _ = worlds(
        made(
            RICH,
            {
                "market.prospects": 0,
                "ties": {"kind": "blocks", "friends": 8, "weak": 0, "homophily": homophily},
            },
        ),
        2000,
        1,
    )
    world, archetype = built.world, built.people.archetype
    owner = np.repeat(np.arange(2000), degrees(world))
    within = archetype[owner] == archetype[world.tie_to]
    shares = np.bincount(archetype) / 2000
    assert within.mean() == pytest.approx(homophily + (1 - homophily) * (shares**2).sum(), abs=0.02)
    ties = degrees(world)
    assert ties.var() == pytest.approx(ties.mean(), rel=0.15)  # Poisson


def test_everybody_hears_of_everybody_where_ties_are_complete() -> None:
    """No tie is stored; the share of customers is a count, and talk is heard in the mean."""
    complete = {"ties": {"kind": "complete", "friends": 10}}
    built, _ = worlds(made(RICH, complete), 50, 1)
    assert built.world.tie_to.size == 0
    assert built.world.case.tied[0] * (built.people.size - 1) == pytest.approx(10)
    run = lived(made(RICH, complete, {"behaviour.word_of_mouth.base": 0.5}), 50, 30)
    here = run.state.people.status == 1
    assert run.state.common[0] == here.sum()
    assert (run.state.people.exposure[here] > 0).all()
    assert len(np.unique(run.state.consideration[here])) > 10


@pytest.mark.parametrize("kind", ["scale_free", "blocks", "complete"])
def test_the_engines_agree_on_every_kind(kind: str) -> None:
    talk = {"base": 0.4, "told": 0.3, "retold": 0.3}
    about = {"ties": {"kind": kind, "friends": 4, "weak": 1}, "behaviour.word_of_mouth": talk}
    assert differences(made(RICH, about), 25, 30) == []


# ---- lists of ties ----


def test_a_list_is_read_whatever_stands_between_its_columns(tmp_path: Path) -> None:
    rows = {
        "who.csv": "from,to,strength\n0,1,1\n1,2,0.25\n5,3,2\n",
        "who.tsv": "0\t1\t1\n1\t2\t.25\n5\t3\t2\n",
        "who.txt": "# people who know each other\n# from to\n0 1 1.0\n1 2 0.25\n5 3 2",
    }
    for name, text in rows.items():
        found = read_edges(listed(tmp_path, text, name=name), 6)
        assert [a.tolist() for a in found[:3]] == [[0, 1, 5], [1, 2, 3], [1000, 250, 2000]]
        assert found.selves == 0
    plain = read_edges(listed(tmp_path, "from,to\n0,1\n"), 6)
    assert plain.strength.tolist() == [1000]
    assert len(read_edges(listed(tmp_path, ""), 6).a) == 0


def test_doubles_and_ties_with_oneself_are_left_out_and_counted(tmp_path: Path) -> None:
    text = "from,to,strength\n0,1,.2\n1,0,.7\n0,1,.5\n2,2,1\n2,3,1\n3,3,.1\n"
    scenario = listed(tmp_path, text)
    built, _ = worlds(scenario, 5, 1)
    world = built.world
    assert world.tie_first.tolist() == [0, 1, 2, 3, 4, 4]
    assert world.tie_to.tolist() == [1, 0, 3, 2]
    assert world.tie_strength.tolist() == [700, 700, 1000, 1000]
    assert count(scenario) == (2, 4, 2, 2)
    said = "The list has 2 ties among people 0 to below 4; left out: 2 that were there twice, 2 of"
    assert any(said in line for line in show_lines(scenario, "en"))
    assert manifest([scenario], 5, 1, 1, 1, "kernel", {})["ties"]["doubles"] == 2
    assert "ties" not in manifest([made()], 5, 1, 1, 1, "kernel", {})


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("4,5", "names people whom the run does not have: line 3. Allowed: numbers from 0"),
        ("-1,2", "numbers from 0 to 4, the customers of day 0 first"),
        ("1.5,2", "numbers from 0 to 4"),
        ("1,ann", "whom the run does not have: line 3"),
        ("1,\n2,99999999999999999999\n7,7", "3 lines, the first of them line 3"),
        ("1,2,3", "who.csv:3 is '1,2,3', which is not allowed. Allowed: from,to."),
        ("1", "who.csv:3 is '1', which is not allowed. Allowed: from,to."),
    ],
)
def test_a_list_that_names_a_stranger_is_a_mistake(tmp_path: Path, row: str, told: str) -> None:
    scenario = listed(tmp_path, f"from,to\n0,1\n{row}\n1,2\n")
    with pytest.raises(Problems, match=told):
        worlds(scenario, 5, 1)


def test_strengths_and_headings_that_make_no_sense_are_mistakes(tmp_path: Path) -> None:
    for strength in ("-1", "0", "11", "nan", "x"):
        with pytest.raises(
            Problems, match=r"strengths that none can have: line 2\. Allowed: 0\.001 … 10\."
        ):
            worlds(listed(tmp_path, f"from,to,strength\n0,1,{strength}\n"), 5, 1)
    for head in ("who,whom", "from,to,strength,more", "0,1,1,1"):
        with pytest.raises(Problems, match=f"who.csv:2 is '{head}'.*from,to,strength"):
            worlds(listed(tmp_path, f"# who knows whom\n{head}\n0,1\n"), 5, 1)


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_list_in_another_encoding_is_told_in_plain_words(tmp_path: Path, language: str) -> None:
    scenario = listed(tmp_path, "")
    (tmp_path / str(scenario.as_is.ties.file)).write_bytes("from,to\n0,ñ\n".encode("latin-1"))
    with pytest.raises(Problems) as found:
        worlds(scenario, 5, 1)
    said = {"es": "no es texto UTF-8", "en": "it is not UTF-8 text"}[language]
    assert found.value.text(language).endswith(f"{said}.")


def test_the_content_of_a_list_is_part_of_what_a_case_is(tmp_path: Path) -> None:
    one = listed(tmp_path, "from,to\n0,1\n").hash()
    assert listed(tmp_path, "from,to\n0,1\n").hash() == one
    assert listed(tmp_path, "from,to\n0,2\n").hash() != one


def test_a_list_goes_with_its_kind_alone() -> None:
    with pytest.raises(Problems, match=r"ties\.file is missing.*beside as_is"):
        made({"ties": {"kind": "edges"}})
    with pytest.raises(Problems, match=r"ties\.file is 'x\.csv'.*nothing reads"):
        made({"ties": {"kind": "blocks", "file": "x.csv"}})


def ring(people: int, gap: int) -> str:
    """Circles of `gap` people each, with nothing between them."""
    pairs = [(i, i + 1 if (i + 1) % gap else i + 1 - gap) for i in range(people) if i + 1 <= people]
    return "from,to\n" + "".join(f"{a},{b}\n" for a, b in pairs if a != b and b < people)


def test_one_friend_more_changes_nobody_whom_it_cannot_reach(tmp_path: Path) -> None:
    """Circles of eight: a tie between two of them moves those sixteen, and nobody else by a bit."""
    talk = {
        "behaviour.word_of_mouth": {"base": 0.7, "told": 0.6, "retold": 0.5, "hearing": 1},
        "behaviour.defection.strength": 2,
    }
    people = 96  # 64 customers, and half as many prospects
    today = listed(tmp_path, ring(people, 8), RICH, talk)
    before = lived(today, 64, 60)
    with_one = listed(tmp_path, ring(people, 8) + "3,12\n", RICH, talk)
    after = lived(with_one, 64, 60)
    near = np.zeros(people, bool)
    near[:16] = True
    moved = people_moved(before, after)
    assert moved.any()
    assert not moved[~near].any()


def people_moved(one: Lived, other: Lived) -> np.ndarray:
    """Whom anything differs of between two lives."""
    people = one.state.people.size
    moved = np.zeros(people, bool)
    for (name, a), (_, b) in zip(arrays(one), arrays(other), strict=True):
        axis = {"calendar": 1}.get(name, 0)
        if a.ndim <= axis or a.shape[axis] != people or name in ("daily", "touched"):
            continue
        a, b = (np.moveaxis(array, axis, 0).reshape(people, -1) for array in (a, b))
        moved |= ((a != b) & ~((a != a) & (b != b))).any(axis=1)
    return moved


def test_a_draw_of_a_tie_is_of_the_two(tmp_path: Path) -> None:
    """Who hears a story among old ties is the same with a tie more."""
    key = keys.journey_key(5, 0, 0)
    luck = keys.purpose_key(key, purposes.MESSAGE)
    assert keys.uniform(luck, 7) == keys.uniform(luck, 7)
    text = ring(24, 8)
    worlds_ = [worlds(listed(tmp_path, each), 24, 1)[0].world for each in (text, text + "0,17\n")]
    ties = [
        {(i, int(j)) for i in range(24) for j in w.tie_to[w.tie_first[i] : w.tie_first[i + 1]]}
        for w in worlds_
    ]
    assert ties[1] - ties[0] == {(0, 17), (17, 0)}
    assert ties[0] <= ties[1]


@pytest.mark.skipif(not FRIENDS.is_file(), reason="no shared data here")
def test_a_real_network_is_read_and_lived(tmp_path: Path) -> None:
    """Circles of friends on Facebook (McAuley & Leskovec 2012): 4,039 people, 88,234 ties.

    The list at hand has 88,230 of them.
    """
    rows = [line for line in FRIENDS.read_text("utf-8").splitlines() if line[:1] not in ("#", "")]
    scenario = listed(tmp_path, FRIENDS.read_text("utf-8"), RICH, {"warm_up_days": 0}, name="e.txt")
    built, _ = worlds(scenario, 2700, 1)
    world = built.world
    assert built.people.size == 4050
    ties = degrees(world)
    assert ties.sum() == 2 * len(rows)
    assert ties.max() > 1000
    assert (ties[4039:] == 0).all()
    run = lived(scenario, 2700, 2)
    assert run.record.daily[:, :, :].sum() > 0
