"""Asks a service from many clients at once while its index is switched and rolled back, and checks every response.

A real `unescosearch serve` answers; real builds make other generations go live meanwhile, and one rollback goes back.
Every response must be 200 and name one generation, which was live; every document in it must belong to that
generation. Prints the latencies, how soon each new generation answered, and the service's memory. Exit code 0 where
all of that held, else 1.

The tests' small encoder is used unless another is named, so that builds take seconds; with the real model:

Run: make load-switch, or .venv/bin/python -m scripts.drills.load_switch --model all-MiniLM-L6-v2
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import math
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import DEVNULL

import httpx

from scripts.drills.drill import BUILT, ROOT, Builder, ChangingCorpus, Service, chosen_model, command, served
from unescosearch.catalogue.catalogue import Catalogue
from unescosearch.errors import IndexUnavailableError
from unescosearch.generation.layout import IndexLayout

QUERIES = (
    "edition of the collection",
    "clubs and associations in Kazakhstan",
    "a lesson on the Silk Roads",
    "protection of wetlands and birds",
    "literacy in rural areas",
    "l'éducation des adultes",
    "исторические города",
    "heritage in danger",
)
SETTLED_SECONDS = 10
SWITCH_GOAL_SECONDS = 2.0


@dataclass
class Tally:
    """What the clients saw.

    Attributes:
        requests: how many were made.
        answers: of each good response the times of question and answer, and the generation it names.
        failures: what went wrong, with how often.
        documents: generation to the documents that were given as its own.
    """

    requests: int = 0
    answers: list[tuple[float, float, str]] = field(default_factory=list)
    failures: Counter[str] = field(default_factory=Counter)
    documents: dict[str, set[str]] = field(default_factory=dict)

    @property
    def seconds(self) -> list[float]:
        """How long each answer took."""
        return [answered - asked for asked, answered, _ in self.answers]

    def take(self, response: httpx.Response, asked: float) -> None:
        """Note a response to what was asked at a time."""
        if response.status_code != 200:
            self.fail(f"status {response.status_code}: {response.text[:200]}")
            return
        answer = response.json()
        generation = answer["index"]["generation"]
        self.requests += 1
        self.answers.append((asked, time.time(), generation))
        self.documents.setdefault(generation, set()).update(result["document"]["id"] for result in answer["results"])

    def fail(self, what: str) -> None:
        """Note a request that failed."""
        self.requests += 1
        self.failures[what] += 1


@dataclass
class Watch:
    """When each generation went live, and which documents it has."""

    layout: IndexLayout
    lives: list[tuple[str, float]] = field(default_factory=list)
    documents: dict[str, set[str]] = field(default_factory=dict)

    def look(self) -> None:
        """Note the live generation, if it is another than at the last look."""
        live, pointer = self.layout.current_id(), self.layout.root / "current"
        if live is None or (self.lives and self.lives[-1][0] == live):
            return
        self.lives.append((live, pointer.stat().st_mtime))
        if live not in self.documents:
            catalogue = Catalogue(self.layout.generation(live).catalogue)
            self.documents[live] = set(catalogue.arrays("documents", "id")[0])
            catalogue.close()

    def was_live(self, generation: str, asked: float) -> bool:
        """Whether a generation was live when something was asked, or had been until a moment ago."""
        ends = [at for _, at in self.lives[1:]] + [math.inf]
        return any(
            live == generation and asked <= end + SWITCH_GOAL_SECONDS
            for (live, _), end in zip(self.lives, ends, strict=True)
        )


async def ask_on(url: str, number: int, tally: Tally, over: asyncio.Event) -> None:
    """One client: asks again as soon as it is answered; one question in ten is for an answer in quotes."""
    # A client with a connection of its own: the connections of a shared pool wait for each other.
    async with httpx.AsyncClient(base_url=url, timeout=60, trust_env=False, verify=False) as client:
        for turn in itertools.count(number):
            if over.is_set():
                return
            asked, text = time.time(), QUERIES[turn % len(QUERIES)]
            try:
                if turn % 10:
                    response = await client.get("/api/search", params={"q": text})
                else:
                    response = await client.post("/api/ask", json={"question": text})
                tally.take(response, asked)
            except (httpx.HTTPError, ValueError, KeyError) as error:
                tally.fail(f"{type(error).__name__}: {error}")


async def switch_on(watch: Watch, corpus: ChangingCorpus, builder: Builder, times: list[float]) -> list[str]:
    """Build another generation at each of some times but the last, at which go back; gives what went wrong."""
    faults = []
    for number, at in enumerate(times):
        await asyncio.sleep(max(0.0, at - time.time()))
        back = number == len(times) - 1
        if back:
            arguments = command("rollback", "--index", str(builder.index))
        else:
            corpus.change()
            folders = [part for folder in builder.corpora for part in ("--corpus", str(folder))]
            arguments = command("build", *folders, "--index", str(builder.index), "--model", builder.model)
        process = await asyncio.create_subprocess_exec(*arguments, stdout=DEVNULL, stderr=DEVNULL)
        while process.returncode is None:
            await asyncio.wait([asyncio.ensure_future(process.wait())], timeout=0.02)
            watch.look()
        if process.returncode not in BUILT:
            faults.append(f"{'rollback' if back else 'build'} ended with exit code {process.returncode}")
        watch.look()
    return faults


async def load(
    service: Service, watch: Watch, corpus: ChangingCorpus, builder: Builder, options: argparse.Namespace
) -> tuple[Tally, list[str]]:
    """Keep all clients asking for the given time, and longer where the last switch came late.

    The switches are spread over the first three quarters of the time.
    """
    tally, over, began = Tally(), asyncio.Event(), time.time()
    clients = [asyncio.create_task(ask_on(service.url, n, tally, over)) for n in range(options.clients)]
    steps = options.switches + 1
    times = [began + options.seconds * 0.75 * step / steps for step in range(steps)]
    faults = await switch_on(watch, corpus, builder, times)
    await asyncio.sleep(max(SWITCH_GOAL_SECONDS, began + options.seconds - time.time()))
    over.set()
    await asyncio.gather(*clients)
    return tally, faults


def judge(tally: Tally, watch: Watch) -> list[str]:
    """What is wrong with the responses, a sentence each."""
    faults = [f"{count} times: {what}" for what, count in tally.failures.most_common(10)]
    for generation, documents in tally.documents.items():
        if generation not in watch.documents:
            faults.append(f"generation {generation} answered and was never live")
        elif not documents:
            faults.append(f"generation {generation} found nothing")
        elif foreign := documents - watch.documents[generation]:
            faults.append(f"generation {generation} gave documents of others: {sorted(foreign)[:3]}")
    if stale := sum(not watch.was_live(generation, asked) for asked, _, generation in tally.answers):
        faults.append(f"{stale} responses came from a generation that was not live any more when they were asked for")
    return faults


def delays(tally: Tally, watch: Watch) -> list[float]:
    """For each switch the seconds to the first response of the generation that it made live; infinite for none."""
    return [
        min(
            (answered - at for _, answered, named in tally.answers if named == live and answered >= at),
            default=math.inf,
        )
        for live, at in watch.lives[1:]
    ]


def settle(service: Service, live: str | None) -> list[str]:
    """Wait until the service holds no file of an old generation any more; gives what is wrong if it goes on to."""
    deadline = time.monotonic() + SETTLED_SECONDS
    while old := service.generations_in_use() - {live or ""}:
        if time.monotonic() > deadline:
            return [f"files of old generations are still held: {', '.join(sorted(old))}"]
        time.sleep(0.2)
    return []


def summary(tally: Tally, switch_delays: Sequence[float], memory: Sequence[tuple[str, tuple[float, float]]]) -> None:
    """Print the figures."""
    seconds = tally.seconds or [0.0]
    cuts = statistics.quantiles(seconds, n=100) if len(seconds) > 1 else seconds * 99
    p50, p95, p99 = (1000 * cuts[place] for place in (49, 94, 98))
    print(f"requests    {tally.requests:,}, of which failed {tally.failures.total():,}")
    print(f"latency     p50 {p50:.0f} ms, p95 {p95:.0f} ms, p99 {p99:.0f} ms, longest {1000 * max(seconds):.0f} ms")
    print(f"switches    first response after {', '.join(f'{seconds:.2f} s' for seconds in switch_delays)}")
    for when, (resident, own) in memory:
        print(f"memory      {when}: {resident:.0f} MB resident, {own:.0f} MB of it the process's own")


def arguments() -> argparse.Namespace:
    """The options of the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clients", type=int, default=64, help="clients at once [64]")
    parser.add_argument("--seconds", type=float, default=60, help="how long they ask [60]")
    parser.add_argument(
        "--switches", type=int, default=2, help="generations that go live meanwhile, besides one rollback [2]"
    )
    parser.add_argument("--corpus", type=Path, action="append", help="folder to build from, may be repeated [corpus]")
    parser.add_argument("--model", default="tiny", help="as `unescosearch build` takes it, or tiny [tiny]")
    parser.add_argument("--seed", type=int, default=1, help="of what changes in the corpus [1]")
    return parser.parse_args()


def main() -> int:
    """Run the drill; the exit code."""
    options = arguments()
    with tempfile.TemporaryDirectory(prefix="load-switch-") as name:
        folder = Path(name)
        corpus = ChangingCorpus(options.corpus or [ROOT / "corpus"], folder / "corpora", options.seed)
        builder = Builder(corpus.folders, folder / "index", chosen_model(options.model, folder))
        builder.run()
        watch = Watch(IndexLayout(builder.index))
        watch.look()
        with served(builder.index, folder / "service.log") as service:
            memory = [("before", service.memory_mb())]
            tally, faults = asyncio.run(load(service, watch, corpus, builder, options))
            faults += judge(tally, watch) + settle(service, watch.layout.current_id())
            memory.append(("after", service.memory_mb()))
    switch_delays = delays(tally, watch)
    faults += [f"a switch took {late:.1f} s to be seen" for late in switch_delays if late > SWITCH_GOAL_SECONDS]
    print(f"{options.clients} clients, {options.seconds:.0f} s, {len(watch.lives)} generations live in turn")
    summary(tally, switch_delays, memory)
    for fault in faults:
        print(f"WRONG       {fault}")
    print("FAILED" if faults else "every response was right")
    return 1 if faults else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (RuntimeError, IndexUnavailableError) as error:
        sys.exit(f"load_switch: {error}")
