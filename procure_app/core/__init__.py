"""Values and functions: no window, no files, no clock, no randomness, no network."""
