"""Names are denied by a negator right before them, and perhaps by any denial that stands there."""

import pytest
from marked import marked

from knowledge.library import Library
from knowledge.mentions.denied import denied_behind, may_be_denied_at, negated, perhaps_denied, types_denied

DENIED = {
    "we have no EA": "enterprise_agreement",
    "we are not on CSP": "csp",
    "it isn't an MSDN": "msdn",
    "wij hebben geen EA": "enterprise_agreement",
    "we don't have an EA": "enterprise_agreement",
    "we do not have an EA": "enterprise_agreement",
    "not through the Azure Firewall": "azure_firewall",
    "no Azure Firewall in between": "azure_firewall",
    "mail does not go through the Azure Firewall": "azure_firewall",
    "we don't use Azure Firewall": "azure_firewall",
    "niet via de Azure Firewall": "azure_firewall",
    "not yet granted": "granted",
}


NOT_DENIED = {
    "we have an EA": "enterprise_agreement",
    "aren't CSP subs unblocked?": "csp",
    "isn't an EA open?": "enterprise_agreement",
    "it does not work, our EA is new": "enterprise_agreement",
    "through the Azure Firewall": "azure_firewall",
}


def _values(text: str, library: Library, *, denied: bool) -> set[str]:
    marks = marked(text, library)
    return {mention.value for mention in marks.mentions if negated(marks, mention) is denied}


@pytest.mark.parametrize(("text", "value"), DENIED.items())
def test_what_is_denied_is_marked_so(text: str, value: str, library: Library) -> None:
    assert value in _values(text, library, denied=True)


@pytest.mark.parametrize(("text", "value"), NOT_DENIED.items())
def test_what_is_not_denied_is_not_marked_so(text: str, value: str, library: Library) -> None:
    assert value in _values(text, library, denied=False) - _values(text, library, denied=True)


def test_a_real_one_is_denied_like_any(library: Library) -> None:
    marks = marked("it is no real EA", library)
    assert negated(marks, marks.types[0])


@pytest.mark.parametrize(
    ("text", "perhaps"),
    [
        ("mail ot through the azure firewall", True),
        ("we never really got the azure firewall", True),
        ("it never worked, azure firewall in front", False),
        ("through the azure firewall", False),
    ],
)
def test_any_denial_of_the_clause_may_reach_a_name_also_with_a_slip(
    text: str, perhaps: bool, library: Library
) -> None:
    marks = marked(text, library)
    (service,) = marks.all("service")
    assert perhaps_denied(marks, service) is perhaps
    assert may_be_denied_at(marks, service.first) is perhaps


def test_a_denial_may_end_the_clause_of_a_name(library: Library) -> None:
    marks = marked("an EA it is not, payg it is", library)
    assert [denied_behind(marks, one) for one in marks.types] == [True, False]


def test_a_type_is_denied_where_every_plain_name_of_it_is(library: Library) -> None:
    assert types_denied(marked("no EA, and not payg. it is payg", library)) == {"enterprise_agreement"}
