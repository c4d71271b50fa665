"""Where the command line starts: the modules are imported without the garbage collector.

Hundreds of thousands of small objects are made then and all stay; looking through them for circles would be a
fifth of the time of every start.
"""

import gc


def main() -> int:
    """Run the command line (``app.main``) and return its exit code."""
    gc.disable()
    from .app import main as run

    gc.freeze()  # what is here counts as old from now on
    gc.unfreeze()
    gc.enable()
    return run()
