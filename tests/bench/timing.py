"""Timing by the median of short batches, taken in turns so that drift hits everybody alike."""

import statistics
import time
from collections.abc import Callable, Iterable

_ROUNDS = 15


def microseconds_each(contestants: dict[str, Callable[[], object]], calls: int) -> dict[str, float]:
    """The median time of one call of each contestant; a batch is `calls` calls."""
    for run in contestants.values():
        run()
    taken: dict[str, list[float]] = {name: [] for name in contestants}
    for _ in range(_ROUNDS):
        for name, run in contestants.items():
            start = time.perf_counter()
            for _ in range(calls):
                run()
            taken[name].append((time.perf_counter() - start) / calls * 1e6)
    return {name: statistics.median(times) for name, times in taken.items()}


def percentiles(run: Callable[[str], object], inputs: Iterable[str]) -> tuple[float, float]:
    """Median and 99th percentile of one call each over the inputs, in milliseconds."""
    taken = []
    for one in inputs:
        start = time.perf_counter()
        run(one)
        taken.append((time.perf_counter() - start) * 1e3)
    taken.sort()
    return taken[len(taken) // 2], taken[int(len(taken) * 0.99)]
