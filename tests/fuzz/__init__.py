"""Tries every way in with inputs that a coverage-guided fuzzer makes up.

Atheris is no dependency of the app nor of its tests. To let it run, make an environment of your
own that sees the packages of the app, and install it there (there are wheels for Python 3.11 to
3.13 on Linux)::

    python3 -m venv --system-site-packages build/fuzz
    build/fuzz/bin/pip install atheris -e '.[develop]'
    build/fuzz/bin/python -m tests.fuzz container --seconds 1800

What it finds stays under ``build/fuzz-work/TARGET``; with ``--keep`` the same command then picks
the few inputs that reach every line which all of them reach, and puts them into
``tests/fuzz/corpus/TARGET``, which the quick tests replay. An input that broke a reader goes
there too, its name beginning with ``broke-``, as small as it can be made. Native code (qpdf,
libyaml, pydantic) is not instrumented. Without atheris the same command changes the inputs at
random, unguided.
"""
