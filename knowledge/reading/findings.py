"""Probabilities -> findings: for each fact what it may be, how likely, and the words that say so.

Names and dates are judged one by one, the message as a whole by a head of its own; what joins the two
witnesses is a small sum that was learned, too. Nothing is decided here: a finding keeps its doubt.
"""

from datetime import date
from typing import NamedTuple

from knowledge.judged.features import Features, Talk, of_message, situation_of
from knowledge.judged.heads import Heads, Judged
from knowledge.mentions.marks import Marks
from knowledge.reading.candidates import Findings, said
from knowledge.reading.several_signs import signs_in, signs_of_several
from knowledge.reading.told_day import named_days, told_day, while_it_lasts
from knowledge.reading.told_delivery import told_delivery
from knowledge.reading.told_exemption import told_exemption, told_of_vms
from knowledge.reading.told_route import told_route
from knowledge.reading.told_type import named_types, told_type
from knowledge.reading.witnesses import BY_HEAD, Named, named_in, said_features
from rules.interval import Interval


class Found(NamedTuple):
    """All that was found in a message; `judged` by the heads of the whole message, `several` how likely
    it is about more than one subscription."""

    judged: Judged
    several: float
    types: tuple[Named, ...]
    days: tuple[Named, ...]
    facts: Findings
    features: Features


def find(marks: Marks, heads: Heads, cut: date, talk: Talk) -> Found:
    """The findings of a message; `cut` is the policy's own day."""
    features = of_message(marks, cut, talk)
    judged, named = heads.judge(features), named_in(marks)
    types, days = named_types(marks, heads, talk), named_days(marks, heads, cut, talk)
    facts = {
        name: said(said_features(judged[name], named[name]), heads.joined_in(name, situation_of(talk, name)))
        for name in BY_HEAD
    }
    facts["delivery"] = told_delivery(facts["delivery"], marks)
    facts["route"] = told_route(facts["route"], marks, talk)
    facts["exemption"] = told_exemption(facts["exemption"], marks, talk)
    facts["restarted"] = told_of_vms(facts["restarted"], marks)
    joined = heads.joined_in("type", situation_of(talk, "subscription"))
    facts["subscription"] = told_type(judged, types, marks, joined)
    joined = heads.joined_in("created", situation_of(talk, "created"))
    facts["created"] = told_day(judged, days, marks, joined, cut)
    days_told = [day.interval for day in marks.dates]
    if "created" not in talk.known and all(one and one.within(Interval.since(cut)) for one in days_told):
        facts["created"] = while_it_lasts(facts["created"], facts["subscription"], cut)
    signs = signs_of_several(judged, types, days, talk, signs_in(marks))
    (several,) = heads.several.probabilities(signs, [{}])
    return Found(judged, several, types, days, facts, features)
