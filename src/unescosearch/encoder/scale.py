"""Brings the cosines of any encoder to one scale, for each pair of languages: unrelated texts low, answers high.

One encoder gives unrelated texts a cosine of 0.05 and another one of 0.76, and either gives texts of two languages less
than texts of one. What stands on scores (fusion, the cut of weak results, refusals) sees calibrated ones only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np
import numpy.typing as npt

# A cosine or an array of them.
Cosines = TypeVar("Cosines", float, npt.NDArray[np.float32])
# Mean cosines of texts that have nothing to do with each other, and of a question and its answer.
Ends = tuple[float, float]

# The scale of all-MiniLM-L6-v2 in English, by which the weights of the search were chosen.
REFERENCE: Ends = (0.1093, 0.5242)


@dataclass(frozen=True, slots=True)
class Scale:
    """The cosines that an encoder gives.

    Attributes:
        pairs: languages of query and passage ("kk>en") to the two ends that were measured for them; empty for an
            encoder whose cosines are on the common scale already.
        sample: version and digest of what they were measured by, "" where they were not.
    """

    pairs: Mapping[str, Ends] = field(default_factory=dict)
    sample: str = ""

    def calibrated(self, cosines: Cosines, query: str, passage: str) -> Cosines:
        """Cosines on the common scale.

        Args:
            cosines: of vectors that this encoder made.
            query: language of the query.
            passage: language of the passages.
        """
        low, high = self._ends(query, passage)
        floor, ceiling = REFERENCE
        return floor + (cosines - low) * ((ceiling - floor) / (high - low))

    def _ends(self, query: str, passage: str) -> Ends:
        """Of a pair that was not measured: the mean of those like it, within a language or across two."""
        if not self.pairs:
            return REFERENCE
        measured = self.pairs.get(f"{query}>{passage}")
        if measured:
            return measured
        across = query != passage
        like = [ends for pair, ends in self.pairs.items() if (len(set(pair.split(">"))) > 1) == across]
        low, high = np.mean(like or list(self.pairs.values()), axis=0)
        return float(low), float(high)
