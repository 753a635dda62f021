"""Encoders from a folder. One test runs the real library, where it is installed; the others a stand-in."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any, ClassVar

import numpy as np
import pytest

from tm.alignment import encoder
from tm.errors import ConfigError, MissingExtraError


class Model:
    """What `SentenceTransformer` shows of itself."""

    prompts: ClassVar[dict[str, str]] = {}
    default_prompt_name: ClassVar[str | None] = None
    made: ClassVar[list[tuple[str, dict[str, Any], str | None]]] = []
    asked: ClassVar[list[tuple[list[str], str]]] = []

    def __init__(self, folder: str, **options: Any) -> None:
        self.made.append((folder, options, os.environ.get("HF_HUB_OFFLINE")))

    def encode(self, texts: Sequence[str], *, prompt: str, **options: Any) -> np.ndarray:
        self.asked.append((list(texts), prompt))
        assert options["normalize_embeddings"] is True
        return np.array([[1, 0] if len(text) % 2 else [0, 1] for text in texts], np.float64)


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> type[Model]:
    """A stand-in for sentence-transformers."""
    module = ModuleType("sentence_transformers")
    module.__spec__ = ModuleSpec("sentence_transformers", None)

    class Fresh(Model):
        made: ClassVar[list[tuple[str, dict[str, Any], str | None]]] = []
        asked: ClassVar[list[tuple[list[str], str]]] = []

    module.SentenceTransformer = Fresh  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "sentence_transformers", module)
    monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)
    return Fresh


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "tiny-e5"
    made.mkdir()
    (made / "modules.json").write_text("[]")
    (made / "model.safetensors").write_bytes(b"weights" * 50_000)
    return made


def test_a_folder_is_loaded_late_and_offline(library: type[Model], folder: Path) -> None:
    """The model is read from its path alone, with the hub switched off, when the first text comes."""
    made = encoder.load(str(folder))
    assert made.name.startswith("tiny-e5 ")
    assert library.made == []
    vectors = made.encode(["a", "bb", " ", "a"])
    assert library.made == [(str(folder), {"local_files_only": True, "trust_remote_code": False}, "1")]
    assert library.asked == [(["a", "bb"], "")]
    assert vectors.tolist() == [[1, 0], [0, 1], [0, 0], [1, 0]]
    assert vectors.dtype == np.float32
    assert "HF_HUB_OFFLINE" not in os.environ
    assert made.dim == 2
    assert made.encode([" "]).tolist() == [[0, 0]]


@pytest.mark.parametrize(
    ("prompts", "default", "wanted"),
    [
        ({}, None, ""),
        ({"query": "query: ", "passage": "passage: "}, None, "query: "),
        ({"query": "Instruct: find\nQuery: ", "document": ""}, None, ""),
        ({"query": "", "document": ""}, None, ""),
        ({"query": "query: ", "STS": "same: "}, None, "same: "),
        ({"query": "query: ", "passage": "passage: "}, "passage", "passage: "),
    ],
)
def test_prompts_of_the_configuration(
    library: type[Model], folder: Path, prompts: dict[str, str], default: str | None, wanted: str
) -> None:
    """A prompt that suits both sides is put before each text; one for questions only is not."""
    library.prompts, library.default_prompt_name = prompts, default
    encoder.load(str(folder)).encode(["a"])
    assert library.asked == [(["a"], wanted)]


def test_the_name_changes_with_the_model(library: type[Model], folder: Path) -> None:
    """Vectors of changed weights or settings are not taken from the cache of the old ones."""
    names = {encoder.load(str(folder)).name}
    (folder / "model.safetensors").write_bytes(b"weights" * 49_999 + b"WEIGHTS")
    names.add(encoder.load(str(folder)).name)
    (folder / "modules.json").write_text("[ ]")
    names.add(encoder.load(str(folder)).name)
    assert len(names) == 3
    assert encoder.load(f"{folder}/").name in names


def test_a_folder_without_a_model_is_an_error(library: type[Model], tmp_path: Path) -> None:
    """What is missing is named."""
    with pytest.raises(ConfigError, match=r"no encoder and no folder is called '.*nowhere'"):
        encoder.load(str(tmp_path / "nowhere"))
    with pytest.raises(ConfigError, match=r"no modules\.json and no weights"):
        encoder.load(str(tmp_path))
    (tmp_path / "modules.json").write_text("[]")
    with pytest.raises(ConfigError, match=r"it has no weights \(model\.safetensors\)\n"):
        encoder.load(str(tmp_path))


def test_without_the_extra_the_command_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A model without its library is an error with the command that installs it."""
    monkeypatch.setattr("tm.alignment.local_model.find_spec", lambda name: None)
    with pytest.raises(MissingExtraError) as raised:
        encoder.load(str(folder))
    assert raised.value.hint == 'where tm was cloned: pip install -e ".[models]"'


def test_a_model_that_fails_is_an_error(library: type[Model], folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the library says of a broken model, the user reads one sentence; vectors must be numbers."""

    def broken(self: Model, folder: str, **options: object) -> None:
        raise RuntimeError("header too large\nand so on")

    with monkeypatch.context() as patch:
        patch.setattr(library, "__init__", broken)
        with pytest.raises(ConfigError, match=r"the model cannot be loaded: header too large\n"):
            encoder.load(str(folder)).encode(["a"])
    monkeypatch.setattr(library, "encode", lambda self, texts, **options: np.full((len(texts), 2), np.nan))
    with pytest.raises(ConfigError, match="no finite"):
        encoder.load(str(folder)).encode(["a"])


@pytest.mark.skipif(find_spec("sentence_transformers") is None, reason="the extra `models` is not installed")
def test_a_real_model_never_asks_the_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A model of a few words, made here, is read and run with every connection refused."""
    from sentence_transformers import SentenceTransformer, models
    from transformers import BertConfig, BertModel, BertTokenizer

    inner = tmp_path / "bert"
    inner.mkdir()
    (inner / "vocab.txt").write_text(
        "\n".join(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "cat", "dog", "query", ":"])
    )
    BertTokenizer(str(inner / "vocab.txt")).save_pretrained(inner)
    config = BertConfig(vocab_size=9, hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16)
    BertModel(config).save_pretrained(inner)
    word = models.Transformer(str(inner))
    whole = SentenceTransformer(
        modules=[word, models.Pooling(16)], prompts={"query": "query: ", "passage": "passage: "}
    )
    whole.save(str(tmp_path / "model"))

    def refused(*_: object, **__: object) -> None:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket.socket, "connect", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    vectors = encoder.load(str(tmp_path / "model")).encode(["cat", "dog dog", " ", "cat"])
    assert vectors.shape == (4, 16)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 1, 0, 1], abs=1e-3)
    assert (vectors[0] == vectors[3]).all()
    plain = whole.encode(["query: cat"], normalize_embeddings=True)[0]
    assert vectors[0] == pytest.approx(plain, abs=2e-3)
