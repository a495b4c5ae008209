"""Every number that decides what is answered, in one place, with where it was measured.

The first two come from ``python -m eval fit`` (our fitting questions); the others were chosen on ``eval/data/plan-dev`` by
``python -m eval run``. None was chosen on the judged questions, nor on the test split.
"""

SIGNAL_WEIGHTS = {
    "cosine": 70.7,
    "held": 0.69,
    "unknown": -1.24,
    "lexicon": 94.3,
    "other": -68.1,
    "subject": 1.22,
}
"""What each signal counts for, in its own unit: a logistic regression that tells answerable questions from far-off
ones. The share of words held, which was one of them, adds nothing to these."""

LINE = 88.4
"""What the weighed signals must reach: it loses one in thirty of the answerable questions that get so far, and refuses
nineteen in twenty of the far-off ones (cross-validated)."""

PLAIN_WEIGHTS, PLAIN_LINE, PLAIN_UNIT = {"cosine": 1.0, "coverage": 0.022}, 0.8625, 0.003
"""The same for a document without plain words of its own: two signals, fitted on the same questions and on public ones
on other subjects. The unit makes the margins below mean about the same."""

WORD_WEIGHTS, WORD_LINE = {"coverage": 1.95, "held": 0.43, "unknown": -2.95, "subject": 2.2}, 3.27
"""The same without a model, by words alone: fitted on the same questions. The line is strict, since nothing else stands
against a near miss then. On ``plan-dev`` a fifth of the answerable questions are refused, seven in ten of the near misses, and
all but one in fifty of the far-off ones; of what is answered, 97 in 100 cite the right item first."""

SUPPORT = 0.0
"""Below it a question is refused as off topic: ``Signals.support`` is what is above the line."""

ANSWERABLE = 0.3
"""What is added to the log-odds that the policy answers a question: chosen so that one in thirty of the answerable
questions that get so far is refused by mistake, cross-validated over the files of ``eval/data/plan-dev``."""

COVERAGE_BONUS = 1.0
"""What an item gains, in fused score, by holding all of the question's words; a part of them counts in part."""

MATTER_WEIGHT = 0.7
"""What the log-probability that a question is about an item (`answer.matters`) counts for, in fused score: from 0.5 to
1 it makes no difference, each author's questions decided on by a model of the others'."""

ITEM_MARGIN = 0.15
"""How far (in fused score) the second item may be behind the best and still be cited beside it."""

SEVERAL_ITEM_MARGIN = 5.0
"""The same, where the question asks about several matters."""

SENTENCE_MARGIN = 3.0
"""How far a further sentence may be behind the best one."""

STATED_BONUS = 1.6
"""What a sentence gains by stating the kind of thing (an amount, a date) that the question asks for. A sentence
that is farther behind than this is about something else: on the fitting questions the right one is never behind,
and the wrong ones are 1.6 and more."""

STATED_COVERAGE = 0.2
"""Share of the question's content that a sentence must hold before a fact in it counts as the one asked for."""

PART_COVERAGE = 0.4
"""The same for an item and one matter of a question about several."""

PART_HELD, PART_SHARE = 0.5, 0.3
"""Weight of the words of a part (see `Signals.held`), and their share that one item holds, by which it is found without
encoding it: more would be encoded for nothing."""

PART_COVERAGE_ALONE = 0.7
"""The same where no word says that a question is about several matters."""

MOST_ITEMS = 3
MOST_SENTENCES = 3

CARRIED_SUPPORT = 2.0
"""How far below the line a question may be before it is told to be on another subject, whatever else speaks for it."""

SPOKEN_OF, ASKED_OF = 3.5, 1.5
"""How far below the line a question may be that speaks of the document, or that asks for an amount, a date or another detail,
and still be refused as not stated: on ``plan-dev`` that is 3 of 674 far-off questions and 11 of 66 near misses."""

TITLE_SHARE = 0.5
"""Share of a question's words that a title must hold before a broad question is taken to be about the whole measure."""

PART_SUPPORT = 2.8
"""Support that a matter of a question about several needs, where its words alone do not show that it is one."""

SAID_MARGIN = 0.005
"""How far, as a cosine, a sentence may be behind the one that is asked about most in such words."""

ALL_COVERED, MUCH_HELD = 0.99, 3.0
"""A question whose words are all in one item, rare ones among them, is about it, however it is asked."""

SURE = 3.0
"""Support from which on a model's word that the sentences do not answer is not taken: of the questions above it one in
sixty has no answer (each author's decided on by a model of the others'), and small models say so far more often."""
