"""`make bench`: every figure as a ratio within one run, since machines differ and drift."""

import bench_decisions
import bench_growth
import bench_reading
import bench_server
import bench_slack
import bench_store


def main() -> None:
    bench_decisions.main()
    bench_reading.main()
    bench_growth.main()
    bench_store.main()
    bench_server.main()
    bench_slack.main()


if __name__ == "__main__":
    main()
