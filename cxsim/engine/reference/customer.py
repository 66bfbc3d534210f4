"""A customer's life: all its parts. Each is told in a file of its own, one method a turn of a life.

In the order of a day:

1. `campaigns`: campaigns contact customers, unasked; `listening`: who answered badly is called back
2. `talk`: what friends said yesterday arrives
3. `prospects`: who is no customer yet considers becoming one
4. `journeys`: needs fire, help is sought, and steps that are due are lived, one after the other:
   `waiting` for what was promised, `visits` and what is made of them, `failures` and complaints
5. `memories`: what journeys leave behind when they end: `recovery` from a failure, `talk`,
   `spending`, and the turns of `lives`, joining and leaving
6. `relationship`: where a period ends, leave or stay and pay; `leaving` weighs the two, `lines` are
   dropped and added
7. `surveys`: who is asked answers, or not
8. `census`: at a month's end everybody is counted

Below them all: `person`, what one is, and `clocks`, when what is due. The kernel tells most of it
in files of the same names (`engine/stages/`, `engine/lives.py`, `engine/lines.py`).

What customers do to each other in a day (talk, joining, leaving) is met by the others tomorrow, so
the order in which they have their turn cannot matter.
"""

from __future__ import annotations

from .census import Census
from .prospects import Prospects
from .relationship import Relationship


class Customer(Prospects, Relationship, Census):
    """A person who may buy from the firm, does, or did.

    A part of a life inherits the parts that it calls, so a subclass may tell any turn another way.
    """
