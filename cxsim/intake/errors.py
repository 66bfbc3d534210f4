"""What is wrong with a file, said to the person who can mend it."""

from collections.abc import Iterable


class IntakeError(Exception):
    """Every fault found in a file, as sentences.

    Parameters
    ----------
    sentences : iterable of str
        Each says what is wrong, where, and what to do about it.
    """

    def __init__(self, sentences: Iterable[str]) -> None:
        self.sentences = list(sentences)
        super().__init__("\n".join(self.sentences))
