"""The questionnaire without a terminal: what was answered, what to ask next, how answers are read."""
