"""What a clear message tells of each fact, and what it does not tell."""

import pytest
from conftest import TODAY

from knowledge.answer import answer
from knowledge.case.memory import EMPTY_CASE
from knowledge.judged.features import NO_TALK, Talk
from knowledge.library import Library
from knowledge.mentions.on_the_way import leads_through_a_firewall
from knowledge.reading.findings import Found
from knowledge.reading.question import read_question

TYPES = {
    "We have an Enterprise Agreement. May our Azure VM send mail on port 25?": "enterprise_agreement",
    "Our VM runs in a BizSpark subscription and cannot send on port 25.": "bizspark",
    "The portal shows MS-AZR-0003P. Is port 25 blocked for us?": "pay_as_you_go",
    "We used to be on BizSpark, now we have a pay-as-you-go subscription. Is port 25 open?": "pay_as_you_go",
    "I have no idea which subscription type we have. Is port 25 open on our Azure VM?": "unknown",
    "May our Azure VM send mail on port 25?": None,
    "Wij hebben een CSP-abonnement. Mag onze VM op poort 25 mailen?": "csp",
    "Wij hebben geen EA maar een CSP-abonnement. Mag onze VM op poort 25 mailen?": "csp",
    "Vroeger hadden we MSDN, nu zitten we op pay-as-you-go. Is poort 25 open?": "pay_as_you_go",
    "Ik weet niet welk type abonnement we hebben. Mag onze VM op poort 25 mailen?": "unknown",
}
DAYS = {
    "Our pay-as-you-go subscription was created in March 2019. Is port 25 blocked?": "2019-03-01/2019-03-31",
    "Our MSDN subscription was opened before November 2017. Is port 25 blocked?": "before:2017-11-01",
    "Pay-as-you-go. The VM was built in 2016. Is port 25 blocked?": None,
    "We're on CSP. Our support ticket is from 3 May 2024. Is port 25 blocked?": None,
    "Since last week our VM cannot send on port 25. We're on CSP.": None,
    "We're on CSP and I don't know when the subscription was created. Is port 25 blocked?": "unknown",
    "Our VM runs on pay-as-you-go. Is port 25 blocked?": None,
    "Our pay-as-you-go subscription was not created before 2017. Is port 25 blocked?": None,
    "Pay-as-you-go; we hadn't opened it before 2017. Is port 25 blocked?": None,
    "Ons pay-as-you-go-abonnement is niet van 2016. Is poort 25 dicht?": None,
    "Ons abonnement (pay-as-you-go) is aangemaakt in maart 2019. Is poort 25 dicht?": "2019-03-01/2019-03-31",
    "Onze VM is gemaakt in 2022, het abonnement (CSP) is van 2015. Mag poort 25?": "2015-01-01/2015-12-31",
    "Sinds vorige week kan onze VM niet meer mailen op poort 25. We zitten op CSP.": None,
    "Geen idee wanneer ons CSP-abonnement is aangemaakt. Is poort 25 dicht?": "unknown",
}
DELIVERIES = {
    "We relay our mail through SendGrid on port 587. Does Azure block that?": "relay",
    "Our application logs in to our provider's mail server with a password, which sends it on.": "relay",
    "Our Postfix on the Azure VM delivers straight to the recipients' mail servers on port 25.": "direct",
    "Our Azure VM talks to the mail servers of the recipients itself. Is that allowed?": "direct",
    "Mail from our Azure VM does not arrive.": None,
    "Onze VM verstuurt alles via de mailserver van Office 365 op poort 587, met een wachtwoord.": "relay",
    "Onze eigen mailserver op Azure levert rechtstreeks af op poort 25. Mag dat?": "direct",
    "Mails van onze Azure-VM komen niet aan.": None,
}
ROUTES = {
    "Our Azure VM sends mail on port 25 through the Azure Firewall. Is that supported?": "paas",
    "Our web app runs in Azure App Service and sends mail on port 25. Is that allowed?": "paas",
    "Our VM has a public IP address and sends straight to the internet on port 25.": "internet",
    "Our Azure VM sends mail on port 25. Is that blocked?": None,
    "Onze VM gaat via de Azure Firewall naar buiten op poort 25. Mag dat?": "paas",
    "Onze Azure-VM verstuurt mail op poort 25. Mag dat?": None,
    "I said from a VM, not App Service": "internet",
    "Van op een VM, geen App Service meer": "internet",
}
NOT_BY_FIREWALL = [
    "Our mail does not go through the Azure Firewall, the VM sends it on port 25 itself.",
    "Onze mail gaat niet door de Azure Firewall, de VM verstuurt ze zelf op poort 25.",
]
EXEMPTIONS = {
    "We asked Microsoft to lift the block and are waiting for an answer. CSP, port 25.": "requested",
    "Pay-as-you-go since 2019, Microsoft granted our exemption for port 25. Is it open?": "granted",
    "Pay-as-you-go since 2019, Microsoft refused our exemption request for port 25. What now?": "refused",
    "Pay-as-you-go since 2019. Is port 25 open for our VM?": None,
    "We hebben een uitzondering aangevraagd en wachten nog op antwoord. CSP, poort 25.": "requested",
    "Ons verzoek voor een uitzondering is goedgekeurd. Pay-as-you-go, poort 25 werkt nog niet.": "granted",
    "Microsoft heeft onze aanvraag geweigerd. Pay-as-you-go uit 2020, poort 25.": "refused",
    "Pay-as-you-go uit 2020. Mag onze VM op poort 25 mailen?": None,
}
RESTARTS = {
    "Our exemption was granted and I rebooted the VM from inside. Port 25 still fails.": "no",
    "Our exemption was granted and we stopped and started all VMs in the portal. Port 25 fails.": "yes",
    "Pay-as-you-go since 2019. Is port 25 open for our VM?": None,
    "De uitzondering is goedgekeurd en alle VM's zijn in de portal gestopt en weer gestart.": "yes",
    "De uitzondering is goedgekeurd en ik heb de VM van binnenuit gereboot. Poort 25 faalt nog.": "no",
}
NOT_GRANTED = [
    "It has not been granted.",
    "No exemption was granted.",
    "approved after all? they had it refused last night",
    "Het antwoord kwam net: niet toegekend.",
    "nog niet goedgekeurd",
    "geen groen licht gekregen",
]
WAITING = Talk(
    None,
    "blocked_request_exemption",
    {
        "subscription": "pay_as_you_go",
        "created": "2022-05-04",
        "delivery": "direct",
        "exemption": "requested",
    },
)
FORMER_AND_NOW = "We used to be on BizSpark, now we have a pay-as-you-go subscription. Is port 25 open?"
CASES = [
    (fact, text, value)
    for fact, table in {
        "subscription": TYPES,
        "created": DAYS,
        "delivery": DELIVERIES,
        "route": ROUTES,
        "exemption": EXEMPTIONS,
        "restarted": RESTARTS,
    }.items()
    for text, value in table.items()
]
FACTS = ("subscription", "created", "delivery", "route", "exemption", "restarted")


def _found(text: str, library: Library) -> Found:
    return read_question(text, library, TODAY, NO_TALK).found


def _likeliest(fact: str, text: str, library: Library) -> str | None:
    value = _found(text, library).facts[fact][0].value
    return None if value is None else str(value)


@pytest.mark.parametrize(("fact", "text", "value"), CASES)
def test_the_likeliest_value_is_what_the_message_tells(
    fact: str, text: str, value: str | None, library: Library
) -> None:
    assert _likeliest(fact, text, library) == value


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("CSP, 2020. We asked to have port 25 opened and they said no, use SendGrid. Stuck?", False),
        ("CSP uit 2020. Support zegt: gebruik SendGrid. Kan poort 25 niet open?", False),
        ("CSP, 2020. We use SendGrid on 587. Is that fine?", True),
        ("IT told me that we send via SendGrid on 587. Allowed?", True),
    ],
)
def test_a_relay_that_somebody_said_to_use_is_not_surely_in_use(
    text: str, sure: bool, library: Library
) -> None:
    relayed = [one.p for one in _found(text, library).facts["delivery"] if one.value == "relay"]
    assert (relayed[0] > 0.9) is sure


@pytest.mark.parametrize("text", NOT_GRANTED)
def test_an_exemption_is_never_surely_granted_where_that_is_denied_or_refused_last(
    text: str, library: Library
) -> None:
    for talk in (NO_TALK, WAITING):
        found = read_question(text, library, TODAY, talk).found.facts["exemption"]
        assert sum(one.p for one in found if one.value == "granted") < 0.2


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("niet goedgekeurd", True),
        ("Microsoft heeft hem niet toegekend.", True),
        ("nog niet goedgekeurd", False),
    ],
)
def test_a_denied_grant_is_a_refusal_where_it_is_not_to_come_yet(
    text: str, refused: bool, library: Library
) -> None:
    best = read_question(text, library, TODAY, WAITING).found.facts["exemption"][0]
    assert (best.value == "refused") is refused


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("We are on the free trial, may our Azure VM send on port 25?", "from:2017-11-15"),
        ("gratis proefversie, poort 25 op onze vm?", "from:2017-11-15"),
        ("my free trial runs out on friday, our Azure VM can't mail on 25", "from:2017-11-15"),
        ("A free trial from 2016, may our Azure VM send on port 25?", "2016-01-01/2016-12-31"),
        ("free trial, port 25, no idea when it was created", "unknown"),
        ("BizSpark, may our Azure VM send on port 25?", None),
    ],
)
def test_a_trial_in_use_began_after_the_day_of_the_policy(
    text: str, day: str | None, library: Library
) -> None:
    assert _likeliest("created", text, library) == day


def test_a_supposed_trial_keeps_the_day_that_is_known(library: Library) -> None:
    talk = Talk(None, "allowed", {"subscription": "bizspark", "created": "2015-03-04", "delivery": "direct"})
    found = read_question("we are on a trial", library, TODAY, talk).found.facts["created"]
    assert found[0].value is None


def test_a_refusal_that_was_turned_is_a_grant(library: Library) -> None:
    found = read_question(
        "They said no at first, yesterday they granted it after all.", library, TODAY, WAITING
    ).found
    assert found.facts["exemption"][0].value == "granted"


@pytest.mark.parametrize(
    ("text", "route"),
    [
        ("we removed the azure firewall", "internet"),
        ("and without the Azure Firewall?", "internet"),
        ("en zonder die azure firewall ertussen?", "internet"),
        ("we bypassed the azure firewall", "internet"),
        ("it goes through the azure firewall without an exemption", "paas"),
        ("our mail on port 25 has gone through the azure firewall since 2019", None),
        ("the azure firewall was not removed, mail still goes through it", None),
        ("we removed the nva and mail on port 25 now goes through the azure firewall", None),
        ("the restriction was removed and mail leaves through the azure firewall", None),
        ("we cannot do it without the azure firewall", None),
    ],
)
def test_without_a_firewall_mail_goes_straight_to_the_internet(
    text: str, route: str | None, library: Library
) -> None:
    talk = Talk(None, "allowed", {"subscription": "enterprise_agreement", "delivery": "direct"})
    may = read_question(text, library, TODAY, talk).facts["route"]
    if route is None:
        assert next((one.p for one in may if one.value == "internet"), 0.0) < 0.5
        return
    assert may[0].value == route
    assert route == "paas" or may[0].p < 0.95


@pytest.mark.parametrize("text", NOT_BY_FIREWALL)
def test_a_firewall_that_is_not_in_the_way_is_no_route(text: str, library: Library) -> None:
    best = _found(text, library).facts["route"][0]
    assert best.value != "paas" or best.p < library.heads.thresholds["verdict alone"]


@pytest.mark.parametrize(
    "text",
    [
        "We don't have an EA. May our Azure VM send mail on port 25?",
        "do we need an EA to send on port 25?",
        "is an EA needed to send mail on port 25",
        "Is er een EA nodig om op poort 25 te mailen?",
        "Our parent company has an EA, port 25 from our azure vm?",
        "Other departments have an EA. May our vm send on port 25?",
        "We used to have an EA, port 25 from azure vm?",
        "Our old EA ended, port 25 from azure vm?",
        "We are looking at an EA; port 25 from our VM?",
        "had een EA tot vorig jaar, mag poort 25 nog?",
        "onze moeder heeft een EA, mag onze vm op poort 25 mailen?",
        "our sister company has an EA, we are on a CSP, port 25?",
        "My colleague has an EA, I have an MSDN subscription. May my VM send mail on port 25?",
        "MSDN today, an EA from next month. Can the VM send on port 25 now?",
        "azure blocks port 25 unless you have an EA, right?",
        "Wij hebben geen EA. Mag onze VM in Azure mailen op poort 25?",
        "we hadden vroeger een EA, nu weet ik het niet. poort 25?",
        "Our pay-as-you-go subscription, the VM was built in 2015. Port 25?",
        "PAYG; ticket of 2016 still open; port 25?",
        "payg, quota id PayAsYouGo_2014-09-01, port 25 on the vm?",
        "pay-as-you-go abonnement, vm uit 2014, poort 25?",
    ],
)
def test_a_type_or_a_date_that_is_not_the_askers_opens_nothing(text: str, library: Library) -> None:
    found = answer(text, EMPTY_CASE, library, edition="2018-11-20", today=TODAY)
    assert "allowed" not in found.outcomes


@pytest.mark.parametrize("fact", FACTS)
@pytest.mark.parametrize("text", ["What is a good pizza?", "Hallo iedereen", ""])
def test_where_nothing_is_told_nothing_is_found(text: str, fact: str, library: Library) -> None:
    assert _likeliest(fact, text, library) is None


@pytest.mark.parametrize("text", [text for _, text, _ in CASES[::4]])
def test_the_values_of_a_fact_are_together_certain_and_the_likeliest_first(
    text: str, library: Library
) -> None:
    for candidates in _found(text, library).facts.values():
        shares = [one.p for one in candidates]
        assert sum(shares) == pytest.approx(1)
        assert shares == sorted(shares, reverse=True)


def test_a_type_is_found_with_its_words(library: Library) -> None:
    best = _found("The portal shows MS-AZR-0003P. Is port 25 blocked for us?", library).facts["subscription"][
        0
    ]
    assert best.words == "ms-azr-0003p"


def test_of_two_types_the_one_of_another_time_is_less_the_asker_s_own(library: Library) -> None:
    former, now = _found(FORMER_AND_NOW, library).types[:2]
    assert (former.own < 0.2, now.own > 0.8) == (True, True)


def test_of_two_dates_the_one_of_the_vm_is_less_the_subscription_s(library: Library) -> None:
    text = "Onze VM is gemaakt in 2022, het abonnement (CSP) is van 2015. Mag poort 25?"
    machine, subscription = _found(text, library).days
    assert (machine.own < 0.5, subscription.own > 0.8) == (True, True)


def test_an_offer_number_is_exact_and_a_name_is_not(library: Library) -> None:
    types = _found("MS-AZR-0003P, that is pay-as-you-go", library).types
    assert [(one.exact, one.value) for one in types] == [(True, "pay_as_you_go"), (False, "pay_as_you_go")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Not on Azure for Students, I am just a student. It is pay-as-you-go, is port 25 open?",
            "pay_as_you_go",
        ),
        ("We are not on CSP. Is port 25 open on our Azure VM?", None),
        ("Wij zitten niet op CSP, het is MSDN. Mag poort 25?", "msdn"),
    ],
)
def test_a_type_that_is_denied_wherever_it_is_named_is_not_the_askers(
    text: str, told: str | None, library: Library
) -> None:
    assert _likeliest("subscription", text, library) == told


@pytest.mark.parametrize(
    "text",
    [
        "nowhere do I see smtp on 587, so our VM sends directly I guess",
        "er staat nergens iets van 587, dus onze vm mailt rechtstreeks",
    ],
)
def test_a_relay_that_is_denied_beside_straight_delivery_is_never_sure(text: str, library: Library) -> None:
    delivery = {one.value: one.p for one in _found(text, library).facts["delivery"]}
    assert delivery.get("relay", 0.0) <= 0.5


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("payg, the bill here is dated 3 June 2019, postfix on 25", False),
        ("payg, the bill here is dated 3 June 2016, postfix on 25", True),
        ("payg, our very first bill is dated 3 June 2019, postfix on 25", True),
    ],
)
def test_a_later_bill_does_not_tell_when_the_subscription_was_made(
    text: str, own: bool, library: Library
) -> None:
    (day,) = _found(text, library).days
    assert (day.own > 0.1) is own


@pytest.mark.parametrize(
    ("text", "doubted"),
    [
        ("payg and MPN, both on port 25 directly. Both broke in 2019", True),
        ("our payg broke in 2019", True),
        ("payg, sinds 2019 kapot", False),  # "sinds" may be since when it is there
        ("our payg was created in 2019", False),
        ("our payg from 2019 sends straight out and fails", False),
    ],
)
def test_since_when_something_fails_is_hardly_a_sign_up(text: str, doubted: bool, library: Library) -> None:
    (day,) = _found(text, library).days
    assert (day.own <= 0.5) is doubted


@pytest.mark.parametrize("denied", ["ot", "nto", "noot", "iet"])
def test_a_denial_with_a_slip_leaves_the_way_in_doubt(denied: str, library: Library) -> None:
    text = f"EA VMs with a public IP, {denied} through the Azure Firewall, port 25?"
    assert answer(text, EMPTY_CASE, library, edition="2018-11-20", today=TODAY).outcome != "unsupported_route"


@pytest.mark.parametrize(
    ("text", "through"),
    [
        ("and an EA through the same firewall?", True),
        ("en als finance met hun EA via de firewall gaat?", True),
        ("and without going through the firewall?", False),
        ("through a FortiGate firewall of our own instead", False),
        ("now mail leaves by the windows firewall only", False),
        ("through the firewall of the office, straight to the internet", False),
    ],
)
def test_a_firewall_that_mail_passes_is_the_known_one(text: str, through: bool, library: Library) -> None:
    known = Talk(None, "unsupported_route", {"subscription": "msdn", "delivery": "direct", "route": "paas"})
    question = read_question(text, library, TODAY, known)
    assert leads_through_a_firewall(question.marks) is through
    assert not through or question.facts["route"][0].value == "paas"


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("not port 25 but 587 fails on PAYG 2021", "direct"),
        ("payg 2021, it does not go out on 25 but on 587", "direct"),
        ("niet via 587 maar via 25, payg 2021", "relay"),
        ("we do not use 587, everything goes on 25", "relay"),
    ],
)
def test_a_port_that_is_denied_beside_another_is_never_sure(text: str, denied: str, library: Library) -> None:
    delivery = {one.value: one.p for one in _found(text, library).facts["delivery"]}
    assert round(delivery.get(denied, 0.0), 6) <= 0.5


@pytest.mark.parametrize(
    "text",
    [
        "Azure Funicons, PAYG 2016: smtp on port 25 straight to the MX?",
        "Heb ik met uAzre in Open (gekocht bij een reseller, 2019) recht op een uitzondering voor poort 25?",
        "app servec, smtp client to port 25. EA. Works?",
        "azure pass, tweel years ago, mail on 25?",
        "ons abonnement (visual udio enterprise, gestart zomer 2020), mails op poort 25?",
        "ex-EA, smtp 25 blocked",
    ],
)
def test_what_a_slip_or_the_past_may_have_made_gets_no_verdict(text: str, library: Library) -> None:
    found = answer(text, EMPTY_CASE, library, edition="2018-11-20", today=TODAY)
    assert found.outcome.startswith("ask_")


@pytest.mark.parametrize(
    "text",
    [
        "we were approved. a shutdown inside the VM and a start in the portal, is that enough?",
        "vrijstelling gekregen. afsluiten in de VM en starten in de portal, volstaat dat?",
    ],
)
def test_who_asks_if_something_would_do_for_a_restart_tells_of_none(text: str, library: Library) -> None:
    done = [one.p for one in _found(text, library).facts["restarted"] if one.value == "yes"]
    assert sum(done) <= 0.1
