"""The PDF: what the outline says, in fonts that show every character."""
