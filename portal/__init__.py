"""Stratum: a self-hosted, interactive portal for learning AWS."""

__version__ = "0.1.0"
