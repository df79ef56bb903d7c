"""The attempts at a sentence, from plain to clause by clause; the least doubtful hypothesis wins.

Each attempt runs for the sentences whose best hypothesis so far calls for it, as whisper decodes again at a higher
temperature what fails its checks (Radford et al. 2022).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from translate_summarize.article.flags import Flag
from translate_summarize.article.translation import Signature
from translate_summarize.engines.base import Decoded, Decoding, Engine, TextPieces
from translate_summarize.translation import rare_characters, segment
from translate_summarize.translation.casing import with_first_capital
from translate_summarize.translation.checks.acronyms import acronym_spans
from translate_summarize.translation.checks.check import check
from translate_summarize.translation.checks.names import name_spans
from translate_summarize.translation.checks.untranslated import is_exclamation
from translate_summarize.translation.hypothesis import Hypothesis
from translate_summarize.translation.notation import in_english_notation
from translate_summarize.translation.protection import Span, find_protected, outside
from translate_summarize.translation.rare_characters import is_rare_sign, with_common_signs
from translate_summarize.translation.segment import Segment
from translate_summarize.translation.terminology import with_english_acronyms

MAX_CLAUSE_WORDS = 14
"""Words of a clause when a doubtful sentence is translated clause by clause."""

MIN_CASE_ADVANTAGE = 2.0
"""By how many nats a word must be likelier in lower case than with a capital to be no noun."""

_AROUND_WORD = "„“”\"'‚‘’»«›‹ .!?…–—-()"


@dataclass(frozen=True, slots=True)
class Source:
    """A German sentence with its protected spans, searched for once."""

    text: str
    protected: tuple[Span, ...]


# --- how a sentence is put to the model


def whole(source: Source, pieces: TextPieces) -> Segment:
    """The sentence as it is, its protected spans hidden behind stand-ins."""
    if _is_usually_lower(source, pieces):
        return segment.lowered(source.text)
    return segment.as_whole(source.text, source.protected, pieces.fits, pieces.cost)


def around_protected(source: Source, pieces: TextPieces) -> Segment:
    """The sentence cut around its protected spans; the model cannot lose them."""
    return segment.cut_around(source.text, source.protected, pieces.fits)


def in_lower_case(source: Source, _: TextPieces) -> Segment | None:
    """An exclamation with a lower-case first letter; None for other sentences."""
    if source.protected or not is_exclamation(source.text):
        return None
    return segment.lowered(source.text)


def with_names_hidden(source: Source, pieces: TextPieces) -> Segment:
    """The sentence with its names and acronyms hidden like protected spans."""
    spans = list(source.protected)
    for start, end in [*acronym_spans(source.text), *name_spans(source.text)]:
        if all(end <= a or b <= start for a, b in spans):
            spans.append((start, end))
    return segment.as_whole(source.text, sorted(spans), pieces.fits, pieces.cost)


def clause_by_clause(source: Source, pieces: TextPieces) -> Segment | None:
    """A long sentence cut into clauses; None for a short one."""
    if len(source.text.split()) <= MAX_CLAUSE_WORDS:
        return None

    def fits(text: str) -> bool:
        return len(text.split()) <= MAX_CLAUSE_WORDS and pieces.fits(text)

    return segment.cut_around(source.text, source.protected, fits)


def _is_usually_lower(source: Source, pieces: TextPieces) -> bool:
    """Whether a sentence is one word, no noun, that has its capital only because it comes first ("Genau.")."""
    word = source.text.strip(_AROUND_WORD)
    if not word.isalpha() or not is_exclamation(source.text) or source.protected:
        return False
    return pieces.cost(word) > pieces.cost(word.lower()) + MIN_CASE_ADVANTAGE


# --- how the model decodes it


def as_configured(beam: int) -> Decoding:
    """The user's beam."""
    return Decoding(beam)


def without_repeated_pairs(beam: int) -> Decoding:
    """The user's beam; no two pieces may follow each other twice."""
    return Decoding(beam, no_repeat_ngram=2)


def with_wider_beam(beam: int) -> Decoding:
    """Twice the user's beam, at least 8; no four pieces may follow each other twice."""
    return Decoding(max(8, 2 * beam), no_repeat_ngram=4)


# --- when an attempt is wanted, given the best hypothesis so far


def has_none(best: Hypothesis | None) -> bool:
    """No attempt has produced a hypothesis."""
    return best is None


def is_untranslated(best: Hypothesis | None) -> bool:
    """The best hypothesis is still German."""
    return best is not None and Flag.UNTRANSLATED in best.findings.flags


def lacks_names(best: Hypothesis | None) -> bool:
    """The best hypothesis lost a name or an acronym, if only a likely one."""
    return best is not None and (Flag.NAME in best.findings.flags or bool(best.findings.lost_names))


def has_loop(best: Hypothesis | None) -> bool:
    """The best hypothesis repeats itself."""
    return best is not None and Flag.LOOP in best.findings.flags


def is_doubtful(best: Hypothesis | None) -> bool:
    """The best hypothesis has a flag."""
    return best is not None and bool(best.findings.flags)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One way to translate a sentence.

    Attributes:
        name: what it is called.
        prepare: puts the sentence to the model; None where the attempt does not apply.
        decoding: how the model searches, from the user's beam.
        wanted: whether the best hypothesis so far calls for it.
    """

    name: str
    prepare: Callable[[Source, TextPieces], Segment | None]
    decoding: Callable[[int], Decoding]
    wanted: Callable[[Hypothesis | None], bool]


ATTEMPTS = (
    Attempt("whole", whole, as_configured, has_none),
    Attempt("around protected spans", around_protected, as_configured, has_none),
    Attempt("in lower case", in_lower_case, as_configured, is_untranslated),
    Attempt("names hidden", with_names_hidden, as_configured, lacks_names),
    Attempt("no repeated pairs", whole, without_repeated_pairs, has_loop),
    Attempt("wider beam", whole, with_wider_beam, is_doubtful),
    Attempt("clause by clause", clause_by_clause, as_configured, is_doubtful),
)


class SentenceTranslator:
    """Translates sentences with one engine; see ``SentenceModel``."""

    def __init__(self, tokenizer: TextPieces, engine: Engine, signature: Signature) -> None:
        """Take what is loaded.

        Args:
            tokenizer: the model's text side.
            engine: runs the model.
            signature: of both; its beam is the beam of the first attempts.
        """
        self.signature = signature
        self._tokenizer = tokenizer
        self._engine = engine

    def translate(self, sentences: Sequence[str]) -> list[Hypothesis]:
        """The least doubtful hypothesis for each sentence; of equally doubtful ones the earliest."""
        sources = [Source(s, tuple(find_protected(s, self._survives))) for s in sentences]
        best: list[Hypothesis | None] = [None] * len(sources)
        for attempt in ATTEMPTS:
            wanted = [i for i, hypothesis in enumerate(best) if attempt.wanted(hypothesis)]
            prepared = [(i, s) for i in wanted if (s := attempt.prepare(sources[i], self._tokenizer))]
            hypotheses = self._hypotheses([s for _, s in prepared], attempt.decoding(self.signature.beam))
            for (i, _), hypothesis in zip(prepared, hypotheses, strict=True):
                best[i] = _less_doubtful(best[i], hypothesis)
        return [_present(hypothesis, s) for hypothesis, s in zip(best, sentences, strict=True)]

    def _hypotheses(self, segments: Sequence[Segment], decoding: Decoding) -> list[Hypothesis | None]:
        """A hypothesis for each segment; None where the model lost a protected span or garbled a word."""
        texts = dict.fromkeys(t for s in segments for t in s.texts)
        pieces = {t: p for t in texts if (p := self._tokenizer.encode(with_common_signs(t)))}
        decoded = dict(zip(pieces, self._engine.translate(list(pieces.values()), decoding), strict=True))
        # A text without pieces, such as one of stray control characters, has no translation.
        english = dict.fromkeys(texts, "") | {
            t: rare_characters.decode(t, d.pieces, self._tokenizer.decode) for t, d in decoded.items()
        }
        return [_hypothesis(s, english, decoded) for s in segments]

    def _survives(self, character: str) -> bool:
        return is_rare_sign(character) or self._tokenizer.knows(character)


def _hypothesis(prepared: Segment, english: Mapping[str, str], decoded: Mapping[str, Decoded]) -> Hypothesis | None:
    """Rebuild a sentence, then check it: nothing changes it afterwards."""
    source = prepared.source
    target = prepared.assemble([english[t] for t in prepared.texts])
    if target is None:
        return None
    if not prepared.texts:  # a copy of the source
        return Hypothesis(target)
    target = outside(target, lambda text: with_english_acronyms(source, in_english_notation(source, text)))
    target = with_first_capital(source, target)
    return Hypothesis(target, check(source, target), _mean_score([decoded[t] for t in prepared.texts if t in decoded]))


def _mean_score(parts: Sequence[Decoded]) -> float | None:
    """The parts' scores, weighted by their pieces: the log-probability per piece of the whole."""
    pieces = sum(len(d.pieces) for d in parts)
    return sum(d.score * len(d.pieces) for d in parts) / pieces if pieces else None


def _less_doubtful(best: Hypothesis | None, hypothesis: Hypothesis | None) -> Hypothesis | None:
    """The better of two; the earlier if they are equally doubtful."""
    if best is None or hypothesis is None:
        return best or hypothesis
    return hypothesis if hypothesis.findings.severity < best.findings.severity else best


def _present(hypothesis: Hypothesis | None, sentence: str) -> Hypothesis:
    if hypothesis is None:
        raise AssertionError(f"no attempt translated {sentence!r}")
    return hypothesis
