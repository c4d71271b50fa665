"""Settings for the whole suite."""

from hypothesis import settings

# How long an example takes depends on what else the machine does; speed is measured by benchmarks.
settings.register_profile("product", deadline=None)
settings.load_profile("product")
