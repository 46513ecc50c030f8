"""The rows that a restriction allows, from the catalogue and its columns."""

from __future__ import annotations

import numpy as np

from unescosearch.catalogue.catalogue import Catalogue, Rows
from unescosearch.catalogue.columns import Columns
from unescosearch.vectors.vectors import Restriction


def rows_within(catalogue: Catalogue, columns: Columns, restriction: Restriction, language: str) -> Rows:
    """The rows of the passages of a language that a restriction allows, ascending."""
    rows = columns.spoken[language]
    if restriction.conditions:
        rows = np.intersect1d(rows, catalogue.rows_where(restriction.conditions), assume_unique=True)
    if restriction.holding is not None:
        rows = np.intersect1d(rows, restriction.holding, assume_unique=True)
    if restriction.lacking is not None:
        rows = np.setdiff1d(rows, restriction.lacking, assume_unique=True)
    return rows
