"""The report as it will be printed: looked at in the window, and sent to a printer."""
