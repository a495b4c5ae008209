"""Collect the nodes and the constants of an ONNX graph."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from onnx import GraphProto, NodeProto, TensorProto, ValueInfoProto, helper, numpy_helper

MICROSOFT = "com.microsoft"
"""The domain of onnxruntime's own operators."""


class GraphNodes:
    """A graph that grows node by node; every method returns the name of what it made."""

    def __init__(self) -> None:
        self._nodes: list[NodeProto] = []
        self._constants: list[TensorProto] = []

    def constant(self, name: str, values: NDArray[Any]) -> str:
        """Add a constant tensor."""
        self._constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def node(
        self,
        operator: str,
        inputs: Sequence[str],
        output: str,
        *,
        domain: str = "",
        **attributes: Any,
    ) -> str:
        """Add a node with one output; an empty input name leaves an optional input out."""
        self.node_with_outputs(operator, inputs, [output], domain=domain, attributes=attributes)
        return output

    def node_with_outputs(
        self,
        operator: str,
        inputs: Sequence[str],
        outputs: Sequence[str],
        *,
        domain: str = "",
        attributes: Mapping[str, Any] | None = None,
    ) -> None:
        """Add a node with several outputs, named by its first one."""
        self._nodes.append(
            helper.make_node(
                operator,
                list(inputs),
                list(outputs),
                name=outputs[0],
                domain=domain,
                **(attributes or {}),
            )
        )

    def to_graph(self, name: str, inputs: Sequence[ValueInfoProto], outputs: Sequence[ValueInfoProto]) -> GraphProto:
        """Return the graph with the given inputs and outputs."""
        return helper.make_graph(self._nodes, name, list(inputs), list(outputs), initializer=self._constants)
