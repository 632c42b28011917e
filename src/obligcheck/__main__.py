"""``python -m obligcheck``: the command line."""

import sys

from obligcheck.cli import main

if __name__ == "__main__":
    sys.exit(main())
