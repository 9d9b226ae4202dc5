"""`python -m gnbv_desktop` is the command line; without a command it opens the window."""

import sys

from gnbv_desktop.cli import main

sys.exit(main())
