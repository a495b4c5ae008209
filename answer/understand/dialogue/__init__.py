"""The dialogue as a state: what a turn takes from what was said before it.

A turn stands alone, fills in, corrects, or is small talk. Here a turn that does not stand alone is made whole: a question
that anybody could have typed, so that all that follows is the same with and without a history.
"""
