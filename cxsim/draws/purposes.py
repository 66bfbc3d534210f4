"""What luck is drawn for: one number each, for good.

A number is part of the key of every draw made for that purpose. Numbers are never changed or
reused, so a new purpose shifts no other draw. Rules of your own take numbers from 1000 on.
"""

# The person, drawn once
ARCHETYPE = 1  # which archetype a customer is
REACH = 2  # whether a lever reaches this customer (by reach group)
LOYALTY = 3  # u_i, the heterogeneity of loyalty
RATE = 4  # individual rate of needs or purchases (lambda_i)
DROPOUT_CHANCE = 5  # individual chance of dropping out after a purchase (p_i)
SPEND_LEVEL = 6  # individual mean spend
STYLE = 7  # how the person answers scales
TENURE = 8  # days as a customer at the start
INITIAL_SATISFACTION = 9  # cumulative satisfaction at the start

# Needs and journeys
FIRST_NEED = 20  # when a need's clock first fires
NEED_GAP = 21  # from one firing to the next
ENTRY = 22  # where a journey enters its graph
QUALITY = 23  # quality met at a visit, one index per dimension
FAILURE = 24  # whether a visit fails
BRANCH = 25  # the next step of a journey
AMOUNT = 26  # money of one purchase or bill

MOOD = 120  # the mood in which a visit is met
FIT = 121  # whether a personal visit is made for the right person
DELAY = 122  # how long the next step really takes

# The relationship
LEAVE_VOLUNTARY = 40  # the Exp(1) of the voluntary hazard, one per spell
LEAVE_NONPAYMENT = 41  # the Exp(1) of the non-payment hazard
LEAVE_INVOLUNTARY = 42  # the Exp(1) of the involuntary hazard (moving away, death)
DROPOUT = 43  # silent dropout after a repeat purchase
ADOPTION = 44  # when a prospect becomes a customer

CONTACT = 130  # whether a campaign contacts this customer, one index per campaign
CONTACT_DAY = 131  # when it does
OFFER = 132  # whether its offer is taken
CANDOUR = 133  # whether who leaves says why, one index per spell
LINES = 134  # which lines a newcomer holds, one index per line
PARTIAL = 135  # whether who would leave drops a line instead, one index per spell
DROPPED_LINE = 136  # which one
CROSS_SELL = 137  # whether a line more is taken, one index per bill
ADDED_LINE = 138  # which one

# Word of mouth
TALK = 60  # whether a finished journey is talked about
MESSAGE = 61  # whether and how a message reaches one friend

RETOLD = 180  # whether who hears a story tells it on
PASSED_ON = 181  # whether a tie of theirs hears it then
TIE_ATTACH = 182  # to whom somebody new is tied, where the well-known become better known
TIE_BLOCK = 183  # how many ties somebody starts, and where they lead, in blocks

# Ties, drawn by pair or by node
TIE_POSITION = 70  # place of a customer on the ring of likes
TIE_REWIRE = 71  # whether a tie is rewired
TIE_TARGET = 72  # where a rewired tie leads
TIE_WEAK = 73  # whether an extra weak tie exists

# Being asked
SURVEY_TIME = 80  # when a survey is sent
SURVEY_RESPONSE = 81  # whether it is answered
SURVEY_NOISE = 82  # error of the answer
CENSUS_NOISE = 83  # error of the answer everyone would give at the horizon

# Failures and what follows
COMPLAINT = 140  # whether a failed visit is complained about
COMES_BACK = 141  # whether help given up is sought again
FROM_RIVAL = 142  # whether a newcomer had another provider before
PAST = 143  # how well that provider served them

# Being served: of a contact and its legs
ARRIVAL = 150  # when somebody who wants to reach a team today tries to
PUT_OFF = 151  # whether they put it off till tomorrow
PATIENCE = 152  # how long they stay in line
SERVICE = 153  # how long serving them takes
CALLED_BACK = 154  # whether they take the offer of a call back
AGAIN = 155  # whether they try again, unserved
HANDED_ON = 156  # whether, and to whom, they are handed on
OTHERS = 157  # how many of those behind the simulated customers come

# Employees
SKILL = 160  # how skilled somebody is
HIRED = 161  # how long an employee of the start has been there
ABSENCE = 162  # whether they are absent on a day
QUIT = 163  # whether they quit on a day
MOOD_AT_WORK = 164  # mood of a half-hour
PRESENT = 167  # whether they are the one more of whom a part is wanted

# Being handed on, and automatic assistants
CONTEXT = 165  # whether the story told so far is known to whom one meets next
DIFFICULTY = 166  # how hard the matter of a journey is for an assistant

# Where else one may go
PROVIDER = 190  # which provider a prospect, or a newcomer, has had
DESTINATION = 191  # which provider who leaves goes to, one index per spell

# The world outside, by name and day
SHOCK = 170  # whether a random shock strikes on a day
INDEX = 171  # the innovation of an autoregressive index on a day
SPELL = 172  # whether a day is one of a spell
# Reviews, and how prospects become customers
REVIEW = 200  # whether a finished journey is reviewed
REVIEW_NOISE = 201  # error of the star
SOURCE = 202  # what brought a prospect
REFERRER = 203  # which of the customers they know did
AROUSAL = 204  # the Exp(1) of the need to look around, one per time
SEARCH = 205  # how long they then look, one per time
LOOKING = 206  # whether they look around on day 0
SEED = 207  # whether who was contacted tells friends, one index per campaign
SEED_MESSAGE = 208  # whether that reaches one friend

# The listening loop
CALL = 210  # whether who answered as a detractor is called back, one per survey

# What we do not know
PARAMETER = 100  # joint draws of the uncertain parameters
