"""Bad input gets a clear message that names the place; the other lines are still answered."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import main
from knowledge.words.vocabulary import load_words
from rules.edition import parse_edition, read_editions
from rules.strict_yaml import DataFault

ROOT = Path(__file__).parent.parent
EDITION = (ROOT / "rules/editions/2018-11-20.yaml").read_text(encoding="utf-8")


def _bot(*words: str, data: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    run = subprocess.run(
        [sys.executable, "-m", "bot", *words],
        cwd=ROOT,
        capture_output=True,
        input=data,
        check=False,
        timeout=120,
        env={**os.environ, **environment},
    )
    assert b"Traceback" not in run.stderr
    return run


def test_bad_lines_get_an_error_each_and_the_rest_is_answered() -> None:
    lines = [
        b'{"id": "a", "text": "payg 2019, port 25?"}',
        b"{broken",
        b"\xff\xfe\x00",
        b'["a list"]',
        b'{"id": "b"}',
        b'{"id": "c", "text": ""}',
        b'{"id": "d", "text": ' + json.dumps("x" * 50_000).encode() + b"}",
        b'{"id": "e", "turns": []}',
        b'{"id": "f", "turns": ["EA", 5]}',
        b'{"id": "g", "text": "\\u0000\\ud800 port 25"}',
        b"[" * 100_000,
        b'{"id": "h", "turns": ["csp, port 25?", "2020"]}',
    ]
    run = _bot("ask", "--jsonl", "--today", "2026-11-23", data=b"\n".join(lines))
    written = [json.loads(line) for line in run.stdout.splitlines()]
    assert run.returncode == 1
    assert len(written) == len(lines)
    assert written[0]["outcome"] == "blocked_request_exemption"
    assert [turn["outcome"] for turn in written[-1]["turns"]] == ["ask_created", "blocked_ask_csp"]
    assert written[1]["error"].startswith("line 2: not a line of JSON at column 2")
    assert written[2]["error"] == "line 3: byte 0 is not UTF-8: send the line as UTF-8"
    assert written[3]["error"] == "line 4: expected a JSON object with an id, found list"
    assert written[4] == {"id": "b", "error": 'line 5: "text" must be a text with at least one word'}
    assert "50,000 characters; at most 40,000" in written[6]["error"]
    assert written[7]["error"] == 'line 8: "turns" must be a list of texts'
    assert written[8]["error"] == 'line 9: "turn 2" must be a text with at least one word'
    assert written[9]["outcome"]
    assert written[10]["error"] == "line 11: not a line of JSON: nested too deeply"


def test_bad_facts_get_an_error_each_and_the_rest_is_answered() -> None:
    lines = [
        b'{"id": 1, "facts": {"subscription": "basic"}}',
        b'{"id": 2, "facts": []}',
        b'{"id": 3, "facts": {"created": "2018-02-30"}}',
        b'{"id": 4, "facts": {"subscription": "csp", "created": "2018-02-03"}}',
    ]
    run = _bot("check", "--jsonl", data=b"\n".join(lines))
    written = [json.loads(line) for line in run.stdout.splitlines()]
    assert run.returncode == 1
    assert [line["id"] for line in written] == [1, 2, 3, 4]
    assert "subscription 'basic' is not known; write one of" in written[0]["error"]
    assert '"facts" must be an object' in written[1]["error"]
    assert "is no day of the calendar" in written[2]["error"]
    assert written[3]["outcome"] == "blocked_ask_csp"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["ask"], "say what to ask"),
        (["ask", "hi", "--jsonl"], "give either TEXT or --jsonl"),
        (
            ["ask", "hi", "--edition", "2019-01-01"],
            "edition '2019-01-01' is not known; known are 2018-11-20",
        ),
        (["ask", "hi", "--today", "2026-02-30"], "'2026-02-30' is no day of the calendar"),
        (["ask", "hi", "--language", "xx"], "'xx' is not one of 'en', 'nl'"),
        (["check", "--subscription", "basic"], "subscription 'basic' is not known"),
        (["check", "--created", "soon"], "'soon' is no day of the calendar"),
        (["policy", "show", "1999-01-01"], "edition '1999-01-01' is not known"),
        (["evaluate", "nowhere.jsonl"], "'nowhere.jsonl' does not exist"),
        (["policy", "prove", "--document", "README.md"], "--document goes with one edition"),
    ],
)
def test_a_call_that_cannot_be_taken_says_why_and_exits_with_2(words: list[str], message: str) -> None:
    run = CliRunner().invoke(main, words)
    assert run.exit_code == 2
    assert message in " ".join(run.stderr.split())
    assert run.stdout == ""


def test_a_message_that_is_too_long_is_refused_with_its_length() -> None:
    run = _bot("ask", "port 25 " * 6_250)
    assert run.returncode == 1
    assert b"at most 40,000 are read" in run.stderr


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\x00\x01\x02\n", b"\xff\xff payg 2019 port 25\n"])
def test_a_conversation_survives_anything_on_its_input(data: bytes) -> None:
    assert _bot("chat", data=data).returncode == 0


def test_a_conversation_in_a_pipe_is_answered_line_by_line_without_colour() -> None:
    run = _bot(
        "chat", "--today", "2026-11-23", data=b"EA, port 25?\n/why\n/new\ncsp, port 25?\n/quit\nnever read\n"
    )
    text = run.stdout.decode()
    assert "Not blocked" in text
    assert "rule enterprise-agreement (stated)" in text
    assert "Was the CSP subscription created before 15 November 2017" in text
    assert "\x1b[" not in text


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            lambda text: text.replace("  - id: relay\n", "  - id: relay\n    id: again\n"),
            "the key 'id' stands here a second time",
        ),
        (
            lambda text: text.replace("    outcome: allowed", "    result: allowed", 1),
            "rules > enterprise-agreement > result",
        ),
        (lambda text: text.replace('restarted: ["no"]', "restarted: [no]"), "put it in quotes"),
        (
            lambda text: text.replace("2017-11-15", "2017-11-31"),
            "mine.yaml, line 30: '2017-11-31' is no day of the calendar",
        ),
        (
            lambda text: text.replace("{before: 2017-11-15}", "{befor: 2017-11-15}", 1),
            "rules > signed-up-before > when > created: befor: this is no condition; write values as [one, ",
        ),
        (
            lambda text: text.replace("{before: 2017-11-15}", "{before: soon}", 1),
            "rules > signed-up-before > when > created > before: this is no day: write it as 2024-03-01",
        ),
        (
            lambda text: text.replace("delivery: [relay]", "delivery: relay", 1),
            "rules > relay > when > delivery: relay: this is no condition; write values as [one, another]",
        ),
        (
            lambda text: text.replace("delivery: [relay]", "delivery: []", 1),
            "rules > relay > when > delivery: there is nothing in it: name at least one",
        ),
        (
            lambda text: text.replace("then: {created: {from", "then: {created: {form"),
            "then > created > form: there is no such field: mend its name, or take it out",
        ),
        (lambda text: text[:500] + "\t{", "mine.yaml, line"),
        (lambda _: "- a\n- list\n", "expected a mapping of fields, found list"),
        (lambda _: "", "expected a mapping of fields, found NoneType"),
    ],
)
def test_a_broken_edition_names_file_and_place(change: object, message: str) -> None:
    with pytest.raises(DataFault) as raised:
        parse_edition(change(EDITION), "mine.yaml")  # type: ignore[operator]
    assert "mine.yaml" in str(raised.value)
    assert message in str(raised.value)
    assert not re.search(r"function|tuple|NoneOf", str(raised.value))  # nobody has to know Python


def test_a_broken_edition_fails_its_proof_with_a_readable_case(tmp_path: Path) -> None:
    broken = tmp_path / "2018-11-20.yaml"
    start = EDITION.index("  - id: provider-asks")
    broken.write_text(EDITION[:start] + EDITION[EDITION.index("  - id: type-not-named") :], encoding="utf-8")
    run = _bot("policy", "prove", str(broken))
    assert run.returncode == 1
    assert b"1 faults" in run.stdout or b"faults" in run.stdout
    assert (
        b"2018-11-20.yaml: no rule applies to the case {subscription=csp, created=from:2017-11-15"
        in run.stderr
    )


def test_an_edition_that_calls_itself_otherwise_is_refused(tmp_path: Path) -> None:
    (tmp_path / "2019-01-01.yaml").write_text(EDITION, encoding="utf-8")
    with pytest.raises(DataFault, match="says edition '2018-11-20': call both the same"):
        read_editions(tmp_path)


def test_a_vocabulary_with_a_phrase_of_no_words_is_refused() -> None:
    with pytest.raises(DataFault, match="mail > mail: a phrase without words"):
        load_words("mail: {mail: ['...']}", "mine.yaml")


def test_an_unquoted_yes_in_a_vocabulary_is_refused() -> None:
    with pytest.raises(DataFault, match="put it in quotes"):
        load_words("affirm: {affirm: [yes]}", "mine.yaml")
