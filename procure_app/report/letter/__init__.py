"""Letters on a line: their order, how they join, and which text each glyph stands for."""
