"""What the processes of `tests.index.durability` need that takes long to load; they are forked from one that has it."""

import chromadb  # noqa: F401
import llama_index.vector_stores.chroma  # noqa: F401

import tests.index.durable_policies  # noqa: F401
from index.dictionary import Dictionary

Dictionary.general()
