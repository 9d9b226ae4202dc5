"""What the frozen gnbv-desktop starts."""

import sys

from gnbv_desktop.app import main

sys.exit(main())
