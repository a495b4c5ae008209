"""Every class of words that questions are made of, once, as literal entries: who, how many, most, without, except."""

from answer.words.reader import WordClasses, word_classes

__all__ = ["WordClasses", "word_classes"]
