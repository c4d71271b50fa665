"""Facts: the flat, typed values rules are written about, read from an intake or derived from it."""
