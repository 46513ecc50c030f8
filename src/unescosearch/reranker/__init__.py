"""The reranker: scores how well query and passage go together, with a cross-encoder that was exported to ONNX."""
