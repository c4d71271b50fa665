"""The command line. The only place that talks to a terminal."""
