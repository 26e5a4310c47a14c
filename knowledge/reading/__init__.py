"""text -> Question: what one message says by itself, and how sure that is.

witnesses     what speaks for each value of a fact
candidates    what a fact may be, and the sums that this is weighed by
told_type     which type is told,
told_day      which day,
told_delivery how mail is sent,
told_route    which way it takes,
told_exemption  and what became of an exemption
findings      for each fact what it may be, how likely, by which words
bare          few words that are facts and nothing else
known_day     what a day that is told says of the one that is known
unread        what an edition can be decided by and no message is read for
question      all of that, for one message
about_us      what it asks about the bot itself, or what a word means
"""
