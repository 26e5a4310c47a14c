"""What a message is about: provider, direction, port, object. A frame that is not ours decides
before any fact does: similarity alone cannot tell "does AWS block port 25" from our question."""

from collections.abc import Mapping
from typing import Literal

from knowledge.evidence import Evidence
from knowledge.marks import Marks
from knowledge.ports import RELAY_PORTS, SMTP, Port
from knowledge.sides import bare_side
from knowledge.vocabulary import Mention
from rules.model import Value

Scope = Literal["ours", "ask_provider", "inbound", "other_cloud", "out", "courtesy", "manipulation"]
_FEW_UNEXPLAINED = 2
_COMMON_NAMES = frozenset({"free_trial", "azure_student", "education"})  # other things are called so, too
_NAME_AND_LITTLE_ELSE = 8  # words
_MAIL_PORTS = RELAY_PORTS | {24, SMTP, 26, 110, 143, 993, 995}
_SMALL_TALK = frozenset(
    "courtesy filler own affirm deny open question correction from to via or both start_vm when kind past "
    "others_did".split()
)
_COMPARING = frozenset("like zoals unlike than dan as net compared vergeleken versus".split())
_DETERMINERS = frozenset("the de my een a an deze this mijn onze our".split())
_ANSWERS = "unknown affirm deny direct relay_word created azure kind".split()
_APPROVAL = frozenset("approval goedkeuring".split())
_BLOCK = frozenset("block blokkade blokkering".split())
_PORTS = frozenset("ports poorten".split())
_RESTARTS = ("stopstart", "stop_vm", "reboot")
_ASKED_OF_EXEMPTION = (
    "cue_cant_list cue_scope cue_status cue_duration cue_revoke cue_after cue_appeal cue_how cue_write "
    "cue_never cue_types cue_issue_type"
).split()
_BESIDE_EXEMPTION = ("sub_noun", "mail", "relay_word", *_RESTARTS)
_SO = frozenset("so dus".split())
_FEW_WORDS = 8
_VERY_FEW_WORDS = 4
_TAKEN_UP = (
    "machine vm_noun service_weak nva subscription_weak change planned cue_revoke cue_scope cue_duration "
    "cue_status cue_never cue_appeal"
).split()
_GOES_ON = (
    "relay_product relay_word service vnet_route unblock blocked open stopstart reboot correction"
).split()


def scope_of(evidence: Evidence, shared: Mapping[str, Value]) -> Scope:
    """Whether the message is ours to answer, and if not, why."""
    marks, context = evidence.marks, evidence.context
    if marks.any("manipulation"):
        return "manipulation"
    if _only_courtesy(marks):
        return "courtesy"
    if _other_cloud(marks):
        return "other_cloud"
    received = context.has_case and marks.takes_up and _is_inbound(marks)
    if received or is_mail(evidence):
        return _about_mail(evidence)
    azure = is_azure(evidence)
    answers_provider = context.asked == "provider" and (azure or marks.any("affirm"))
    if _bare_facts(evidence) or answers_provider:
        return "ours"
    return "ours" if _continues(evidence, shared) or _tries_to_answer(evidence) else "out"


def is_azure(evidence: Evidence) -> bool:
    """Whether anything in the message says that Azure is meant."""
    marks = evidence.marks
    if marks.any("azure", "subscription_unclear") or evidence.types.own or _names_type(marks):
        return True
    smtp = _has_smtp(evidence.ports)
    exempted = marks.any("exemption_noun") and (smtp or marks.any(*_BESIDE_EXEMPTION))
    approved = (smtp or marks.any("mail")) and marks.any("unblock") and marks.any(*_ASKED_OF_EXEMPTION)
    promised = marks.any("cue_guarantee") and marks.any("mail", "recipient")
    microsoft = marks.any("microsoft") and (smtp or promised or marks.any("unblock", "exemption_noun"))
    asked_of_form = marks.any("cue_issue_type", "cue_write", "cue_status", "cue_duration", "writing")
    form = asked_of_form and marks.any("ticket_noun")
    menu = form and (smtp or marks.any("mail") or _nothing_else(marks))
    approval = any(word.text in _APPROVAL for word in marks.words) or marks.has("cue_after", "approval")
    exemption = marks.any("exemption_noun") or approval
    asked = exemption and marks.any(*_ASKED_OF_EXEMPTION, "machine") and _nothing_else(marks)
    types = marks.any("cue_types", "cue_never") and smtp
    old_rule = _speaks_of_cut_off(marks) and marks.any("policy", "blocked") and marks.any("sub_noun")
    told = exempted or approved or _acted_on_approval(evidence) or asked or microsoft or menu
    return bool(marks.any("service") or told or types or old_rule)


def _acted_on_approval(evidence: Evidence) -> bool:
    """ "the request was granted, we rebooted": nothing else is granted and asks for a restart."""
    marks = evidence.marks
    about = marks.any("ticket_noun") or bool(evidence.types.own)
    return about and marks.any("granted_word") and marks.any(*_RESTARTS)


def _nothing_else(marks: Marks) -> bool:
    """Whether the message speaks of no other subject."""
    return not marks.any("foreign", "cloud_other") and marks.unexplained() <= 1


def _names_type(marks: Marks) -> bool:
    return marks.any("subscription") and not marks.has("lookalike", "games")


def is_mail(evidence: Evidence) -> bool:
    """Whether anything in the message says that sending mail is meant."""
    marks = evidence.marks
    if marks.any("azure") and marks.any("blocked") and any(word.text in _PORTS for word in marks.words):
        return marks.any("out", "send")  # "which outbound ports does Azure block?"
    if _speaks_of_rule(evidence) or _acted_on_approval(evidence) or marks.has("cue_after", "approval"):
        return True
    known_port = any(port.number in _MAIL_PORTS - {443} for port in evidence.ports)
    return known_port or marks.any(
        "mail", "mx", "mail_server", "relay_product", "relay_word", "exemption_noun", "recipient"
    )


def _speaks_of_rule(evidence: Evidence) -> bool:
    """Whether the block or an exemption from it is spoken of, or what to write in a request."""
    marks = evidence.marks
    old = _speaks_of_cut_off(marks) and marks.any("sub_noun", "azure") and marks.any("policy", "blocked")
    own = bool(evidence.types.own) and (marks.any("exempted", "policy", "unblock") or _names_block(marks))
    return old or own or (marks.any("ticket_noun") and marks.any("cue_write") and _nothing_else(marks))


def is_own(marks: Marks) -> bool:
    """Whether the asker speaks of their own machines, or of one certain machine."""
    definite = any(
        mention.first
        and marks.words[mention.first - 1].text in _DETERMINERS
        and not marks.words[mention.first].text.endswith("s")
        for mention in marks.all("machine", "vm_noun")
    )
    return marks.any("own") or definite


def _about_mail(evidence: Evidence) -> Scope:
    azure = is_azure(evidence) or evidence.context.azure
    if _is_inbound(evidence.marks):
        return "inbound" if azure else "out"
    if azure:
        numbers = {port.number for port in evidence.ports}
        return "out" if numbers and not numbers & _MAIL_PORTS else "ours"
    return _elsewhere(evidence)


def _only_courtesy(marks: Marks) -> bool:
    """Greetings and thanks, and nothing that a case could be made of."""
    others = {mention.kind for mention in marks.mentions} - _SMALL_TALK
    return marks.any("courtesy") and not others and not marks.dates and marks.unexplained() <= 1


def _other_cloud(marks: Marks) -> bool:
    """Another provider is spoken of, and Azure at most as what it is compared with."""
    others = [mention for mention in marks.all("cloud_other") if not marks.negated(mention)]
    own_azure = [
        mention
        for mention in marks.all("azure")
        if not _compared(marks, mention) and not marks.negated(mention)
    ]
    return bool(others) and not own_azure


def _compared(marks: Marks, azure: Mention) -> bool:
    before = {word.text for word in marks.words[max(0, azure.first - 3) : azure.first]}
    return bool(before & _COMPARING)


def _is_inbound(marks: Marks) -> bool:
    failing = [m for m in marks.all("trouble") if not marks.in_clause(marks.clause(m), "in")]
    outward = marks.any("out", "send", "mx") or failing
    of_mail = any(
        0 <= mail.first - word.last <= 1 for word in marks.all("in") for mail in marks.all("mail", "in")
    )
    exempting = marks.any("exemption_noun", "relay_word", "relay_product") and not of_mail
    return marks.any("in") and not outward and not exempting


def _elsewhere(evidence: Evidence) -> Scope:
    """Mail, and nothing says Azure: worth a question only for trouble on the way out."""
    marks, context = evidence.marks, evidence.context
    smtp = _has_smtp(evidence.ports)
    serving = marks.any("mx", "probe", "mail_server") or any(
        marks.words[mention.first].text == "smtp" for mention in marks.all("mail")
    )
    if marks.any("isp") and not smtp:
        return "out"
    if marks.has("foreign", "it", "life") and not (serving or marks.any("mail")):
        return "out"
    if context.has_case or context.asked:
        return "out" if marks.any("foreign") else "ours"
    relayed = marks.any("relay_product", "mailbox_service")
    troubled = serving and marks.any("trouble") and not relayed and not marks.any("foreign", "in")
    return "ask_provider" if smtp or troubled else "out"


def _bare_facts(evidence: Evidence) -> bool:
    """ "payg 2018-03": facts and next to nothing else are a question in themselves."""
    marks, types, context = evidence.marks, evidence.types, evidence.context
    named = types.own or types.offered or marks.any("subscription_unclear")
    named = named or (bool(types.left) and bool(types.meant))
    if not named or (marks.any("foreign") and not any(_unmistakable(marks, own) for own in types.own)):
        return False
    if context.has_case or context.asked:
        return True
    if marks.unexplained() and not marks.any("azure") and {own.value for own in types.own} <= _COMMON_NAMES:
        return False
    dated = (
        bool(evidence.days)
        or marks.unknowing()
        or bool(marks.dates and marks.any("sub_noun", "change", "arrived"))
    )
    if not dated:
        short = len(marks.words) <= _NAME_AND_LITTLE_ELSE and not marks.any("change")
        certain = marks.any("created") and not {own.value for own in types.own} <= _COMMON_NAMES
        little = marks.unexplained() <= (0 if short and not certain else 1)
        return little and (short or marks.any("send", "direct", "cue_request", "policy"))
    told = marks.any("sub_noun", "created", "own", "blocked", "open")
    return marks.unexplained() <= (_FEW_UNEXPLAINED if told else 0)


def _unmistakable(marks: Marks, name: Mention) -> bool:
    """Whether nothing else is called so: an offer's number, a name with Azure in it."""
    words = marks.words[name.first : name.last]
    return words[0].form == "id" or any(word.text == "azure" for word in words)


def _continues(evidence: Evidence, shared: Mapping[str, Value]) -> bool:
    """Whether the message goes on with the case at hand."""
    marks, context = evidence.marks, evidence.context
    dated = context.asked == "created" and bool(marks.dates)  # "the invoice says May 2020"
    if not (context.has_case or context.asked or context.mail) or (marks.any("foreign") and not dated):
        return False
    answered = context.asked is not None and marks.any(*_ANSWERS)
    cued = any(mention.kind.startswith("cue_") for mention in marks.mentions)
    told = bool(shared) or cued or is_azure(evidence) or marks.any(*_GOES_ON) or _taken_up(marks)
    sided = context.asked == "created" and bare_side(evidence) is not None
    return (answered or told or sided or bool(marks.dates)) and marks.unexplained() <= _FEW_UNEXPLAINED


def _taken_up(marks: Marks) -> bool:
    """ "and from a plain VM?", "no luck": a few words that mean something only beside the case."""
    if marks.any("trouble", "change") and len(marks.words) <= _VERY_FEW_WORDS:
        return True
    if not marks.takes_up:
        return False
    concluding = marks.words[0].text in _SO and len(marks.words) <= _FEW_WORDS // 2
    return concluding or marks.any(*_TAKEN_UP)


def _tries_to_answer(evidence: Evidence) -> bool:
    """A few words that are not understood, while our question is open: then it is asked again.

    Money is no other subject here: "we pay by credit card" tries to name the subscription.
    """
    marks, context = evidence.marks, evidence.context
    elsewhere = any(mention.value != "money" for mention in marks.all("foreign"))
    return context.asked is not None and len(marks.words) <= _FEW_WORDS and not elsewhere


def _has_smtp(ports: list[Port]) -> bool:
    return any(port.number == SMTP for port in ports)


def _names_block(marks: Marks) -> bool:
    return any(marks.words[mention.first].text in _BLOCK for mention in marks.all("blocked"))


def _speaks_of_cut_off(marks: Marks) -> bool:
    """A question about what changed at some date, with neither port nor mail named."""
    of_block = marks.any("created", "when") and _names_block(marks)
    return bool(marks.dates) and (marks.any("cue_since") or of_block)
