"""What the report says, as data, before any layout."""
