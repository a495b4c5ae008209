"""Speed: a module for each figure, every one a ratio of two things measured in turn on the same machine."""
