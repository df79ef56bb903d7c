"""Articles to translated articles: sentences out, hypotheses back from the engine, blocks rebuilt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from pathlib import Path
from typing import TYPE_CHECKING

from translate_summarize import __version__
from translate_summarize.article.article import Article
from translate_summarize.article.flags import LOOP, NAME, UNTRANSLATED
from translate_summarize.article.translation import Signature, TranslatedArticle
from translate_summarize.engines import ENGINES
from translate_summarize.engines.base import Decoding
from translate_summarize.engines.loading import load_engine, usable_cores
from translate_summarize.errors import UsageError
from translate_summarize.memory.units import MemoryEntry
from translate_summarize.models.progress import PullProgress
from translate_summarize.models.selection import AUTO, select_checkpoint, silent
from translate_summarize.translation import rare_characters, segment
from translate_summarize.translation.attempts import AROUND_WORD, CLAUSE_WORDS, MUCH_LIKELIER, assembled, judged
from translate_summarize.translation.blocks import ArticleSentences
from translate_summarize.translation.casing import with_first_capital
from translate_summarize.translation.checks import acronyms, names
from translate_summarize.translation.checks.names import lost_names
from translate_summarize.translation.checks.untranslated import is_exclamation
from translate_summarize.translation.hypothesis import Hypothesis
from translate_summarize.translation.protection import find_protected
from translate_summarize.translation.rare_characters import is_rare_sign, with_common_signs
from translate_summarize.translation.segment import Segment

if TYPE_CHECKING:
    from translate_summarize.memory.memory import TranslationMemory


CHUNK_SENTENCES = 4096
"""Sentences that are in work at once: a huge article needs no more memory than many small ones."""


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
        self._work: Callable[[Sequence[str]], list[Hypothesis]] = self.candidates
        self._checkpoint = select_checkpoint(
            model, catalogue=catalogue, offline=offline, notify=notify, progress=progress
        )
        from translate_summarize.models.tokenizer import Tokenizer

        self._tokenizer = Tokenizer(self._checkpoint)
        self._engine = load_engine(
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
    def human_hash(self) -> str:
        """A hash of the human translations that win over the model's; "" if there are none."""
        return self._memory.human_hash() if self._memory else ""

    def tidy_memory(self) -> None:
        """Drop what the memory no longer needs (``TranslationMemory.drop_unused``)."""
        if self._memory:
            self._memory.drop_unused()

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
        plans = [ArticleSentences(article, keep_all) for article in articles]
        texts = list(dict.fromkeys(s.text for plan in plans for row in plan.sentences for s in row if s.text))
        found: dict[str, Hypothesis] = {}
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

    def handing_over_to(self, work: Callable[[Sequence[str]], list[Hypothesis]]) -> Translator:
        """The same translator, but the sentences that its memory does not hold are translated by others.

        Args:
            work: does what ``candidates`` does, with the same model and settings.
        """
        other = copy(self)
        other._work = work
        return other

    def _remembered(self, sentences: Sequence[str]) -> list[Hypothesis]:
        """Candidates from the memory, and from the model for what the memory does not hold."""
        if self._memory is None:
            return self._work(sentences)
        settings = self.signature.memory_key
        hits = self._memory.get_many(settings, sentences)
        new = [s for s in dict.fromkeys(sentences) if s not in hits]
        fresh = dict(zip(new, self._work(new), strict=True))
        self._memory.put_many(settings, {s: MemoryEntry(c.target, c.flags) for s, c in fresh.items()})
        known = {s: Hypothesis(hit.target, hit.flags) for s, hit in hits.items()}
        return [fresh.get(s) or known[s] for s in sentences]

    def candidates(self, sentences: Sequence[str]) -> list[Hypothesis]:
        """The model's least doubtful hypothesis for each sentence; each distinct sentence is translated once.

        The memory is not asked.
        """
        best: dict[str, Hypothesis] = {}
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

    def _attempt(self, segments: Sequence[Segment], decoding: Decoding) -> list[Hypothesis | None]:
        """A candidate a segment; None where the model lost a protected span."""
        texts = list(dict.fromkeys(t for s in segments for t in s.texts))
        pieces = [(p, t) for t in texts if (p := self._tokenizer.encode(with_common_signs(t)))]
        hypotheses = self._engine.translate([p for p, _ in pieces], decoding)
        spell = self._tokenizer.decode
        found = {t: rare_characters.decode(t, h.pieces, spell) for (_, t), h in zip(pieces, hypotheses, strict=True)}
        targets = [assembled(s, found) for s in segments]
        return [
            None if t is None else judged(s.source, t) if s.texts else Hypothesis(t)
            for s, t in zip(segments, targets, strict=True)
        ]

    def _whole(self, sentence: str) -> Segment:
        if self._is_usually_small(sentence):
            return segment.lowered(sentence)
        return segment.as_whole(sentence, self._fits, self._tokenizer.cost, self._spans)

    def _is_usually_small(self, sentence: str) -> bool:
        """Whether a sentence is a lone word that has its capital from standing there ("Genau."), and is no noun."""
        word = sentence.strip(AROUND_WORD)
        if not word.isalpha() or not is_exclamation(sentence) or self._spans(sentence):
            return False
        return self._tokenizer.cost(word) > self._tokenizer.cost(word.lower()) + MUCH_LIKELIER

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
