"""The encoder: turns texts into vectors with a model that was exported to ONNX, without PyTorch."""
