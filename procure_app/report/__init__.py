"""The outline as a PDF, set with ReportLab. What a report says is decided in ``core/outline``."""
