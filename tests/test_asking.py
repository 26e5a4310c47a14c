"""What is asked in set words beside a case is found sentence by sentence, and nothing else is so."""

import pytest

from knowledge.mentions.asking import asides_in, parted
from knowledge.words.text import read_words


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("What exactly is an exemption?", ["what_exemption_is"]),
        ("pardon, exemption means what", ["what_exemption_is"]),
        ("wat houdt dat in, een vrijstelling? ... wat is een vrijstelling?", ["what_exemption_is"]),
        ("what does authenticating mean", ["authentication"]),
        ("wat bedoel je met authenticatie?", ["authentication"]),
        ("And a smart host, what is that?", ["relay_is"]),
        ("sorry, what are VMs?", ["vm_is"]),
        ("which version of the page are you on", ["edition"]),
        ("volgens welke editie is dat?", ["edition"]),
        ("so which edition applies now?", ["which_counts"]),
        ("en welke van de twee versies geldt nu eigenlijk?", ["which_counts"]),
        ("is that unchanged in 2021 and 2023?", ["own_changes"]),
        ("hoelang moet ik daarop wachten?", []),
        ("welke editie geldt officieel, 2018 of 2023?", ["which_counts"]),
        ("which one should I believe?", ["which_of_two"]),
        ("maar welke van de twee geldt nu voor ons?", ["which_of_two"]),
        ("bronnen graag", ["source"]),
        ("Kun je me de letterlijke tekst geven?", ["wording"]),
        ("cite the passage, please", ["wording"]),
        ("does it say that literally, or is it your conclusion?", ["basis"]),
        ("leid je dat zelf af of staat dat in de tekst?", ["basis"]),
        ("what about the day itself?", ["own_day"]),
        ("does the date on the bill count?", ["which_date"]),
        ("welke datum telt er nu?", ["which_date"]),
        ("is a new server in our old subscription a new one?", ["which_date"]),
        ("de machine zelf is een jaar oud, maakt dat iets uit?", ["which_date"]),
        ("what goes... what should I put in the form?", ["what_to_write"]),
        ("hoe verwoord ik de reden?", ["what_to_write"]),
        ("heb je een voorbeeldtekst?", ["what_to_write"]),
        ("ik bedoel een tekst die ik kan plakken in het verzoek", ["what_to_write"]),
        ("die reden gaf ik net al, kun je ze erin zetten?", ["what_to_write"]),
        ("can you put in the reason I gave", ["what_to_write"]),
        ("text for our csp please", ["what_to_write"]),
        ("can you write me a note I can copy into the request?", ["what_to_write"]),
        ("kun je een mailtje schrijven dat naar onze leverancier kan?", ["what_to_write"]),
        ("summarise our state in three lines", ["in_short"]),
        ("maak me es een tekstje voor den baas, over ons eigen abo", ["in_short"]),
        ("could you do a summary for our board?", ["in_short"]),
        ("kan je dat even samenvatten voor mijn baas?", ["in_short"]),
        ("my boss wants a text from the provider", []),
        ("iets om door te sturen graag", ["in_short"]),
        ("do I need to ring Microsoft, yes or no?", ["must_i_ask"]),
        ("can we file the request ourselves", ["must_i_ask"]),
        ("mogen wij het niet zelf bij Microsoft aanvragen?", ["must_i_ask"]),
        ("what decides, date or type?", ["types_overview"]),
        ("wat moet hij nu precies doen?", ["what_now"]),
        ("waar staat dat?", ["source"]),
        ("wie beslist er, de partner of Microsoft?", ["who_decides"]),
        ("een korte e-mail die ik aan onze partner kan sturen", ["what_to_write"]),
        ("waarop baseer je dat?", ["basis"]),
        ("From which year is 25 shut?", ["since_when"]),
        ("sedert wanneer is poort 25 geblokkeerd", ["since_when"]),
        ("Could Microsoft still refuse?", ["may_be_refused"]),
        ("kan mijn aanvraag afgewezen worden", ["may_be_refused"]),
        ("what should i tell my boss, in one line", ["in_short"]),
        ("and in our actual situation? i mean our own case", ["own_case"]),
        ("wat geldt er nu eigenlijk voor ons?", ["own_case"]),
    ],
)
def test_a_question_in_set_words_is_found(text: str, asked: list[str]) -> None:
    assert [one.what for one in asides_in(read_words(text))] == asked


@pytest.mark.parametrize(
    "text",
    [
        "what does an exemption cover",
        "what is the exemption process",
        "our source IP is on a list",
        "which version of Exchange do you support",
        "we have our own subscription since 2019",
        "our own mail server sends directly",
        "mail to microsoft bounces",
        "mail naar onze leverancier komt niet aan",
        "which one sends the mail?",
        "who should I contact at Microsoft?",
        "what do I do after the approval?",
        "waar staat de server",
        "we refuse to use a relay",
        "the wording on our website is wrong",
        "we run a relay in the office",
        "de vm staat in west europe",
        "say yes in one line",
        "one day, does that count?",
        "the vm itself is of 2023 if that matters",
        "since when can we not mail our customers",
        "the date on our contract",
    ],
)
def test_what_only_looks_like_one_is_none(text: str) -> None:
    assert asides_in(read_words(text)) == ()


def test_what_is_pasted_asks_nothing() -> None:
    assert asides_in(read_words("```what is a vm?```")) == ()


def test_a_message_is_parted_at_its_sentences_and_nothing_moves() -> None:
    message = "It is payg. What is a VM? From 2019!"
    inside, outside = parted(message, read_words(message), {1})
    assert (inside.split(), outside.split()) == (["What", "is", "a", "VM?"], "It is payg. From 2019!".split())
    assert len(inside) == len(outside) == len(message)
