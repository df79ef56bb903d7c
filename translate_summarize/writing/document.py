"""What the writers print: a translated article, its brief, or both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from pathlib import PurePath

from translate_summarize.article.article import VERBATIM, BlockKind
from translate_summarize.article.brief import Brief, BriefSentence
from translate_summarize.article.inline import one_line
from translate_summarize.article.translation import SentencePair, TranslatedArticle

DOUBT_MARK = "[?]"


@dataclass(frozen=True, slots=True)
class Document:
    """One result, independent of the format it is written in.

    Attributes:
        translated: the article and its translation.
        brief: its brief, printed above the translation; None if none is wanted.
        with_translation: whether the translation is printed.
        bilingual: whether the German stands beside the English.
        points: whether the brief is printed as bullet points instead of a paragraph.

    Raises:
        ValueError: if there would be nothing to print.
    """

    translated: TranslatedArticle
    brief: Brief | None = None
    with_translation: bool = True
    bilingual: bool = False
    points: bool = False

    def __post_init__(self) -> None:
        if self.brief is None and not self.with_translation:
            raise ValueError("a document needs a brief, a translation or both")

    @property
    def title(self) -> str:
        """The English title on one line; "" if there is none."""
        index = self.title_index
        printed = self.translated.blocks[index].text if index >= 0 else self.translated.title
        return one_line(printed or (self.brief.title if self.brief else ""))

    @property
    def source_title(self) -> str:
        """The German title on one line; "" if there is none."""
        index = self.title_index
        printed = self.translated.blocks[index].block.text if index >= 0 else self.translated.article.title
        return one_line(printed or (self.brief.source_title if self.brief else ""))

    @property
    def source_file(self) -> str:
        """Name of the article's file without its folders, or "standard input"."""
        source = (self.brief.path if self.brief else "") or self.translated.article.path
        return "standard input" if source == "-" else one_line(PurePath(source).name)

    @property
    def source_line(self) -> str:
        """What a brief says of its article: German title and file name; "" if neither is known."""
        title, file = self.source_title, self.source_file
        return f"{title} ({file})" if title and file else title or file

    @property
    def title_index(self) -> int:
        """Index of the title among the translated blocks; -1 if none is printed."""
        blocks = enumerate(self.translated.blocks)
        return next((i for i, b in blocks if b.block.kind is BlockKind.TITLE and not b.left_out), -1)

    @property
    def key_pairs(self) -> dict[tuple[int, int], int]:
        """Where the brief's sentences are printed: (block, pair) to their number in the brief, from 1."""
        if self.brief is None or not self.with_translation:
            return {}
        blocks = self.translated.blocks
        return {
            (s.block, s.pair): number
            for number, s in enumerate(self.brief.sentences, start=1)
            if self.pair_of(s) and not blocks[s.block].left_out and blocks[s.block].block.kind not in VERBATIM
        }

    def pair_of(self, sentence: BriefSentence) -> SentencePair | None:
        """The sentence pair a sentence of the brief was taken from; None if it names none."""
        blocks = self.translated.blocks
        if not (0 <= sentence.block < len(blocks) and 0 <= sentence.pair < len(blocks[sentence.block].pairs)):
            return None
        return blocks[sentence.block].pairs[sentence.pair]

    @property
    def brief_points(self) -> tuple[tuple[BriefSentence, ...], ...]:
        """The brief as it is laid out: its bullet points, or all its sentences as one paragraph."""
        if self.brief is None or not self.brief.sentences:
            return ()
        return self.brief.points if self.points else (self.brief.sentences,)

    @property
    def brief_source(self) -> str:
        """The German sentences the brief was made of; "" if they are not all known."""
        pairs = [self.pair_of(s) for s in self.brief.sentences] if self.brief else []
        return " ".join(one_line(p.source) for p in pairs if p is not None) if all(pairs) else ""

    @property
    def doubts(self) -> dict[str, int]:
        """How many of the printed sentences carry each flag, in order of appearance."""
        blocks = self.translated.kept_blocks
        flagged: Iterable[SentencePair | BriefSentence]
        if self.with_translation:
            flagged = (p for b in blocks for p in b.pairs)
        else:
            title = (p for b in blocks if b.block.kind is BlockKind.TITLE for p in b.pairs)
            flagged = chain(title, self.brief.sentences if self.brief else ())
        return dict(Counter(flag for item in flagged for flag in dict.fromkeys(item.flags)))

    @property
    def legend(self) -> str:
        """What the doubt marks stand for, such as "number (1), loop (2)"; "" if nothing is doubtful."""
        return ", ".join(f"{one_line(name)} ({count})" for name, count in self.doubts.items())
