"""The playground's page has its own words once, as data, in each of its languages."""

import json
import re
from collections import Counter
from html.parser import HTMLParser
from typing import Final

import pytest

from bot.playground.pages import PAGE

_DATA: Final = {file.stem: file.read_text(encoding="utf-8") for file in sorted(PAGE.glob("words-*.js"))}
_CODE: Final = {
    file.name: file.read_text(encoding="utf-8")
    for file in sorted(PAGE.glob("*.js"))
    if file.stem not in _DATA
}
_MARKUP: Final = {file.name: file.read_text(encoding="utf-8") for file in sorted(PAGE.glob("*.html"))}
_SHOWN: Final = "\n".join([*_CODE.values(), *_MARKUP.values()])
_SAME: Final = {"app", "home", "thread"}  # words that are one in all languages
_NAME: Final = "port25"
_WORDED: Final = {"aria-label", "title", "placeholder", "alt"}
_KEYBOARD: Final = {
    "Enter",
    "Escape",
    "Tab",
    "ArrowUp",
    "ArrowDown",
    "ArrowLeft",
    "ArrowRight",
    "Content-Type",
}
_LITERAL: Final = re.compile(r'"((?:[^"\\\n]|\\.)*)"|`([^`\n]*)`')
_NOT_READ: Final = re.compile(r"class: [^,}]*|querySelector(?:All)?\([^)]*\)")
_LIKE_A_TEXT: Final = re.compile(r"(?:^|\s)[A-Z][a-z]+|[a-z]{2} [a-z]|[a-z] \.\.\.")


def _words(name: str) -> dict[str, str]:
    told = _DATA[name].removeprefix("export default ").removesuffix(";\n")
    pairs = json.loads(told, object_pairs_hook=list)
    assert [key for key, count in Counter(key for key, _ in pairs).items() if count > 1] == []
    return dict(pairs)


def _slots(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


def test_all_languages_say_the_same_things_with_the_same_slots() -> None:
    english, *others = (_words(name) for name in _DATA)
    assert others
    for other in others:
        assert list(other) == list(english)
        assert {key: _slots(text) for key, text in other.items()} == {
            key: _slots(text) for key, text in english.items()
        }
        assert {key for key, text in other.items() if text == english[key]} == _SAME
        assert all(text.strip() for text in other.values())


def test_every_language_is_spoken() -> None:
    told = (PAGE / "own.js").read_text(encoding="utf-8")
    assert {f"words-{name}" for name in re.findall(r'from "./words-(\w+)\.js"', told)} == set(_DATA)


def test_the_page_asks_for_no_words_that_there_are_not_and_there_are_none_that_it_does_not_ask_for() -> None:
    words = set(_words("words-en")) - {"name"}
    asked = set(re.findall(r'(?:\bown\(|data-own(?:-\w+)?=|"data-own(?:-\w+)?": )"(\w+)"', _SHOWN))
    assert asked <= words
    assert [key for key in words if f'"{key}"' not in _SHOWN] == []


class _Texts(HTMLParser):
    """Whatever a page of markup says itself."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_data(self, data: str) -> None:
        self.found.add(data.strip())

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {value or "" for name, value in attrs if name in _WORDED}


@pytest.mark.parametrize("name", list(_MARKUP))
def test_no_text_stands_in_the_markup(name: str) -> None:
    texts = _Texts()
    texts.feed(_MARKUP[name])
    assert texts.found <= {"", _NAME}


def _texts(code: str) -> list[str]:
    """The literals that look like something to read, and are neither keys, classes nor selectors."""
    lines = [line for line in code.splitlines() if not line.lstrip().startswith(("//", "import "))]
    literals = _LITERAL.findall(_NOT_READ.sub("", "\n".join(lines)))
    fixed = (re.sub(r"\$\{[^{}]*\}", "", quoted or template) for quoted, template in literals)
    return [text for text in fixed if _LIKE_A_TEXT.search(text) and text not in _KEYBOARD]


@pytest.mark.parametrize("name", list(_CODE))
def test_no_text_stands_in_the_code(name: str) -> None:
    assert _texts(_CODE[name]) == []


@pytest.mark.parametrize(
    "line",
    [
        'el("p", {}, "Nothing here.")',
        'el("span", { class: "only me" }, "only you")',
        '"aria-label": "Send"',
        'title: "close it"',
        "`Back to ${channel}`",
        '"wait ..."',
    ],
)
def test_a_text_in_the_code_would_be_found(line: str) -> None:
    assert _texts(line)
