"""``python -m screening.cli``."""

from .start import main

if __name__ == "__main__":
    raise SystemExit(main())
