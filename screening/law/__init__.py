"""Law as data: rule files, authorities with their history, numbers, and the loader that is strict."""
