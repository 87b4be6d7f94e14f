"""Sessions: a graph in onnxruntime as all servers that hold one run it, on one thread."""

import onnxruntime


def one_threaded(model: bytes) -> onnxruntime.InferenceSession:
    """Return a session of a graph."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
