"""The fields of the index."""

from __future__ import annotations

from whoosh.fields import ID, KEYWORD, STORED, Schema

SPELLING = "spelling"  # the kind of the one document that holds every word and how often it stands in the cards
FIELDS = ("words", "matches")


def schema() -> Schema:
    """The schema; given explicitly whenever an index is opened, so that nothing of ours is pickled."""
    text = {name: KEYWORD(scorable=True) for name in FIELDS}
    return Schema(
        id=ID(stored=True),
        kind=ID(stored=True),
        path=ID(),
        whole=KEYWORD(scorable=True),
        look=STORED(),
        card=STORED(),
        base=STORED(),
        **text,
    )
