"""Formats of weights: headers, types and counts, and whether loading can run code."""
