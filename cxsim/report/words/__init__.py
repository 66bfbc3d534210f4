"""Every sentence that people read, one catalogue per language with the same keys and parts.

`**…**` marks emphasis: bold on a page, plain in a terminal.
"""

from . import anticipation, decide, drivers, listening, points, stress, sweep, world
from .en import WORDS as EN
from .es import WORDS as ES
from .model import SPANISH

CATALOGUES: dict[str, dict[str, str]] = {"es": dict(ES), "en": dict(EN)}
for _room in (anticipation, decide, drivers, listening, points, stress, sweep, world):
    CATALOGUES["es"] |= _room.ES
    CATALOGUES["en"] |= _room.EN
OF_MODEL: dict[str, dict[str, str]] = {"es": SPANISH, "en": {}}
"""By language, what the model's code says of itself in English."""
