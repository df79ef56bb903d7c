"""The words everybody uses: an article, its blocks, its sentence pairs, its translation, its brief."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class BlockKind(StrEnum):
    """What a block of an article is."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    QUOTE = "quote"
    ATTRIBUTION = "attribution"
    LIST_ITEM = "list_item"
    TABLE_ROW = "table_row"
    CODE = "code"
    SEPARATOR = "separator"


@dataclass(frozen=True, slots=True)
class Block:
    """One block of an article: a paragraph, a heading, a list item and so on.

    Attributes:
        kind: what it is.
        text: its text on one logical line (code and separators: verbatim). Table cells are joined by " | ".
        level: heading level (1 to 6), or nesting depth of a list item or quote (0 is outermost).
        marker: a list item's marker as it stands in the source ("-", "•", "3.", "- [x]"); a code block's language;
            emphasis marks around a whole paragraph ("**"); how a table's columns are aligned (":--|--:"), in its head.
        furniture: why the block counts as page furniture ("comment form", "teaser", ...); "" if it does not.
    """

    kind: BlockKind
    text: str
    level: int = 0
    marker: str = ""
    furniture: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """A German article as read from a file.

    Attributes:
        source: the path as the user gave it, or "-" for standard input.
        blocks: in source order; nothing of the file is missing except a repeated title, and what a web page hides.
        sha256: hex digest of the file's bytes.
        format: name of the reader that made it ("text", "markdown", "html").
        encoding: the character encoding that was found, in Python's naming.
    """

    source: str
    blocks: tuple[Block, ...]
    sha256: str = ""
    format: str = "text"
    encoding: str = "utf-8"

    @property
    def title(self) -> str:
        """Text of the title block; "" if the article has none."""
        return next((b.text for b in self.blocks if b.kind is BlockKind.TITLE), "")

    @property
    def text(self) -> str:
        """All blocks that are not furniture, separated by blank lines."""
        return "\n\n".join(b.text for b in self.blocks if not b.furniture)

    @property
    def word_count(self) -> int:
        """White-space separated words outside furniture."""
        return sum(len(b.text.split()) for b in self.blocks if not b.furniture)


@dataclass(frozen=True, slots=True)
class SentencePair:
    """A source sentence and its translation.

    Attributes:
        source: one German sentence.
        target: its English hypothesis; equal to source where nothing was to be translated.
        flags: what remains doubtful about it (see ``fidelity``): "number", "loop", "untranslated", ...
    """

    source: str
    target: str
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TranslatedBlock:
    """A block with its sentence pairs.

    Attributes:
        block: the source block.
        pairs: its sentences in order; empty where the block was left out.
        separator: what joins the sentences again (" ", or " | " between table cells).
        left_out: furniture that was not translated.
    """

    block: Block
    pairs: tuple[SentencePair, ...]
    separator: str = " "
    left_out: bool = False

    @property
    def text(self) -> str:
        """The block in English, its sentences joined."""
        return self.separator.join(p.target for p in self.pairs)

    @property
    def flags(self) -> tuple[str, ...]:
        """The flags of all its pairs, in order, each once."""
        return tuple(dict.fromkeys(f for p in self.pairs for f in p.flags))


@dataclass(frozen=True, slots=True)
class Signature:
    """What made a translation, so that another can repeat it.

    Attributes:
        version: of translate_summarize.
        model: name of the model.
        model_hash: SHA-256 of the checkpoint, hex.
        engine: "ctranslate2" or "transformers".
        compute_type: "int8", "float32", ...
        beam: beam size.
    """

    version: str
    model: str
    model_hash: str
    engine: str
    compute_type: str
    beam: int

    def __str__(self) -> str:
        """One line, in sacrebleu's manner."""
        return (
            f"translate-summarize:{self.version}|model:{self.model}@{self.model_hash[:12]}"
            f"|engine:{self.engine}-{self.compute_type}|beam:{self.beam}"
        )


@dataclass(frozen=True, slots=True)
class TranslatedArticle:
    """An article and its translation, block by block.

    Attributes:
        article: the source.
        blocks: one a source block, in the same order, left-out furniture included (``left_out``).
        signature: what made it.
    """

    article: Article
    blocks: tuple[TranslatedBlock, ...]
    signature: Signature

    @property
    def title(self) -> str:
        """The English title; "" if the article has none."""
        return next((b.text for b in self.blocks if b.block.kind is BlockKind.TITLE), "")

    @property
    def kept_blocks(self) -> tuple[TranslatedBlock, ...]:
        """The blocks that the writers print."""
        return tuple(b for b in self.blocks if not b.left_out)

    @property
    def text(self) -> str:
        """The kept blocks in English, separated by blank lines."""
        return "\n\n".join(b.text for b in self.kept_blocks)

    @property
    def left_out(self) -> tuple[Block, ...]:
        """The furniture that was not translated."""
        return tuple(b.block for b in self.blocks if b.left_out)

    @property
    def flagged_pairs(self) -> tuple[SentencePair, ...]:
        """Sentence pairs that remain doubtful."""
        return tuple(p for p in self.pairs() if p.flags)

    def pairs(self) -> Iterator[SentencePair]:
        """All sentence pairs in order."""
        for block in self.blocks:
            yield from block.pairs


@dataclass(frozen=True, slots=True)
class BriefSentence:
    """A sentence chosen for a brief.

    Attributes:
        text: as it stands in the brief: without agency, author or a connective that points to what was left out.
        block: index of its block in the translated article's ``blocks``; -1 if the brief is of plain text.
        pair: index of its pair within the block; -1 likewise.
        flags: doubts taken over from the sentence pair.
        leans: it points to the sentence before it in the brief, and is not to be parted from it.
    """

    text: str
    block: int = -1
    pair: int = -1
    flags: tuple[str, ...] = ()
    leans: bool = False


@dataclass(frozen=True, slots=True)
class ScoredSentence:
    """What the summariser thought of one sentence of the article.

    Attributes:
        text: the sentence as it was scored; German if the brief was chosen in German.
        block: index of its block; -1 if the brief is of plain text.
        pair: index of its pair within the block; -1 likewise.
        number: its place in the brief, from 1; 0 if it was not chosen.
        score: expected ROUGE-1 plus ROUGE-2 F, in points, of this sentence alone as the summary.
        share: how many of its words a reader's summary is expected to hold, from 0 to 1.
        reasons: features and what each adds to the log-odds of its words, against the article's mean.
        words: what speaks most for it, strongest first.
        note: why it may not be taken, or only with the one before it; "" if nothing hinders.
    """

    text: str
    block: int
    pair: int
    number: int
    score: float
    share: float
    reasons: tuple[tuple[str, float], ...]
    words: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a brief is what it is.

    Attributes:
        sentences: all that could have been taken, in order.
        weights: of the features, as fitted, for words with a meaning.
        language: of the sentences as scored, "en" or "de".
    """

    sentences: tuple[ScoredSentence, ...]
    weights: tuple[tuple[str, float], ...]
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Brief:
    """A one-paragraph extractive summary.

    Attributes:
        sentences: in source order.
        title: English title of the article; may be "".
        source_title: German title; may be "".
        source: the article's path.
        explanation: if it was asked for.
    """

    sentences: tuple[BriefSentence, ...]
    title: str = ""
    source_title: str = ""
    source: str = ""
    explanation: Explanation | None = None

    def __str__(self) -> str:
        """The paragraph."""
        return " ".join(s.text for s in self.sentences)

    @property
    def points(self) -> tuple[tuple[BriefSentence, ...], ...]:
        """The sentences as bullet points: one each, but what leans on the sentence before it stays with it."""
        points: list[list[BriefSentence]] = []
        for sentence in self.sentences:
            if sentence.leans and points:
                points[-1].append(sentence)
            else:
                points.append([sentence])
        return tuple(map(tuple, points))

    @property
    def word_count(self) -> int:
        """White-space separated words of the paragraph."""
        return len(str(self).split())
