"""Exit codes: 0 done, 1 problems found, 2 wrong usage, 3 a file that cannot be read or written,
4 a fault of the app.
"""

DONE, PROBLEMS, USAGE, UNREADABLE, CRASHED = range(5)
