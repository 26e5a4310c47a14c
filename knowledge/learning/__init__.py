"""What learns the weights from labelled messages and judges them; development only, no answer comes here.

corpus     labelled messages, one file a writer
lessons    what is learned from each of them
learner    lessons -> heads                               learned, layer
growth     right and wrong outcomes -> trees of trust
train      heads for writers left out, and the files      teach: `make train`
trial      every writer read by heads that never saw them
scored     what came of a message                         evaluate: `make evaluate`
"""
