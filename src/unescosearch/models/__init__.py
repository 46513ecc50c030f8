"""The build side of encoder and reranker: finds a model, exports it to ONNX, checks what came out."""
