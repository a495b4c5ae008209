"""Every number that decides what is answered, in one place, with where it was measured.

All were fitted on ``eval/data/fit.jsonl`` and, for what is far off, on public question sets
(``python -m eval fit``); none on the judged questions.
"""

COSINE_WEIGHT = 1.0
COVERAGE_WEIGHT = 0.024
"""Their ratio is that of a logistic regression which tells answerable questions from far-off ones."""

SUPPORT = 0.862
"""Below it a question in Chinese is refused as off topic: 5 % of our answerable questions, all of our far-off
ones, 85 % of the public ones."""

SUPPORT_OTHER_LANGUAGE = 0.8
"""The same for questions without Chinese characters, which lie farther from every Chinese text."""

ITEM_MARGIN = 0.15
"""How far (in fused score) the second item may be behind the best and still be cited beside it."""

SEVERAL_ITEM_MARGIN = 1.0
"""The same, where the question asks about several matters."""

SENTENCE_MARGIN = 2.0
"""How far a further sentence may be behind the best one."""

STATED_BONUS = 1.0
"""What a sentence gains by stating the kind of thing (an amount, a date) that the question asks for. A sentence
that is farther behind than this is about something else: on the fitting questions the right one is never behind,
and the wrong ones are 1.6 and more."""

MOST_ITEMS = 3
MOST_SENTENCES = 3
