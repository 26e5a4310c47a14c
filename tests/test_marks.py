"""The exact part of reading: types, other mentions, and words that give way to what they are."""

import pytest
from marked import marked

from knowledge.library import Library
from knowledge.mentions.marks import TYPE_KINDS

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
PLAIN = {
    "our MSDN subscription": "our <type> <type>",
    "since 14 March 2019": "<date> <date> <date> <date>",
    "via smtp.sendgrid.net:587": "via <relay> 587",
    "port 25 on 10.0.0.4": "port 25 on <host>",
    "47 users": "<n> users",
    "Mag onze VM mailen?": "mag onze vm mailen",
}


@pytest.mark.parametrize(("text", "types"), TYPES.items())
def test_types_are_found_in_the_order_of_the_message(text: str, types: list[str], library: Library) -> None:
    assert [mention.value for mention in marked(text, library).types] == types


@pytest.mark.parametrize(("text", "mention"), MENTIONS.items())
def test_a_phrase_is_a_mention_of_its_kind(text: str, mention: tuple[str, str], library: Library) -> None:
    assert mention in {(found.kind, found.value) for found in marked(text, library).meant}


@pytest.mark.parametrize(("text", "plain"), PLAIN.items())
def test_names_dates_numbers_and_hosts_give_way_to_what_they_are(
    text: str, plain: str, library: Library
) -> None:
    assert " ".join(marked(text, library).plain) == plain


def test_only_an_offer_number_is_a_code(library: Library) -> None:
    marks = marked("MS-AZR-0003P, that is pay-as-you-go", library)
    assert [marks.is_code(mention) for mention in marks.types] == [True, False]


def test_a_word_that_may_be_a_slip_of_a_type_is_a_weak_name(library: Library) -> None:
    assert [mention.kind for mention in marked("cps", library).types] == [TYPE_KINDS[1]]


def test_a_list_of_names_is_cut_and_told_to_be_overfull(library: Library) -> None:
    few, many = marked("payg " * 10, library), marked("payg " * 100, library)
    assert (few.overfull, many.overfull, len(many.types)) == (False, True, 40)


def test_letters_that_touch_a_figure_are_of_no_language(library: Library) -> None:
    assert marked("postfix on B2s, westeurope, payg 2019", library).language == "en"


def test_a_partner_is_no_type(library: Library) -> None:
    assert marked("we bought it through a partner, they invoice us", library).types == []
    assert [one.value for one in marked("we are a gold partner", library).types] == [
        "microsoft_partner_network"
    ]
