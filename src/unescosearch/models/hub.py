"""Brings the folder of a sentence-transformers model: one of this machine, one kept from before, or one of the hub."""

from __future__ import annotations

from pathlib import Path

from unescosearch.errors import MissingExtraError, ModelError

# The same weights in other forms, and pictures.
_NEEDLESS = ["onnx/*", "openvino/*", "coreml/*", "*.onnx", "*.h5", "*.msgpack", "*.ot", "*.gguf", "imgs/*"]
_OLD_WEIGHTS = "pytorch_model*.bin"


def model_folder(name_or_path: str, mark: str = "modules.json") -> Path:
    """The folder of a model.

    What the hub gave once is used again without asking it, so that a rebuild gives the same vectors.

    Args:
        name_or_path: a folder, or a name on the hub.
        mark: a file that a complete model holds.

    Raises:
        MissingExtraError: the hub's client is not installed.
        ModelError: there is no such folder, and the hub cannot be reached or has no such model.
    """
    folder = Path(name_or_path).expanduser()
    if folder.is_dir():
        return folder
    try:
        from huggingface_hub import snapshot_download
    except ImportError as error:
        raise MissingExtraError("A model from the hub", "build") from error
    try:
        kept = Path(snapshot_download(name_or_path, local_files_only=True))
        if (kept / mark).is_file():
            return kept
    except (OSError, ValueError):
        pass  # never asked for before, or no name that the hub could know: it says so below
    try:
        brought = Path(snapshot_download(name_or_path, ignore_patterns=[*_NEEDLESS, _OLD_WEIGHTS]))
        # Some models have their weights only in the old form.
        return (
            brought
            if any(brought.glob("*.safetensors"))
            else Path(snapshot_download(name_or_path, ignore_patterns=_NEEDLESS))
        )
    except (OSError, ValueError, RuntimeError) as error:
        raise ModelError(_advice(name_or_path, error)) from error


def _advice(name: str, error: Exception) -> str:
    reason = (str(error).strip() or type(error).__name__).splitlines()[0].rstrip(".")
    return (
        f"There is no folder {name}, and the hub did not give a model of that name ({reason}). Without "
        f"internet access: on another machine run: hf download {name} --local-dir {name.rpartition('/')[2]}, "
        "bring that folder here and name it instead of the model."
    )
