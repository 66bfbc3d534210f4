"""Why a customer leaves by choice, and what they say when they are asked.

A rule that adds another push adds its name here, its number, and a comparison in `real_reason`.
"""

from typing import Final

from cxsim.compiled import rule

REASONS = (
    "own_circumstances",
    "satisfaction",
    "price",
    "word_of_mouth",
    "alternative",
    "contact",
    "failure",
    "friends_left",
)
"""By number."""
CIRCUMSTANCES, SATISFACTION, PRICE, WORD_OF_MOUTH, ALTERNATIVE = range(5)
CONTACT, FAILURE, FRIENDS_LEFT = range(5, len(REASONS))
LEAST_PUSH: Final = 0.1
"""Log-odds below which a push is no reason: it raises the odds of leaving by less than a tenth."""


@rule
def real_reason(
    satisfaction: float,
    price: float,
    heard: float,
    alternative: float,
    contact: float,
    grievance: float,
    friends_left: float,
) -> int:
    """Return the number of the strongest push, in `REASONS`.

    Parameters
    ----------
    satisfaction, price, heard, alternative, contact, grievance, friends_left : float
        What each adds to the log-odds of leaving against the neutral case: dissatisfaction, a
        dearer price, bad word of mouth, a better alternative, a contact that nobody asked for, a
        failure not forgiven, friends who left.

    Returns
    -------
    int
        `CIRCUMSTANCES` where none reaches `LEAST_PUSH`; of equals, the first.

    Notes
    -----
    A modelling choice: the part of the decision that would have to go first for the customer to
    stay. What is left is the customer's own loyalty and luck, for which the firm can do nothing.
    """
    reason, most = CIRCUMSTANCES, LEAST_PUSH
    if satisfaction > most:
        reason, most = SATISFACTION, satisfaction
    if price > most:
        reason, most = PRICE, price
    if heard > most:
        reason, most = WORD_OF_MOUTH, heard
    if alternative > most:
        reason, most = ALTERNATIVE, alternative
    if contact > most:
        reason, most = CONTACT, contact
    if grievance > most:
        reason, most = FAILURE, grievance
    if friends_left > most:
        reason, most = FRIENDS_LEFT, friends_left
    return reason


@rule
def declared_reason(real: int, candour: float, luck: float) -> int:
    """Return the number of the reason that someone who leaves declares.

    Parameters
    ----------
    real : int
        Number of the real one.
    candour : float
        Chance to say the real one, default .6 [.4, .8]; 1 switches the difference off.
    luck : float
        A uniform.

    Returns
    -------
    int
        The real reason, or `PRICE`.

    Notes
    -----
    An assumption: price is what people say who do not want to say, and what ends the conversation.
    """
    return real if luck < candour else PRICE
