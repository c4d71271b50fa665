"""The assessment: what the rules say of one person's facts, as of a day and for a circuit."""
