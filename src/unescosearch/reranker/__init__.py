"""The reranker: a cross-encoder exported once to ONNX, which reads query and passage together."""
