"""``python -m screening.cli``."""

from .app import main

if __name__ == "__main__":
    raise SystemExit(main())
