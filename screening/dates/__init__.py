"""Dates as the law and a frightened person's memory need them: exact, partial or approximate."""
