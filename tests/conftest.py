"""Settings for the whole suite."""

import signal

from hypothesis import settings

# How long an example takes depends on what else the machine does; speed is measured by benchmarks.
settings.register_profile("product", deadline=None)
settings.load_profile("product")

# A suite started in the background may have been told to ignore these, and what it starts inherits that.
for number, default in (
    (signal.SIGINT, signal.default_int_handler),
    (getattr(signal, "SIGHUP", None), signal.SIG_DFL),
):
    if number is not None and signal.getsignal(number) is signal.SIG_IGN:
        signal.signal(number, default)
