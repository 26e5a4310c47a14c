"""Keeping the policy true: the commands and pages of whoever owns it.

policy        the commands                                          policy_new
copies        the operator's own copies of the document
drift         how a copy differs from an edition, in words
draft         the next edition, as far as it can be written alone   read_again
policy_table  the whole policy as a table                           policy_page
"""
