"""The words of the page (`ui.words`) in English, under the same names; the document and its answers stay Chinese."""

from __future__ import annotations

# The page.
NAME = "Ask the policy"
KICKER = "Answers on a policy document, each with its source"
PERIOD = "Planned for {period}. "
DAY = "{0.year}-{0.month}-{0.day}"
CAUTION = "For reference only; the document itself is binding"
EXAMPLES_HEADING = "Questions you could ask"
CHAT = "Conversation"
BOX = "Your question"
ANSWER = "Answer"
HINT = "Ask in Chinese or English (up to {limit} characters)"
SEND = "Ask"
LARGE = "Large type"
SETTINGS = "Display"

# A conversation.
BLANK = "(nothing was typed)"
SUGGEST = "You could ask:"
DEGRADED = {
    "without_model": "(The embedding model is not available: only words were searched, and more questions than usual are refused.)",
    "without_learned": "(What was learned from questions is not available: answers may be less accurate.)",
}
NO_OWNERS = "The document names no responsible agency"
SOURCES = "Stated here (open a clause to read it whole)"
RELATED = "Related clauses (for reference, not an answer)"
OPENING = "Opening the index"
PREPARING = "Preparing the index; your question is answered as soon as it is ready."
AGAIN = "Once that is mended, just ask again; nothing needs to be restarted."

# Several documents.
NARROW = "Ask only one of them:"
SCOPE = "Asking only:"
UNSCOPE = "Ask all documents"
SHELF = "Documents"
SHELF_COUNT = "{count} in all"
SHELF_FIND = "Find by title, place, issuer"
SHELF_ASK = "Ask only this"
SHELF_BACK = "Back to the list"
LIBRARY_OF = "{count} policy documents"
ALL_DOCUMENTS = "All documents"
DOCUMENT_COLUMN = "Document"
MORE_ROWS = "Only the first {shown} of {total} are shown; narrow the filters, or download all of them."
IN_DOCUMENTS = "{count} documents: "
DOCUMENT_FILTER = "Document"
DOCUMENT_HINT = "Pick one or type a title"

# What one can do with an answer.
COPY_ANSWER = "Copy answer"
RETRY = "Answer again"
VOTE = "Was this useful?"
USEFUL = "Yes"
USELESS = "No"
WHY_USELESS = "What is wrong? (Your vote is kept with the question; mobile and ID-card numbers are taken out.)"
REASONS = {
    "wrong_citation": "Wrong clause",
    "incomplete": "Incomplete",
    "should_refuse": "Should be refused",
    "should_answer": "Should be answered",
    "other": "Other",
}
NOTED = "Noted, thank you."
NOT_NOTED = "It could not be kept. Please try again later."
EXPORT_CHAT = "Export"
CLEAR_CHAT = "Clear"
NOTHING_TO_EXPORT = "There is no conversation to export yet."

# How a question was taken, over its answer.
CARRIED = "Following on, understood as “{question}”"
MENDED = "“{written}” was understood as “{meant}”"
TRANSLATED = "Understood in Chinese as “{question}”"

# Who wrote it.
BY_EXTRACT = "Extract of the document"
BY_MODEL = "Phrased by a model; each sentence was checked against the document"
WRITING = "A model is writing; each sentence appears once it is checked against the document"
NOT_BY_MODEL = "Extract of the document (a model's words were not used: {reason})"
STOP = "Stop"
STOPPED = "Stopped; the sentences above were written and checked before that"
STOPPED_EMPTY = "Stopped before the model wrote a sentence; the clauses are below"
MODEL = "Model"
MODEL_USE = "{model}: {shown} sentences shown, {dropped} dropped"
MODEL_DROPPED = "Why dropped"
FAULTS = {
    "no_key": "no source given",
    "language": "not Chinese",
    "number": "another number than the source",
    "date": "another date than the source",
    "agency": "another agency than the source",
    "name": "another name than the source",
    "place": "another place than the source",
    "polarity": "affirms what the source denies, or the reverse",
    "strength": "stronger or weaker than the source",
    "scope": "wider or narrower than the source",
    "content": "says what the source does not say",
    "mixed": "mixes up matters of the source",
}
MODEL_TIME = "Time"
MODEL_TIMES = "{total:.1f} s"
MODEL_FIRST = ", first sentence {first:.1f} s"
MODEL_TOKENS = "Tokens"
MODEL_COUNTS = "{prompt} in, {completion} out"

# Why an answer is what it is.
WHY = "Why this answer"
AS_ASKED = "Question, normalised"
TRANSLATED_FROM = "Translated from"
CORRECTIONS = "Corrected"
ABOUT_WORDS = "Words"
SYNONYMS = "Synonyms"
AGENCIES = "Agencies recognised"
ASKS_FOR = "Asks for"
READINGS = "Possible readings"
ANYTHING = "any kind of fact"
PARTS = "Cut into"
LEARNED = "Learned weights"
BECOMES = "{written} → {meant}"
ROUTE = "Found by"
ROUTES = {
    "retrieval": "retrieval",
    "table": "the table of responsibilities",
    "scan": "reading every item",
    "address": "its number",
    "document": "facts of the document",
    "intake": "a check of the input",
    "refusal": "refused",
}
OUTCOME = "Outcome"
OUTCOMES = {
    "answered": "the document states it: answered",
    "unanswerable_no_results": "nothing related was found: not answered",
    "unanswerable_not_stated": "the document does not state it: not answered",
    "unanswerable_off_topic": "outside the document: not answered",
    "unanswerable_no_such_item": "the document has no such clause, scenario or agency: not answered",
    "unanswerable_other_document": "asks about another document, which is not held here: not answered",
    "blocked_input": "not a question that can be answered",
    "small_talk": "small talk: nothing was asked of the policy",
}
SUPPORT = "Support"
ENOUGH = "{support}, at least the {line} that an answer needs"
TOO_LITTLE = "{support}, below the {line} that an answer needs"
OF_PART = "(of the first part that has an answer)"
SIGNALS_OF = "Support rests on"
SIGNALS = {
    "cosine": "semantic similarity to the nearest passage",
    "coverage": "share of the question that the best clause holds",
    "held": "weight of the question's words that the first result holds",
    "unknown": "share of words that neither document nor lexicon has",
    "lexicon": "similarity to what people call its matters",
    "other": "similarity to topics outside the document",
    "subject": "speaks of the document's subject (1 yes, 0 no)",
    "topic": "these together: on the document's subject from 0 on",
}
RESULTS = "Results"
RESULTS_OF = "Results (search {number})"
RESULT_COLUMNS = ("Passage", "Fused", "Semantic", "Lexical")
PIECES = {
    "measure": "whole",
    "sentence": "sentence {number}",
    "scenario": "",
    "preamble": "paragraph {number}",
    "formality": "paragraph {number}",
    "goal": "whole",
    "closing": "paragraph {number}",
}
NO_NUMBER = "—"
EVIDENCE = "Sentences used"

# Who owns what.
CHAT_TAB = "Ask the policy"
OWNERSHIP_TAB = "Who owns what"
LIST_TAB = "List"
CHARTS_TAB = "Charts"
AGENCY_FILTER = "Responsible agencies"
PLACE_FILTER = "Section or domain"
TEXT_FILTER = "Words"
AGENCY_HINT = "any; short names will do"
PLACE_HINT = "any; a few characters will do"
TEXT_HINT = "such as 算力 平台"
CLEAR = "Clear filters"
DOMAIN_CHOICE = "domain of the annex"
TABLE_COLUMNS = ("No.", "Measure / scenario", "Section / domain", "Responsible agencies")
AND_OTHERS = "等"
OPEN_LIST = "The document ends the list with 等: it is not exhaustive."
SHOWN = "{measures} measures and {scenarios} scenarios shown"
OPEN_ROW = "open a row to read it"
READ_AS = "“{typed}” was looked up as: {agencies}"
READ_AS_MANY = "“{typed}” is part of {count} agencies' names; the tasks of all of them are listed"
NOTHING = "No measure or scenario meets all of these."
LOOSEN = "Use fewer words, or clear the filters to see all {total}."
NO_SUCH_AGENCY = "The document does not name “{typed}” as a responsible agency."
CLOSEST = "The nearest names are: {agencies}."
PICK_AGENCY = "Pick one from the list, or clear the filters."
NO_TASKS = "No measures or scenarios were read in the document."
MEASURE, SCENARIO = "measure", "annex scenario"

# The whole text.
READING_TAB = "Read the text"
FIND = "Find in the text"
FIND_NEXT = "Next"
FOUND = "{count} found"
FOUND_NONE = "not found"
CONTENTS = "Contents"
NOTICE = "Notice and preamble"
CLOSING = "Closing provisions"
TABLE_NUMBER = "Table {number}"
ALSO_DECLARED = "also, as declared for all: {agencies}"
SEE_WHOLE = "See it in the text"
COPY = "Copy reference"
COPIED = "Copied"
NOT_HELD = "This document is not held here, or has been withdrawn."
NO_TEXT = "The text cannot be read at the moment. Please try again later."

# The files.
EXPORTS = {"xlsx": "Export Excel", "csv": "Export CSV"}

# The charts.
BARS_TITLE = "Measures and scenarios of each agency"
BARS_TEXT = "Counted by the lists of agencies; a task with several agencies counts once for each."
BARS_AS_TEXT = "As text"
BAR_LINE = "{agency}: {measures} measures, {scenarios} annex scenarios"
MATRIX_TITLE = "Which agency answers for which measure"
MATRIX_TEXT = "A column is a measure; a mark stands where its list has the agency. Point at a mark or tap it for the measure's name. The list has the same as text."
SWIPE = "Swipe the chart sideways."
NO_AGENCIES = "The document names no responsible agencies, so there are no charts."

# Errors.
HEADINGS = {
    "unanswerable": "The document gives no answer",
    "blocked": "Please ask in another way",
    "error": "No answer at the moment",
}
FAILURES = {
    "PolicyError": "The policy document cannot be read. Check the file that POLICYQA_DOCUMENT names.",
    "SettingsError": "A setting is wrong. Check the environment variables that begin with POLICYQA_.",
    "LibraryUnwritableError": "The library cannot be written: the disk may be full or closed to us. Run python -m index doctor.",
    "ChromaServerError": "The Chroma server cannot be reached or failed. Check POLICYQA_CHROMA_URL and that server.",
    "LibraryError": "The library cannot be opened or mended. Run python -m index doctor --fix.",
    "EmbeddingError": "Files of the embedding model are missing or damaged. Run git checkout -- index/model.",
    "OSError": "The index cannot be read or written. Check disk space and permissions of its folder.",
    "Exception": "An unexpected error occurred; the server's log has the reason.",
}
