"""Law as data, shipped as package data; read through importlib.resources by screening.law."""
