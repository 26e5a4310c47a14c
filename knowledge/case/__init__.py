"""The case of a conversation: what a message may do with it, what follows, and how far that is trusted.

certainty     findings -> outcomes, and how sure: the only place that withholds
decision      what follows by the law, with sentences, path and sources
others        the subscriptions spoken of before
memory        what is known, asked, offered and supposed: a case
turns         what a message may do with it
after         what each fact may be then
conversation  answers, corrections, what-ifs, another subscription: the case that follows
callers       the names by which it tells them apart
segments      what a message says of each of several subscriptions
ways          all ways to take a message
trust         the signs by which each outcome is trusted
"""
