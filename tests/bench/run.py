"""`make bench`: every figure as a ratio within one run, since machines differ and drift.

The server's start and size are apart, in `make bench-server`: they need an environment of their own.
"""

import bench_decisions
import bench_growth
import bench_reading
import bench_slack
import bench_store


def main() -> None:
    bench_decisions.main()
    bench_reading.main()
    bench_growth.main()
    bench_store.main()
    bench_slack.main()


if __name__ == "__main__":
    main()
