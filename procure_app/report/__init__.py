"""From an outline to a PDF, by ReportLab; it decides how things look, never what is said."""
