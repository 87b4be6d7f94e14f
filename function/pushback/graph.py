"""Graph: an ONNX model, run for a few rows at a time."""

import numpy as np
import onnxruntime
from numpy.typing import NDArray


class Graph:
    """A loaded model of one input. Safe to share between threads."""

    def __init__(self, content: bytes) -> None:
        options = onnxruntime.SessionOptions()
        # One thread: a request's rows are few, and the instance serves several requests at once.
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
        self._session = onnxruntime.InferenceSession(
            content, options, providers=["CPUExecutionProvider"]
        )
        self._input = self._session.get_inputs()[0].name
        self._output = self._session.get_outputs()[-1].name

    def run(self, inputs: NDArray[np.float32]) -> NDArray[np.float64]:
        """Return the last output for inputs of shape (rows, features)."""
        scored = self._session.run([self._output], {self._input: inputs})[0]
        return np.asarray(scored, np.float64)
