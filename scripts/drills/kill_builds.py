"""Kills builds of an index at random instants while a service answers from it, and checks that nothing is harmed.

A real `unescosearch serve` is asked without pause. Real builds over a corpus that changes each time, one half of them
with --full, are killed with SIGKILL at instants drawn over the whole length of a build. After each kill: no request has
failed, the service is well, the pointer names a generation that opens and verifies, no other finished generation is
damaged, and no lock is held. After every tenth a build goes through and answers. At the end the index takes just the
disk that the kept generations need. Exit code 0 where all of that held, else 1.

The tests' small encoder is used unless another is named, so that a build takes seconds; with the real model:

Run: make kill-builds, or .venv/bin/python -m scripts.drills.kill_builds --model all-MiniLM-L6-v2
"""

from __future__ import annotations

import argparse
import itertools
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import httpx
from filelock import FileLock, Timeout

from scripts.drills.drill import ROOT, Builder, ChangingCorpus, Service, chosen_model, disk_bytes, served
from unescosearch.errors import IndexUnavailableError
from unescosearch.generation.generation import Generation
from unescosearch.generation.layout import GenerationLayout, IndexLayout
from unescosearch.generation.lineage import KEPT_GENERATIONS
from unescosearch.generation.manifest import load_manifest, verify

QUERIES = ("edition of the collection", "clubs and associations", "wetlands and birds", "исторические города")
COMPLETE_EVERY = 10
FULL_SHARE = 0.5
TAKEN_UP_SECONDS = 20

# How far a killed build had come, from what it left behind.
STAGES = ("starting", "model", "read", "encode", "index", "check", "switch", "clean up")


class Asker(threading.Thread):
    """Asks a service without pause, and notes what is wrong with its responses."""

    def __init__(self, url: str) -> None:
        super().__init__(daemon=True)
        self._client = httpx.Client(base_url=url, timeout=30, trust_env=False)
        self._done = threading.Event()
        self.requests = 0
        self.faults: list[str] = []
        self.generations: set[str] = set()

    def run(self) -> None:
        """Ask until stopped."""
        for turn in itertools.count():
            if self._done.is_set():
                return
            self.requests += 1
            try:
                response = self._client.get("/api/search", params={"q": QUERIES[turn % len(QUERIES)]})
                answer = response.raise_for_status().json()
                self.generations.add(answer["index"]["generation"])
                # Every generation holds the document that the first query asks for.
                if not answer["results"] and not turn % len(QUERIES):
                    self.faults.append("a response without results")
            except (httpx.HTTPError, ValueError, KeyError) as error:
                self.faults.append(f"a failed request: {type(error).__name__}: {error}")

    def stop(self) -> None:
        """End after the request under way."""
        self._done.set()
        self.join()
        self._client.close()


@dataclass
class Drill:
    """One run: the index, who builds it, who serves it, and what was seen.

    Attributes:
        lengths: seconds that the last complete build took, without and with --full.
        stages: how far the killed builds had come.
        sound: generations that were live and verified.
        faults: what went wrong.
    """

    corpus: ChangingCorpus
    builder: Builder
    service: Service
    asker: Asker
    chance: random.Random
    lengths: dict[bool, float]
    stages: Counter[str] = field(default_factory=Counter)
    ended_first: int = 0
    complete: int = 0
    sound: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)

    @property
    def layout(self) -> IndexLayout:
        """The index."""
        return IndexLayout(self.builder.index)

    def run(self, kills: int) -> None:
        """Kill builds, with complete ones between."""
        self.examine()
        while self.stages.total() < kills and not self.faults:
            killed = self.kill_one()
            self.examine()
            if killed and self.stages.total() % COMPLETE_EVERY == 0:
                self.complete_build()
        self.complete_build()
        self.weigh()

    def complete_build(self) -> None:
        """A build that nobody kills: it must succeed, and the service must take it up."""
        full, began = self.chance.random() < FULL_SHARE, time.monotonic()
        self.corpus.change()
        try:
            self.builder.run(full)
        except RuntimeError as error:
            self.faults.append(str(error))
            return
        self.lengths[full] = time.monotonic() - began
        self.complete += 1
        live, deadline = self.layout.current_id(), time.monotonic() + TAKEN_UP_SECONDS
        while live not in self.asker.generations and time.monotonic() < deadline:
            time.sleep(0.05)
        if live not in self.asker.generations:
            self.faults.append(f"generation {live} went live and did not answer within {TAKEN_UP_SECONDS} s")
        self.examine()

    def kill_one(self) -> bool:
        """Start a build and kill it somewhere; False where it had ended before."""
        full = self.chance.random() < FULL_SHARE
        instant = self.chance.random() * self.lengths[full]
        self.corpus.change()
        live, finished = self.layout.current_id(), set(self.layout.generation_ids())
        process = self.builder.start(full)
        try:
            process.wait(timeout=instant)
            self.ended_first += 1
        except subprocess.TimeoutExpired:
            process.kill()
        _, said = process.communicate()
        if process.returncode < 0:
            self.stages[reached(self.layout, live, finished)] += 1
        elif process.returncode not in (0, 3):
            self.faults.append(f"a build failed by itself: {said.strip()[-400:]}")
        return process.returncode < 0

    def examine(self) -> None:
        """Look at everything that a kill might have harmed."""
        layout = self.layout
        try:
            Generation(layout.current()).close()
            self.sound.add(layout.current().id)
            for name in layout.generation_ids():
                files = layout.generation(name)
                verify(files, load_manifest(files), checksums=True)
        except IndexUnavailableError as error:
            self.faults.append(f"a generation is damaged: {error}")
        for lock in (layout.lock, layout.pointer_lock):
            try:
                FileLock(lock, timeout=0).acquire().__exit__(None, None, None)
            except Timeout:
                self.faults.append(f"{lock.name} is still held")
        health = httpx.get(f"{self.service.url}/health/ready", timeout=30, trust_env=False)
        if health.status_code != 200 or health.json()["status"] != "ok":
            self.faults.append(f"the service is not well: {health.text[:400]}")
        self.faults += self.asker.faults
        if "is not used" in self.service.log.read_text(encoding="utf-8"):
            self.faults.append("the service met a generation that could not be opened")

    def weigh(self) -> None:
        """Compare the disk that the index takes with what the generations it keeps need."""
        layout = self.layout
        kept = layout.generation_ids()
        needed = sum(size(layout.generation(name)) for name in kept) + (layout.root / "current").stat().st_size
        found = disk_bytes(layout.root)
        if found != needed or len(kept) > KEPT_GENERATIONS or layout.leftovers():
            self.faults.append(f"{found} bytes on disk where {len(kept)} generations need {needed}")
        if strange := self.asker.generations - self.sound:
            self.faults.append(f"generations answered that were never found live and sound: {sorted(strange)}")
        print(f"disk        {found / 1e6:.1f} MB, as {len(kept)} generations need")


def size(files: GenerationLayout) -> int:
    """Bytes of a generation as its manifest records them."""
    own = files.manifest.stat().st_size + files.seal.stat().st_size
    return own + sum(record.size for record in load_manifest(files).files.values())


def reached(layout: IndexLayout, live: str | None, finished: set[str]) -> str:
    """How far a killed build had come."""
    if layout.current_id() != live:
        return "clean up"
    if set(layout.generation_ids()) - finished:
        return "switch"
    unfinished = [GenerationLayout(folder) for folder in layout.leftovers()]
    if not unfinished:
        return "starting"
    files = unfinished[-1]
    marks = ("model", files.catalogue), ("read", files.embeddings), ("encode", files.lexical), ("index", files.manifest)
    return next((stage for stage, mark in marks if not mark.exists()), "check")


def report(drill: Drill, seconds: float) -> None:
    """Print the summary."""
    where = ", ".join(f"{stage} {drill.stages[stage]}" for stage in STAGES if drill.stages[stage])
    print(f"kills       {drill.stages.total()} in {seconds:.0f} s; they fell in: {where}")
    print(f"builds      {drill.complete} went through on purpose, {drill.ended_first} ended before their kill")
    print(f"requests    {drill.asker.requests:,}, of which failed {len(drill.asker.faults)}")
    print(f"generations {len(drill.asker.generations)} answered in turn")
    for fault in dict.fromkeys(drill.faults):
        print(f"WRONG       {fault}")
    print("FAILED" if drill.faults else "nothing was harmed")


def arguments() -> argparse.Namespace:
    """The options of the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=100, help="builds to kill [100]")
    parser.add_argument("--seed", type=int, default=1, help="of the instants and of what changes in the corpus [1]")
    parser.add_argument("--corpus", type=Path, action="append", help="folder to build from, may be repeated [corpus]")
    parser.add_argument("--model", default="tiny", help="as `unescosearch build` takes it, or tiny [tiny]")
    return parser.parse_args()


def main() -> int:
    """Run the drill; the exit code."""
    options = arguments()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="kill-builds-") as name:
        folder = Path(name)
        corpus = ChangingCorpus(options.corpus or [ROOT / "corpus"], folder / "corpora", options.seed)
        builder = Builder(corpus.folders, folder / "index", chosen_model(options.model, folder))
        builder.run()
        length = time.monotonic() - began
        with served(builder.index, folder / "service.log") as service:
            asker = Asker(service.url)
            asker.start()
            lengths = {False: length, True: length}
            drill = Drill(corpus, builder, service, asker, random.Random(options.seed), lengths)
            try:
                drill.run(options.kills)
            finally:
                asker.stop()
    report(drill, time.monotonic() - began)
    return 1 if drill.faults else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except RuntimeError as error:
        sys.exit(f"kill_builds: {error}")
