"""A lawyer's review of an assessment: what it is bound to, what was accepted, what was overridden and why."""
