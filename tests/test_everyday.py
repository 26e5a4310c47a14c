"""Eleven thousand everyday questions on other subjects, with words of ours as bait: no verdict for any."""

from itertools import product

import pytest
from conftest import TODAY

from knowledge.answer import answer
from knowledge.case.memory import EMPTY_CASE
from knowledge.library import Library

ENGLISH = (
    "how do I {verb} my {thing}?",
    "since 2018 I cannot {verb} the {thing}",
    "who can {verb} the {thing} on 25 November?",
    "my {thing} was opened before 2017, can I still {verb} it?",
    "the {thing} is blocked, please help me {verb} it",
    "why does it cost 25 euros to {verb} a {thing}?",
    "is it possible to {verb} a {thing} directly, without a partner?",
    "they refused to {verb} my {thing} last week",
    "we have an enterprise {thing} since 2019, may we {verb} it?",
    "do students have to {verb} a {thing}?",
    "hi, quick one: where do I {verb} a {thing} these days",
    "I tried to {verb} my {thing} twice and it failed both times",
    "can my partner {verb} the {thing} for me?",
    "is there a limit on how often you can {verb} a {thing}?",
    "my colleague said I should {verb} the {thing} before Friday",
    "please {verb} my {thing}, thanks",
    "what happens if I never {verb} the {thing}?",
    "the subscription for my {thing} ends in March, how do I {verb} it",
    "got a call telling me to {verb} my {thing}, is that real?",
    "at gate 25 they told me to {verb} the {thing}, what now?",
)
DUTCH = (
    "hoe kan ik mijn {thing} {verb}?",
    "sinds 2018 kan ik de {thing} niet {verb}",
    "wie kan op 25 november de {thing} {verb}?",
    "mijn {thing} is van voor 2017, mag ik die nog {verb}?",
    "de {thing} is geblokkeerd, hoe moet ik die {verb}?",
    "waarom kost het 25 euro om een {thing} te {verb}?",
    "ze hebben geweigerd om mijn {thing} te {verb}",
    "moeten studenten een {thing} {verb}?",
    "hoi, even een vraagje: waar kan ik een {thing} {verb}",
    "ik heb twee keer geprobeerd mijn {thing} te {verb} en het lukt niet",
    "kan mijn partner de {thing} voor mij {verb}?",
    "mijn collega zegt dat ik de {thing} vóór vrijdag moet {verb}",
    "wat als ik mijn {thing} nooit laat {verb}?",
    "het abonnement van mijn {thing} loopt af in maart, hoe kan ik het {verb}",
    "aan loket 25 zeiden ze dat ik mijn {thing} moet {verb}, en nu?",
)
ENGLISH_THINGS = [
    thing.strip()
    for thing in """
    savings account, train ticket, passport, library card, parking permit, hotel room,
    mortgage, bicycle, laptop, printer, wifi router, spreadsheet,
    calendar invite, database, web shop, docker container, VPN connection, phone contract,
    gym membership, health insurance, pizza order, concert ticket, garden hose, tax return,
    student loan, bus pass, credit card, password, backup job, git branch,
    meeting room, coffee machine, expense report, driving licence, visa
    """.split(",")
]
ENGLISH_VERBS = ("renew", "cancel", "upgrade", "book", "repair", "find", "open", "request", "move", "share")
DUTCH_THINGS = [
    thing.strip()
    for thing in """
    spaarrekening, treinkaart, identiteitskaart, bibliotheekpas, parkeerkaart, hotelkamer,
    fiets, laptop, printer, router, agenda, database,
    webwinkel, verzekering, sportkaart, bestelling, concertkaart, belastingbrief,
    studielening, buskaart, bankkaart, wachtwoord, vergaderzaal, koffiemachine,
    onkostennota, rijbewijs, sleutel, telefoon, wasmachine, tuinslang
    """.split(",")
]
DUTCH_VERBS = (
    "verlengen",
    "annuleren",
    "boeken",
    "herstellen",
    "vinden",
    "openen",
    "aanvragen",
    "verhuizen",
    "delen",
)


@pytest.mark.timeout(400)  # all questions of a language at once, since it is their share that counts
@pytest.mark.parametrize(
    ("templates", "verbs", "things"),
    [(ENGLISH, ENGLISH_VERBS, ENGLISH_THINGS), (DUTCH, DUTCH_VERBS, DUTCH_THINGS)],
    ids=["en", "nl"],
)
def test_no_everyday_question_gets_a_verdict_and_nearly_all_are_turned_away(
    templates: tuple[str, ...], verbs: tuple[str, ...], things: list[str], library: Library
) -> None:
    questions = [template.format(verb=v, thing=t) for template, v, t in product(templates, verbs, things)]
    assert len(questions) > 4_000
    found = [answer(text, EMPTY_CASE, library, edition="2018-11-20", today=TODAY) for text in questions]
    assert [one.outcomes for one in found if any(part.verdict for part in one.parts)] == []
    taken_in = sum(one.outcome not in ("out_of_scope", "courtesy") for one in found)
    assert taken_in <= 0.01 * len(questions)
