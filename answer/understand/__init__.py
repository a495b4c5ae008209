"""From the text of a question to its plan."""
