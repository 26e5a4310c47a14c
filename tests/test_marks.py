"""The exact part of reading: types, negation, and words that give way to what they are."""

import pytest
from conftest import TODAY

from knowledge.library import Library
from knowledge.mentions.marks import TYPE_KINDS, Before, Marks, read_marks
from rules.interval import parse_interval

TYPES = {
    "we have an Enterprise Agreement": ["enterprise_agreement"],
    "our `MSDN` VM": ["msdn"],
    "the portal shows `MS-AZR-0003P`": ["pay_as_you_go"],
    "```\noffer: MS-AZR-0017P\n```": ["enterprise_agreement"],
    "offer 0044P": ["free_trial"],
    "AZR-0029P": ["visual_studio"],
    "an mdsn subscription": ["msdn"],
    "an mdsn": ["msdn"],
    "our bizpsark subscription": ["bizspark"],
    "entreprise agreement": ["enterprise_agreement"],
    "azure-pas": ["azure_pass"],
    "may a CSP'er mail?": ["csp"],
    "een MSDN'etje": ["msdn"],
    "ons EA'tje": ["enterprise_agreement"],
    "een studentenabonnement": ["azure_student"],
    "first MSDN, then pay-as-you-go": ["msdn", "pay_as_you_go"],
    "an Azure subscription": [],
    "may our VM send mail on port 25?": [],
}
MENTIONS = {
    "behind the Azure Firewall": ("service", "azure_firewall"),
    "through smtp.sendgrid.net": ("relay_product", "relay"),
    "the exemption was refused": ("refused_word", "refused"),
    "we stopped and started the VM": ("stopstart", "stopstart"),
    "we rebooted the VM": ("reboot", "reboot"),
    "wij hebben geen idee": ("unknown", "unknown"),
}
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
PLAIN = {
    "our MSDN subscription": "our <type> <type>",
    "since 14 March 2019": "<date> <date> <date> <date>",
    "via smtp.sendgrid.net:587": "via <relay> 587",
    "port 25 on 10.0.0.4": "port 25 on <host>",
    "47 users": "<n> users",
    "Mag onze VM mailen?": "mag onze vm mailen",
}


def _marks(text: str, library: Library) -> Marks:
    reading = library.reading
    return read_marks(text, reading.vocabulary, reading.date_words, TODAY, Before())


def _values(text: str, library: Library, *, denied: bool) -> set[str]:
    marks = _marks(text, library)
    return {mention.value for mention in marks.mentions if marks.negated(mention) is denied}


@pytest.mark.parametrize(("text", "types"), TYPES.items())
def test_types_are_found_in_the_order_of_the_message(text: str, types: list[str], library: Library) -> None:
    assert [mention.value for mention in _marks(text, library).types] == types


@pytest.mark.parametrize(("text", "mention"), MENTIONS.items())
def test_a_phrase_is_a_mention_of_its_kind(text: str, mention: tuple[str, str], library: Library) -> None:
    assert mention in {(found.kind, found.value) for found in _marks(text, library).meant}


@pytest.mark.parametrize(("text", "value"), DENIED.items())
def test_what_is_denied_is_marked_so(text: str, value: str, library: Library) -> None:
    assert value in _values(text, library, denied=True)


@pytest.mark.parametrize(("text", "value"), NOT_DENIED.items())
def test_what_is_not_denied_is_not_marked_so(text: str, value: str, library: Library) -> None:
    assert value in _values(text, library, denied=False) - _values(text, library, denied=True)


@pytest.mark.parametrize(("text", "plain"), PLAIN.items())
def test_names_dates_numbers_and_hosts_give_way_to_what_they_are(
    text: str, plain: str, library: Library
) -> None:
    assert " ".join(_marks(text, library).plain) == plain


def test_only_an_offer_number_is_a_code(library: Library) -> None:
    marks = _marks("MS-AZR-0003P, that is pay-as-you-go", library)
    assert [marks.is_code(mention) for mention in marks.types] == [True, False]


def test_a_word_that_may_be_a_slip_of_a_type_is_a_weak_name(library: Library) -> None:
    assert [mention.kind for mention in _marks("cps", library).types] == [TYPE_KINDS[1]]


def test_a_list_of_names_is_cut_and_told_to_be_overfull(library: Library) -> None:
    few, many = _marks("payg " * 10, library), _marks("payg " * 100, library)
    assert (few.overfull, many.overfull, len(many.types)) == (False, True, 40)


DENIED_DAYS = {
    "it is not from 2016": 1,
    "nee, niet van 2016": 1,
    "it was never 2016, it was 2018": 1,
    "not before 2017": 0,  # that is from 2017 on
    "no, it is from 2016": 0,
    "niet van voor november 2017": 0,
    "it was not created before 2017": 1,
    "our subscription does not date from 2014": 1,
    "payg, hadden we in 2016 nog niet": 1,
    "payg van 2016, werkt niet": 0,
    "payg, niet aangemaakt voor 2017": 1,
    "we hadn't opened it before 2017": 1,
    "we did not have it before 2018": 0,  # that is from 2018 on
    "het bestond niet in 2016": 0,
    "mail does not work from the vm of 2016": 0,
    "we are not sure, 2016": 0,
    "port 25 does not work. payg, 2016": 0,
}


@pytest.mark.parametrize(("text", "denied"), DENIED_DAYS.items())
def test_a_denied_date_is_marked_so(text: str, denied: int, library: Library) -> None:
    marks = _marks(text, library)
    assert sum(map(marks.is_denied, marks.dates)) == denied


def test_a_known_value_is_denied_by_what_holds_all_of_it(library: Library) -> None:
    marks = _marks("it is not from 2016, and no payg", library)
    assert marks.denies(parse_interval("2016-03-01/2016-03-31"))
    assert not marks.denies(parse_interval("2016-03-01/2017-03-31"))
    assert marks.denies("pay_as_you_go")
    assert not marks.denies("csp")


def test_letters_that_touch_a_figure_are_of_no_language(library: Library) -> None:
    assert _marks("postfix on B2s, westeurope, payg 2019", library).language == "en"


def test_a_partner_is_no_type(library: Library) -> None:
    assert _marks("we bought it through a partner, they invoice us", library).types == []
    assert [one.value for one in _marks("we are a gold partner", library).types] == [
        "microsoft_partner_network"
    ]


@pytest.mark.parametrize(
    ("text", "may_be"),
    [
        ("our parent has an EA", True),
        ("we had an EA", True),
        ("the EA ended", True),
        ("we have had our EA since 2015", False),
        ("we have had an EA since 2015", False),
        ("our EA, and a colleague asks", False),
        ("our parent has an EA, we have payg", False),
    ],
)
def test_the_only_type_may_be_anothers_or_a_former_one(text: str, may_be: bool, library: Library) -> None:
    assert _marks(text, library).may_be_anothers is may_be
