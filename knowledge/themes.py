"""Which general question a message asks, by the cues that stand in it.

The first theme whose cues are all there is taken: the list runs from the particular to the
general. A plain theme yields to the asker's own trouble ("why does our VM not get out on 25" wants
a verdict, not the reasons for the policy); a pointed one does not.
"""

from typing import NamedTuple

from knowledge.marks import Marks

_REQUEST = ("exemption_noun", "unblock", "ticket_noun", "cue_request")

_OF_AN_EXEMPTION = frozenset("revocation exemption_scope exemption_status approval_time appeal".split())
_OTHER_SUBJECTS = ("subscription", "subscription_weak", "service", "relay_product", "relay_word")


class Theme(NamedTuple):
    """A theme of the editions, the kinds that must be there (one of each tuple), its strength."""

    name: str
    cues: tuple[tuple[str, ...], ...]
    pointed: bool = True


_THEMES = (
    Theme("what_to_write", (("cue_write",), _REQUEST)),
    Theme("what_to_write", (("writing",), ("ticket_noun",), ("question",))),
    Theme("appeal", (("cue_appeal",), (*_REQUEST, "refused_word", "question"))),
    Theme("exemption_status", (("cue_status",), ("exemption_noun", "unblock"))),
    Theme("approval_time", (("cue_duration",), _REQUEST)),
    Theme("never_exempted", (("cue_never",), ("cue_types", "sub_noun", "exemption_noun", "unblock"))),
    Theme("revocation", (("cue_revoke",), ("exemption_noun", "unblock", "exempted"))),
    Theme("exemption_scope", (("cue_scope",), ("exemption_noun", "unblock", "exempted"))),
    Theme("exemption_scope", (("cue_scope",), ("cue_request",), ("question",))),
    Theme(
        "after_exemption", (("cue_after",), ("exemption_noun", "unblock", "reboot", "stopstart", "stop_vm"))
    ),
    Theme(
        "after_exemption", (("reboot", "stopstart", "stop_vm"), ("exemption_noun", "unblock"), ("question",))
    ),
    Theme(
        "after_exemption",
        (("exemption_noun", "unblock"), ("hypothetical", "condition"), ("granted_word", "exempted")),
    ),
    Theme("other_policy", (("cue_cant_list",),)),
    Theme("what_to_write", (("cue_write",), ("question",))),
    Theme("change_subscription", (("cue_change_type",),)),
    Theme("change_subscription", (("change",), ("sub_noun",), ("helping",))),
    Theme("which_path", (("cue_issue_type",), ("ticket_noun", "cue_request", "exemption_noun", "mail"))),
    Theme("how_to_request", (("cue_how",), _REQUEST)),
    Theme("exemption_scope", (("exemption_noun",), ("machine",), ("question",))),
    Theme("further_help", (("cue_help",),)),
    Theme("route", (("service", "nva"),), pointed=False),
    Theme("delivery", (("cue_guarantee",),)),
    Theme("relay", (("cue_relay",), ("relay_word", "relay_product"))),
    Theme("relay", (("cue_relay",),), pointed=False),
    Theme("types_overview", (("comparison",), ("subscription",))),
    Theme("types_overview", (("cue_types",),), pointed=False),
    Theme("why_blocked", (("cue_why",),), pointed=False),
    Theme("how_to_request", (("unblock", "exemption_noun"), ("question",)), pointed=False),
    Theme("relay", (("relay_product", "relay_word"),), pointed=False),
    Theme("what_is_blocked", (("cue_since", "blocked", "open", "policy"),), pointed=False),
)
THEME_NAMES = frozenset(theme.name for theme in _THEMES) | {"inbound", "change_subscription"}


def theme_of(marks: Marks, *, exemption_spoken_of: bool = False) -> Theme | None:
    """The theme of a message, None where no cue of any stands in it.

    Where an exemption was the subject before, "and can they revoke it?" need not name it again.
    """
    return next((theme for theme in _THEMES if _stands(theme, marks, exemption_spoken_of)), None)


def _stands(theme: Theme, marks: Marks, spoken_of: bool) -> bool:
    implied = spoken_of and theme.name in _OF_AN_EXEMPTION and not marks.any(*_OTHER_SUBJECTS)
    return all(
        marks.any(*cues) or (implied and "exemption_noun" in cues and theme.cues[0][0].startswith("cue_"))
        for cues in theme.cues
    )
