"""The mind: reads words. Never decides policy, never speaks a sentence.

The way of a message, from `answer` down and up again:

    as of        an edition that is asked for, its words taken out of the message      as_of, back_then
    compared     two that are held against each other, which no verdict answers       compared
    text         words in clauses, what is pasted, what is asked; beyond a yes        text, beyond
    marks        + mentions of the vocabulary, dates as intervals, ports, language    vocabulary, dates, ports
    features     + named features of the message, and of each type and date in it     features
    judged       + what the learned heads say of each, as probabilities               heads
    findings     + for each fact what it may be, how likely, by which words           findings
    asked        + what is asked in set words beside the case                         asking
    question     = all of that, for one message                                       question
    nodded       a plain yes or no, and what is said beyond a yes                     yes_or_no, yes_and
    others       which of the subscriptions spoken of before it is about, if another  others, taken
    likely       + what the conversation knew before, for each way to take the turn   turns, after
    weighed      + the outcome of every combination by the law, added up              certainty
    ways         + what may lie beside the case                                       ways, asides
    trusted      + how far each of these outcomes may be trusted                      trust, trees, ranking
    settled      = a verdict, a question with an offer, or a question                 certainty
    told         = what that comes to in the case, which is kept                      single, conversation
    answer       + the law's sentences, path and sources, or a part for each          decision, source, each
    by that      the case by the edition that was asked for                           as_asked
    of it        what is asked of the verdict that stands, of a what-if right behind  asked_of_verdict
    beside it    what is asked in set words in the same message                       side_questions
    two things   both that one message says, in their order                           two_things
    each         what else one message plainly asks                                   each_ask, each_answered
    again        what of the answer was told before                                   told_before

The last column names the modules; those of one step live in one folder, from the words up:
`words`, `dates`, `mentions`, `judged`, `reading`, `by_edition`, `case`, `answering`. `library` opens
what all of them need. `reader` tries the ways of answering in their order; what is left of a message is
read and answered by it anew (`rest`).

Exact where things are exact (types, offer numbers, dates, ports, the law), learned where people differ,
and one place that withholds. What was learned is written by `learning`, which runs nowhere else; the
policy's document is read, compared and quoted in `document`.
"""
