"""The direct door, on the shipped model."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from index.embedding.errors import ModelDamagedError, ModelMissingError
from index.embedding.model_files import CONFIG_FILE, MODEL_FILE, TOKENIZER_FILE
from index.embedding.onnx_encoder import OnnxEncoder, Prompts

MIXED = [
    "今天天气怎么样？",
    "企业如何申请研发费用补贴",
    "",
    "How can a company apply for a subsidy?",
    "《通知》自2025年1月1日起施行，有效期5年。" * 20,
]


def test_vectors_are_unit_length_float32(encoder: OnnxEncoder) -> None:
    vectors = encoder.encode_queries(MIXED)
    assert vectors.shape == (len(MIXED), encoder.dimensions) == (len(MIXED), 384)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_no_texts_give_no_rows(encoder: OnnxEncoder) -> None:
    assert encoder.encode_passages([]).shape == (0, 384)


def test_a_vector_does_not_depend_on_its_neighbours(encoder: OnnxEncoder) -> None:
    together = encoder.encode_passages(MIXED)
    alone = np.concatenate([encoder.encode_passages([text]) for text in MIXED])
    reversed_order = encoder.encode_passages(MIXED[::-1])[::-1]
    np.testing.assert_array_equal(together, alone)
    np.testing.assert_array_equal(together, reversed_order)


def test_thread_count_does_not_change_vectors(model_dir: Path, encoder: OnnxEncoder) -> None:
    double = OnnxEncoder.from_dir(model_dir, threads=2)
    np.testing.assert_allclose(double.encode_queries(MIXED), encoder.encode_queries(MIXED), atol=1e-6)


def test_queries_and_passages_have_their_own_prompts(encoder: OnnxEncoder) -> None:
    assert encoder.prompts == Prompts(query="query: ", passage="passage: ")
    query, passage = encoder.encode_queries(["补贴"]), encoder.encode_passages(["补贴"])
    assert not np.allclose(query, passage, atol=1e-3)
    np.testing.assert_array_equal(query[0], encoder.embed(encoder.token_ids("query: 补贴")))


@pytest.mark.parametrize("typed", ["<s>", "</s>", "<pad>", "<unk>", "<mask>", "\u0001<s>"])
def test_typed_special_tokens_are_plain_text(encoder: OnnxEncoder, typed: str) -> None:
    begin, *middle, end = encoder.token_ids(f"甲{typed}乙")
    mask = encoder.tokenizer.get_vocab_size() - 1
    assert (begin, end) == (0, 2)
    assert not {0, 1, 2, 3, mask} & set(middle)


def test_long_texts_are_cut_at_512_tokens(encoder: OnnxEncoder) -> None:
    text = "政策" * 2000
    ids = encoder.token_ids(text)
    assert (len(ids), ids[0], ids[-1]) == (512, 0, 2)
    np.testing.assert_array_equal(encoder.encode_passages([text]), encoder.encode_passages([text + "另一段话"]))


@pytest.mark.parametrize("odd", ["", " ", "\n\t", "\x00", "\ud800", "\ue000", "𠮷" * 3, "🈻"])
def test_odd_texts_are_encoded(encoder: OnnxEncoder, odd: str) -> None:
    assert np.isfinite(encoder.encode_queries([odd])).all()


def test_nearest_neighbour_across_scripts_and_languages(encoder: OnnxEncoder) -> None:
    passages = encoder.encode_passages(
        [
            "个体工商户可以个人经营，也可以家庭经营，应当依法登记。",
            "劳动者提前三十日以书面形式通知用人单位，可以解除劳动合同。",
            "夫妻一方要求离婚的，可以直接向人民法院提起离婚诉讼。",
            "机动车发生交通事故造成损害的，由保险公司在强制保险责任限额范围内赔偿。",
        ]
    )
    questions = [
        ("开个小店需要登记吗？", 0),
        ("開個小店需要登記嗎？", 0),
        ("Do I have to register a family business?", 0),
        ("我想辞职要提前多久说", 1),
        ("我想辭職要提前多久說", 1),
        ("How early must I give notice before I quit my job?", 1),
        ("老公不同意离婚怎么办", 2),
        ("車禍受傷誰來賠？", 3),
        ("Who pays after a car accident?", 3),
    ]
    queries = encoder.encode_queries([question for question, _ in questions])
    nearest = (queries @ passages.T).argmax(axis=1)
    assert nearest.tolist() == [expected for _, expected in questions]


def test_importing_and_encoding_loads_no_torch(model_dir: Path) -> None:
    program = (
        "import sys; from pathlib import Path;"
        "from index.embedding.onnx_encoder import OnnxEncoder;"
        f"OnnxEncoder.from_dir(Path({str(model_dir)!r}), threads=1).encode_queries(['你好']);"
        "heavy = {'torch', 'transformers', 'sentence_transformers'} & set(sys.modules);"
        "sys.exit(', '.join(sorted(heavy)) or 0)"
    )
    run = subprocess.run(
        [sys.executable, "-c", program],
        cwd=model_dir.parents[1],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")


def test_from_dir_needs_a_thread(model_dir: Path) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        OnnxEncoder.from_dir(model_dir, threads=0)


def test_from_dir_names_the_missing_file(tmp_path: Path) -> None:
    with pytest.raises(ModelMissingError, match=CONFIG_FILE):
        OnnxEncoder.from_dir(tmp_path, threads=1)


@pytest.mark.parametrize("broken", [CONFIG_FILE, TOKENIZER_FILE, MODEL_FILE])
def test_from_dir_names_the_unreadable_file(model_dir: Path, tmp_path: Path, broken: str) -> None:
    for name in (CONFIG_FILE, TOKENIZER_FILE, MODEL_FILE):
        (tmp_path / name).symlink_to(model_dir / name)
    (tmp_path / broken).unlink()
    (tmp_path / broken).write_bytes(b"{}")
    with pytest.raises(ModelDamagedError, match=broken):
        OnnxEncoder.from_dir(tmp_path, threads=1)
