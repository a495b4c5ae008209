"""Policy text in, a parsed policy and its chunks out (standard library only)."""
