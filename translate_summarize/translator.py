"""Articles to translated articles: sentences out, hypotheses back from the engine, blocks rebuilt."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from translate_summarize import __version__, acronyms, names, segment, unknowns
from translate_summarize.article import (
    Article,
    Block,
    BlockKind,
    SentencePair,
    Signature,
    TranslatedArticle,
    TranslatedBlock,
)
from translate_summarize.casing import with_first_capital
from translate_summarize.engines import ENGINES
from translate_summarize.engines.base import Decoding, Engine
from translate_summarize.errors import UsageError
from translate_summarize.fidelity import LOOP, NAME, UNTRANSLATED, doubts, is_exclamation, loss
from translate_summarize.figures import cell_in_english_notation, in_english_notation
from translate_summarize.models.checkpoint import Checkpoint, Layout
from translate_summarize.models.progress import PullProgress
from translate_summarize.models.selection import AUTO, select_checkpoint, silent
from translate_summarize.names import lost_names
from translate_summarize.protection import find_protected, outside
from translate_summarize.segment import Segment
from translate_summarize.sentences import split_german
from translate_summarize.unknowns import is_rare_sign, with_common_signs

if TYPE_CHECKING:
    from translate_summarize.memory import TranslationMemory

CHUNK_SENTENCES = 4096
"""Sentences that are in work at once: a huge article needs no more memory than many small ones."""
CLAUSE_WORDS = 14
"""Words a clause may have when a doubtful sentence is translated clause by clause."""

_MUCH_LIKELIER = 2.0
"""By how much, in nats, a word must be likelier with a small letter than with a capital to be taken for no noun."""
_AROUND_WORD = "„“”\"'‚‘’»«›‹ .!?…–—-()"

_VERBATIM = frozenset({BlockKind.CODE, BlockKind.SEPARATOR})
_CELLS = " | "
_DASH = re.compile(r"[–—―-]+\s*")
_WORDS_OF_NAME = r"(?:[A-ZÄÖÜ][\w.'’-]*\s+){1,3}[A-ZÄÖÜ][\w.'’-]*"
_NAME = re.compile(rf"(?:[–—―-]+\s*)?{_WORDS_OF_NAME}")
_NAME_AND_ROLE = re.compile(rf"([–—―-]+\s*)?({_WORDS_OF_NAME},)\s+(.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence of a block; ``fixed`` stands before it and is not translated."""

    text: str
    fixed: str = ""
    is_cell: bool = False

    def pair(self, found: Mapping[str, Candidate]) -> SentencePair:
        candidate = found.get(self.text, Candidate(""))
        target = candidate.target
        if self.is_cell:
            target = outside(target, cell_in_english_notation).replace(_CELLS, "\xa0|\xa0")
        if not self.fixed:
            target = with_first_capital(self.text, target)
        return SentencePair(self.fixed + self.text, self.fixed + target, candidate.flags)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A hypothesis for a sentence, with what is doubtful about it."""

    target: str
    flags: tuple[str, ...] = ()
    loss: int = 0


class _Plan:
    """The sentences of an article, and its translation made from their candidates."""

    def __init__(self, article: Article, keep_all: bool) -> None:
        self._article = article
        # An article that is nothing but furniture is none: a lone line was meant to be translated.
        self._keep_all = keep_all or all(b.furniture for b in article.blocks)
        self.sentences = [() if self._left_out(b) else _sentences(b) for b in article.blocks]

    def fill(self, found: Mapping[str, Candidate], signature: Signature) -> TranslatedArticle:
        blocks = tuple(
            TranslatedBlock(
                block,
                tuple(s.pair(found) for s in row),
                separator=_CELLS if block.kind is BlockKind.TABLE_ROW else " ",
                left_out=self._left_out(block),
            )
            for block, row in zip(self._article.blocks, self.sentences, strict=True)
        )
        return TranslatedArticle(self._article, blocks, signature)

    def _left_out(self, block: Block) -> bool:
        return bool(block.furniture) and not self._keep_all


class Translator:
    """Translates articles and sentences with one model, loaded once."""

    def __init__(
        self,
        model: str = AUTO,
        engine: str = "ctranslate2",
        beam: int = 4,
        threads: int | None = None,
        *,
        compute_type: str = "int8",
        catalogue: Path | None = None,
        offline: bool = False,
        notify: Callable[[str], None] = lambda _: None,
        progress: Callable[[str], PullProgress] = silent,
        memory: TranslationMemory | None = None,
    ) -> None:
        """Find the model, prepare it if need be, load it.

        Args:
            model: "auto", a name of the catalogue, a folder, or a hub id.
            engine: "ctranslate2", or "transformers" (needs the extra [torch]).
            beam: beam size, 1 to 64; 1 is greedy search.
            threads: processor cores to use; None, or more than there are, means those that the process may use.
            compute_type: of CTranslate2, "int8" or "float32".
            catalogue: the user's own models.txt.
            offline: never use the network.
            notify: takes one-line messages for the user.
            progress: makes what shows the pull of the model of that name.
            memory: where translations are looked up first and remembered; its human ones win over the model's.

        Raises:
            UsageError: an argument has an impossible value, or the engine's package is not installed.
            ModelError: the model is missing, damaged or not MarianMT.
        """
        if engine not in ENGINES:
            raise UsageError(f"engine {engine!r}", "unknown", f"choose one of {', '.join(ENGINES)}")
        if not 1 <= beam <= 64:
            raise UsageError(f"beam {beam}", "out of range", "give a number from 1 to 64")
        if threads is not None and threads < 1:
            raise UsageError(f"threads {threads}", "out of range", "give 1 or more")
        self._beam = beam
        self._memory = memory
        self._work: Callable[[Sequence[str]], list[Candidate]] = self.candidates
        self._checkpoint = select_checkpoint(
            model, catalogue=catalogue, offline=offline, notify=notify, progress=progress
        )
        from translate_summarize.models.tokenizer import Tokenizer

        self._tokenizer = Tokenizer(self._checkpoint)
        self._engine = _load_engine(
            self._checkpoint, engine, min(threads or usable_cores(), usable_cores()), compute_type
        )
        self.signature = Signature(
            __version__,
            self._checkpoint.name,
            self._checkpoint.sha256,
            self._engine.name,
            self._engine.compute_type,
            beam,
        )

    @property
    def human_revision(self) -> str:
        """A hash of the human translations that win over the model's; "" if there are none."""
        return self._memory.human_revision() if self._memory else ""

    def translate(self, article: Article, *, keep_all: bool = False) -> TranslatedArticle:
        """Translate an article, block by block.

        Args:
            article: as ``read_article`` returns it.
            keep_all: translate page furniture too instead of leaving it out.
        """
        if not isinstance(article, Article):
            raise TypeError("translate() takes an Article (see read_article), or use translate_sentences()")
        return self.translate_all([article], keep_all=keep_all)[0]

    def translate_all(self, articles: Sequence[Article], *, keep_all: bool = False) -> list[TranslatedArticle]:
        """Translate articles together, so that batches are full; each comes out as it would alone.

        Args:
            articles: in any number; their translations are in memory together.
            keep_all: see ``translate``.
        """
        plans = [_Plan(article, keep_all) for article in articles]
        texts = list(dict.fromkeys(s.text for plan in plans for row in plan.sentences for s in row if s.text))
        found: dict[str, Candidate] = {}
        for start in range(0, len(texts), CHUNK_SENTENCES):
            chunk = texts[start : start + CHUNK_SENTENCES]
            found.update(zip(chunk, self._remembered(chunk), strict=True))
        return [plan.fill(found, self.signature) for plan in plans]

    def translate_sentences(self, sentences: list[str]) -> list[str]:
        """The English of German sentences, in the same order; what holds no letters comes back as it is."""
        if isinstance(sentences, str):
            raise TypeError("translate_sentences() takes a list of sentences, not one string")
        found = self._remembered(sentences)
        return [with_first_capital(s, c.target) for s, c in zip(sentences, found, strict=True)]

    def handing_over_to(self, work: Callable[[Sequence[str]], list[Candidate]]) -> Translator:
        """The same translator, but the sentences that its memory does not hold are translated by others.

        Args:
            work: does what ``candidates`` does, with the same model and settings.
        """
        other = copy(self)
        other._work = work
        return other

    def _remembered(self, sentences: Sequence[str]) -> list[Candidate]:
        """Candidates from the memory, and from the model for what the memory does not hold."""
        if self._memory is None:
            return self._work(sentences)
        settings = f"{self.signature}|{self._checkpoint.sha256}"
        hits = self._memory.get_many(settings, sentences)
        new = [s for s in dict.fromkeys(sentences) if s not in hits]
        fresh = dict(zip(new, self._work(new), strict=True))
        self._memory.put_many(settings, {s: (c.target, c.flags) for s, c in fresh.items()})
        known = {s: Candidate(hit.target, hit.flags) for s, hit in hits.items()}
        return [fresh.get(s) or known[s] for s in sentences]

    def candidates(self, sentences: Sequence[str]) -> list[Candidate]:
        """The model's least doubtful hypothesis for each sentence; each distinct sentence is translated once.

        The memory is not asked.
        """
        best: dict[str, Candidate] = {}
        plans: tuple[tuple[Callable[[str], Segment], Decoding, Callable[[str], bool]], ...] = (
            (self._whole, Decoding(self._beam), lambda _: True),
            (self._around, Decoding(self._beam), lambda s: s not in best),
            (
                segment.lowered,
                Decoding(self._beam),
                lambda s: UNTRANSLATED in best[s].flags and is_exclamation(s) and not self._spans(s),
            ),
            (
                self._naming,
                Decoding(self._beam),
                lambda s: NAME in best[s].flags or bool(lost_names(s, best[s].target)),
            ),
            (self._whole, Decoding(self._beam, no_repeat_ngram=2), lambda s: LOOP in best[s].flags),
            (self._whole, Decoding(max(8, 2 * self._beam), no_repeat_ngram=4), lambda s: bool(best[s].flags)),
            (
                self._clauses,
                Decoding(self._beam),
                lambda s: bool(best[s].flags) and len(s.split()) > CLAUSE_WORDS,
            ),
        )
        for plan, decoding, wanted in plans:
            todo = [s for s in dict.fromkeys(sentences) if wanted(s)]
            for sentence, candidate in zip(todo, self._attempt(list(map(plan, todo)), decoding), strict=True):
                old = best.get(sentence)
                if candidate and (old is None or candidate.loss < old.loss):
                    best[sentence] = candidate
        return [best[s] for s in sentences]

    def _attempt(self, segments: Sequence[Segment], decoding: Decoding) -> list[Candidate | None]:
        """A candidate a segment; None where the model lost a protected span."""
        texts = list(dict.fromkeys(t for s in segments for t in s.texts))
        pieces = [(p, t) for t in texts if (p := self._tokenizer.encode(with_common_signs(t)))]
        hypotheses = self._engine.translate([p for p, _ in pieces], decoding)
        spell = self._tokenizer.decode
        found = {t: unknowns.decode(t, h.pieces, spell) for (_, t), h in zip(pieces, hypotheses, strict=True)}
        targets = [_assembled(s, found) for s in segments]
        return [
            None if t is None else _judged(s.source, t) if s.texts else Candidate(t)
            for s, t in zip(segments, targets, strict=True)
        ]

    def _whole(self, sentence: str) -> Segment:
        if self._is_usually_small(sentence):
            return segment.lowered(sentence)
        return segment.as_whole(sentence, self._fits, self._tokenizer.cost, self._spans)

    def _is_usually_small(self, sentence: str) -> bool:
        """Whether a sentence is a lone word that has its capital from standing there ("Genau."), and is no noun."""
        word = sentence.strip(_AROUND_WORD)
        if not word.isalpha() or not is_exclamation(sentence) or self._spans(sentence):
            return False
        return self._tokenizer.cost(word) > self._tokenizer.cost(word.lower()) + _MUCH_LIKELIER

    def _naming(self, sentence: str) -> Segment:
        """As a whole, with names among the protected spans."""

        def spans(text: str) -> list[tuple[int, int]]:
            found = self._spans(text)
            for start, end in [*acronyms.find(text), *names.spans(text)]:
                if all(end <= a or b <= start for a, b in found):
                    found.append((start, end))
            return sorted(found)

        return segment.as_whole(sentence, self._fits, self._tokenizer.cost, spans)

    def _around(self, sentence: str) -> Segment:
        return segment.around_protected(sentence, self._fits, self._spans)

    def _clauses(self, sentence: str) -> Segment:
        return segment.in_clauses(sentence, self._fits, CLAUSE_WORDS, self._spans)

    def _spans(self, sentence: str) -> list[tuple[int, int]]:
        return find_protected(sentence, lambda c: is_rare_sign(c) or self._tokenizer.knows(c))

    def _fits(self, text: str) -> bool:
        return len(text) <= 4000 and len(self._tokenizer.encode(text)) <= self._checkpoint.max_pieces


def _assembled(prepared: Segment, found: dict[str, str]) -> str | None:
    target = prepared.assemble([found.get(t, "") for t in prepared.texts])
    if target is None or not prepared.texts:
        return target
    source = prepared.source
    return outside(target, lambda text: acronyms.in_english(source, in_english_notation(source, text)))


def _judged(source: str, target: str) -> Candidate:
    flags = doubts(source, target)
    return Candidate(target, flags, loss(source, target, flags))


def usable_cores() -> int:
    """Processor cores that the process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _load_engine(checkpoint: Checkpoint, engine: str, threads: int, compute_type: str) -> Engine:
    if engine == "transformers":
        if checkpoint.layout is Layout.CTRANSLATE2:
            raise UsageError(
                "--engine transformers",
                f"model {checkpoint.name} is in CTranslate2's layout",
                "use --engine ctranslate2, or a model in Hugging Face's layout (opus-mt-hf)",
            )
        from translate_summarize.engines.transformers_engine import TransformersEngine

        return TransformersEngine(checkpoint.folder, threads, checkpoint.name)
    from translate_summarize.engines.ctranslate2_engine import CTranslate2Engine
    from translate_summarize.models.conversion import prepare
    from translate_summarize.models.store import prepared_folder

    folder = prepare(checkpoint, prepared_folder(), compute_type)
    return CTranslate2Engine(folder, threads, compute_type, checkpoint.name)


def _sentences(block: Block) -> tuple[_Sentence, ...]:
    """The sentences of a block, each with what stands before it as it is."""
    if block.kind in _VERBATIM:
        return (_Sentence("", fixed=block.text),)
    if block.kind is BlockKind.TABLE_ROW:
        return tuple(_Sentence(cell, is_cell=True) for cell in block.text.split(_CELLS))
    if block.kind is BlockKind.ATTRIBUTION:
        return (_attribution(block.text),)
    return tuple(_Sentence(s) for s in split_german(block.text))


def _attribution(text: str) -> _Sentence:
    """A person's name stands as it is; what the person does is translated."""
    parts = _NAME_AND_ROLE.fullmatch(text)
    if parts:
        return _Sentence(parts[3], fixed=text[: parts.start(3)])
    name = _NAME.fullmatch(text)
    if name:
        return _Sentence("", fixed=text)
    dash = _DASH.match(text)
    return _Sentence(text[dash.end() :], fixed=dash.group()) if dash else _Sentence(text)
