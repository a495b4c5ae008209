"""Libraries that would report to their makers are told not to, before any of them can be imported."""

from __future__ import annotations

import os

SWITCHES = {
    "ORT_DISABLE_TELEMETRY": "1",  # onnxruntime: native code, which reads it once, while it is being imported
    "GRADIO_ANALYTICS_ENABLED": "False",
    "HF_HUB_DISABLE_TELEMETRY": "1",  # huggingface_hub, transformers and hf_xet, native code as well
    "ANONYMIZED_TELEMETRY": "False",  # Chroma, where it is opened without settings of ours
}
"""Environment variables and the values that stop reports (docs/adr/0013-nothing-reports-home.md)."""


def keep_quiet() -> None:
    """Set the switches, for this process and those that it starts.

    They replace what the environment says: an empty value or a 0 that was left there for another program would break the
    promise without a word, and nothing here has a use for reports.
    """
    os.environ.update(SWITCHES)
