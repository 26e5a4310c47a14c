"""A Slack on this machine: a double of Slack's API and one page that looks like a workspace.

It is Slack, not us: it imports nothing of the bot but what starts it.
"""
