"""``python -m procure_app`` is the ``procure-app`` command."""

import sys

from procure_app.cli import main

if __name__ == "__main__":
    sys.exit(main())
