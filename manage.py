"""Django's own commands, for people who work on Troth; everybody else has the `troth` command."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "troth.server.settings")
    execute_from_command_line(sys.argv)
