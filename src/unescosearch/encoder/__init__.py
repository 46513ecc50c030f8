"""The encoder: a sentence-transformers model exported once to ONNX, which then needs no PyTorch."""
