"""Finds a sentence-transformers model by name or folder and reads what its files say of how to use it."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, replace
from pathlib import Path

from unescosearch.errors import MissingExtraError, ModelError
from unescosearch.models.hub import model_folder
from unescosearch.models.packaged import PackagedEncoder, packaged

_HUB_PREFIX = "sentence-transformers/"
_WEIGHTS = ("*.safetensors", "pytorch_model*.bin")
# Families trained with prefixes that their files do not name: E5 (Wang et al. 2024, arXiv:2402.05672).
_FAMILIES = ((re.compile(r"(^|[/\\])(multilingual-)?e5-(small|base|large)(-v2)?$"), ("query: ", "passage: ")),)
# Under one of these names a model keeps what goes before a passage; sentence-transformers looks in this order too.
_PASSAGE_PROMPTS = ("document", "passage", "corpus")


@dataclass(frozen=True, slots=True)
class Overrides:
    """What the user says of a model in place of its own files; None leaves it to them.

    Attributes:
        query_prefix: put before a query; "" for nothing.
        passage_prefix: put before a passage; "" for nothing.
        languages: the languages it reads; empty means all.
    """

    query_prefix: str | None = None
    passage_prefix: str | None = None
    languages: tuple[str, ...] | None = None

    def given(self) -> dict[str, object]:
        """Those that were given, by name."""
        values = {name: getattr(self, name) for name in ("query_prefix", "passage_prefix", "languages")}
        return {name: value for name, value in values.items() if value is not None}


@dataclass(frozen=True, slots=True)
class ModelSource:
    """Where a model's files are and how its inputs are written.

    Attributes:
        name: the model as the user named it, without the hub's default organisation.
        folder: its files, or the one file of weights that are packaged in 4 bits.
        languages: the languages it can read; empty means all.
    """

    name: str
    folder: Path
    query_prefix: str = ""
    passage_prefix: str = ""
    languages: tuple[str, ...] = ()


def find_model(name_or_path: str, overrides: Overrides | None = None) -> ModelSource:
    """The source of a model.

    Packaged ones come from an installed package, so that no hub is asked. Prefixes of others are the model's own
    prompts, else those of its family, else none.

    Raises:
        MissingExtraError: the package of a packaged one is not installed.
        ModelError: there is no such model, its folder is no sentence-transformers model, or the weights of a packaged
            one are not the known ones.
    """
    name = name_or_path.removeprefix(_HUB_PREFIX)
    known = packaged(name)
    if known:
        source = _from_package(known)
    else:
        folder = model_folder(name_or_path)
        _check_layout(name_or_path, folder)
        query_prefix, passage_prefix = _prefixes(name, folder)
        source = ModelSource(name_or_path, folder, query_prefix, passage_prefix, stated_languages(folder))
    return replace(source, **(overrides or Overrides()).given())  # type: ignore[arg-type]


def weights_digest(folder: Path) -> str:
    """SHA-256 of a model's weights, those of layers in folders of their own included, in hexadecimal.

    Args:
        folder: of the model, or the file of packaged weights.

    Raises:
        ModelError: the folder holds no weights.
    """
    patterns = [place + pattern for pattern in _WEIGHTS for place in ("", "*/")]
    files = [folder] if folder.is_file() else sorted(file for pattern in patterns for file in folder.glob(pattern))
    if not files:
        raise ModelError(f"{folder} holds no model weights (model.safetensors). Name a sentence-transformers model.")
    state = hashlib.sha256()
    for file in files:
        with file.open("rb") as stream:
            while block := stream.read(1 << 20):
                state.update(block)
    return state.hexdigest()


def stated_languages(folder: Path) -> tuple[str, ...]:
    """The languages in the model card's front matter; none stated, or only "multilingual", means all."""
    stated = re.findall(r"^language(?:s|_bcp47)?:[ ]*(.*(?:\n[ ]*-.*)*)", _card(folder), re.MULTILINE)
    codes = re.findall(r"(?<![\w-])[a-z]{2,3}(?=-[A-Za-z]{2,4}\b|\b(?!-))", "\n".join(stated))
    return tuple(dict.fromkeys(codes))


def _card(folder: Path) -> str:
    """The front matter of a model's card, "" where it has none."""
    card = folder / "README.md"
    text = card.read_text(encoding="utf-8", errors="replace") if card.is_file() else ""
    front = re.match(r"---\r?\n(.*?)\n---", text, re.DOTALL)
    return front.group(1) if front else ""


def _from_package(known: PackagedEncoder) -> ModelSource:
    found = known.find()
    if found is None:
        raise MissingExtraError(f"The model {known.name}", "build")
    return ModelSource(known.name, found, known.query_prefix, known.passage_prefix, known.languages)


def _check_layout(name: str, folder: Path) -> None:
    if not (folder / "modules.json").is_file():
        # sentence-transformers would take the mean of the tokens, which is wrong for half of the models.
        raise ModelError(
            f"{name} ({folder}) is no sentence-transformers model: it holds no modules.json, so nobody knows how its "
            "vectors are made. Name a sentence-transformers model, or write one with SentenceTransformer(modules="
            "[Transformer(folder), Pooling(dimension, mode)]).save_pretrained(new_folder)."
        )


def _prefixes(name: str, folder: Path) -> tuple[str, str]:
    path = folder / "config_sentence_transformers.json"
    try:
        prompts = json.loads(path.read_text(encoding="utf-8")).get("prompts") or {} if path.is_file() else {}
    except ValueError as error:
        raise ModelError(f"{path} cannot be read ({error}). Download the model anew.") from error
    own = prompts.get("query") or "", next(filter(None, map(prompts.get, _PASSAGE_PROMPTS)), "")
    # A folder may be called anything: the card names the model whose results it lists.
    names = [name, *re.findall(r"^- name: *(\S+)", _card(folder), re.MULTILINE)]
    family = (prefixes for pattern, prefixes in _FAMILIES if any(map(pattern.search, names)))
    return own if any(own) else next(family, ("", ""))
