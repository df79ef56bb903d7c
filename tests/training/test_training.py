"""The training recipe of the pocket model, each step on a toy corpus."""

from __future__ import annotations

import importlib
import io
import json
import lzma
import random
import re
import shutil
import subprocess
import sys
from contextlib import redirect_stdout
from pathlib import Path

import numpy as np
import pytest
import torch

from tests.places import POCKET, ROOT
from training.alignment import UNKNOWN, bilingual_start
from training.batches import epoch
from training.corpus import EvaluationTexts, fault, normalised, select
from training.encoding import Pairs
from training.evaluate import score
from training.export import check_equivalence, export, load
from training.network import Marian, Shape, tied_cross_entropy
from training.ship import card
from training.state import State
from translate_summarize.translation.checks.names import BUCKETS, candidates

NOUNS = {
    "Stadt": "city",
    "Brücke": "bridge",
    "Schule": "school",
    "Bahn": "railway",
    "Halle": "hall",
    "Straße": "street",
}
VERBS = {
    "wächst": "grows",
    "ruht": "rests",
    "schließt": "closes",
    "öffnet": "opens",
    "wartet": "waits",
    "kommt": "comes",
}
FIRST_STEPS, ALL_STEPS = 10, 150
WHEN = {"heute": "today", "morgen": "tomorrow", "bald": "soon", "wieder": "again", "oft": "often", "nie": "never"}


def _run(module: str, *arguments: object) -> str:
    """Run a step of the recipe in this process and return what it prints."""
    output = io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(output):
        patch.setattr("sys.argv", [module, *map(str, arguments)])
        importlib.import_module(f"training.{module}").main()
    return output.getvalue()


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A prepared corpus of a tiny language: sentences of one to three clauses."""
    folder = tmp_path_factory.mktemp("training")
    rng = random.Random(1)
    lines = []
    for _ in range(1600):
        clauses = [(rng.choice(list(NOUNS)), rng.choice(list(VERBS)), rng.choice(list(WHEN))) for _ in "abc"]
        clauses = clauses[: rng.randint(1, 3)]
        german = ", und ".join(f"die {n} {v} {w}" for n, v, w in clauses)
        english = ", and ".join(f"the {NOUNS[n]} {VERBS[v]} {WHEN[w]}" for n, v, w in clauses)
        lines.append(f"{german.capitalize()}.\t{english.capitalize()}.\n")
    with lzma.open(folder / "tiny.tsv.xz", "wt", encoding="utf-8") as out:
        out.writelines(lines)
    _run("corpus", folder / "data", f"{folder / 'tiny.tsv.xz'}:1.5", "--held-out", 200)
    _run("vocabulary", folder / "data", "--pieces", 64)
    _run("encoding", folder / "data")
    _run("alignment", folder / "data", "--dim", 32)
    return folder / "data"


@pytest.fixture(scope="module")
def trained(data: Path) -> tuple[Path, str]:
    """A short run, stopped and resumed by two processes, and what it prints."""
    options: list[object] = [
        data, data.parent / "run", "--dim", 32, "--ffn", 64, "--heads", 4, "--encoder", 1, "--decoder", 1,
        "--tokens", 400, "--warmup", 20, "--rate", 5e-3, "--ema", 0.9, "--minutes", 5, "--decay-minutes", 5,
        "--dev", data.parent / "held",
    ]  # fmt: skip
    (data.parent / "held.de").write_text("Die Stadt wächst heute.\nDie Schule öffnet morgen.\n", encoding="utf-8")
    (data.parent / "held.en").write_text("The city grows today.\nThe school opens tomorrow.\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TRANSLATE_SUMMARIZE_CACHE", "")  # each score has its own cache; this restores the present one
        threads = torch.get_num_threads()
        first = _run("train", *options, "--threads", 1, "--max-steps", FIRST_STEPS)
        torch.set_num_threads(threads)
    command = [sys.executable, "-m", "training.train", *options, "--workers", 2, "--max-steps", ALL_STEPS]
    resumed = subprocess.run(
        [str(argument) for argument in command], cwd=ROOT, capture_output=True, text=True, timeout=300, check=False
    )
    assert resumed.returncode == 0, resumed.stderr
    return data.parent / "run", first + resumed.stdout


def test_bad_pairs_have_their_reason() -> None:
    good = ("Die Stadt baut eine neue Brücke über den Fluss.", "The city is building a new bridge across the river.")
    assert fault(*good) == ""
    assert fault("", good[1]) == "empty"
    assert fault(good[0], "A bridge.") == "length ratio"
    assert fault(good[0] * 20, good[1] * 20) == "too long"
    assert fault("Im Jahr 1998 kamen 250 Gäste.", "In 1998, 520 guests came.") == "numbers differ"
    assert fault("this is the text that was not translated by you", "das ist der Text hier") == "not German"
    assert fault(good[0], "Die Stadt baut auf der Brücke und der Straße.") == "not English"
    assert fault("Linux Mint Debian Edition", "Linux Mint Debian Edition") == "untranslated"
    assert fault("<b>Die Stadt</b> wächst", "<b>The city</b> grows") == "boilerplate"
    assert normalised(" Die\u00a0Stra\u00adße  fu\u0308r alle ") == "Die Straße für alle"


def test_evaluation_sentences_and_their_spans_never_train(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    held = "Am Montag beschloss der Rat der kleinen Stadt nach langer Debatte den Bau einer Brücke."
    lines = [
        (held, "On Monday the council decided to build a bridge after a long debate in town."),
        ("Es heißt, der Rat der kleinen Stadt nach langer Debatte den Bau einer Straße lehnt ab.",
         "It is said that the council of the small town, after a long debate, rejects a street."),
        ("Der Rat der kleinen Stadt tagt heute.", "The council of the small town meets today."),
        ("Der Zug fährt um 7 Uhr.", "The train leaves at 7."),
        ("Der Zug fährt um 9 Uhr.", "The train leaves at 9."),
    ]  # fmt: skip
    path = tmp_path / "a.tsv"
    path.write_text("".join(f"{d}\t{e}\n" for d, e in lines), encoding="utf-8")
    pairs = select(path, 1, set(), EvaluationTexts([held]), random.Random(0))
    assert [p.german for p in pairs] == [lines[2][0], lines[3][0]]
    printed = capsys.readouterr().out
    assert "in an evaluation set 2" in printed
    assert "duplicate 1" in printed


def test_weights_decide_how_often_a_pair_is_shown(data: Path) -> None:
    pairs = Pairs.load(data / "train.npz")
    assert set(pairs.times.tolist()) == {1, 2}
    batches = list(epoch(pairs, 500, 63, np.random.default_rng(0), np.load(data / "align.npy")))
    assert sum(len(b.labels) for b in batches) == pairs.times.sum()
    for b in batches:
        assert max(b.labels.numel(), b.source.numel()) <= 500
        assert torch.equal(b.before[:, 1:], b.labels[:, :-1])
        assert b.aligned is not None
        assert b.aligned.max() >= 0
        assert b.aligned.max() < b.source.shape[1]
        assert b.aligned.min() >= UNKNOWN


def test_an_epoch_resumes_in_its_middle(data: Path) -> None:
    pairs = Pairs.load(data / "train.npz")
    whole = [b.labels for b in epoch(pairs, 500, 63, np.random.default_rng(3))]
    rest = [b.labels for b in epoch(pairs, 500, 63, np.random.default_rng(3), begin=5)]
    assert len(rest) == len(whole) - 5
    assert all(torch.equal(a, b) for a, b in zip(whole[5:], rest, strict=True))


def test_vocabulary_is_marians(data: Path) -> None:
    import sentencepiece

    pieces = sentencepiece.SentencePieceProcessor(model_file=str(data / "de-en.spm"))
    assert [pieces.id_to_piece(i) for i in (0, 1)] == ["</s>", "<unk>"]
    assert pieces.get_piece_size() == 63


def test_aligned_pieces_begin_as_neighbours() -> None:
    sources, targets = np.repeat([2, 3, 4], 50).astype(np.uint16), np.repeat([5, 6, 7], 50).astype(np.uint16)
    start = bilingual_start(sources, targets, 10, 3, noise=0.05)
    for source, target in ((2, 5), (3, 6), (4, 7)):
        nearest = np.argsort(start[:8] @ start[source])[-2:]
        assert set(nearest) == {source, target}
    assert not start[-1].any()


def test_loss_equals_pytorchs() -> None:
    rng = torch.Generator().manual_seed(0)
    hidden = torch.randn(600, 16, generator=rng, requires_grad=True)
    weight = torch.randn(90, 16, generator=rng, requires_grad=True)
    labels = torch.randint(0, 90, (600,), generator=rng)
    for smoothing in (0.0, 0.1):
        loss = tied_cross_entropy(hidden, weight, labels, smoothing)
        gradients = torch.autograd.grad(loss, (hidden, weight))
        expected = torch.nn.functional.cross_entropy(hidden @ weight.T, labels, label_smoothing=smoothing)
        expected_gradients = torch.autograd.grad(expected, (hidden, weight))
        torch.testing.assert_close(loss, expected)
        torch.testing.assert_close(gradients, expected_gradients)


def test_network_equals_marian_of_transformers(tmp_path: Path) -> None:
    assert check_equivalence(POCKET) <= 2e-3
    shutil.copytree(POCKET, tmp_path / "other")
    config = json.loads((tmp_path / "other" / "config.json").read_text())
    (tmp_path / "other" / "config.json").write_text(json.dumps(config | {"activation_function": "gelu"}))
    with pytest.raises(ValueError, match="logits differ"):
        check_equivalence(tmp_path / "other")


def test_export_keeps_weights_and_layout(tmp_path: Path) -> None:
    model = load(POCKET)
    export(model, POCKET / "source.spm", tmp_path / "again")
    for name in ("config.json", "vocab.json", "tokenizer_config.json", "generation_config.json"):
        ours, theirs = (
            json.loads((folder / name).read_text(encoding="utf-8")) for folder in (tmp_path / "again", POCKET)
        )
        assert ours == theirs, name
    again = load(tmp_path / "again")
    for (name, a), (_, b) in zip(model.state_dict().items(), again.state_dict().items(), strict=True):
        assert torch.equal(a, b), name
    with pytest.raises(ValueError, match="not the vocabulary"):
        export(Marian(Shape(50, 16, 16, 2, 1, 1)), POCKET / "source.spm", tmp_path / "wrong")


def test_a_run_resumes_where_it_stopped_and_learns(trained: tuple[Path, str]) -> None:
    run, printed = trained
    ends = [(int(step), float(loss)) for step, loss in re.findall(r"== step (\d+) dev ([\d.]+)", printed)]
    assert f"resumed at step {ends[0][0]}" in printed
    assert [step for step, _ in ends] == [FIRST_STEPS, ALL_STEPS]
    assert ends[-1][1] < ends[0][1]
    assert ends[-1][1] < 2.5  # a uniform guess of 64 pieces is 4.2
    assert len(re.findall(r"held BLEU [\d.]+ chrF2 [\d.]+", printed)) == len(ends)
    stored = torch.load(run / "last.pt", weights_only=True)
    assert 0 < stored["dealt"] <= stored["step"] * 2
    assert State.averaged(run).shape.dim == 32


def test_a_trained_model_works_in_the_package(
    trained: tuple[Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRANSLATE_SUMMARIZE_CACHE", str(tmp_path / "cache"))
    run, training_output = trained
    printed = _run("export", run.parent / "data", run, tmp_path / "model")
    assert "logits differ from MarianMTModel's by at most" in printed
    german = ["Die Stadt wächst heute.", "Die Schule öffnet morgen."]
    result = score(tmp_path / "model", german, ["The city grows today.", "The school opens tomorrow."])
    assert result.chrf > 20  # after the first steps it is below 10
    assert training_output.endswith(f", held BLEU {result.bleu:.1f} chrF2 {result.chrf:.1f}\n")
    assert "model:" in result.signatures[2]


def test_names_are_learned_from_what_translators_leave_alone(tmp_path: Path) -> None:
    rng = random.Random(2)
    places = [
        a + b for a in ("Berg", "Alt", "Neu", "Ober", "Wald", "Kirch") for b in ("heim", "dorf", "hausen", "ingen")
    ]
    lines = []
    for _ in range(3000):
        noun, verb, when, place = (rng.choice(list(x)) for x in (NOUNS, VERBS, WHEN, places[:-4]))
        lines.append(
            f"1\tDie {noun} in {place} {verb} {when}.\tThe {NOUNS[noun]} in {place} {VERBS[verb]} {WHEN[when]}.\n"
        )
    (tmp_path / "train.tsv").write_text("".join(lines), encoding="utf-8")
    printed = _run("names", tmp_path, tmp_path / "names.bin")
    assert "from 0.9: precision 1.000, recall 1.000" in printed
    weights = np.fromfile(tmp_path / "names.bin", np.int8)
    assert len(weights) == BUCKETS
    unseen = [c for place in places[-4:] for c in candidates(f"Wir waren in {place} und in der Stadt.")]
    odds = {name.text: int(weights[features].sum(dtype=int)) for name, features in unseen}
    assert all(odds[place] > 0 > odds["Stadt"] for place in places[-4:])


def test_card_names_sources_scores_and_sizes(tmp_path: Path) -> None:
    from training.evaluate import Score

    text = card(
        POCKET, {"flores-dev": Score(21.25, 50.0, 900, ())}, [["news", "x", "y/z", "CC0", "12345"]], "two hours"
    )
    assert "flores-dev: BLEU 21.2, chrF2 50.0" in text
    assert "| news | x | y/z | CC0 | 12,345 |" in text
    assert "two hours" in text
    assert "$" not in text
