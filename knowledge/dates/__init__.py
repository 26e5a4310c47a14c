"""Times as people tell them -> closed intervals of days.

days          the calendar: months, seasons, what is relative to today
numerals      numbers and years, in figures and in words
spans         three years ago, at most two weeks, day four
events        what everybody remembers
cores         one date by itself
intervals     dates with their relation words: before, since, from ... to
"""
