"""Every number that decides what is answered, in one place, with where it was measured.

The first four come from ``python -m eval fit`` (our fitting questions and public sets on other subjects); the others
were chosen on ``eval/data/dev/general.jsonl`` by ``python -m eval run``. None was chosen on the judged questions.
"""

COSINE_WEIGHT = 1.0
COVERAGE_WEIGHT = 0.022
"""Their ratio is that of a logistic regression which tells answerable questions from far-off ones."""

SUPPORT = 0.8625
"""Below it a question in Chinese is refused as off topic: the line that loses one answerable question in twenty. It
refuses 86 % of our far-off questions and of the public ones; other rules refuse some of the rest."""

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

STATED_COVERAGE = 0.2
"""Share of the question's content that a sentence must hold before a fact in it counts as the one asked for."""

ROW_COVERAGE = 0.7
"""Share of a question's content that the policy must hold where only a row of the annex was found and nothing in the
question speaks of technology."""

PART_COVERAGE = 0.5
"""The same for an item and one matter of a question about several."""

PART_COVERAGE_ALONE = 0.7
"""The same where no word says that a question is about several matters."""

MOST_ITEMS = 3
MOST_SENTENCES = 3
