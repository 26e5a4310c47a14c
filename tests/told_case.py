"""A case that was told its verdict, for the tests of what follows on one."""

from knowledge.case.memory import Case
from rules.interval import parse_interval
from rules.model import Facts

PAYG: Facts = {
    "subscription": "pay_as_you_go",
    "created": parse_interval("2019-01-01/2019-12-31"),
    "delivery": "direct",
}
TOLD = Case(PAYG, last="blocked_request_exemption", told="blocked_request_exemption")
