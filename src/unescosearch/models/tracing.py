"""What the exports of encoder and reranker share: loading, tracing to ONNX, smaller weights, the tokenizer."""

from __future__ import annotations

import logging
import os
import tempfile
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from unescosearch.errors import MissingExtraError, ModelError

if TYPE_CHECKING:
    import torch
    from transformers import PreTrainedTokenizerBase

INPUTS = ("input_ids", "attention_mask", "token_type_ids")

_OPSET = 17


@contextmanager
def loaded(name: str) -> Iterator[None]:
    """Load a model inside the block: quietly, and with our errors.

    Raises:
        MissingExtraError: sentence-transformers is not installed.
        ModelError: the model cannot be loaded.
    """
    logging.getLogger("transformers").setLevel(logging.ERROR)
    try:
        import sentence_transformers  # noqa: F401
        from safetensors import SafetensorError
        from transformers.utils import logging as transformers_logging
    except ImportError as error:
        raise MissingExtraError("Building an index", "build") from error
    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        yield
    except (OSError, ValueError, RuntimeError, ImportError, LookupError, TypeError, SafetensorError) as error:
        # Whatever its code cannot make of the files: a missing one, an unknown architecture, a package it asks for.
        raise ModelError(
            f"The model {name} cannot be loaded ({_first_line(error)}). Its files may be incomplete, or it may "
            "need code of its own, which is never run: download it anew, or name another; docs/models.md lists some."
        ) from error


def trace(
    name: str,
    model: torch.nn.Module,
    function: Callable[..., torch.Tensor],
    inputs: Mapping[str, torch.Tensor],
    output: str,
    path: Path,
) -> None:
    """Write what a model computes, as a function of tensors, as an ONNX file; texts and tokens may be of any number.

    The TorchScript exporter is used: the newer one wrote a file that ONNX Runtime refuses.

    Raises:
        ModelError: the exporter does not know an operation of the model.
    """
    import torch

    class Traced(torch.nn.Module):
        """The function as a module with the model's weights, which is what the exporter takes."""

        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, *tensors: torch.Tensor) -> torch.Tensor:
            """The function's value."""
            return function(*tensors)

    axes: dict[str, dict[int, str]] = {given: {0: "batch", 1: "tokens"} for given in inputs}
    try:
        with tempfile.TemporaryDirectory(dir=path.parent) as scratch, torch.no_grad(), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            full = Path(scratch) / path.name
            torch.onnx.export(
                Traced(),
                tuple(inputs.values()),
                str(full),
                input_names=list(inputs),
                output_names=[output],
                dynamic_axes={**axes, output: {0: "batch"}},
                opset_version=_OPSET,
                dynamo=False,
            )
            _gather(full, path)
    except (RuntimeError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelError(
            f"The model {name} cannot be exported to ONNX ({_first_line(error)}). Name another model; "
            "docs/models.md lists some."
        ) from error


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]


def _gather(full: Path, path: Path) -> None:
    """Move an exported model to its place; above two gigabytes it is many files, of which one is made."""
    if len(list(full.parent.iterdir())) == 1:
        os.replace(full, path)
        return
    import onnx

    onnx.save_model(onnx.load(str(full)), str(path), save_as_external_data=True, location=path.name + ".data")


def quantise(path: Path, operations: Sequence[str] | None = None) -> None:
    """Make the weights of an ONNX file eight bits wide, in place.

    Args:
        path: of the file.
        operations: of which the weights are made smaller; None for all that can be.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic

    root = logging.getLogger()
    level = root.level
    root.setLevel(logging.ERROR)  # it recommends a preparation step that changes nothing here
    small = path.with_suffix(".small")
    try:
        # Seven bits: with eight, the sums overflow on processors without VNNI and the vectors would be others there.
        quantize_dynamic(
            str(path),
            str(small),
            per_channel=True,
            reduce_range=True,
            weight_type=QuantType.QInt8,
            op_types_to_quantize=operations and list(operations),
        )
    finally:
        root.setLevel(level)
    os.replace(small, path)
    path.with_name(path.name + ".data").unlink(missing_ok=True)


def save_tokenizer(name: str, tokenizer: PreTrainedTokenizerBase, path: Path) -> None:
    """Write the tokenizer as one file that needs no Python of the model's own.

    Raises:
        ModelError: it is one that cannot be written so.
    """
    fast = getattr(tokenizer, "backend_tokenizer", None)
    if fast is None:
        raise ModelError(
            f"The model {name} has a tokenizer ({type(tokenizer).__name__}) that cannot be written as tokenizer.json, "
            "which encoding queries without PyTorch needs. Name another model; docs/models.md lists some."
        )
    fast.save(str(path))
