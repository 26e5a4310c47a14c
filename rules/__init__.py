"""The law: what the policy says, as data, and what follows from it.

One word has one meaning here, in the YAML, in the tests and in the replies.

Edition      the policy as one dated document states it
Statement    one normative sentence of the document: section, paragraph, number, fingerprint, gist
Rule         conditions that lead to an Outcome, with its citations and its basis
Basis        `stated` (a sentence says it) or `inferred` (a reading the document leaves to us)
Outcome      what follows for the asker: `reached`, a `dead_end`, or `unsaid` where the edition is silent
Headline     the name of the words over a verdict; a Variant is another one, by the facts that led there
WayOut       a change of facts that leads out of a dead end
Fact         a named, typed value about the asker's situation
Detail       a fact that says more of another: which service, of a route through one
Subject      the first fact of an edition: what a case is about
Case         the facts known so far, each with where it came from; a conversation's memory
Assumption   a fact taken as given unless stated; always shown
Verdict      outcome, rule, edition and trace
SupportPath  the exact menu steps in the portal, in order
Change       cases in which another outcome, path or reason for no path follows in one edition than in another
Copy         the operator's own text of an edition in one language, to be quoted where fingerprints match
Question     what was understood of a message, and what was not
Answer       everything a face needs to reply
Reply        the Answer in a human language
Example      a YAML test that a policy owner can read
"""
