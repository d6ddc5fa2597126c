"""The outline: what a report says, and that nothing entered is missing from it."""
