"""The library for those who build on llama-index: an embedding, a node parser that cuts by measure, a retriever.

Importing llama-index takes most of a second; no question needs it, and nothing is imported here.
"""
