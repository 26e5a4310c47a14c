"""Whether anything is asked of one of several subscriptions. Pure."""

from rules.evaluate import Law, Verdict, evaluate
from rules.model import Facts


def waits(outcome: str, facts: Facts, law: Law) -> bool:
    """Whether the person is to answer: not where what is assumed tells that nothing is blocked either way."""
    asked = outcome.removeprefix("ask_")
    if asked == outcome:
        return False
    kind = law.edition.facts.get(asked)
    if kind is None or not kind.must_be_told or kind.assumed is None:
        return True
    found = evaluate(law, facts)
    return not (isinstance(found, Verdict) and found.kind.kind == "reached")
