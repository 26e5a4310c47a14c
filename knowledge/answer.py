"""The hinge: (text, Case, Library) -> Answer, one frozen value with all that any face needs.

An answer never guesses. It is a verdict that follows from a rule, the one question that still
matters (with the likely reading, where there is one), what the edition says on a general question,
or a plain "the document does not say".
"""

from dataclasses import dataclass, replace
from datetime import date

from knowledge.answering.answered import Answer, asked_sides, told_last
from knowledge.answering.asides import Asides
from knowledge.answering.reader import Reader
from knowledge.answering.told_before import as_told, is_known, is_repeated, left_by
from knowledge.by_edition.as_of import Asked, AsOf, asked_edition, time_left_open
from knowledge.by_edition.compared import changes_asked
from knowledge.by_edition.edition_words import UNCLEAR
from knowledge.by_edition.through import of_blocked_mail
from knowledge.case.conversation import before_of, talk_of
from knowledge.case.memory import Case
from knowledge.case.others import meant_one
from knowledge.case.turns import held_as_of
from knowledge.library import Library
from knowledge.mentions.asking import COUNTS, WHICH_EDITION, asides_in
from knowledge.mentions.marks import Before
from knowledge.mentions.reasons import reason_in
from knowledge.reading.question import TO_WRITE, Question, read_question
from knowledge.words.language import language_of
from knowledge.words.text import any_of, particles, read_words
from rules.interval import Interval
from rules.model import Facts

_LIKELY = 0.5  # that it is asked what a request is to say


def answer(  # noqa: PLR0913 - all that an answer depends on, each by its name
    message: str,
    case: Case,
    library: Library,
    *,
    edition: str,
    today: date,
    language: str = "en",
    speak: str | None = None,
) -> Answer:
    """The answer to a message in a case.

    `language` is the fallback where the message does not tell; `speak` overrides both.
    Raises TextFault for a message that cannot be read, UnknownEdition for an edition not known.
    """
    came = _Came(message, case, library, edition, today, before_of(case, language))
    changes = changes_asked(message, library, today, came.before.language, in_use=came.edition_before)
    if changes is not None and came.asks_of_own_case:
        law, own = library.law(edition), came.question(None)
        facts = of_blocked_mail(came.facts_of(own), law)
        found = Asides(library, law).through(facts, own, case)
        return replace(found, language=speak or came.language)
    if changes is not None:
        return Asides(library, library.law(edition)).changes(changes, case, speak or came.language)
    asked, question = came.understood()
    as_of = asked.as_of if asked else held_as_of(case, question)
    reader = Reader(library, library.law((as_of and as_of.edition) or edition), today)
    found = reader.reply_as_of(question, case, asked) if asked else reader.reply(question, case, message)
    whole = came.beside_what_was_told(found, question, as_of, asked=asked is not None)
    return replace(whole, language=speak or (came.language if asked else found.language))


@dataclass(frozen=True)
class _Came:
    """A message as it came, in its case; `edition` is the usual one."""

    message: str
    case: Case
    library: Library
    edition: str
    today: date
    before: Before

    @property
    def language(self) -> str:
        """The language of the whole message, also of the words that name an edition."""
        return language_of(read_words(self.message), self.library.reading.vocabulary, self.before.language)

    @property
    def asks_of_own_case(self) -> bool:
        """Whether the message speaks of what is the asker's own, beside a verdict or an offer of that."""
        own = particles("me_word") | particles("own_alone")
        said = any(word.text in own for word in read_words(self.message))
        told = self.after_verdict and self.case.told is not None
        return said and (told or self.case.offered is not None) and not self.case.supposing

    def facts_of(self, question: Question) -> Facts:
        """The facts of the subscription that the message calls, else of the one at hand."""
        meant = meant_one(question, self.library.heads, self.case.every)
        return self.case.every[meant.at].facts if meant and meant.at else self.case.offered or self.case.facts

    @property
    def after_verdict(self) -> bool:
        """Whether a verdict was told, and nothing is left open."""
        return self.case.is_settled and self.case.asked is None

    @property
    def edition_before(self) -> str:
        """The edition that the last answer went by."""
        return (self.case.as_of and self.case.as_of.edition) or self.edition

    @property
    def sides(self) -> tuple[Interval, Interval] | None:
        """Before and after, as our question put them, where it asked for a day."""
        return asked_sides(self.case, self.library.law(self.edition_before))

    def understood(self) -> tuple[Asked | None, Question]:
        """The edition that the message asks for, if any, and what is understood of it beside that.

        Who asks which edition counts may name one, and asks for none.
        """
        asked = self.asked_edition()
        if asked is not None and (self._demands(asked) or not self.after_verdict):
            return asked, self.question(asked)
        whole = self.question(None)
        if asked is None or whole.plainly_asks(COUNTS):
            return None, whole
        return asked, self.question(asked)

    def _demands(self, asked: Asked) -> bool:
        """Whether words ask for the edition, and do not only name it: "by that of 2021"."""
        named = (word for word in read_words(self.message) if not asked.rest[word.start : word.end].strip())
        return any_of(tuple(named), "demanding")

    def asked_edition(self) -> Asked | None:
        """The edition that the message asks for, if any; none where it asks which one counts."""
        asked = {one.what for one in asides_in(read_words(self.message))}
        if not asked.isdisjoint(WHICH_EDITION):
            return None
        return asked_edition(
            self.message,
            self.library,
            self.today,
            self.before.language,
            edition=self.edition_before,
            open_to_dates=self.after_verdict or self.case.supposed,
            after_another=self.case.as_of is not None,
            of_several=bool(self.case.others) or self.case.together > 1,
            signed_up=self.case.facts.get("created"),
            which_one=self.case.as_of is not None and self.case.as_of.by == UNCLEAR,
            asks_day=self.sides is not None,
        )

    def question(self, asked: Asked | None) -> Question:
        """What is understood of it beside the edition that is asked for."""
        text = asked.rest if asked else self.message
        question = read_question(text, self.library, self.today, talk_of(self.case), self.before)
        return replace(
            question,
            sides=self.sides,
            either=None if asked else self._time_left_open(question),
            known_day=(self.case.offered or self.case.facts).get("created"),
        )

    def _time_left_open(self, question: Question) -> Interval | None:
        """A time that may be the one asked about as well as the sign-up's."""
        if question.talk.under_way and not self.after_verdict:
            return None
        return time_left_open(
            self.message, self.library, self.today, self.before.language, after_verdict=self.after_verdict
        )

    def beside_what_was_told(
        self, found: Answer, question: Question, as_of: AsOf | None, *, asked: bool
    ) -> Answer:
        """The answer beside what was told before: whether it is that again, and the case after it."""
        before = self.case
        same = not asked and as_of == before.as_of
        known = same and is_known(found, before)
        after = left_by(found, before) if known else found.case
        reason = reason_in(self.message, read_words(self.message), asked=_asks_what_to_write(question))
        kept = reason or (before.reason if found.case.place == before.place else "")
        return replace(
            found,
            case=replace(after, as_of=as_of, told=told_last(found, before), reason=kept),
            heads=self.library.heads,
            editions=tuple(self.library.laws),
            left=before.as_of.edition if before.as_of and as_of is None and not asked else None,
            repeated=same and (found.repeated or is_repeated(found, before)),
            known=known,
            stays=as_told(found, self.library) if known else found.stays,
            word=question.word if found.word == "all" else found.word,
        )


def _asks_what_to_write(question: Question) -> bool:
    """Whether it likely asks what a request is to say."""
    return question.asks(TO_WRITE) or question.themes.get(TO_WRITE, 0.0) >= _LIKELY
