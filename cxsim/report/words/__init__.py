"""Every sentence that people read, one catalogue per language with the same keys and parts.

`**…**` marks emphasis: bold on a page, plain in a terminal.
"""

from .en import WORDS as EN
from .es import WORDS as ES

CATALOGUES: dict[str, dict[str, str]] = {"es": ES, "en": EN}
