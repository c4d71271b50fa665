"""Engines: one meaning (the reference), other ways to reach it, always compared."""
