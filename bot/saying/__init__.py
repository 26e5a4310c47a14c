"""An answer in a human language: pure, from the answer's value and the sentences of `replies` to a reply.

phrases       the sentences of a language
section       what a reply consists of                             rows, slots
facts         what was read, and what was assumed                  sources, conditions
verdict       what follows, and what to do                         edition_lines, following, asked_of
offer         what was read in doubt, to be said right or wrong    waiting
our_question  what must be known first                             asked_back
general       what is said without a case                          overview, about_us, through
request_text  the text of a request, to paste
explaining    why it is so
changes       what differs between two editions                    unsaid
reply         all of these: the reply to any answer
blocks        a reply as Slack shows it
lengths       the longest replies there are, for whoever adds to them
"""
