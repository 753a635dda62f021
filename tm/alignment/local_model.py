"""A sentence-transformers model in a folder of the user's, such as LaBSE, multilingual-e5 or bge-m3.

Needs the extra `models`. The model is read from that folder and from nowhere else: names of models are not
looked up, code inside a model is not run, and nothing is ever downloaded.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from tm.alignment.encoder import Matrix
from tm.errors import ConfigError, MissingExtraError
from tm.messages import say
from tm.packages import install

#: Characters of a text that are read; models cut far earlier themselves.
READ = 64_000
#: Of a large file so many bytes at either end stand for it in the model's name.
_SAMPLE = 1 << 16
_OFFLINE = {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1", "HF_HUB_DISABLE_TELEMETRY": "1"}
#: Prompts that treat both languages alike, in order of preference.
_SYMMETRIC = ("BitextMining", "Bitext Mining", "STS")


class LocalModel:
    """An encoder read from a folder; it loads when it first encodes.

    Raises:
        ConfigError: the folder holds no model.
        MissingExtraError: the extra `models` is not installed.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        _check(self.folder, str(folder))
        if find_spec("sentence_transformers") is None:
            raise MissingExtraError(
                say("{folder} is a model for sentence-transformers, which is not installed", folder=folder),
                hint=install("models"),
            )
        self.name = f"{self.folder.name} {_fingerprint(self.folder)}"

    @cached_property
    def dim(self) -> int:
        """Width of a vector; loads the model."""
        return int(self.encode(["1"]).shape[1])

    @cached_property
    def model(self) -> Any:
        """The model, a `SentenceTransformer`.

        Raises:
            ConfigError: it cannot be loaded.
        """
        with _offline():
            from sentence_transformers import SentenceTransformer

            try:
                return SentenceTransformer(str(self.folder), local_files_only=True, trust_remote_code=False)
            except Exception as error:  # whatever a damaged or foreign model provokes
                reason = str(error).partition("\n")[0]
                raise ConfigError(
                    say("the model cannot be loaded: {reason}", reason=reason), where=str(self.folder)
                ) from error

    @cached_property
    def prompt(self) -> str:
        """What the model wants before each text, so that two languages meet; most want nothing.

        A prompt of the model's configuration: its default one, one for pairs of sentences, or the
        `query: ` of e5 models, which they ask for on both sides of symmetric tasks.
        """
        prompts: dict[str, str] = dict(getattr(self.model, "prompts", None) or {})
        default = getattr(self.model, "default_prompt_name", None)
        for name in (default, *_SYMMETRIC):
            if name is not None and prompts.get(name):
                return prompts[name]
        query = prompts.get("query", "")
        return query if query.strip() == "query:" else ""

    def encode(self, texts: Sequence[str]) -> Matrix:
        """Shape: (len(texts), dim), rows of unit length; zeros for a text of white space only."""
        rows = [text[:READ].strip() for text in texts]
        order = {text: number for number, text in enumerate(dict.fromkeys(filter(None, rows)))}
        made = self._encoded(list(order)) if order else np.zeros((0, self.dim), np.float32)
        vectors = np.vstack([made, np.zeros((1, made.shape[1]), np.float32)])  # the last row is for empty texts
        return vectors[[order.get(text, len(order)) for text in rows]]

    def _encoded(self, texts: list[str]) -> Matrix:
        with _offline():
            made = self.model.encode(
                texts, prompt=self.prompt, convert_to_numpy=True, normalize_embeddings=True, show_progress_bar=False
            )
        vectors = np.asarray(made, np.float16).astype(np.float32)  # as the cache keeps them
        if vectors.ndim != 2 or not np.isfinite(vectors).all():
            raise ConfigError(say("the model gives no finite sentence vectors"), where=str(self.folder))
        return vectors


def _check(folder: Path, name: str) -> None:
    if not folder.is_dir():
        raise ConfigError(say("no encoder and no folder is called '{name}'", name=name))
    missing = [what for what in ("modules.json",) if not (folder / what).is_file()]
    if not any(path.suffix in {".safetensors", ".bin"} and path.stat().st_size for path in _files(folder)):
        missing.append("weights (model.safetensors)")
    if missing:
        raise ConfigError(
            say("the folder is no sentence-transformers model: it has no {missing}", missing=" and no ".join(missing)),
            where=name,
            hint=say("save one there with SentenceTransformer.save, or copy all files of a model"),
        )


def _fingerprint(folder: Path) -> str:
    """Changes with the model: names, sizes and contents of its files, of large ones the ends."""
    digest = blake2b(digest_size=6)
    for path in _files(folder):
        size = path.stat().st_size
        digest.update(f"{path.relative_to(folder).as_posix()} {size}\0".encode())
        with path.open("rb") as stream:
            digest.update(stream.read(_SAMPLE))
            if size > _SAMPLE:
                stream.seek(max(_SAMPLE, size - _SAMPLE))
                digest.update(stream.read(_SAMPLE))
    return digest.hexdigest()


def _files(folder: Path) -> list[Path]:
    """Those that can matter: configuration and weights; other formats of the same weights are passed over."""
    kept = {".json", ".safetensors", ".bin", ".model", ".txt"}
    return sorted(path for path in folder.rglob("*") if path.suffix in kept and path.is_file())


@contextmanager
def _offline() -> Iterator[None]:
    """The hub's libraries see that the network is not to be used; what the process had set comes back."""
    before = {name: os.environ.get(name) for name in _OFFLINE}
    os.environ.update(_OFFLINE)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
