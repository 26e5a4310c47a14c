"""Every way to say a day becomes the interval of days it can mean."""

import pytest
from conftest import TODAY

from knowledge.dates.intervals import find_dates
from knowledge.library import Library
from knowledge.words.text import read_words

ENGLISH = {
    "created 11/14/2017": "2017-11-14",
    "on 15 November 2017 itself": "2017-11-15",
    "November 15th, 2017": "2017-11-15",
    "the 3rd of December, 2017": "2017-12-03",
    "Dec 3 2017": "2017-12-03",
    "2021-06-02T08:14:33Z": "2021-06-02",
    "payg 2018-03": "2018-03-01/2018-03-31",
    "csp, 2016 march i think": "2016-03-01/2016-03-31",
    "made 2017 Dec. 5": "2017-12-05",
    "sponsorship 2017 nov 25 blocked?": "2017-11-01/2017-11-30",
    "the end of 2016, around christmas": "2016-12-24/2016-12-26",
    "2018 kings day": "2018-04-26/2018-04-28",
    "in 2018 may we send mail": "2018-01-01/2018-12-31",
    "MSDN 2018 may": "2018-05-01/2018-05-31",
    "11-2017": "2017-11-01/2017-11-30",
    "15/11/17": "2017-11-15",
    "since 2017": "2017-01-01/2017-12-31",
    "sometime in Q4 2017": "2017-10-01/2017-12-31",
    "the second quarter of 2018": "2018-04-01/2018-06-30",
    "older than 2018": "before:2018-01-01",
    "not older than 2018": "from:2018-01-01",
    "created after 2018": "from:2019-01-01",
    "from before Nov 2017": "before:2017-11-01",
    "no later than 2016": "before:2017-01-01",
    "2018 or later": "from:2018-01-01",
    "2016 or earlier": "before:2017-01-01",
    "2016 or 2017": "2016-01-01/2017-12-31",
    "between 2015 and 2016": "2015-01-01/2016-12-31",
    "between october and december 2017": "2017-10-01/2017-12-31",
    "nine years ago": "2017-01-01/2017-12-31",
    "three months ago": "2026-08-01/2026-08-31",
    "two weeks ago": "2026-11-09/2026-11-15",
    "more than 9 years ago": "before:2018-01-01",
    "older than 9 years": "before:2018-01-01",
    "less than 2 years old": "2024-01-01/2026-11-23",
    "about nine years old": "2016-07-02/2018-07-02",
    "around 2018": "2017-07-02/2019-07-02",
    "early 2016": "2016-01-01/2016-04-29",
    "mid november 2017": "2017-11-11/2017-11-20",
    "end of november 2017": "2017-11-21/2017-11-30",
    "the first half of 2017": "2017-01-01/2017-06-30",
    "summer 2018": "2018-06-01/2018-09-30",
    "winter 2017": "2017-01-01/2018-02-28",
    "last year": "2025-01-01/2025-12-31",
    "this september": "2026-09-01/2026-09-30",
    "this spring": "2026-03-01/2026-06-30",
    "last spring": "2025-03-01/2026-06-30",
    "yesterday": "2026-11-22",
    "since monday": "2026-11-16",
    "a few years ago": "2020-11-24/2025-11-23",
    "novmber 2018": "2018-11-01/2018-11-30",
}
DUTCH = {
    "15/11/2017": "2017-11-15",
    "11-12-2017": "2017-12-11",
    "ergens tussen oktober en december 2017": "2017-10-01/2017-12-31",
    "begin 2018": "2018-01-01/2018-04-30",
    "medio 2017": "2017-05-01/2017-08-31",
    "van voor november 2017": "before:2017-11-01",
    "na 15 november 2017": "from:2017-11-16",
    "uiterlijk 2016": "before:2017-01-01",
    "2e kwartaal 2018": "2018-04-01/2018-06-30",
    "drie jaar geleden": "2023-01-01/2023-12-31",
    "vorig jaar": "2025-01-01/2025-12-31",
    "afgelopen maand": "2026-10-01/2026-10-31",
    "eergisteren": "2026-11-21",
    "mrt 2020": "2020-03-01/2020-03-31",
    "in de zomer van 2017": "2017-06-01/2017-09-30",
    "sinds maart 2019": "2019-03-01/2019-03-31",
    "vóór 15 november 2017": "before:2017-11-15",
    "vanaf 2018": "from:2018-01-01",
}
OF_A_YEAR = {
    "vorig jaar ergens. maart of april ofzo": "2025-03-01/2025-04-30",
    "vorig jaar, in maart": "2025-03-01/2025-03-31",
    "last year, march or april i think": "2025-03-01/2025-04-30",
    "since last year, march or april": "2025-03-01/2025-04-30",
    "sinds vorig jaar, maart": "2025-03-01/2025-03-31",
    "last year, probably june": "2025-06-01/2025-06-30",
    "2018, may or june": "2018-05-01/2018-06-30",
}
SPOKEN_YEARS = {
    "created in twenty eighteen": "2018-01-01/2018-12-31",
    "twenty twenty": "2020-01-01/2020-12-31",
    "from twenty twenty-four": "2024-01-01/2024-12-31",
    "back in oh fourteen": "2014-01-01/2014-12-31",
    "two thousand and sixteen": "2016-01-01/2016-12-31",
    "2k16, I believe": "2016-01-01/2016-12-31",
    "since march twenty twenty two": "2022-03-01/2022-03-31",
    "spring two thousand nineteen": "2019-03-01/2019-06-30",
    "the twenty first of june twenty twenty": "2020-06-21",
    "april the third, twenty fifteen": "2015-04-03",
    "between twenty fifteen and twenty seventeen": "2015-01-01/2017-12-31",
    "before twenty eighteen": "before:2018-01-01",
    "sinds tweeduizend en achttien": "2018-01-01/2018-12-31",
    "uit tweeduizendzestien": "2016-01-01/2016-12-31",
    "mei tweeduizendéénentwintig": "2021-05-01/2021-05-31",
    "eind twintig zestien": "2016-08-31/2016-12-31",
    "herfst tweeduizend veertien": "2014-09-01/2014-12-31",
    "de twaalfde juni tweeduizend negentien": "2019-06-12",
    "vijf maart twintig twintig": "2020-03-05",
    "twaalf elf tweeduizend zeventien": "2017-11-12",
    "acht elf zestien": "2016-11-08",
}
SPANS = {
    "eighteen months ago": "2025-05-01/2025-05-31",
    "it is two years and a half old": "2024-01-23/2024-09-23",
    "seven and a half years old": "2019-01-23/2019-09-23",
    "half a year old": "2026-01-23/2026-09-23",
    "2.5 years ago": "2024-01-23/2024-09-23",
    "a year or two ago": "2024-01-01/2025-12-31",
    "three or four years ago": "2022-01-01/2023-12-31",
    "several years old": "2020-11-22/2025-11-23",
    "years ago": "2014-11-23/2025-11-23",
    "since 5 years": "2020-07-02/2022-07-02",
    "ours for sixteen years": "2009-07-02/2011-07-02",
    "5 years and a bit old": "2020-11-22/2021-11-23",
    "a decade ago": "2016-01-01/2016-12-31",
    "aged nine years": "2016-07-02/2018-07-02",
    "four years": "2021-07-02/2023-07-02",
    "no more than six months old": "2026-05-01/2026-11-23",
    "it is not older than three years": "2023-01-01/2026-11-23",
    "at least eleven years old": "before:2016-01-01",
    "our trial is on day nine": "2026-11-14/2026-11-15",
    "third week of the free trial": "2026-11-02/2026-11-09",
    "zeventien maanden geleden": "2025-06-01/2025-06-30",
    "tweeënhalf jaar oud": "2024-01-23/2024-09-23",
    "tien en een half jaar geleden": "2016-01-23/2016-09-23",
    "een halfjaartje geleden": "2026-01-23/2026-09-23",
    "jaar of zes terug": "2019-07-02/2021-07-02",
    "jaartje of 3 oud": "2022-07-02/2024-07-01",
    "al een paar jaar": "2020-11-22/2025-11-23",
    "hooguit vijftien weken oud": "2026-08-10/2026-11-23",
    "zeker niet ouder dan een jaar": "2025-01-01/2026-11-23",
    "minstens dertien jaar oud": "before:2014-01-01",
    "nog geen week oud": "2026-11-16/2026-11-23",
    "Leeftijd: 7 jaar": "2018-07-02/2020-07-01",
    "proefperiode, dag drie": "2026-11-20/2026-11-21",
}
EVENTS = {
    "before the first lockdown": "before:2020-03-12",
    "during the second lockdown": "2020-10-14/2021-06-09",
    "before covid": "before:2020-03-01",
    "the day after the Brexit vote": "2016-06-25",
    "the year of the Rio Games": "2016-01-01/2016-12-31",
    "the summer of the Tokyo Olympics": "2021-06-01/2021-09-30",
    "winter olympics in Pyeongchang": "2018-02-09/2018-02-25",
    "during the Brazil world cup": "2014-06-12/2014-07-13",
    "the week Putin attacked Ukraine": "2022-02-21/2022-02-27",
    "after the death of Queen Elizabeth": "from:2022-09-20",
    "the month of the storming of the Capitol": "2021-01-01/2021-01-31",
    "when the Suez canal was blocked": "2021-03-23/2021-03-29",
    "a week before the Notre Dame fire": "2019-04-05/2019-04-12",
    "two months after the CrowdStrike outage": "2024-09-06/2024-10-07",
    "pre-GDPR": "before:2018-05-25",
    "when Windows 11 came out": "2021-10-05/2021-11-30",
    "Trump's second inauguration": "2025-01-20/2025-01-21",
    "since Biden was elected": "2020-11-03/2020-11-07",
    "just before log4j": "2021-08-11/2021-12-08",
    "heartbleed": "2014-04-07/2014-04-30",
    "it was not there yet when ChatGPT launched": "from:2022-11-30",
    "kort na de eerste lockdown": "2020-06-30/2020-10-28",
    "op Brexitdag": "2020-01-31/2020-02-01",
    "tijdens de Spelen in Tokio": "2021-07-23/2021-08-08",
    "het EK in Duitsland": "2024-06-14/2024-07-14",
    "vóór de oorlog in Oekraïne": "before:2022-02-24",
    "de dag dat de Queen stierf": "2022-09-08/2022-09-19",
    "toen de Ever Given vastliep": "2021-03-23/2021-03-29",
    "de brand van de Notre-Dame": "2019-04-15/2019-04-16",
    "toen de AVG inging": "2018-05-25/2018-06-30",
    "na de aanslagen in Brussel": "from:2016-04-01",
    "het jaar waarin Trump voor het eerst verkozen werd": "2016-01-01/2016-12-31",
    "toen Biden werd beëdigd": "2021-01-20/2021-01-21",
}
BOOK_YEARS = {
    "FY19": "2018-07-01/2019-12-31",
    "FY18/19": "2018-04-01/2019-12-31",
    "fiscal year twenty twenty one": "2020-07-01/2021-12-31",
    "school year 19/20": "2019-08-01/2020-08-31",
    "this academic year": "2026-08-01/2026-11-23",
    "boekjaar 2016": "2015-07-01/2016-12-31",
    "schooljaar 2011-12": "2011-08-01/2012-08-31",
    "academiejaar 2016/2017": "2016-08-01/2017-08-31",
    "vorig schooljaar": "2025-08-01/2026-08-31",
}
SHORT_YEARS = {
    "summer '19": "2019-06-01/2019-09-30",
    "Q3-18": "2018-07-01/2018-09-30",
    "Q2 '16": "2016-04-01/2016-06-30",
    "zomer 18": "2018-06-01/2018-09-30",
    "sinds begin 19": "2019-01-01/2019-04-30",
    "okt '16": "2016-10-01/2016-10-31",
}
NUMERIC = {
    "20190704": "2019-07-04",
    "20220101T0000Z": "2022-01-01",
    "3.xi.2019": "2019-11-03",
    "28-II-17": "2017-02-28",
    "04-2018 t/m 09-2018": "2018-04-01/2018-09-30",
    "01/2016-06/2016": "2016-01-01/2016-06-30",
    "2014 until 2016": "2014-01-01/2016-12-31",
    "winter van 2018 op 2019": "2018-12-01/2019-02-28",
    "2021-W07": "2021-02-15/2021-02-21",
    "2k21-wk7": "2021-02-15/2021-02-21",
    "week 12 van 2019": "2019-03-18/2019-03-24",
}
PASTED = {
    "it says `created 12 May 2016`": "2016-05-12",
    "```\nactivated: 2018-05-04\n```": "2018-05-04",
    "volgens de mail `25.08.2022`": "2022-08-25",
}
KINDS = [OF_A_YEAR, SPOKEN_YEARS, SPANS, EVENTS, BOOK_YEARS, SHORT_YEARS, NUMERIC, PASTED]


EVERYDAY = ["maakt dat uit?", "heeft u dat?", "het staat vast", "zonder taart", "our working story"]


@pytest.mark.parametrize("text", EVERYDAY)
def test_everyday_words_are_no_slips_of_the_words_of_dates(text: str, library: Library) -> None:
    assert _found(text, library) == []


def _found(text: str, library: Library, *, day_first: bool = False) -> list[str]:
    dates = find_dates(read_words(text), library.reading.date_words, TODAY, day_first=day_first)
    return [str(found.interval) for found in dates]


@pytest.mark.parametrize(("text", "interval"), ENGLISH.items())
def test_english_dates(text: str, interval: str, library: Library) -> None:
    assert _found(text, library) == [interval]


@pytest.mark.parametrize(("text", "interval"), DUTCH.items())
def test_dutch_dates(text: str, interval: str, library: Library) -> None:
    assert _found(text, library, day_first=True) == [interval]


@pytest.mark.parametrize(("text", "interval"), [pair for kind in KINDS for pair in kind.items()])
def test_dates_of_every_kind(text: str, interval: str, library: Library) -> None:
    assert _found(text, library, day_first=True) == [interval]


def test_a_pasted_address_is_no_impossible_date(library: Library) -> None:
    assert _found("```connect to mx.yandex.ru[77.88.21.249]:25```", library) == []


def test_a_day_and_month_that_could_be_swapped_keep_both_readings(library: Library) -> None:
    found = find_dates(read_words("11/12/2017"), library.reading.date_words, TODAY, day_first=False)
    assert sorted(map(str, found[0].readings)) == ["2017-11-12", "2017-12-11"]


def test_a_month_with_a_small_number_is_a_day_or_a_year(library: Library) -> None:
    found = find_dates(read_words("nov 17"), library.reading.date_words, TODAY, day_first=False)
    assert sorted(map(str, found[0].readings)) == ["2017-11-01/2017-11-30", "2026-11-17"]


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("the real one (may 2018)", "2018-05-01/2018-05-31"),
        ("abonnement 2: maart 2019", "2019-03-01/2019-03-31"),
        ("second of may 2018", "2018-05-02"),
        ("created on 20, november 2017", "2017-11-20"),
    ],
)
def test_a_number_in_another_clause_is_no_day_of_the_month(
    text: str, interval: str, library: Library
) -> None:
    assert _found(text, library) == [interval]


@pytest.mark.parametrize(
    ("text", "interval"), [("before nov 17", "before:2026-11-17"), ("before 11/12/2017", "before:2017-12-11")]
)
def test_before_either_of_two_readings_is_before_the_later(
    text: str, interval: str, library: Library
) -> None:
    assert _found(text, library) == [interval]


def test_a_day_that_does_not_exist_is_kept_as_such(library: Library) -> None:
    assert _found("31/02/2018", library) == ["None"]


@pytest.mark.parametrize(
    "text",
    [
        "exchange 2016 on windows server 2019",
        "port 2017",
        "may we send mail",
        "2016 mails",
        "1234",
        "March on",
        "may one send mail",
        "may first need an exemption",
        "a march on the office",
        "oh twelve of our machines fail",
        "twenty five servers",
        "since day one",
        "in 3 years we will move",
        "een jaar of langer",
        "24 hours a day 7 days a week",
        "Dag, 3 vragen",
        "our Paris office",
        "for GDPR reasons",
        "voor de AVG moeten we loggen",
        "the crowdstrike agent blocks it",
        "windows 10 laptop",
        "the fall 20 percent saw",
        "ticket 20191231",
        "20211301",
        "van 18",
        "direct on port 25. May it?",
    ],
)
def test_what_only_looks_like_a_date_is_none(text: str, library: Library) -> None:
    assert _found(text, library) == []
