"""Questions in English: those whose clauses are known are put into plain Chinese, which the recognisers read."""

from answer.understand.english.reader import EnglishReader, is_english

__all__ = ["EnglishReader", "is_english"]
