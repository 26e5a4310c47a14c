"""Which edition of the policy a message asks for, and what others say of the same.

edition_words the words that may ask for one, and the days among them
amendments    a change or an edition by which a time is told
going_by      "and by the newest?", where no word names the policy
back_then     what held at a time: "was CSP blocked in 2021?"
mere_times    a time alone behind a verdict: "and before 2021?", "and the one before that?"
held_so       whether what was just told held at another time
policy_names  what the policy is called: "the 2018 rules", "the newest edition"
finder        the first words that ask for an edition, by all of these
meant         which edition the days or the name mean that ask for one
as_of         the edition that a message asks for, and the message without those words
compared      two editions held against each other
through       what every edition says of one case
"""
