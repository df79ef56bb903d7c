"""Measure commands as whole processes: median wall time and peak memory.

Usage: ``python -m benchmarks.start_up ARTICLE [--runs 7]``
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
from time import perf_counter


def measure(command: list[str], runs: int) -> tuple[float, float]:
    """Median wall time in seconds and largest peak memory in MB, after one warm-up run."""
    seconds, peak = [], 0.0
    for run in range(runs + 1):
        start = perf_counter()
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"{command} failed with {process.returncode}")
        if run:
            seconds.append(perf_counter() - start)
            peak = max(peak, usage.ru_maxrss / 1024)
    return statistics.median(seconds), peak


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("article")
    parser.add_argument("--runs", type=int, default=7)
    options = parser.parse_args()
    program = [sys.executable, "-m", "translate_summarize"]
    rows = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "import translate_summarize": [sys.executable, "-c", "import translate_summarize"],
        "--help": [*program, "--help"],
        "brief (pocket)": [*program, "brief", options.article, "-m", "pocket"],
        "translate (pocket)": [*program, "translate", options.article, "-m", "pocket"],
        "translate (pocket, beam 1)": [*program, "translate", options.article, "-m", "pocket", "--beam", "1"],
    }
    print("| command | wall s (median) | peak MB |\n|---|---|---|")
    for name, command in rows.items():
        seconds, peak = measure(command, options.runs)
        print(f"| {name} | {seconds:.2f} | {peak:.0f} |", flush=True)


if __name__ == "__main__":
    main()
