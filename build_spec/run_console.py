"""What the frozen gnbv starts."""

import sys

from gnbv_desktop.cli import main

sys.exit(main())
