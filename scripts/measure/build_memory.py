"""Measures how much memory a build takes at its peak, over what the model takes by itself.

Everything is read, cut, compared and indexed anew, as in a full build. Vectors are copied from an index that was built
before (--base), so that the run takes minutes and not half an hour: encoding adds to the model's own need only one
block of passages and their vectors. Memory is that of the build and of the processes that read files for it, summed;
pages of mapped files are counted apart, for the system takes them back when it needs them.

Run: python -m scripts.measure.build_memory --base INDEX --corpus FOLDER [--corpus FOLDER ...]
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from scripts.drills.drill import command, copied_index
from unescosearch.generation.layout import IndexLayout

PAUSE_SECONDS = 0.1

MODEL = """
import sys
from pathlib import Path
from unescosearch.encoder.onnx import OnnxEncoder
encoder = OnnxEncoder(Path(sys.argv[1]))
for vector in encoder.encode_passages(["several words of a long passage " * 40] * 64):
    pass
print(open("/proc/self/status").read())
"""


def memory(status: str) -> Counter[str]:
    """Megabytes of a process by kind: its own (RssAnon), of mapped files (RssFile)."""
    lines = dict(line.split(":", 1) for line in status.splitlines() if ":" in line)
    return Counter({kind: int(lines.get(kind, "0").split()[0]) // 1000 for kind in ("RssAnon", "RssFile")})


def family(process: int) -> Iterator[int]:
    """A process and all that it has started."""
    yield process
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        for child in task.read_text().split():
            yield from family(int(child))


def now(process: int) -> Counter[str]:
    """What a process and its children hold at this moment."""
    held: Counter[str] = Counter()
    try:
        for member in family(process):
            held += memory(Path(f"/proc/{member}/status").read_text())
    except OSError:  # one of them has just ended
        pass
    return held


def prepared(base: Path, folder: Path) -> Path:
    """An index that lends its vectors and nothing else: of a schema that this program does not read."""
    manifest = copied_index(base, folder).current().manifest
    manifest.write_text(json.dumps(json.loads(manifest.read_text(encoding="utf-8")) | {"schema": 0}), encoding="utf-8")
    return folder


def watch(command: list[str]) -> tuple[Counter[str], dict[str, object]]:
    """Run a build; the moment in which it held most memory of its own, and its report."""
    peak: Counter[str] = Counter()
    with tempfile.TemporaryFile("w+") as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL)
        while process.poll() is None:
            peak = max(peak, now(process.pid), key=lambda held: held["RssAnon"])
            time.sleep(PAUSE_SECONDS)
        out.seek(0)
        return peak, json.load(out)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--base", type=Path, required=True, help="index that lends its vectors")
    parser.add_argument("--corpus", type=Path, action="append", required=True)
    given = parser.parse_args()
    encoder = IndexLayout(given.base).current().encoder
    alone = memory(subprocess.run([sys.executable, "-c", MODEL, encoder], capture_output=True, text=True).stdout)
    with tempfile.TemporaryDirectory(prefix="build-memory-") as name:
        index = prepared(given.base, Path(name))
        corpora = [word for corpus in given.corpus for word in ("--corpus", str(corpus))]
        options = ["--json", "--index", str(index), "--model", str(encoder)]
        peak, report = watch(command("build", *options, *corpora))
    print(f"passages            {report['passages']:,}, of which encoded {report['encoded']:,}")
    print(f"the model alone     {alone['RssAnon']:,} MB, and {alone['RssFile']:,} MB of mapped files")
    print(f"the build's peak    {peak['RssAnon']:,} MB, and {peak['RssFile']:,} MB of mapped files")
    print(f"over the model      {peak['RssAnon'] - alone['RssAnon']:,} MB")
    print(f"seconds             {report['seconds']}")


if __name__ == "__main__":
    main()
