#!/usr/bin/env python
"""Django's own commands, with Firstline's settings. People use ``firstline``; this is for developers."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "firstline.config.settings")
    execute_from_command_line(sys.argv)
