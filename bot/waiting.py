"""Whether an answer is waited for, where what is asked may play no part. Pure."""

from rules.evaluate import Law, Verdict, evaluate
from rules.model import Facts


def waits(outcome: str, facts: Facts, law: Law) -> bool:
    """Whether the person is to answer."""
    return outcome.startswith("ask_") and not either_way(outcome, facts, law)


def either_way(outcome: str, facts: Facts, law: Law) -> bool:
    """Whether what is asked need not be told, since nothing is blocked even by what is assumed then."""
    kind = law.edition.facts.get(outcome.removeprefix("ask_"))
    if kind is None or not kind.must_be_told or kind.assumed is None:
        return False
    found = evaluate(law, facts)
    return isinstance(found, Verdict) and found.kind.kind == "reached"
