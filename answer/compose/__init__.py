"""From what was found and decided to the text that the user reads, with its citations."""
