"""What is asked: sections, questions, options, components and the fixed texts, as data."""
