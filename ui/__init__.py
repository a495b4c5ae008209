"""The chat window: the page, its words and look, and how a question in it is answered."""
