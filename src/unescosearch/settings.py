"""The settings: one table of names, defaults and meanings; each can be set as an environment variable."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from unescosearch.encoder.description import DEFAULT_MODELS


class Settings(BaseSettings):
    """What can be set from outside: `UNESCOSEARCH_` and the name in capitals."""

    model_config = SettingsConfigDict(env_prefix="UNESCOSEARCH_", extra="ignore")

    index: Path = Field(default=Path("index"), description="folder of the index")
    corpus: Path = Field(default=Path("corpus"), description="folder of the collections to build from")
    model: str = Field(
        default=",".join(DEFAULT_MODELS),
        min_length=1,
        description="sentence-transformers models: names or folders with commas between",
    )
    precision: str = Field(default="int8", pattern="^(int8|fp32)$", description="of the encoder: int8 or fp32")
    query_prefix: str | None = Field(default=None, description="put before a query, in place of the model's own")
    passage_prefix: str | None = Field(default=None, description="put before a passage, in place of the model's own")
    model_languages: str | None = Field(
        default=None, pattern="^(all|[a-z]{2,3}(,[a-z]{2,3})*)$", description="languages the model reads: en,fr or all"
    )
    reranker: str | None = Field(default=None, description="sentence-transformers CrossEncoder: a name or a folder")
    passage_tokens: int = Field(default=224, ge=32, le=8192, description="most tokens of a passage, title included")
    ocr_languages: str = Field(default="collection", description="of scans: codes with commas, or their collection's")
    thesaurus: Path | None = Field(default=None, description="a thesaurus in Turtle, beside those of the collections")
    acronyms: Path | None = Field(default=None, description="a list of acronyms beside the program's own")
    dictionaries: Path = Field(default=Path("/usr/share/dictd"), description="folder of bilingual dictionaries")
    contact: str = Field(default="not given", description="address for the operators of sites that fetch asks")
    fetch_pause: float = Field(default=1.0, ge=0, le=3600, description="seconds between two requests to one host")
    fetch_private: bool = Field(default=False, description="fetch from private and loopback addresses as well")
    evaluation: Path = Field(default=Path("../shared/eval"), description="folder of the evaluation sets")
    host: str = Field(default="127.0.0.1", description="address the service listens on")
    port: int = Field(default=8000, ge=0, le=65535, description="port the service listens on")

    @property
    def models(self) -> tuple[str, ...]:
        """The models, the one that is asked first in front."""
        return tuple(name.strip() for name in self.model.split(",") if name.strip())

    @property
    def languages(self) -> tuple[str, ...] | None:
        """The languages that the model is said to read: empty for all, None where its card is to say."""
        if self.model_languages is None or self.model_languages == "all":
            return None if self.model_languages is None else ()
        return tuple(self.model_languages.split(","))
