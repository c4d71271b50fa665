"""The report document: every sentence, in one language, for every format."""
