"""The face: the only floor that knows terminals, sentences and, later, Slack."""
