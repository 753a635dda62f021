"""The HTML report with many findings: how long it takes to write, how large it is, how fast a browser opens it.

python bench/report.py [FINDINGS ...]

Needs Chromium and the package `playwright`. Prints a Markdown table. Seconds of a browser are of its main thread
(processor time, as Chromium counts it) and of the clock, the least of three; "open" ends with the first picture.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.browser.conftest import ARGUMENTS, chromium  # noqa: E402
from tests.report.paired import large  # noqa: E402
from tm.report import Style, render, summarise  # noqa: E402

COUNTS = (1_000, 10_000, 30_000)
DRAWN = "new Promise(done => requestAnimationFrame(() => setTimeout(done, 0)))"


def written(count: int, file: Path) -> tuple[float, float]:
    """Write a report; (processor seconds, megabytes)."""
    found, bitexts = large(count)
    summary = summarise(found, files=len(bitexts), segments=count, seconds=0)
    begin = time.process_time()
    page = render(found, summary, "html", style=Style(aligned=lambda: bitexts))
    seconds = time.process_time() - begin
    file.write_text(page, encoding="utf-8")
    return seconds, file.stat().st_size / 1e6


def task(session: Any) -> float:
    """Processor seconds of the main thread so far."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    return next(float(metric["value"]) for metric in metrics if metric["name"] == "TaskDuration")


def opened(browser: Any, file: Path) -> list[tuple[float, float]]:
    """(processor, clock) of opening, of a step to the next finding, of a filter and of a search."""
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    taken = []

    def did(act: Any) -> None:
        before, begin = task(session), time.perf_counter()
        act()
        page.evaluate(DRAWN)
        taken.append((max(task(session) - before, 0.0), time.perf_counter() - begin))

    begin = time.perf_counter()
    page.goto(file.as_uri())
    page.evaluate(DRAWN)
    taken.append((task(session), time.perf_counter() - begin))
    did(lambda: page.keyboard.press("j"))
    did(lambda: page.locator("#rule").select_option("K601"))
    did(lambda: (page.fill("#search", "표본 77"), page.wait_for_timeout(150)))  # it waits for who is typing
    page.close()
    return taken


def main() -> None:
    """Print the table."""
    from playwright.sync_api import sync_playwright

    print("| findings | write, s | size, MB | open, s | clock | next finding | filter | search |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = Path(folder) / "report.html"
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        for count in [int(text) for text in sys.argv[1:]] or COUNTS:
            seconds, size = written(count, file)
            runs = [opened(browser, file) for _ in range(3)]
            least = [tuple(min(run[at][n] for run in runs) for n in (0, 1)) for at in range(4)]
            steps = " | ".join(f"{processor:.2f}" for processor, _ in least[1:])
            print(
                f"| {count:,} | {seconds:.1f} | {size:.1f} | {least[0][0]:.2f} | {least[0][1]:.2f} | {steps} |",
                flush=True,
            )
        browser.close()


if __name__ == "__main__":
    main()
