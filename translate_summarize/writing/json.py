"""JSON: everything that is known, as ``schema.json`` beside this module describes it."""

from __future__ import annotations

import json
from typing import Any

from translate_summarize.article.article import Alignment, Block, BlockKind
from translate_summarize.article.brief import Brief, Explanation
from translate_summarize.article.inline import RunKind
from translate_summarize.article.translation import TranslatedArticle, TranslatedBlock
from translate_summarize.writing.document import Document

SCHEMA_VERSION = 1

_ALIGNMENTS = {Alignment.NONE: "---", Alignment.LEFT: ":--", Alignment.CENTER: ":-:", Alignment.RIGHT: "--:"}


def render(document: Document) -> str:
    """The document as one JSON object, indented by two, ending in a line break."""
    return json.dumps(as_dict(document), ensure_ascii=False, indent=2) + "\n"


def as_dict(document: Document) -> dict[str, Any]:
    """The JSON object before it becomes text; without "blocks" if the translation is not wanted."""
    translated = document.translated
    result: dict[str, Any] = {
        "schema_version": SCHEMA_VERSION,
        "source": _source(translated),
        "title": document.title,
        "brief": None if document.brief is None else _brief(document.brief),
    }
    if document.brief is not None and document.brief.explanation is not None:
        result["explain"] = _explanation(document.brief.explanation)
    if document.with_translation:
        result["blocks"] = [_block(block) for block in translated.blocks]
    result["flags"] = document.doubts
    result["furniture"] = sum(bool(b.block.furniture) for b in translated.blocks)
    result["signature"] = _signature(translated)
    return result


def _source(translated: TranslatedArticle) -> dict[str, str]:
    article = translated.article
    return {
        "file": article.path,
        "title": article.title,
        "sha256": article.sha256,
        "format": article.format,
        "encoding": article.encoding,
    }


def _brief(brief: Brief) -> dict[str, Any]:
    return {
        "text": str(brief),
        "sentences": [
            {"text": s.text, "block": s.block, "pair": s.pair, "flags": list(s.flags), "leans": s.needs_previous}
            for s in brief.sentences
        ],
        "points": [" ".join(s.text for s in point) for point in brief.points],
        "word_count": brief.word_count,
    }


def _explanation(explanation: Explanation) -> dict[str, Any]:
    return {
        "language": explanation.language,
        "weights": dict(explanation.weights),
        "sentences": [
            {
                "text": s.text,
                "block": s.block,
                "pair": s.pair,
                "number": s.number,
                "score": s.score,
                "share": s.share,
                "reasons": dict(s.reasons),
                "words": list(s.words),
                "note": s.note,
            }
            for s in explanation.sentences
        ],
    }


def _block(translated: TranslatedBlock) -> dict[str, Any]:
    block = translated.block
    translation = translated.text if translated.pairs else block.text
    return {
        "kind": block.kind.value,
        "level": block.level,
        "marker": _marker(block),
        "furniture": block.furniture,
        "left_out": translated.left_out,
        "source": block.text,
        "translation": None if translated.left_out else translation,
        "pairs": [{"source": p.source, "target": p.target, "flags": list(p.flags)} for p in translated.pairs],
    }


def _marker(block: Block) -> str:
    """What stands around a block or before it in Markdown, by kind of block; schema.json describes it."""
    if block.alignment:
        return "|".join(_ALIGNMENTS[alignment] for alignment in block.alignment)
    if block.kind in (BlockKind.PARAGRAPH, BlockKind.QUOTE):
        return "**" * block.is_wholly(RunKind.STRONG) + "*" * block.is_wholly(RunKind.EMPHASIS)
    return block.list_marker or block.code_language


def _signature(translated: TranslatedArticle) -> dict[str, Any]:
    signature = translated.signature
    return {
        "version": signature.version,
        "model": signature.model,
        "model_hash": signature.model_hash,
        "engine": signature.engine,
        "compute_type": signature.compute_type,
        "beam": signature.beam,
        "text": str(signature),
    }
