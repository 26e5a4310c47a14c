"""What was learned, at work: named features -> probabilities. Nothing is learned here.

features      a message, and each type and date in it, as features: all that the heads see
sums          features -> scores
owning        whether a type or a date is the asker's own
trees         signs of an outcome -> how far to trust it
heads         the heads together, and the weights they are opened from
"""
