"""Lineage: after a rollback the good generation is kept, the bad one goes, and no rollback leads back to it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from unescosearch.build.build import BuildOptions, build
from unescosearch.errors import BuildError
from unescosearch.generation.generation import open_current
from unescosearch.generation.layout import IndexLayout
from unescosearch.generation.lineage import KEPT_GENERATIONS, lineage, prune
from unescosearch.generation.rollback import roll_back


@pytest.fixture
def layout(tmp_path: Path) -> IndexLayout:
    return IndexLayout(tmp_path / "index")


def edition(corpus: Path, layout: IndexLayout, options: BuildOptions, number: int) -> str:
    (corpus / "new.txt").write_text(f"A text that is another each time, number {number}.")
    return build([corpus], layout.root, options).generation


def test_a_build_after_a_rollback_keeps_the_good_generation_and_drops_the_bad_one(
    corpus: Path, layout: IndexLayout, options: BuildOptions
) -> None:
    good, bad = (edition(corpus, layout, options, number) for number in (1, 2))
    assert roll_back(layout).generation == good
    assert layout.generation_ids() == [good, bad]
    mended = edition(corpus, layout, options, 3)
    assert layout.generation_ids() == [good, mended]
    generation = open_current(layout.root)
    assert generation.manifest.predecessor == good
    generation.close()
    assert roll_back(layout).generation == good
    with pytest.raises(BuildError, match="nothing to go back to"):
        roll_back(layout)


def test_a_rollback_never_leads_to_what_was_rolled_back_from(
    corpus: Path, layout: IndexLayout, options: BuildOptions, tmp_path: Path
) -> None:
    """Even where a build was killed before it could delete the bad one."""
    good, bad = (edition(corpus, layout, options, number) for number in (1, 2))
    roll_back(layout)
    shutil.copytree(layout.generation(bad).folder, tmp_path / bad)
    mended = edition(corpus, layout, options, 3)
    (tmp_path / bad).rename(layout.generation(bad).folder)
    assert layout.generation_ids() == [good, bad, mended]
    assert [*lineage(layout)] == [mended, good]
    assert roll_back(layout).generation == good


def test_what_was_rolled_back_from_stays_while_nothing_is_built(
    corpus: Path, layout: IndexLayout, options: BuildOptions
) -> None:
    made = [edition(corpus, layout, options, number) for number in range(KEPT_GENERATIONS)]
    roll_back(layout)
    edition(corpus, layout, options, KEPT_GENERATIONS - 2)
    assert (layout.current_id(), layout.generation_ids()) == (made[-2], made)


def test_manifests_that_tell_nothing_leave_the_order_of_time(
    corpus: Path, layout: IndexLayout, options: BuildOptions
) -> None:
    made = [edition(corpus, layout, options, number) for number in range(KEPT_GENERATIONS)]
    for name in made:
        layout.generation(name).manifest.write_text("[]")
    assert [*lineage(layout)] == made[::-1]
    prune(layout, keep=2)
    assert layout.generation_ids() == made[1:]
