"""Whether a message belongs to our subject, by what it names."""

from typing import Final

from knowledge.mentions.kept import kept
from knowledge.mentions.marks import Marks
from knowledge.mentions.ports import NAMED_PORTS, find_ports

# Kinds of things that only questions of ours speak of, and kinds that others speak of, too.
_ANCHORS: Final = frozenset(
    "azure mail mx mail_server relay_product relay_word service service_weak machine vm_noun exemption_noun "
    "subscription probe recipient mailbox_service nva vnet_route isp private_net".split()
)
_HINTS: Final = frozenset(
    "unblock blocked ticket_noun sub_noun microsoft policy cue_types cue_issue_type cue_revoke cue_scope "
    "cue_after cue_appeal cue_status cue_never".split()
)


@kept
def is_ours(marks: Marks) -> bool:
    """Whether anything in the message belongs to our subject: one thing of it, or two hints at it."""
    kinds = {mention.kind for mention in marks.meant}
    if "foreign" in kinds:
        kinds.discard("vm_noun")  # a coffee machine is none of ours
    if kinds & _ANCHORS or len(kinds & _HINTS) > 1:
        return True
    return any(port.number in NAMED_PORTS for port in find_ports(marks))
