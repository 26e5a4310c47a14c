"""`python -m bot`."""

import gc

gc.disable()  # nothing that is loaded becomes garbage, and to look for some takes a fifth of the time

from bot.cli import main  # noqa: E402

gc.freeze()
gc.enable()

main()
