"""The policy's document: read as a page, held against an edition, quoted, carried on to the next.

blocks        what every reader makes of it: headings and paragraphs          markdown, pages
sections      cut into sections, paragraphs and sentences
wording       what is kept of a sentence in place of its words
drift         how a copy differs from an edition                              alignment, seams, damage, slips
succession    what a newer document carries on                                entries, amendment
translation   the same document in another language                           pairing
source        from a statement's id to what a person can look up              shelf, spoken
"""
