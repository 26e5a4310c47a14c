"""Which edition of the policy a message asks for, and what others say of the same.

edition_words the words that may ask for one, and the days among them
amendments    a change or an edition by which a time is told
going_by      "and by the newest?", where no word names the policy
back_then     what held at a time: "was CSP blocked in 2021?"
mere_times    a time alone behind a verdict: "and before 2021?", "and the one before that?"
held_so       whether what was just told held at another time
as_of         the edition that a message asks for, by all of these
compared      two editions held against each other
through       what every edition says of one case
"""
