"""text -> Question: what one message says by itself, and how sure that is.

witnesses     what speaks for each value of a fact
findings      for each fact what it may be, how likely, by which words
bare          few words that are facts and nothing else
unread        what an edition can be decided by and no message is read for
question      all of that, for one message
about_us      what it asks about the bot itself, or what a word means
"""
