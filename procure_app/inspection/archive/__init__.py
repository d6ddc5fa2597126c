"""Archives read in place, never extracted."""
