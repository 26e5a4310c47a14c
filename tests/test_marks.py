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


@pytest.mark.parametrize("text", ["I don't know which type", "geen idee welk type", "we are not sure"])
def test_not_knowing_is_noticed(text: str, library: Library) -> None:
    assert _marks(text, library).unknowing()


def test_knowing_is_not_taken_for_not_knowing(library: Library) -> None:
    assert not _marks("I know the type: CSP", library).unknowing()


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


@pytest.mark.parametrize(
    ("text", "taken_up"),
    [
        ("The quota id is PayAsYouGo_2014-09-01, so we are from 2014.", [True]),
        ("PayAsYouGo_2014-09-01 staat er, dus september 2014?", [True]),
        ("The quota id is PayAsYouGo_2014-09-01, but we signed up in May 2019.", [False]),
        ("Pay-as-you-go, since 2014.", [False]),
    ],
)
def test_a_date_may_take_up_the_one_in_an_offers_name(
    text: str, taken_up: list[bool], library: Library
) -> None:
    marks = _marks(text, library)
    assert [marks.is_of_id(day) for day in marks.dates] == taken_up


@pytest.mark.parametrize(
    ("text", "stamps"),
    [
        ("Nov 24 09:12:44 mx1 postfix/smtp[2]: connect to mx.example.org[10.0.0.1]:25: timed out", [True]),
        ("`Nov 24` says the invoice", [False]),
        ("`11/12/2017` is when it was created", [False]),
        ("created Nov 24, 9 VMs", [False]),
    ],
)
def test_a_date_may_stamp_a_line_of_a_log(text: str, stamps: list[bool], library: Library) -> None:
    marks = _marks(text, library)
    assert [marks.is_of_log(day) for day in marks.dates] == stamps


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


@pytest.mark.parametrize(
    ("text", "of_a_bill"),
    [
        ("the invoice in my hand says March 2018", False),  # what stands between may be of anything
        ("a receipt dated 3 March 2018", True),
        ("op de rekening staat maart 2018", True),
        ("our earliest invoice is from March 2018", False),
        ("signed up in March 2018, no bill yet", False),
        ("the bill came. March 2018 it was", False),
    ],
)
def test_a_bills_day_is_marked_so_unless_it_is_the_first_one(
    text: str, of_a_bill: bool, library: Library
) -> None:
    marks = _marks(text, library)
    assert marks.is_of_a_bill(marks.dates[0]) is of_a_bill


@pytest.mark.parametrize(
    ("text", "of_all"),
    [
        ("created together in May 2018", True),
        ("in mei 2021 twee tegelijk genomen", True),
        ("our EA from 2018 and the same for them", False),
        ("the payg is from 2019, it sends mail for us", False),
    ],
)
def test_a_date_is_of_all_where_that_is_said_and_it_stands_by_no_type(
    text: str, of_all: bool, library: Library
) -> None:
    marks = _marks(text, library)
    assert any(map(marks.is_of_all, marks.dates)) is of_all


@pytest.mark.parametrize(
    ("text", "out"),
    [
        ("what if we take out an MPN?", True),
        ("sign up for a pay as you go", True),
        ("en als we een EA nemen?", True),
        ("neem een EA", True),
        ("what if it were Azure in Open?", False),
        ("would port 25 be open for an MPN?", False),
        ("take MPN, same day", False),
        ("in order to send from MPN", False),
    ],
)
def test_a_subscription_is_taken_out_where_a_verb_of_getting_leads_to_it(
    text: str, out: bool, library: Library
) -> None:
    assert _marks(text, library).takes_one_out is out


@pytest.mark.parametrize(
    ("text", "former"),
    [
        ("we had been approved before that", True),
        ("eerder hadden we wel toestemming gekregen", True),
        ("we had it granted last week after all", False),
        ("good news, they had it approved yesterday", False),
        ("wij hadden gisteren bericht dat de vrijstelling is verleend", False),
    ],
)
def test_a_grant_is_of_the_past_where_it_was_had_before(text: str, former: bool, library: Library) -> None:
    assert _marks(text, library).tells_of_a_former_grant is former


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("it is not because of the refusal", False),
        ("het ligt niet aan de weigering", False),
        ("onze aanvraag is door Microsoft niet geweigerd", True),
        ("our exemption works because not refused", True),
    ],
)
def test_a_refusal_is_denied_unless_it_is_a_cause(text: str, denied: bool, library: Library) -> None:
    assert _marks(text, library).denies_refusal is denied


def test_a_common_word_is_no_denial_with_a_slip(library: Library) -> None:
    assert not _marks("ons verzoek om poort 25 vrij te geven is afgewezen", library).denies_refusal
    assert _marks("gee afwijzing gekregen", library).denies_refusal
