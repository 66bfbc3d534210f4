"""What docs/odd.md says of numbers that say nothing of themselves where they are declared.

A field of a record has no docstring, and some places of a case have too general a one. Units and
meanings stand here by name; `tests.kit.odd` refuses a name that is not there, and one too many.
"""

PERSON = {
    "key": ("", "key of the story: every draw of this person is folded from it"),
    "path": ("", "hash of the turns lived since day 0: visits, where they led, why one left"),
    "satisfaction": ("0–10", "C, cumulative satisfaction"),
    "cost": ("10⁻⁶ currency", "contact costs since day 0"),
    "value": ("10⁻⁶ currency", "margin less contact costs since day 0, discounted to day 0"),
    "visits": ("count", "visits since day 0"),
    "archetype": ("id", "fixed for life"),
    "need": ("id", "the need whose journey is under way; −1: none"),
    "status": ("code", "0 prospect, 1 customer, 2 left"),
    "cause": (
        "code",
        "why one left: 0 has not, 1 voluntary, 2 non-payment, 3 involuntary, 4 silent",
    ),
    "reason": ("code", "what last made one want to leave, by `behaviour.reasons.REASONS`"),
    "cohort": ("0, 1", "1: a customer of day 0"),
    "purchases": ("count", "purchases, the acquiring one included (no contract)"),
    "rate": ("1/day", "λ, hidden rate of purchases (no contract)"),
    "level": ("currency", "hidden mean amount of a purchase at list price (no contract)"),
    "last_purchase": ("day", "time of the last purchase (no contract)"),
    "revenue": ("10⁻⁶ currency", "paid since day 0"),
    "loyalty": (
        "log-odds",
        "u, own log-odds of leaving in a period, or of dropping out after a purchase",
    ),
    "style": ("points", "lasting way of using answer scales"),
    "last_standing": ("SD", "z at the last bill or purchase, held to −3 … 3 (rule 24)"),
    "joined": ("day", "time of becoming a customer; negative before day 0"),
    "left": ("day", "time of leaving; ∞ until then"),
    "to_leave": ("hazard", "what the voluntary hazard must still accumulate"),
    "to_non_payment": ("hazard", "the same, of non-payment"),
    "to_involuntary": ("hazard", "the same, of reasons beyond anyone"),
    "lines": ("bits", "lines of business held, one bit each; a prospect's as they would be"),
    "life": ("count", "newcomers who have taken this place in the warm-up"),
    "spell": ("count", "times talked out of leaving"),
    "bills": ("count", "periods begun since joining"),
    "surveys": ("count", "turns in the recurring survey"),
}
"""Unit and meaning of each field of a person."""

UNDER_WAY = {
    "journey_key": ("", "key of the journey: its draws are folded from it"),
    "at": ("day", "time of the pending step, or of the end that is waited for"),
    "peak": ("0–10", "signed extreme of the moments so far; 6 before the first"),
    "last": ("0–10", "last moment"),
    "total": ("points", "sum of the moments"),
    "occurrence": ("count", "journeys for this need before this one"),
    "touchpoint": ("id", "where the next visit is, or the last one was"),
    "step": ("count", "visits so far"),
    "contacts": ("count", "visits so far to touchpoints of the brand or a partner"),
    "ending": ("code", "end that is waited for: 0 none, −1 done, −2 give_up, −3 stay"),
}
"""Unit and meaning of each field of a journey under way."""

ARRAYS = {
    "people": "(p,) records of `PERSON`, above",
    "calendar": "(3, p) day of the next step or need, of the next bill, of the next survey",
    "heard_day": "(p,) day as of which `consideration` stands, where it is not renewed daily",
}
"""Meaning of arrays whose class says too little of them."""

PLACES = {
    "horizon_days": "days lived from day 0, where nobody asks for another number",
    "touchpoints.*.stage": "where it stands in a figure; no rule reads it",
    "touchpoints.*.owner": "visits to brand and partner are contacts; levers reach by it",
    "touchpoints.*.channel": "preferences for it weigh entries; survey answers are told by it",
    "touchpoints.*.department": "nothing reads it yet",
    "relationship.kind": "what binds a customer to the firm",
    "relationship.period_days": "length of a billing period",
    "relationship.loyalty.form": "how loyalty differs between people",
    "relationship.loyalty.alpha": "α of the Beta distribution of the chance to leave in a period",
    "relationship.loyalty.beta": "β of the same",
    "relationship.tenure.mean_days": "mean tenure when the warm-up begins, before it is cut",
    "relationship.tenure.longest_days": "no tenure is longer then",
    "relationship.rate.shape": "r of the Gamma distribution of purchase rates",
    "relationship.rate.scale_days": "α of the same, in days: the mean rate is r/α",
    "relationship.dropout.a": "a of the Beta distribution of the chance to drop out",
    "relationship.dropout.b": "b of the same",
    "relationship.value.p": "shape of the Gamma distribution of a customer's amounts",
    "relationship.value.q": "shape of the Gamma distribution of their rates ν",
    "relationship.value.gamma": "rate of the same, currency",
    "ties.kind": "whether people are tied at all",
    "market.innovation": "p: hazard of joining by oneself, for a consideration of 1 (Bass p)",
    "market.imitation": "q: hazard of joining when all ties are customers, likewise (Bass q)",
    "market.reach": "multiplies p",
    "market.alternative": "satisfaction expected at a rival; counts where alternative_weight does",
    "surveys.relational.every_days": "days from one turn of a customer to the next",
    "surveys.relational.sampling": "share of turns in which the survey is sent",
    "surveys.journey.sampling": "share of ended journeys after which one is sent",
    "surveys.response": "chance that someone two points from neutral (at 4 or 8) answers",
    "behaviour.satisfaction.quality": "direct weight of quality",
    "behaviour.satisfaction.disconfirmation": "strength of surprise",
    "behaviour.satisfaction.inside_zone": "slope within the zone, as a share of the strength",
    "behaviour.expectations.will_weight": "pull of what one thinks will happen on what one sees",
    "behaviour.expectations.should_weight": "push of falling short of what should happen",
    "behaviour.expectations.will_learning": "learning rate of *will*; half of it acts per visit",
    "behaviour.expectations.should_learning": "the same of *should*",
    "behaviour.memory.learning": "share of a positive gap that a journey of salience 1 closes",
    "behaviour.leaving.link": "form of g",
    "behaviour.word_of_mouth.hearing": "strength of what is heard",
    "campaigns.*.start_day": "first day of the contacts",
    "campaigns.*.enabled": "false: it is not there",
    "figures.*.low": "band of a figure that the firm knows about today; nothing reads it in a run",
    "figures.*.high": "the same",
    "levers.*.how": "how the effect meets the value",
    "levers.*.start_day": "first day on which it does anything",
    "levers.*.enabled": "false: it is not there",
}
"""Meaning of places of a case that the schema describes too generally, or not at all."""
