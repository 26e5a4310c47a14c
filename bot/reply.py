"""Answer -> Reply: what is said, part by part; a face only decides how it looks. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from bot.about_us import about_us
from bot.asked_back import asked_back
from bot.asked_of import asked_of
from bot.following import followed
from bot.overview import listed, overview
from bot.phrases import Phrases, capital
from bot.rows import own_rows
from bot.section import Reply, Section
from bot.sources import source_lines, told_once
from bot.waiting import either_way, waits
from knowledge.answered import CHANGED, CHANGES, FAREWELL, NO_EDITION, THROUGH, WELCOME, Answer
from knowledge.conversation import EMPTY_CASE
from knowledge.decision import Offered, Otherwise, Part, question_part, told_as_given
from rules.evaluate import Finding, Verdict, evaluate
from rules.interval import Interval
from rules.model import UNKNOWN, Days, FactKind, Facts, Headline, SupportPath, Topic, Value

_ASKS_ITSELF = ("answer_both", "answer_types")  # and need no reminder of the question
_SURE = 0.75  # how sure the facts must be of which it is said what they come to
_OF_EDITIONS = (CHANGES, CHANGED, THROUGH)  # and are told by none of them


def compose(answer: Answer, phrases: Phrases) -> Reply:
    """The reply to a message, in the language of `phrases`."""
    composer = _Composer(answer, phrases)
    sections = [composer.section(part) for part in answer.parts]
    if len(sections) > 1:
        sections = [
            replace(section, title=_headed(composer.head(number, part), section.title))
            for number, (section, part) in enumerate(zip(sections, answer.parts, strict=True), start=1)
        ]
        sections = list(_asking_once(sections, phrases))
    said = [*sections, *_also(answer, phrases), *composer.agreed(), *composer.left_open()]
    return Reply(tuple(told_once(said, answer, phrases)))


def _asking_once(sections: Sequence[Section], phrases: Phrases) -> Iterator[Section]:
    """The sections on several subscriptions: one yes is for all that is offered, asked for at the end."""
    how, of_all = phrases.offer["how"], phrases.offer["how_all"]
    asks = any(how in section.why for section in sections)
    plain = [replace(one, why=tuple(line for line in one.why if line != how)) for one in sections]
    yield from plain[:-1]
    yield replace(plain[-1], notes=(*plain[-1].notes, of_all)) if asks else plain[-1]


def _also(answer: Answer, phrases: Phrases) -> list[Section]:
    """What is said on each further question that came along; of the case all is said above."""
    if answer.also is None:
        return []
    also = replace(answer.also, case=EMPTY_CASE, shelf=answer.shelf, editions=answer.editions)
    composer = _Composer(also, phrases)
    return [*(composer.section(part) for part in also.parts), *_also(also, phrases)]


class _Composer:
    def __init__(self, answer: Answer, phrases: Phrases) -> None:
        self.answer, self.phrases, self.law = answer, phrases, answer.law

    def section(self, part: Part) -> Section:
        """What is said about one part of the answer."""
        if part.verdict is not None:
            whole = self._verdict(part, part.verdict)
            if self.answer.asked:
                return self._asked_of(whole, part)
            of_relay = bool(self._relay_on_25(part.facts))  # which says more than a word does
            said = whole if of_relay else followed(whole, self._worded(part), part, self.phrases)
            return self._left(self._by_its_edition(said, part), part)
        if part.outcome == NO_EDITION:
            return self._no_edition()
        said = self._unsettled(part)
        if self.answer.theme in _OF_EDITIONS:
            return said
        whole = replace(said, why=(*said.why, *self._as_of()))
        return self._left(whole, part) if part.outcome.startswith("ask_") else whole

    def _worded(self, part: Part) -> Answer:
        """The answer, with the word that its message has for a reboot."""
        rebooted = self.answer.question is not None and self.answer.question.rebooted
        return replace(self.answer, word="reboot") if rebooted and _waits(part.verdict) else self.answer

    def _asked_of(self, whole: Section, part: Part) -> Section:
        """What is asked of the verdict, and below it how old its edition is, and which verdict it is."""
        said = asked_of(whole, self.answer, part, self.phrases)
        beside = self._beside(part) if "edition" in self.answer.asked else ()
        if not self.answer.case.facts:  # it stands above
            return replace(said, why=(*said.why, *beside))
        facts, outcome = self._in_short(part.facts, part.headline)
        this = self.phrases.asked["case"].format(facts=facts, outcome=outcome)
        return replace(said, why=(*said.why, *beside, this))

    def _unsettled(self, part: Part) -> Section:
        """What is said where no verdict is told."""
        if part.outcome.startswith("ask_"):
            return self._asking(part)
        of_us = about_us(self.answer, self.phrases)
        if of_us is not None:
            return self._reminding(of_us, part)
        compose_one = {
            "topic_answer": self._said,
            "not_covered": self._not_said,
            "answer_both": self._both,
            "answer_types": self._types,
            "courtesy": self._courtesy,
        }
        return self._reminding(compose_one.get(part.outcome, self._out_of_scope)(part), part)

    def _reminding(self, section: Section, part: Part) -> Section:
        """The section, and below it our question that was left open by what was said."""
        asked = self.answer.case.asked
        leaves = self.answer.theme == FAREWELL or self.answer.leaves_open
        if asked is None or leaves or part.outcome in _ASKS_ITSELF or not self._plays_a_part(asked):
            return section
        title, _ = self._asked(question_part(self.law, f"ask_{asked}", self.answer.case.facts))
        return replace(section, notes=(*section.notes, self.phrases.still_open.format(question=title)))

    def agreed(self) -> list[Section]:
        """What a yes led to, in short, where something else that was asked behind it is answered above."""
        part = self.answer.agreed
        if part is None:
            return []
        facts, outcome = self._in_short(part.facts, part.headline)
        text = self.phrases.agreed["supposed" if self.answer.of_what_if else "told"]
        return [Section(text.format(facts=facts, outcome=outcome))]

    def left_open(self) -> list[Section]:
        """What was offered before, and not answered yet."""
        texts, case = self.phrases.offer, self.answer.case
        if not self.answer.leaves_open:
            return []
        finding = evaluate(self.law, case.offered or {})
        if case.each or not isinstance(finding, Verdict):
            return [Section(texts["left_open_all"])]
        facts, outcome = self._in_short(case.offered or {}, finding.headline)
        then = texts["then"].format(outcome=outcome)
        return [Section(texts["left_open"].format(facts=facts), (then, texts["how"]))]

    def _plays_a_part(self, asked: str) -> bool:
        """Whether what was asked for plays a part in this edition: it may have been asked by another."""
        return asked in self.law.edition.facts or asked not in self.phrases.form

    def _types(self, part: Part) -> Section:
        texts = self.phrases.answer_types
        return Section(texts["title"], (texts["find"], texts["tell"]), read=self._read(part))

    def _courtesy(self, _part: Part) -> Section:
        if self.answer.theme != WELCOME:
            waits = self.answer.case.asked and self.answer.theme != FAREWELL
            return Section(self.phrases.no_hurry if waits else self.phrases.courtesy)
        texts = self.phrases.welcome
        return Section(texts["title"], (texts["how"],))

    def _out_of_scope(self, _part: Part) -> Section:
        texts = self.phrases.out_of_scope
        return Section(texts["title"], (texts["examples"],))

    def head(self, number: int, part: Part) -> str:
        """What tells one of several subscriptions from the others; an offer says that by itself."""
        if part.offered is not None:
            return f"{number}."
        subject = self.law.edition.subject
        days = [name for name, value in part.facts.items() if isinstance(value, Interval) or value == UNKNOWN]
        told = [name for name in dict.fromkeys([subject, *days]) if name in part.facts] or [subject]
        facts = [self.phrases.fact(name, part.facts.get(name, UNKNOWN)) for name in told]
        return self.phrases.part.format(number=number, facts=", ".join(facts))

    # -- the edition that was asked for

    def _by_its_edition(self, section: Section, part: Part) -> Section:
        """The section, which never speaks by another edition without saying so, however short it is."""
        told = (*self._as_of(), *self._beside(part)) if self._as_of() else ()
        return replace(section, why=(*section.why, *(line for line in told if line not in section.why)))

    def _left(self, section: Section, part: Part) -> Section:
        """The section, which says once that it goes by the usual edition again."""
        left, day = self.answer.left, self.phrases.edition_day
        if left in {None, self.answer.edition} or part is not self.answer.parts[0]:
            return section
        again = self.phrases.as_of["again"].format(own=day(self.answer.edition), edition=day(str(left)))
        return replace(section, why=(*section.why, again))

    def _as_of(self) -> tuple[str, ...]:
        """Which edition speaks, and why, where it was asked for."""
        as_of = self.answer.case.as_of
        if as_of is None or as_of.edition is None:
            return ()
        return (self._spoken_by(as_of.by, as_of.edition),)

    def _spoken_by(self, by: Value, edition: str) -> str:
        texts, day = self.phrases.as_of, self.phrases.edition_day(edition)
        if not isinstance(by, Interval):
            return texts[by].format(edition=day)
        lately = by.first != by.last and by.first is not None and by.first <= self.law.edition.day
        return texts["came_out" if lately else "in_force"].format(
            edition=day, when=self.phrases.when("as_of", by)
        )

    def _no_edition(self) -> Section:
        """That the time that was asked for is before all that is known, or that it is not clear which."""
        texts, as_of = self.phrases.as_of, self.answer.case.as_of
        unclear = as_of is not None and as_of.by in texts
        when = self.phrases.when("as_of", as_of.by if as_of else UNKNOWN)
        known = [self.phrases.edition_day(name) for name in self.answer.editions]
        title = texts[str(as_of.by)] if as_of and unclear else texts["none"].format(when=when)
        return Section(title, (texts["known"].format(known=self.phrases.listed(known)),))

    # -- a verdict

    def _verdict(self, part: Part, verdict: Verdict) -> Section:
        steps = self.phrases.steps[self._steps_name(verdict)]
        return Section(
            self._title(part),
            (
                self._reason(part, verdict),
                *self._relay_on_25(part.facts),
                *self._as_of(),
                *self._beside(part),
            ),
            tuple(step.format(**self._slots(part)) for step in steps),
            notes=self._notes(part, verdict),
            read=self._read(part),
            sources=source_lines(own_rows(part, self.answer, self.phrases), self.answer, self.phrases),
            links=self._links(part.path) if part.path else (),
            path=self.phrases.menu(part.path),
        )

    def _reason(self, part: Part, verdict: Verdict) -> str:
        """Why it is so; of several reasons none where a day that is not known tells which holds."""
        given = {self.phrases.reasons[rule.id] for rule in (verdict.rule, *verdict.others)}
        if len(self._in_few(verdict.headlines)) > 1:
            return self.phrases.either_day["why"]
        if len(given) > 1:
            return self.phrases.whichever_day
        return given.pop().format(**self._slots(part))

    def _relay_on_25(self, facts: Facts) -> tuple[str, ...]:
        """That a relay's mail on port 25 is mail on port 25, where one is reached so."""
        question = self.answer.question
        told = question is not None and question.relay_on_25 and facts.get("delivery") == "direct"
        return (self.phrases.relay_on_25,) if told else ()

    def _steps_name(self, verdict: Verdict) -> str:
        """The name of the steps: those of the headline where it has its own, else of the outcome."""
        own = verdict.variant.steps if verdict.variant else None
        name = own or _with(verdict).steps or verdict.headline
        return name if name in self.phrases.steps else verdict.outcome

    def _title(self, part: Part) -> str:
        """The verdict in a few words; where it was given before, that it stands, or that it is supposed."""
        title = self._said_by(part)
        if self.answer.repeated and len(self.answer.parts) == 1:
            return _within(self.phrases.as_before, title)
        return _within(self.phrases.in_that_case, title) if self.answer.supposed else title

    def _said_by(self, part: Part) -> str:
        """The words over a verdict; where a day that is not told parts them, what holds in a few words."""
        if part.verdict is None or len(part.verdict.headlines) == 1:
            return self.phrases.outcomes[part.headline]
        said = self._in_few(part.verdict.headlines)
        either = self.phrases.either_day["title"].format(outcomes=self._either(part.verdict.headlines))
        return either if len(said) > 1 else _stopped(capital(said[0]))

    def _in_few(self, headlines: Sequence[str]) -> list[str]:
        return list(dict.fromkeys(self.phrases.short[name] for name in headlines))

    def _either(self, headlines: Sequence[str]) -> str:
        return self.phrases.listed(self._in_few(headlines), last=self.phrases.or_)

    def _slots(self, part: Part) -> dict[str, str]:
        return {
            "type": self.phrases.glossed(part.facts.get(self.law.edition.subject, UNKNOWN)),
            "cut": self.phrases.day(day) if (day := self._day(part)) else "",
            "path": self.phrases.menu(part.path),
            "help": self.phrases.help(self.law.edition),
        }

    def _day(self, part: Part) -> date | None:
        """The day that matters here: of a verdict that of its rule, of a question the one that decides."""
        space = self.law.space
        if part.verdict is None:
            return self.answer.day_asked(part) or space.cut
        days = part.verdict.rule.when.get(space.day.fact) if space.day else None
        return (days.from_ or days.before) if isinstance(days, Days) else space.cut

    def _notes(self, part: Part, verdict: Verdict) -> tuple[str, ...]:
        """The other ways out, where the steps do not lead to them already."""
        if not part.ways_out or not _with(verdict).tell_ways:
            return ()
        ways = [self.phrases.ways_out[way] for way in part.ways_out]
        return (self.phrases.ways_out["lead"].format(ways=self.phrases.listed(ways, last=self.phrases.or_)),)

    def _beside(self, part: Part) -> tuple[str, ...]:
        """How old the edition is that says so, and what the one beside it says, where that differs."""
        return (self._otherwise(part.otherwise),) if part.otherwise else ()

    def _otherwise(self, other: Otherwise) -> str:
        day, texts = self.phrases.edition_day, self.phrases.newer if other.newer else self.phrases.older
        slots = {"own": day(self.answer.edition), "edition": day(other.edition)}
        said = [self.phrases.short[name] for name in other.headlines]
        if len(said) > 1:
            return texts["open"].format(**slots, outcomes=self.phrases.listed(said, last=self.phrases.or_))
        if other.path:
            return texts["path"].format(**slots, path=self.phrases.menu(other.path))
        return texts["says"].format(**slots, outcome=said[0])

    # -- what was read, and where it stands

    def _read(self, part: Part) -> tuple[str, ...]:
        facts = self._told(part.facts)
        lines = (self.phrases.read.format(facts=", ".join(dict.fromkeys(facts))),) if facts else ()
        return (*lines, *self._taken(part))

    def _told(self, facts: Facts) -> list[str]:
        """Each fact in words; where a detail of it is told, that alone, since it says more."""
        kinds = self.law.edition.facts
        details = [kind.detail for kind in kinds.values() if kind.detail]
        told = [name for name in dict.fromkeys([*kinds, *details]) if name in facts]
        return [self.phrases.fact(name, facts[name]) for name in told if not _is_detailed(name, facts, kinds)]

    def _taken(self, part: Part) -> tuple[str, ...]:
        taken = [self.phrases.fact(name, value) for name, value in told_as_given(self.law, part).items()]
        return (self.phrases.assumed.format(facts=", ".join(taken)),) if taken else ()

    def _links(self, path: SupportPath) -> tuple[str, ...]:
        return (self.phrases.portal.format(url=path.url),)

    # -- questions of ours

    def _asking(self, part: Part) -> Section:
        if part.offered is not None:
            return self._offering(part, part.offered)
        if len(self.answer.parts) > 1 and not waits(part.outcome, part.facts, self.law):
            return Section(self.phrases.either_way, read=self._read(part))
        title, (why, otherwise) = self._asked(part)
        told = (
            *self._relay_on_25(part.facts),
            why,
            *self._either_way(part),
            otherwise,
            *self._either_time(),
        )
        whole = Section(title, told, read=self._read(part))
        if not self.answer.repeated:
            return whole
        return asked_back(whole, self.answer, part, self.phrases) or self._not_understood(whole, part)

    def _either_way(self, part: Part) -> tuple[str, ...]:
        """What holds however mail is sent, where even straight delivery is surely not blocked."""
        sure = all(self.answer.case.sure(name) >= _SURE for name in part.facts)
        holds = sure and either_way(part.outcome, part.facts, self.law)
        return (self.phrases.either_way,) if holds else ()

    def _asked(self, part: Part) -> tuple[str, tuple[str, str]]:
        """Our question, and what is said with it: why it is asked, and what else will do."""
        key, slots = self._question(part)
        title, why, otherwise = (line.format(**slots) for line in self.phrases.ask[key])
        return title, (why, otherwise)

    def _not_understood(self, whole: Section, part: Part) -> Section:
        """That nothing was found that we asked for, what is known, and the question."""
        facts = ", ".join(dict.fromkeys(self._told(part.facts)))
        known = self.phrases.known_so_far.format(facts=facts) if facts else ""
        day = self.answer.day_not_taken
        said = self.phrases.not_that_day if day else self.phrases.not_understood
        return Section(capital(said.format(known=known, day=day).strip()), (whole.title, whole.why[-1]))

    def _offering(self, part: Part, offered: Offered) -> Section:
        """The likely reading first, as a question, and what would follow from it."""
        texts = self.phrases.offer
        facts, outcome = self._in_short(offered.facts, offered.headline)
        if self.answer.known:
            return self._staying(offered, texts["known"].format(facts=facts, outcome=outcome))
        then = texts["then"].format(outcome=outcome)
        why = (
            *self._relay_on_25(offered.facts),
            *self._rebooted(offered.facts),
            then,
            *self._either_way(part),
            *self._asked_why(part, offered),
            texts["how"],
            *self._either_time(),
        )
        return Section(self._offered(facts), why, read=self._taken(part))

    def _rebooted(self, facts: Facts) -> tuple[str, ...]:
        """That a reboot is not enough, to who speaks of one where a stop and start is waited for."""
        rebooted = self.answer.question is not None and self.answer.question.rebooted
        return (self.phrases.follow["reboot"],) if rebooted and _waits(evaluate(self.law, facts)) else ()

    def _staying(self, offered: Offered, stays: str) -> Section:
        """That a verdict stays as it was told; what is asked of it, where that is plain."""
        answer, told = self.answer, self.answer.stays
        on_25 = self._relay_on_25(offered.facts)
        if on_25:
            return Section(on_25[0], (stays, self.phrases.follow["more"]))
        word = _word_after(answer, told) if told else None
        if told is None or told.verdict is None or word in (None, "all"):
            return Section(stays, (self.phrases.offer["unclear"], self.phrases.follow["more"]))
        repeated = replace(answer, repeated=True, supposed=False, word=str(word))
        return _Composer(repeated, self.phrases).section(told)

    def _offered(self, facts: str) -> str:
        """The reading as a question; where it was asked before, in other words."""
        texts = self.phrases.offer
        if self.answer.supposed:
            return texts["supposed"].format(facts=facts)
        return texts["again" if self.answer.repeated else "title"].format(facts=facts)

    def _in_short(self, facts: Facts, headline: str) -> tuple[str, str]:
        """Facts, and what follows from them, in a few words."""
        finding = evaluate(self.law, facts)
        follows = finding.headlines if isinstance(finding, Verdict) else (headline,)
        return ", ".join(dict.fromkeys(self._told(facts))), self._either(follows)

    def _either_time(self) -> tuple[str, ...]:
        """How to ask what held at the time that was read as the sign-up's."""
        time = self.answer.question.either if self.answer.question else None
        if time is None:
            return ()
        held = max((one for one in self.answer.editions if one <= str(time.last)), default="")
        year = time.first.year if time.first else held[:4]
        when = self.phrases.when("as_of", time)
        return (self.phrases.as_of["either"].format(when=when, year=year),) if year else ()

    def _asked_why(self, part: Part, offered: Offered) -> tuple[str, ...]:
        """Why that would follow, where few words ask for it."""
        question = self.answer.question
        if question is None or not (question.asks_why and question.tells_nothing):
            return ()
        finding = evaluate(self.law, offered.facts)
        would_be = replace(part, facts=offered.facts)
        return (self._reason(would_be, finding),) if isinstance(finding, Verdict) else ()

    def _question(self, part: Part) -> tuple[str, dict[str, str]]:
        slots = self._slots(part)
        asked = part.outcome.removeprefix("ask_")
        if asked in self.phrases.days and self.answer.impossible_date:
            return f"{asked}_impossible", {**slots, "date": self.answer.impossible_date}
        if asked in self.phrases.days and self.answer.two_readings:
            first, last = (self._reading(asked, day) for day in sorted(map(str, self.answer.two_readings)))
            return f"{asked}_two_readings", {**slots, "first": first, "last": last}
        untyped = f"{asked}_untyped"
        if part.facts.get(self.law.edition.subject) == UNKNOWN and untyped in self.phrases.ask:
            return untyped, slots
        return asked, slots

    def _reading(self, name: str, written: str) -> str:
        """ "Nov 24" is a day or a month; with a "before" to it, the days before either."""
        if ":" in written:
            return self.phrases.side(name, written)
        first = written.split("/", maxsplit=1)[0]
        day = self.phrases.edition_day(first)
        return day if "/" not in written else day.split(" ", 1)[1]

    def _both(self, part: Part) -> Section:
        texts = self.phrases.answer_both
        branches = tuple(
            texts["branch"].format(
                when=capital(self.phrases.case(str(part.asked), str(label))),
                outcome=self.phrases.short[outcome],
            )
            for label, outcome in part.either
        )
        return Section(
            texts["title"],
            bullets=branches,
            notes=(texts["find"], texts["tell"]),
            read=self._read(part),
            sources=source_lines(part.citations, self.answer, self.phrases),
        )

    # -- general questions

    def _not_said(self, part: Part) -> Section:
        silence = self.phrases.silent[str(self.answer.theme)]
        texts, path = self.phrases.not_said, self.law.edition.help_path
        contact = self._contact().format(help=self.phrases.help(self.law.edition))
        return Section(
            texts["title"].format(what=silence.what),
            (texts["nearby"].format(text=silence.nearby), contact),
            sources=source_lines(part.citations, self.answer, self.phrases),
            links=self._links(path) if path else (),
        )

    def _contact(self) -> str:
        """Where to ask; an edition may name a contact for some only."""
        texts = self.phrases.not_said
        return texts.get(f"contact {self.answer.edition}", texts["contact"])

    def _said(self, part: Part) -> Section:
        if self.answer.stays is not None:  # the way that the asker's own case leads
            shown = replace(self.answer, repeated=True, word="how")
            return _Composer(shown, self.phrases).section(self.answer.stays)
        theme = str(self.answer.theme)
        topic, texts = self.law.edition.topics[theme], self.phrases.themes[theme]
        text = texts.get(self.answer.edition) or texts["default"]
        lists = listed(self.law, topic.lists, self.phrases)
        first, _, rest = text.format(**self._slots(part), listed=lists).partition(". ")
        said = [_stopped(first), *([rest] if rest else [])]
        if self._asks_what_it_is(theme):
            said = [self.phrases.relay_is, " ".join(said)]
        return Section(
            said[0],
            (*said[1:], *self._otherwise_here(topic)),
            table=overview(self.law, self.phrases) if topic.table else (),
            sources=source_lines(part.citations, self.answer, self.phrases),
            links=self._links(part.path) if part.path else (),
        )

    def _asks_what_it_is(self, theme: str) -> bool:
        """Whether it is asked what a relay is."""
        question = self.answer.question
        if question is None:
            return False
        in_set_words = theme == self.law.edition.meanwhile and question.asks("relay_is")
        return in_set_words or question.asks_what_relay_is

    def _otherwise_here(self, topic: Topic) -> tuple[str, ...]:
        """What holds in the case that was settled, where the way that the topic tells is not open there."""
        case, asks_for_more = self.answer.case, topic.path not in {None, self.law.edition.help}
        if not asks_for_more or not case.is_settled or case.asked is not None:
            return ()
        found = evaluate(self.law, case.facts)
        if not isinstance(found, Verdict) or found.rule.path == topic.path:
            return ()
        facts, outcome = ", ".join(self._told(case.facts)), self.phrases.short[found.headline]
        return (self.phrases.in_your_case.format(facts=facts, outcome=outcome),)


def _word_after(answer: Answer, told: Part) -> str | None:
    """What is plainly asked of a verdict that was told."""
    question = answer.question
    if question is None:
        return None
    if _waits(told.verdict) and question.rebooted:
        return "reboot"
    return "once more" if question.asks("own_case") else question.surely


def _waits(finding: Finding | None) -> bool:
    """Whether a stop and start is what is waited for."""
    if not isinstance(finding, Verdict) or finding.kind.kind == "reached":
        return False
    return "restarted" in finding.rule.when


def _within(sentence: str, title: str) -> str:
    """A sentence that goes on with the title, in a small letter unless it begins with a name like MSDN.

    It has a colon of its own.
    """
    title = _one_colon(title)
    small = title[1:2].islower()
    return sentence.format(title=title[:1].lower() + title[1:] if small else title)


def _headed(head: str, title: str) -> str:
    return f"{head} {_one_colon(title) if head.endswith(':') else title}"


def _one_colon(title: str) -> str:
    """A title behind words that end with a colon: no sentence has two."""
    return title.replace(": ", "; ", 1)


def _with(verdict: Verdict) -> Headline:
    """What goes with the words over a verdict."""
    return verdict.edition.headlines.get(verdict.headline, Headline())


def _is_detailed(name: str, facts: Facts, kinds: Mapping[str, FactKind]) -> bool:
    """Whether a detail is told of a fact whose value has one."""
    kind = kinds.get(name)
    if kind is None or kind.detail not in facts:
        return False
    return not kind.detailed or facts[name] in kind.detailed


def _stopped(text: str) -> str:
    return text if text.endswith((".", ":", "?")) else f"{text}."
