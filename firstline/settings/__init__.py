"""What an agency decides, shown and changed in one way, with history and undo. Floor 4, above kit and notify."""
