"""The words of a message, before anything is made of them.

text          words in clauses, with their places; what is pasted, what is asked
spelling      slips of known words, mended where that is safe
vocabulary    phrases -> what kinds of thing they speak of
language      which language a short message is in
"""
