"""Signatures in the PDF report: made, and verified. The only place that knows pyHanko."""
