"""The encrypted case store: keys, case files, an index against rollback, and the one writer."""
