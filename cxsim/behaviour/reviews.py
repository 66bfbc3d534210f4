"""What reviewers give, what is shown of it, and what that does to who reads it (rules 32, 36)."""

from cxsim.behaviour.scale import clip
from cxsim.behaviour.survey import response_chance, satisfaction_score
from cxsim.compiled import rule
from cxsim.elementary import power

A_STAR = 2.0
"""Points of the latent scale that a star is worth."""


@rule
def star(memory: float, style: float, noise: float) -> int:
    """Return the stars that a customer would give after a journey (rule 32).

    Parameters
    ----------
    memory : float
        What is remembered of the journey (`memory.episode_memory`), 0–10.
    style : float
        The person's lasting way of using scales, points, default SD 1.
    noise : float
        The mood of the answer, points, default SD .9.

    Returns
    -------
    int
        1–5, with steps at 2.5, 4.5, 6.5 and 8.5 of their sum, as CSAT has them.

    Notes
    -----
    A modelling choice. Whether it is written follows from the star (`writing_chance`).
    """
    return satisfaction_score(memory + style + noise)


@rule
def writing_chance(stars: int, base: float, g: float, salience: float) -> float:
    """Return the chance that a customer writes a review of a finished journey (rule 32).

    Parameters
    ----------
    stars : int
        What they would give, 1–5.
    base : float
        Chance of who would give 2 or 4 stars, default .001 [.0002, .005].
    g : float
        Pull of strong feelings per point, two a star, default .8 [.5, 1]; 0 switches
        self-selection off.
    salience : float
        Weight of such a journey in cumulative satisfaction, 0–1: what counts little is hardly
        written about.

    Returns
    -------
    float
        salience · `survey.response_chance` of two points a star, 0–1.

    Notes
    -----
    Self-selection by polarity: Schoenmueller, Netzer & Stahl (2020). Form, and the weight of
    salience, are modelling choices: with every journey alike, the reviews of an operator would be
    of nothing but everyday use.
    """
    return salience * response_chance(2.0 * stars, base, g)


@rule
def shown_rating(recent: float, overall: float, weight: float) -> float:
    """Return the rating that a site shows.

    Parameters
    ----------
    recent, overall : float
        Average stars of the recent reviews and of all, 1–5.
    weight : float
        Weight of the recent ones, default .5 [0, 1].

    Returns
    -------
    float
        weight·recent + (1 − weight)·overall, 1–5.

    Notes
    -----
    A modelling choice: readers see an average, and the latest reviews first.
    """
    return weight * recent + (1.0 - weight) * overall


@rule
def read_quality(stated: float, rating: float, usual: float) -> float:
    """Return the quality met on a dimension where customers read what others have written.

    Parameters
    ----------
    stated : float
        Quality met while the rating is the usual one, 0–10.
    rating : float
        Shown today, 1–5 stars.
    usual : float
        Shown on day 0, 1–5 stars.

    Returns
    -------
    float
        stated + 2·(rating − usual), 0–10: exactly `stated` at the usual rating.

    Notes
    -----
    That a star is worth two points, as five stars are ten, is a modelling choice.
    """
    return clip(stated + A_STAR * (rating - usual), 0.0, 10.0)


@rule
def review_pull(
    rating: float, rating_0: float, volume: float, valence_power: float, volume_power: float
) -> float:
    """Return by how much reviews multiply the hazard of adopting (rule 36).

    Parameters
    ----------
    rating, rating_0 : float
        Stars shown today and on day 0, 1–5.
    volume : float
        Reviews today as a multiple of those on day 0, > 0.
    valence_power : float
        Elasticity to the rating, default .417 [0, .8]; 0 switches it off.
    volume_power : float
        Elasticity to the number, default .236 [0, .5]; 0 switches it off.

    Returns
    -------
    float
        volume^volume_power · (rating / rating_0)^valence_power, > 0; exactly 1 where nothing has
        changed.

    Notes
    -----
    Mean elasticities of sales over 51 studies: You, Vadakkepatt & Joshi (2015). That joining, over
    years, follows what they found for sales is an assumption.
    """
    return power(volume, volume_power) * power(rating / rating_0, valence_power)
