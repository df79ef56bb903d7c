"""Translator: memory first, then the model, articles rebuilt from their sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from translate_summarize.article.article import Article
from translate_summarize.article.flags import known_flags
from translate_summarize.article.translation import TranslatedArticle
from translate_summarize.memory.units import MemoryEntry
from translate_summarize.translation.blocks import ArticleSentences
from translate_summarize.translation.checks.check import Findings
from translate_summarize.translation.hypothesis import Hypothesis, SentenceModel

if TYPE_CHECKING:
    from translate_summarize.engines.loading import ProgressFactory
    from translate_summarize.memory.memory import TranslationMemory


CHUNK_SENTENCES = 4096
"""Sentences in work at once: a huge article needs no more memory than many small ones."""


class Translator:
    """Translates articles and sentences.

    Attributes:
        sentences: translates what the memory does not hold.
        memory: where translations are looked up first; None if there is none.
        signature: what its translations are made with.
    """

    def __init__(
        self,
        model: str = "auto",
        engine: str = "ctranslate2",
        beam: int = 4,
        threads: int | None = None,
        *,
        compute_type: str = "int8",
        catalogue: Path | None = None,
        offline: bool = False,
        notify: Callable[[str], None] = lambda _: None,
        progress: ProgressFactory | None = None,
        memory: TranslationMemory | None = None,
        sentences: SentenceModel | None = None,
    ) -> None:
        """Find the model, prepare it if needed, load it; or take ``sentences`` instead.

        Args:
            model: "auto", a name of the catalogue, a folder, or a hub id.
            engine: "ctranslate2", or "transformers" (needs the extra [torch]).
            beam: beam size, 1 to 64; 1 is greedy search.
            threads: processor cores to use; None, or more than there are, means those that the process may use.
            compute_type: of CTranslate2, "int8" or "float32".
            catalogue: the user's own models.txt.
            offline: never use the network.
            notify: takes one-line messages for the user.
            progress: makes the display of a download, given the model's name; None shows nothing.
            memory: translations are looked up here first and stored here; its human ones win over the model's.
            sentences: translates sentences in place of a model of this process; all arguments but ``memory`` are
                ignored then.

        Raises:
            UsageError: an argument has an impossible value, or the engine's package is not installed.
            ModelError: the model is missing, damaged or not MarianMT.
        """
        if sentences is None:
            from translate_summarize.engines.loading import load_model
            from translate_summarize.translation.attempts import SentenceTranslator

            loaded = load_model(
                model,
                engine,
                beam,
                threads,
                compute_type=compute_type,
                catalogue=catalogue,
                offline=offline,
                notify=notify,
                progress=progress,
            )
            sentences = SentenceTranslator(loaded.tokenizer, loaded.engine, loaded.signature)
        self.sentences = sentences
        self.memory = memory
        self.signature = sentences.signature

    @property
    def human_hash(self) -> str:
        """A hash of the human translations that win over the model's; "" if there are none."""
        return self.memory.human_hash() if self.memory else ""

    def tidy_memory(self) -> None:
        """Drop what the memory no longer needs (``TranslationMemory.drop_unused``)."""
        if self.memory:
            self.memory.drop_unused()

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
        """Translate articles together, so that mini-batches are full; each comes out as it would alone.

        Args:
            articles: any number; their translations are in memory together.
            keep_all: see ``translate``.
        """
        split = [ArticleSentences(article, keep_all) for article in articles]
        hypotheses = self._hypotheses(s.text for sentences in split for row in sentences.rows for s in row if s.text)
        return [sentences.fill(hypotheses, self.signature) for sentences in split]

    def translate_sentences(self, sentences: list[str]) -> list[str]:
        """The English of German sentences, in the same order; a sentence without letters comes back as it is."""
        if isinstance(sentences, str):
            raise TypeError("translate_sentences() takes a list of sentences, not one string")
        hypotheses = self._hypotheses(sentences)
        return [hypotheses[s].target for s in sentences]

    def _hypotheses(self, sentences: Iterable[str]) -> dict[str, Hypothesis]:
        """The hypothesis of each sentence; repeated ones are looked up and translated once."""
        distinct = list(dict.fromkeys(sentences))
        hypotheses: dict[str, Hypothesis] = {}
        for start in range(0, len(distinct), CHUNK_SENTENCES):
            hypotheses |= self._chunk(distinct[start : start + CHUNK_SENTENCES])
        return hypotheses

    def _chunk(self, sentences: Sequence[str]) -> dict[str, Hypothesis]:
        """Hypotheses from the memory, and from the model for what the memory does not hold."""
        if self.memory is None:
            return dict(zip(sentences, self.sentences.translate(sentences), strict=True))
        settings = self.signature.memory_key
        hits = self.memory.get_many(settings, sentences)
        new = [s for s in sentences if s not in hits]
        fresh = dict(zip(new, self.sentences.translate(new), strict=True)) if new else {}
        self.memory.put_many(settings, {s: MemoryEntry(h.target, h.findings.flags, h.score) for s, h in fresh.items()})
        known = {s: Hypothesis(hit.target, Findings(known_flags(hit.flags)), hit.score) for s, hit in hits.items()}
        return fresh | known
