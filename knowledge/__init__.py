"""The mind: reads words. Never decides policy, never speaks a sentence."""
