"""Left-out judgements as a table: the signs of several subscriptions, and which messages are about such.

Development only. `growth` grows trees from it.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from knowledge.judged.trees import Trees
from knowledge.learning.growth import Table
from knowledge.learning.lessons import Prepared
from knowledge.learning.train import Judgement, key_of
from knowledge.reading.several_signs import Signs, signs_of_several


def table_of_several(rows: Sequence[Prepared], judged: Mapping[str, Judgement]) -> Table:
    """A row for each message about cases of the asker's own.

    A turn that is learned from both ways has a row as after a verdict and one as after an offer.
    """
    use = [row for row in rows if row.label.of_case]
    every = [_signs(row, judged[key_of(row.label)]) for row in use]
    names = tuple(sorted({name for signs in every for name in signs}))
    return Table(
        names,
        Trees(names, 0.0, ()).rows({}, every).astype(np.float32),
        np.array([row.label.writer for row in use], np.str_),
        np.array([row.label.several for row in use], np.bool_),
    )


def _signs(row: Prepared, one: Judgement) -> Signs:
    return signs_of_several(one.judged, one.types, one.days, row.label.talk, row.several)
