"""YAML for rule books and word lists: a doubled key or an unknown field is a fault, not a surprise."""

from pathlib import Path
from typing import Any, Final, TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

T = TypeVar("T", bound=BaseModel)

_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


_IN_WORDS: Final = {
    "extra_forbidden": "there is no such field: mend its name, or take it out",
    "missing": "this field is missing",
    "too_short": "there is nothing in it: name at least one",
    "date_from_datetime_parsing": "this is no day: write it as 2024-03-01",
    "date_parsing": "this is no day: write it as 2024-03-01",
}
_KINDS: Final = {"values", "days"}  # of conditions: how they are meant, and no step of the way to them


class DataFault(Exception):
    """A data file that cannot be used; the message names the file, the place and the mend."""


class _StrictLoader(_Loader):  # type: ignore[misc]
    """Refuses a mapping that says the same key twice: YAML would silently keep the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT002 - PyYAML calls it so
        seen: set[Any] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key {key!r} stands here a second time", key_node.start_mark
                )
            seen.add(key)
        return super().construct_mapping(node, deep)  # type: ignore[no-any-return]


def _day(loader: Any, node: Any) -> Any:
    """A day; YAML itself would not say where one stands that is none."""
    try:
        return loader.construct_yaml_timestamp(node)
    except ValueError as fault:
        raise yaml.constructor.ConstructorError(
            None, None, f"{node.value!r} is no day of the calendar", node.start_mark
        ) from fault


yaml.add_constructor("tag:yaml.org,2002:timestamp", _day, _StrictLoader)


def parse_yaml(text: str, name: str) -> Any:
    """The data in `text`; DataFault names `name` and the line of what cannot be read."""
    try:
        return yaml.load(text, Loader=_StrictLoader)  # noqa: S506 - a subclass of the safe loader
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        line = f", line {mark.line + 1}" if mark else ""
        raise DataFault(f"{name}{line}: {fault.problem or fault.context}") from fault
    except (yaml.YAMLError, ValueError, TypeError) as fault:
        raise DataFault(f"{name}: not readable as YAML: {fault}") from fault


def read_text(path: Path) -> str:
    """The text of a UTF-8 file; DataFault where it is missing or no UTF-8."""
    try:
        return path.read_text(encoding="utf-8")
    except OSError as fault:
        raise DataFault(f"{path}: cannot be read: {fault.strerror}") from fault
    except UnicodeDecodeError as fault:
        raise DataFault(f"{path}: byte {fault.start} is not UTF-8: save the file as UTF-8") from fault


def load(text: str, name: str, shape: type[T]) -> T:
    """`text` as a `shape`; DataFault lists every place that does not fit."""
    data = parse_yaml(text, name)
    if not isinstance(data, dict):
        raise DataFault(f"{name}: expected a mapping of fields, found {type(data).__name__}")
    try:
        return shape.model_validate(data)
    except ValidationError as fault:
        lines = [f"{name}: {_place(data, error['loc'])}: {_said(error)}" for error in fault.errors()]
        raise DataFault("\n".join(dict.fromkeys(lines))) from fault


def _said(error: ErrorDetails) -> str:
    """What was said of a fault, in words for somebody who writes YAML and knows no Python."""
    return _IN_WORDS.get(error["type"], error["msg"].removeprefix("Value error, "))


def _place(data: Any, loc: tuple[int | str, ...]) -> str:
    """The way to a fault, with list entries called by their id where they have one."""
    steps: list[str] = []
    for step in loc:
        if step in _KINDS and not (isinstance(data, dict) and step in data):
            continue
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            data = None
        named = isinstance(step, int) and isinstance(data, dict) and "id" in data
        steps.append(str(data["id"]) if named else str(step))
    return " > ".join(steps)
