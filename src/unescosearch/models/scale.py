"""Measures the scale of an encoder on questions and answers in seven languages."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from unescosearch.encoder.onnx import Encoder
from unescosearch.encoder.sample import sample_digest, sample_pairs
from unescosearch.encoder.scale import Ends, Scale

Vectors = npt.NDArray[np.float32]

# Raise it when the same cosines give another scale: encoders that indexes hold are then measured again.
SCALE_VERSION = 1


def measured_by() -> str:
    """What tells a scale that would come out the same from an older one."""
    return f"{SCALE_VERSION} {sample_digest()}"


def measured_scale(encoder: Encoder) -> Scale:
    """The cosines that an encoder gives, for each pair of the sample's languages that it reads."""
    reads = encoder.description.reads
    read = {language: pairs for language, pairs in sample_pairs().items() if reads(language)}
    questions = {
        language: np.array([encoder.encode_query(question) for question, _ in pairs])
        for language, pairs in read.items()
    }
    texts = list(encoder.encode_passages(text for pairs in read.values() for _, text in pairs))
    passages: dict[str, Vectors] = {}
    for language, pairs in read.items():
        passages[language] = np.array([texts.pop(0) for _ in pairs])
    return Scale(_ends(questions, passages), measured_by())


# How far the two ends of all-MiniLM-L6-v2 are apart, in standard deviations of the lower one. One that tells an answer
# from another text less surely gets no steeper a scale: else the best of many texts would score high by chance.
_LEAST_SPREADS = 3.9


def _ends(questions: Mapping[str, Vectors], passages: Mapping[str, Vectors]) -> dict[str, Ends]:
    found: dict[str, Ends] = {}
    for query, asked in questions.items():
        for language, told in passages.items():
            cosines = asked @ told.T
            own, others = np.diag(cosines), cosines[~np.eye(len(cosines), dtype=np.bool_)]
            low = float(others.mean())
            high = max(float(own.mean()), low + _LEAST_SPREADS * float(others.std()))
            found[f"{query}>{language}"] = round(low, 4), round(high, 4)
    return found
