"""Many cases at once: counted, sorted by urgency, never explained. A report is made of one case."""
