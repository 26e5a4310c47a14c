"""What a message names exactly, and what stands beside it.

marks         words, mentions, dates and language of a message
asking        what is asked in set words beside the case
kept          what is looked for once in a message
denied        what is denied, or may be
denied_days   which days are denied
asked_about   whether it is asked what a name means, or what an exemption is
disowned      which types are named and not meant of the asker
anothers      whether a type may be somebody else's, a former one, or anybody's
ports         which ports, and whether the rule or a connection is meant
relays        where relays are named, and what is said of them
ours          whether a message belongs to our subject
assent        whether it begins with a yes or a no
overview      whether it asks for what was said of several
courtesies    whether a courtesy opens or ends a conversation
beyond        what follows the yes that a message opens with
bearings      whose a mention is, and whether it was, is or is only thought of
occasions     what a date may be of
day_of        what a date is plainly of: trouble, a bill, a log, an offer's name, all of them
unknowing     whether the asker does not know, or does not know when
grants        what is said of an exemption: none, not granted, once granted, not refused
no_request    whether none was asked for
on_the_way    whether a firewall is taken out or passed, a relay only advised
new_one       whether a subscription is brought up that is yet to be had, or one more customer
labels        letters, figures and ordinals that stand for a name
"""
