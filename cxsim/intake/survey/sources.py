"""Tables of SOURCES.md: what the survey says, how well the map fits, what the case answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from cxsim.intake.survey.answers import Survey, mean_ratings, nps
from cxsim.intake.survey.archetypes import LEAST_SHARE, MOST_KINDS, MOST_LARGE
from cxsim.intake.survey.classes import AGREEMENT, CLASS_SHARE, FEWEST, MOST_CLASSES
from cxsim.intake.survey.settling import (
    LEAST_LEARNING,
    MOST_LEARNING,
    MOST_LOW,
    Lives,
    Settled,
    shares,
)
from cxsim.intake.survey.tree import Found, archetype_label, legal, segment_label
from cxsim.intake.survey.weights import worth
from cxsim.intake.survey.words import say

Matrix = NDArray[np.float64]
REASONS = {
    "bad_cells": "rows that could not be read",
    "ragged": "rows with another number of fields",
    "no_recommendation": "rows without an answer to the recommendation",
    "no_rating": "rows without any rating",
    "no_weight": "rows with weight 0",
}


def simulated_nps(satisfaction: Matrix, spread: float) -> float:
    """NPS of people so satisfied whose answers spread so widely."""
    if not len(satisfaction):
        return np.nan
    promoters, detractors = shares(satisfaction, spread)
    return 100 * (promoters - detractors)


def words(
    found: Found, settled: Settled, lives: Lives, segment: str, weight: str, language: str
) -> dict[str, str]:
    """What the template asks for."""
    survey, drivers = found.survey, found.drivers
    whole, error = nps(survey.recommend, survey.weight)
    return {
        "rows": f"{survey.rows:,}",
        "used": f"{len(survey):,}",
        "left_out": "; ".join(
            f"{count:,} {say(REASONS[reason], language)}"
            for reason, count in survey.left_out.items()
        )
        or say("none", language),
        "scale": str(survey.scale),
        "bad": f"{np.floor(survey.scale.bad):g}",
        "nps": f"{whole:.1f} ± {1.96 * error:.1f}",
        "nps_simulated": f"{simulated_nps(lives.satisfaction, settled.spread):.1f}",
        "weighted": _weighted(survey, weight, language),
        "r_squared": f"{drivers.r_squared:.2f}",
        "rank": f"{drivers.rank_correlation:.2f}",
        "slope": f"{drivers.slope:.2f} ± {1.96 * drivers.slope_error:.2f}",
        "learning": f"{settled.learning:.2f} ({_bounded(settled.learning, language)})",
        "drivers": drivers_table(found, language),
        "groups": _groups(found, language),
        "archetypes": archetypes_table(found, settled, lives, language),
        "chosen": _chosen(found, settled, lives, segment, language),
        "by_low": _by_low(found, settled, lives, language),
        "by_overall": _by_overall(survey, language),
    }


def _weighted(survey: Survey, column: str, language: str) -> str:
    """Whether answers are weighted, and what that costs."""
    if survey.weights is None:
        return say("Answers are not weighted.", language)
    return say(
        "Every mean, share and fit is weighted by the column `{column}`; so weighted, the "
        "{used} respondents are worth {worth} (Kish 1965). Numbers of respondents are counted.",
        language,
        column=column,
        used=f"{len(survey):,}",
        worth=f"{worth(survey.weights).sum():,.0f}",
    )


def _bounded(learning: float, language: str) -> str:
    if learning >= MOST_LEARNING:
        return say("the limit of what the model allows: the survey asks for more", language)
    if learning <= LEAST_LEARNING:
        return say("the limit of what the model allows: the survey asks for less", language)
    return say("found by simulation", language)


def drivers_table(found: Found, language: str) -> str:
    """Touchpoints, those first at which most recommendation is lost."""
    survey, drivers = found.survey, found.drivers
    lost, adds, mean = drivers.lost(survey), drivers.worth(survey), mean_ratings(survey)
    rated = np.average(survey.rated, axis=0, weights=survey.weight)
    counts = drivers.weight[drivers.group] / drivers.weight[0]
    low, step = survey.scale.low, survey.scale.step
    body = [
        (
            _cell(legal(survey.touchpoints[i])),
            f"{rated[i]:.0%}",
            f"{low + mean[i] / step:.2f}",
            f"{found.levels.failure[i, 0]:.1%}",
            f"{counts[i]:.2f}",
            f"{adds[i] * step:.3f}",
            f"{lost[i]:.2f}",
        )
        for i in np.argsort(-lost, kind="stable")
    ]
    head = ("touchpoint", "rated by", "mean", "rated low", "counts")
    return _table((*head, "a point more adds", "lost here"), body, language)


def archetypes_table(found: Found, settled: Settled, lives: Lives, language: str) -> str:
    """Archetypes, and NPS in the survey and in the case."""
    body = []
    for kind, share in enumerate(found.archetypes.shares):
        theirs = found.survey.of(found.archetypes.of == kind)
        answered = simulated_nps(lives.satisfaction[lives.archetype == kind], settled.spread)
        body.append(
            (
                _cell(archetype_label(found.archetypes.kinds[kind])[language]),
                f"{share:.1%}",
                f"{len(theirs):,}",
                f"{_mean_rating(theirs):.2f}",
                _give_or_take(theirs),
                _whole(answered),
            )
        )
    head = [say(name, language) for name in ("archetype", "share", "respondents", "mean")]
    return _table([*head, *_nps_of(language)], body)


def _mean_rating(survey: Survey) -> float:
    """Mean of all that was rated, on the scale of the file."""
    counts = survey.weight[:, None] * survey.rated
    mean = np.nansum(survey.weight[:, None] * survey.ratings) / counts.sum()
    return float(survey.scale.low + mean / survey.scale.step)


def _chosen(found: Found, settled: Settled, lives: Lives, segment: str, language: str) -> str:
    """How archetypes were told apart."""
    if found.archetypes.within:
        said = [_within_segments(segment, language)]
        said += [segments_table(found, settled, lives, language)]
        said += [_rest(found, language)] if found.archetypes.rest else []
    else:
        said = [say("No column tells kinds of respondents apart.", language)]
    body = [
        (f"{t.classes}", f"{t.bic:,.0f}", f"{t.smallest:.0%}", f"{t.agreement:.0%}")
        for t in found.archetypes.trials
    ]
    head = ("classes", "BIC", "smallest class", "two halves agree")
    return "\n\n".join([*said, _classes(language), _table(head, body, language)])


def _classes(language: str) -> str:
    return say(
        "Classes are latent classes of how people rate: a mixture of normals over the ratings, "
        "a mean for each class and touchpoint (EM). Their number is the largest, up to {most}, "
        "at which BIC still falls, the smallest class has {least:.0%} and {fewest} "
        "respondents, no two differ at a single touchpoint only, and the fits on two random "
        "halves put {agreement:.0%} of the respondents into the same class. They are in part "
        "habits of answering: who answers kindly is *content*.",
        language,
        most=MOST_CLASSES,
        least=CLASS_SHARE,
        fewest=FEWEST,
        agreement=AGREEMENT,
    )


def _within_segments(segment: str, language: str) -> str:
    return say(
        "An archetype is a class of people within a value of the column `{column}`. Each value "
        "is told apart into the classes of everybody, with shares of its own, or into classes "
        "of its own where these describe it better (BIC). Classes of fewer than {fewest} "
        "respondents, or of less than {least:.0%} of their segment, and those that would make "
        "more than {most} archetypes, are joined to the next one of the segment: the two that "
        "differ least for the people they hold. *Content* or *critical* compares with the "
        "others of the segment; the mean rating compares all.",
        language,
        column=segment,
        most=MOST_KINDS,
        fewest=FEWEST,
        least=CLASS_SHARE,
    )


def segments_table(found: Found, settled: Settled, lives: Lives, language: str) -> str:
    """Segments, how each was told apart, and NPS in the survey and in the case."""
    kinds, of = found.archetypes.kinds, found.archetypes.of
    body = []
    for one in found.archetypes.within:
        mine = [number for number, kind in enumerate(kinds) if kind.segment == one.segment]
        theirs = found.survey.of(np.isin(of, mine))
        simulated = lives.satisfaction[np.isin(lives.archetype, mine)]
        whose = "its own" if one.own else "everybody's"
        classes = f"{one.found}, {say(whose, language)}" if one.found > 1 else "1"
        body.append(
            (
                _cell(segment_label(one.segment)[language]),
                f"{len(theirs):,}",
                classes,
                f"{one.kept}",
                _give_or_take(theirs),
                _whole(simulated_nps(simulated, settled.spread)),
            )
        )
    head = [say(name, language) for name in ("segment", "respondents", "classes", "archetypes")]
    return _table([*head, *_nps_of(language)], body)


def _rest(found: Found, language: str) -> str:
    """Which values of the column are among the others, and of how many."""
    rest = found.archetypes.rest
    names = [
        f"{_cell(legal(name)) if name else say('empty', language)} ({count:,})"
        for name, count in sorted(rest.items(), key=lambda one: -one[1])
    ]
    return say(
        "Values of less than {least:.0%} of the respondents, or of fewer than {fewest}, those "
        "beyond the {most} largest, and empty cells go together as others: {names}.",
        language,
        least=LEAST_SHARE,
        fewest=FEWEST,
        most=MOST_LARGE,
        names=", ".join(names),
    )


def _groups(found: Found, language: str) -> str:
    errors = found.drivers.errors
    body = [(f"{groups}", f"{error:.3f}") for groups, error in enumerate(errors, 1)]
    return _table(("groups", "error of the answer"), body, language)


def _by_low(found: Found, settled: Settled, lives: Lives, language: str) -> str:
    """NPS by the number of touchpoints rated low, in the survey and in the case."""
    low, simulated = found.survey.low, lives.low(found.wanted.low)
    body = []
    for n in range(MOST_LOW + 1):
        name = say("{count} or more", language, count=n) if n == MOST_LOW else str(n)
        answered = simulated_nps(lives.satisfaction[simulated == n], settled.spread)
        answers = found.survey.of(low == n)
        body.append((name, f"{len(answers):,}", _give_or_take(answers), _whole(answered)))
    head = [say(what, language) for what in ("touchpoints rated low", "respondents")]
    return _table([*head, *_nps_of(language)], body)


def _nps_of(language: str) -> list[str]:
    return [f"NPS, {say(what, language)}" for what in ("survey", "simulated")]


def _give_or_take(survey: Survey) -> str:
    """NPS with its 95% half-width."""
    value, error = nps(survey.recommend, survey.weight)
    return f"{_whole(value)} ± {1.96 * error:.0f}" if len(survey) else "–"


def _whole(value: float) -> str:
    return "–" if np.isnan(value) else f"{value:.0f}"


def _by_overall(survey: Survey, language: str) -> str:
    """NPS by overall rating, where there is one."""
    if survey.overall is None:
        return ""
    given = np.unique(survey.overall[~np.isnan(survey.overall)])
    body = []
    for rating in given:
        answers = survey.of(survey.overall == rating)
        body.append((f"{rating:g}", f"{len(answers):,}", _give_or_take(answers)))
    said = say("The answer by the overall rating, which the case does not use:", language)
    head = [*(say(what, language) for what in ("overall rating", "respondents")), "NPS"]
    return f"\n{said}\n\n{_table(head, body)}\n"


def _cell(text: str) -> str:
    """A label that cannot upset a table."""
    return " ".join(text.replace("|", "\\|").replace("<", "&lt;").split())


def _table(head: Iterable[str], body: Iterable[Sequence[str]], language: str | None = None) -> str:
    names = [say(name, language) if language else name for name in head]
    rule = ["---"] + ["---:"] * (len(names) - 1)
    return "\n".join(f"| {' | '.join(row)} |" for row in (names, rule, *body))
