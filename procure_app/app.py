"""Builds the window and its adapters."""
