"""The default embedding model of the project and its two doors.

* :mod:`index.embedding.onnx_encoder` opens ``index/model`` with onnxruntime alone. Questions and
  passages are encoded here; importing it loads neither torch nor transformers.
* :mod:`index.embedding.sentence_transformers_module` wraps the same encoder as a
  sentence-transformers model, for the tools that expect one.
* :mod:`index.embedding.convert` makes ``index/model`` again from the published weights.

Nothing is imported here, so that ``import index.embedding`` costs nothing.
"""
