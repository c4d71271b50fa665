"""The intake: its model, and the strict way from bytes to a record."""
