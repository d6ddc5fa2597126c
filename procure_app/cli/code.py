"""Exit codes: 0 done, 1 problems found, 2 wrong usage, 3 a file that cannot be read or written."""

DONE, PROBLEMS, USAGE, UNREADABLE = 0, 1, 2, 3
