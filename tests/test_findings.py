"""What a clear message tells of each fact, and what it does not tell."""

import pytest
from conftest import TODAY
from found import found_in, likeliest

from knowledge.answer import answer
from knowledge.case.memory import EMPTY_CASE
from knowledge.library import Library

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


@pytest.mark.parametrize(("fact", "text", "value"), CASES)
def test_the_likeliest_value_is_what_the_message_tells(
    fact: str, text: str, value: str | None, library: Library
) -> None:
    assert likeliest(fact, text, library) == value


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
    assert likeliest(fact, text, library) is None


@pytest.mark.parametrize("text", [text for _, text, _ in CASES[::4]])
def test_the_values_of_a_fact_are_together_certain_and_the_likeliest_first(
    text: str, library: Library
) -> None:
    for candidates in found_in(text, library).facts.values():
        shares = [one.p for one in candidates]
        assert sum(shares) == pytest.approx(1)
        assert shares == sorted(shares, reverse=True)


def test_a_type_is_found_with_its_words(library: Library) -> None:
    best = found_in("The portal shows MS-AZR-0003P. Is port 25 blocked for us?", library).facts[
        "subscription"
    ][0]
    assert best.words == "ms-azr-0003p"


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
