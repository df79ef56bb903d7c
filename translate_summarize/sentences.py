"""German and English sentence boundaries, and clause boundaries for sentences that are too long.

A boundary is sought only where a mark that can end a sentence (``. ! ? …``), a face such as ``:-)`` or a line
end stands; then the word before and the word after decide. No word list is trained: closed classes (function
words, abbreviations, words that ask for an ordinal or a cardinal number) are enough, since German capitalises
nouns, and a function word with a capital letter therefore nearly always opens a sentence. The time is linear
in the length of the text: every pattern matches where it is tried or fails within a bounded stretch, and no
decision looks back further than ``_LOOK_BACK`` characters. ``benchmarks/sentence_splitting.md`` compares the
result with the maintained libraries.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise


def split_german(text: str) -> list[str]:
    """Split German text into sentences.

    Args:
        text: running text; a blank line always separates, a single line end counts as a space unless a list
            item or a capitalised function word follows.

    Returns:
        The sentences in order, stripped, none empty. Joined, they hold every non-space character of the text.
    """
    return _split(text, _GERMAN)


def split_english(text: str) -> list[str]:
    """Split English text into sentences.

    Args:
        text: running text; line ends count as in ``split_german``.

    Returns:
        The sentences in order, stripped, none empty. Joined, they hold every non-space character of the text.
    """
    return _split(text, _ENGLISH)


def is_function_word(word: str, *, german: bool = True) -> bool:
    """Whether a word, in any case of letters, is of a closed class: articles, pronouns, conjunctions and their like."""
    return word.lower() in (_GERMAN if german else _ENGLISH).starters


def split_clauses(sentence: str, fits: Callable[[str], bool]) -> list[str]:
    """Cut an over-long sentence into few, balanced pieces at the best places there are.

    A stretch that does not fit is opened at semicolons; what still does not fit at colons, then dashes,
    commas before a conjunction, other commas, spaces, and at last inside a word. The parts are joined again
    into the fewest pieces that fit, the longest of them as short as that allows.

    Args:
        sentence: one German sentence.
        fits: whether a piece is short enough; should hold for every part of a piece for which it holds.

    Returns:
        The pieces in order, stripped, none empty; ``fits`` is true of each, except of a single character that
        does not fit. Joined, they hold every non-space character of the sentence.
    """
    sentence = sentence.strip()
    if not sentence:
        return []
    fits = cache(fits)
    if fits(sentence):
        return [sentence]
    cuts = [0, *_clause_cuts(sentence, 0, len(sentence), 0, fits), len(sentence)]
    fewest = _join_parts(sentence, cuts, len(sentence), fits)
    low, high = len(sentence) // len(fewest), max(map(len, fewest))
    while low < high:
        middle = (low + high) // 2
        pieces = _join_parts(sentence, cuts, middle, fits)
        if len(pieces) <= len(fewest) and max(map(len, pieces)) <= middle:
            fewest, high = pieces, middle
        else:
            low = middle + 1
    return fewest


# --- What a language knows ---


@dataclass(frozen=True, slots=True)
class _Language:
    """The closed classes of words that decide about a boundary.

    Abbreviations stand as they are written inside a sentence ("Schweiz" is a country, "schweiz" is cut
    short); those of several parts in lower case and without spaces ("z.b").

    Attributes:
        starters: function words, in lower case, that capitalised open a sentence.
        inner: abbreviations that never end a sentence.
        final: abbreviations that end one only if a starter follows.
        closing: abbreviations that end one if any capital or digit follows.
        counting: words that are abbreviations only before a number.
        is_german: nouns are capitalised, and a number with a full stop may be an ordinal.
    """

    starters: frozenset[str]
    inner: frozenset[str]
    final: frozenset[str]
    closing: frozenset[str]
    counting: frozenset[str]
    is_german: bool


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_GERMAN = _Language(
    starters=_words("""
        der die das dem den des ein eine einen einem einer eines kein keine keinen keinem keiner ich
        du er sie es wir ihr ihm ihn ihnen mich mir dich dir uns euch man sich mein meine meinen
        meinem meiner meines dein deine deinen deinem deiner sein seine seinen seinem seiner ihre
        ihren ihrem ihrer unser unsere unseren unserem unserer euer eure euren eurem eurer dies
        dieser diese dieses diesen diesem dessen deren jener jene jenes jenen jenem jeder jede jedes
        jeden jedem jemand niemand alle alles allen viele vieles vielen einige einiges einigen
        manche mancher manches mehrere wenige beide beides nichts etwas solche solcher solches
        derselbe dieselbe dasselbe derjenige diejenige wer was wen wem wo woher wohin wann warum
        wieso weshalb weswegen wie wieviel welcher welche welches welchen welchem wofür womit wovon
        woran worauf worin wozu wodurch worüber wobei und oder aber denn doch sondern dass daß weil
        obwohl obgleich wenn falls als ob nachdem bevor ehe während sobald solange seitdem damit
        indem sofern sowohl weder entweder je statt anstatt anstelle in im ins an am ans auf aufs aus außer
        außerhalb bei beim bis durch für fürs gegen gegenüber gemäß hinter innerhalb laut mit
        mithilfe mittels nach neben ohne seit trotz über um ums unter von vom vor vorm wegen zu zum
        zur zwischen zufolge dank angesichts aufgrund anhand anlässlich hinsichtlich infolge
        inmitten jenseits so also dann da dort hier nun jetzt heute gestern bald später früher immer
        nie niemals oft manchmal meist meistens mittlerweile inzwischen derzeit momentan zurzeit
        aktuell damals daher darum deshalb deswegen dadurch dafür dagegen dahinter daneben darauf
        daraufhin daran darin darüber darunter davon davor dazu dabei dennoch trotzdem zudem
        außerdem ferner allerdings jedoch hingegen vielmehr immerhin schließlich letztlich
        letztendlich zuletzt zuerst zunächst zuvor danach anschließend erst bereits schon noch nur
        auch sogar selbst insgesamt insbesondere besonders vor allem natürlich leider vielleicht
        wahrscheinlich vermutlich offenbar anscheinend eigentlich tatsächlich wirklich sicher
        sicherlich gewiss bekanntlich nämlich ebenso ebenfalls gleichzeitig zugleich nicht nirgends
        überall irgendwann irgendwie plötzlich endlich einst einmal wieder weiterhin weiter somit
        folglich demnach hierbei hierfür hierzu hiermit jedenfalls überdies unterdessen
        währenddessen stattdessen infolgedessen beispielsweise selbstverständlich zwischenzeitlich
        einerseits andererseits üblicherweise normalerweise glücklicherweise möglicherweise
        überhaupt erstens zweitens drittens hauptsächlich häufig selten kürzlich neulich jüngst
        mitunter zusätzlich entsprechend dementsprechend nebenbei gleichwohl langfristig kurzfristig
        zumindest wenigstens mindestens höchstens rund etwa knapp fast kaum ungefähr ist sind war
        waren bin bist wäre hat haben hatte hatten hätte habe wird werden wurde wurden würde würden
        kann können konnte könnte muss müssen musste müsste soll sollen sollte will wollen wollte
        darf dürfen durfte mag möchte gibt gab geht ging kommt kam steht liegt heißt bleibt bitte
        danke ja nein okay ok oh ach na nee tja hallo hey
    """),
    inner=_words("""
        ABl Abl BGBl GVBl RGBl Capt Col Gov Mme Mr Mrs Ms Rev Sgt Sra Abb Abs Anh Bearb Dipl Dr Dres
        Fa Fam Fr Frl Gebr Hg Hl Hr Hrn Hrsg Ing Kfm Mag Nr Nrn Priv Prof Präs St Stellv Stv Tel
        Verf Vol Vors abb abs allg amtl bearb begr bes betr bzgl bzw ca dipl dt ebd ehem einschl
        engl entspr erg ev evtl exkl frz geb gebr gegr gem gepr gesch gesetzl gest gez ggf ggü
        griech habil hg hist hl hrsg ill inkl insb insbes ital jur jährl kath lat led lt max med
        mind mult monatl nat nr nördl oec offiz orig phil philos phys pol prof psych rd rel rer resp rev
        röm russ schriftl schweiz sog soz span spez staatl stellv stv südl techn theol tägl tel
        unbek unveröff urspr vergl verh versch vgl vorl wg wiss wöchentl zit zw zzgl zzt zb dh öff
        österr östl überarb übers westl z.b d.h d.i i.e m.a.w u.u u.z v.a i.s.v i.h.v i.d z.t z.zt
        z.hd o.g u.d
    """),
    final=_words("""
        Mio Mrd Mill Tsd Std Min Sek Jh Jhd Jhs Jhdt Stk Stck Pkt Pf Pfd Ztr Co Bros Jr Sr Jun Sen
        jr jun sen min Jan Feb Febr Mrz Apr Jul Aug Sep Sept Okt Nov Dez Str str Hbf Bhf Pl Anm anm
        Red ff Chr Bd Bde Kap Ziff Gen Hptm Lt Oblt Maj Kpt Msgr Exz Abt Bez Krs Kto Rdnr Max Proz
        dgl desgl Hd Zt mio mrd tsd std u.a a.d e.v p.a v.chr n.chr d.j d.m ph.d
    """),
    closing=_words("usw usf etc uvm uva Inc Ltd Corp o.ä u.ä u.v.m u.v.a u.s.w u.s.f o.dgl u.dgl"),
    counting=_words("Art Mo Di Mi Do Sa So pp No Lit lit Anl Rn Tz"),
    is_german=True,
)

_ENGLISH = _Language(
    starters=_words("""
        the a an this that these those he she it we you they i his her its our your their my me him
        them us one some any many most all each every both few several no none nobody nothing
        someone everyone anyone who what when where why how which whose whom and or but so yet for
        nor because although though while if unless until since after before as when whereas in on
        at by with from to of into during without within about against between under over through
        according despite due thanks like unlike besides instead following given then there here now
        today yesterday tomorrow soon later earlier recently currently meanwhile however therefore
        moreover furthermore nevertheless nonetheless also still already even only just perhaps
        maybe indeed instead again once finally eventually initially first overall additionally
        unfortunately clearly not never always often sometimes usually is are was were has have had
        do does did can could will would shall should may might must be please yes ok okay oh well
    """),
    inner=_words("""
        Mr Mrs Ms Messrs Mme Mlle Dr Drs Prof Rev Hon Gen Col Sgt Capt Cpt Lt Maj Cmdr Adm Gov Sen
        Rep Pres Supt St Mt Ft Fr approx ca cf viz vs resp incl excl esp eg ie e.g i.e
    """),
    final=_words("""
        Inc Ltd Co Corp Bros Jr Sr al Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues
        Wed Thu Thur Thurs Fri Fla Calif Tex Mass Pa Va Wash Ill Conn Mich Minn Ariz Colo plc par
        Dept dept est Ave Blvd Rd Hwy Univ Assn Assoc Div ed eds Ed Eds bn mn min max Tel tel ext
        u.s u.k u.n e.u u.s.a d.c l.a a.m p.m ph.d m.d b.a m.a b.sc m.sc b.c a.d
    """),
    closing=_words("etc"),
    counting=_words("No Nos no nos pp Art Fig Figs fig Vol Vols vol Ch Chap chap Sec Eq eq Para para Pt Op Ref"),
    is_german=False,
)

# Words that, before a German number, make it an ordinal ("am 3. Anlauf", "ihrer 2. Amtszeit").
_ORDINAL_LEADERS = _words("""
    am im zum zur vom beim ins ans der die das den dem des ein eine einen einem einer eines mein
    meine meinen meinem meiner meines dein deine deinen deinem deiner deines sein seine seinen
    seinem seiner seines ihr ihre ihren ihrem ihrer ihres unser unsere unseren unserem unserer
    unseres euer eure euren eurem dieser diese dieses diesen diesem jeder jede jedes jeden jedem
    jener jene jenes jenen jenem kein keine dessen deren
""")
# Words before a day and month in figures ("am 3.10."); without one it may be a version ("Debian 3.1.").
_DATE_LEADERS = _words("am vom zum bis ab seit den dem der")
# Nouns and signs that, before a number, name it: the number is a cardinal ("auf Seite 12.", "Platz 8.").
_NUMBER_LABELS = _words("""
    jahr jahre jahren seite seiten platz plätze rang nummer nr kapitel artikel paragraf paragraph
    absatz abs satz gruppe stufe phase gleis halle zimmer raum block level version ziffer punkt teil
    band folge staffel tabelle position startplatz startnummer formel faktor zahl wert größe kanal
    tor linie strecke bundesstraße autobahn haus hausnummer startposition ende mitte anfang sommer
    herbst winter frühjahr alter note pegel kategorie art kap bd abb tab ziff rn rdnr tel anm s § §§
    # no vol windows iphone januar jänner februar märz april mai juni juli august september oktober
    november dezember
""")
# Nouns before a letter that is no initial ("Vitamin C.", "Plan B.").
_LETTER_LABELS = _NUMBER_LABELS | _words(
    "vitamin plan hepatitis typ serie klasse modell variante buchstabe taste rhesus dur vitamine"
)
# Nouns that are mostly counted by ordinals: whole words, and beginnings or ends of words.
_ORDINAL_HEADS = _words("""
    tag tage tages mal fc sc sv fsv tc vfb vfl rang stock og ug eg akt satz senat auflage band teil
    gang grad grades uhr dan start zug kreis raum bd jh jhd jhs kl klasse bezirk buch bild ehe frau
    mann kind sohn tochter fall streich
""")
_ORDINAL_STEMS = tuple(
    _words("""
        jahrhundert jahrtausend jahrzehnt jahrestag geburtstag todestag hochzeitstag namenstag
        lebensjahr lebenswoche schwangerschaftswoche liga bundesliga kreisklasse bezirksliga platz
        minute stunde woche monat quartal halbjahr halbzeit viertel drittel runde spieltag weltkrieg
        ausgabe bataillon regiment division brigade armee korps kompanie geschwader etage stockwerk
        obergeschoss untergeschoss vorsitzende bürgermeister beigeordnete sitzung kongress parteitag
        jubiläum potenz stelle stufe lesung legislatur wahlperiode amtszeit sinfonie symphonie
        internationale republik dynastie bundesversammlung bundesrat zivilsenat strafsenat
        strafkammer kammer verordnung änderung bimsch advent sonntag weihnachtstag schuljahr
        schulklasse semester januar jänner februar märz april juni juli august september oktober
        november dezember sieger gewinner etappe lauf versuch anlauf durchgang staffel staatsexamen
        bundeskongress generation breitengrad längengrad position infanterie kavallerie panzer
        husaren jäger earl viscount baron duke herzog fürst person präsident ordnung spielminute
        vizepräsident jahrgangsstufe klässler
    """)
)
_MONTHS = _words("""
    januar jänner februar märz april mai juni juli august september oktober november dezember jan
    feb febr mrz apr jun jul aug sep sept okt nov dez
""")

# Brand names written with a mark that ends nothing.
_NAMES_WITH_MARK = _words("Yahoo Joomla Jeopardy Wham Yum")
# Units have no vowel either, yet end sentences as words do.
_UNITS = _words("km cm mm nm kg mg ml kWh Hz ms mph hm hmm pst psst")
_VOWELS = frozenset("aeiouyäöüáàâéèêíóôúAEIOUYÄÖÜÁÉ")
_CONJUNCTIONS = _words("""
    und oder aber denn sondern doch jedoch sowie beziehungsweise bzw weil da dass daß ob obwohl
    obgleich wenn wobei während nachdem bevor ehe bis sobald solange seit seitdem damit sodass indem
    falls sofern soweit wie als der die das den dem dessen deren denen welche welcher welches
    welchen wer was wo wohin woher wodurch womit worauf weshalb warum um ohne statt anstatt so dann
    also allerdings
""")


# --- Sentences ---

_CLOSERS = r"""\])}"'“”»«›‹’‘´`"""
_OPENERS = r"""(\[{"'„“”‚‘»«›‹`*_¿¡"""
# Signs that open no sentence, and "" for the end of the text.
_NO_OPENING = frozenset(["", *",;:.!?)/|=-–—"])
# Each alternative ends where it must: no candidate is scanned twice.
_CANDIDATE = re.compile(
    rf"""(?P<mark>[.!?…]+)(?P<close>[{_CLOSERS}]*(?:\[(?:\d{{1,3}}|\^[^\]\s]{{1,40}})\])*)"""
    r"""|(?P<face>(?<=\s)(?::-?[)D]|;-?\)))(?=\s)"""
    r"""|(?P<line>\r\n|\r|\n|\u2028|\u2029|\x0b|\x0c|\x85)"""
)
_SPACED_CLOSER = re.compile(r"[^\S\r\n]{1,2}[»«›‹”’)](?=\s|$)")
_TRAILER = re.compile(
    r"(?:[^\S\r\n]{0,2}(?:[:;=8]['-]?[)(DPp/|\]](?=\s|$)|[\u2600-\u27bf\U0001f000-\U0001faff\ufe0f\u200d]+)){1,8}"
)
_BLANK_LINE = re.compile(r"(?>\r\n|[\r\n\u2028\x0b\x0c\x85])[^\S\r\n]*[\r\n\u2028\x0b\x0c\x85]|\u2029")
_LIST_MARK = re.compile(r"\s{1,8}(?:[*•·‣▪►]\s|[-–—]\s{1,8}[A-ZÄÖÜ\d]|\d{1,3}[.)]\s{1,8}[A-ZÄÖÜ\d„\"]|[a-z]\)\s)")
_SPACES = re.compile(r"\s*")
_NEXT = re.compile(rf"(?P<open>(?:,,|[{_OPENERS}]|\.\.+|…)*)(?P<word>[^\W_][\w’'-]*)?")
_DASH = re.compile(r"[-–—]{1,2}\s+(?=\S)")
_ADDRESS = re.compile(r"(?:https?://|www\.)", re.IGNORECASE)
_SPACED_ABBREVIATION = re.compile(r"(?:(?<=\s)|(?<=[(\[/„“\"»'-])|^)((?:[^\W\d_]{1,3}\.\s?)+[^\W\d_]{1,4})$")
_WORD_SEPARATOR = re.compile(r"""[-/(\[„“"»]""")
_ROMAN = re.compile(r"(?=.)(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_ORDINAL_TOKEN = re.compile(r"(?:\d{1,3}\.[-–/])*\d{1,5}")
_DATE_TOKEN = re.compile(r"(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])")
_LOOK_BACK = 64


def _split(text: str, language: _Language) -> list[str]:
    sentences = []
    start = 0
    for match in _CANDIDATE.finditer(text):
        if match.start() < start:
            continue
        end = _boundary(text, start, match, language)
        if end is not None:
            sentence = text[start:end].strip()
            if sentence:
                sentences.append(sentence)
            start = _after_spaces(text, end)
    rest = text[start:].strip()
    if rest:
        sentences.append(rest)
    return sentences


def _after_spaces(text: str, position: int) -> int:
    match = _SPACES.match(text, position)
    return match.end() if match else position


def _boundary(text: str, start: int, match: re.Match[str], language: _Language) -> int | None:
    """Where the sentence that began at start ends, if it ends at the candidate."""
    if match["line"]:
        return match.end() if _line_ends_sentence(text, start, match.start(), language) else None
    end = match.end()
    if trailer := _TRAILER.match(text, end):
        end = trailer.end()
    if spaced := _SPACED_CLOSER.match(text, end):
        end = spaced.end()
    if end == len(text):
        return end
    after = _after_spaces(text, end)
    if after == len(text):
        return len(text)
    if after == end:
        return end if _is_missing_space(text, start, match, language) else None
    following = _following(text, after, closed=bool(match["close"]), language=language)
    if following is None or following.is_lower:
        return None
    if match["face"]:
        return end if following.is_starter else None
    return end if _ends_sentence(text, start, match, following, language) else None


@dataclass(frozen=True, slots=True)
class _Following:
    """What comes after a candidate.

    Attributes:
        word: the first word in lower case; "" if a sign comes first.
        is_lower: it begins with a small letter.
        is_starter: it is a function word with a capital letter, or a quotation that opens with one.
        is_number: it begins with a digit.
        quoted: quotation marks or brackets stand before it.
        after_dash: a dash stands before it.
        end: where the word ends in the text.
    """

    word: str
    is_lower: bool = False
    is_starter: bool = False
    is_number: bool = False
    quoted: bool = False
    after_dash: bool = False
    end: int = 0


def _following(text: str, position: int, *, closed: bool, language: _Language) -> _Following | None:
    """Look at what follows white space; None if it can open no sentence."""
    dash = _DASH.match(text, position)
    if dash:
        position = dash.end()
    match = _NEXT.match(text, position)
    if match is None:
        return None
    word, opening = match["word"] or "", match["open"]
    if closed and opening.startswith(",,"):
        return None
    if not word and not opening and text[match.end() : match.end() + 1] in _NO_OPENING:
        return None
    quoted, after_dash = bool(opening), bool(dash)
    if not word or _ADDRESS.match(text, match.start("word")):
        return _Following("", quoted=quoted, after_dash=after_dash, end=match.end())
    first = word[0]
    # "iPhone", "eBay": a small letter before a capital opens a sentence like a capital.
    is_lower = first.islower() and not (len(word) > 2 and word[1].isupper() and word[2:3].islower())
    lowered = word.lower() if len(word) < _LOOK_BACK else ""
    is_starter = first.isupper() and lowered in language.starters and not word[1:2].isupper()
    return _Following(
        lowered,
        is_lower=is_lower,
        is_starter=is_starter,
        is_number=first.isdigit(),
        quoted=quoted,
        after_dash=after_dash,
        end=match.end(),
    )


def _ends_sentence(text: str, start: int, match: re.Match[str], following: _Following, language: _Language) -> bool:
    """Decide about a mark with white space and something capital, a digit or a sign behind it."""
    mark, close, position = match["mark"], match["close"], match.start()
    before = text[max(start, position - _LOOK_BACK) : position]
    if _is_bracketed_mark(before, close):
        return False
    if ")" in close and not text.startswith("(", start) and following.word:
        # A remark in brackets amid a sentence ("(leider!) Müller") ends it only if a new one clearly begins.
        return following.is_starter
    if mark[-1] in "!?":
        return following.is_starter or before[-16:].rpartition(" ")[2] not in _NAMES_WITH_MARK
    if mark != ".":
        detached = not before or before[-1].isspace()
        return following.is_starter or following.quoted or not (detached and language.is_german)
    return _full_stop_ends(text, before, following, language)


def _is_bracketed_mark(before: str, close: str) -> bool:
    """Whether the mark stands alone in brackets: "[...]", "(!)"."""
    return bool(before) and (before[-1], close[:1]) in {("[", "]"), ("(", ")")}


def _full_stop_ends(text: str, before: str, following: _Following, language: _Language) -> bool:
    """Whether a single full stop ends the sentence: abbreviations, numbers and initials do not always."""
    tokens = before.split()
    if not tokens or before[-1].isspace():
        return True
    token = tokens[-1].lstrip("([{\"'„“‚»«›‹*_`")
    if not token:
        return True
    opens = len(tokens) == 1 or (len(tokens) == 2 and not any(c.isalnum() for c in tokens[0]))
    opens = opens and len(before) < _LOOK_BACK
    previous = _bare(tokens[-2]) if len(tokens) > 1 else ""
    if token[-1].isdigit():
        if following.after_dash and following.is_number:
            return False
        if not language.is_german:
            return not (opens and token.isdigit() and len(token) < 3)
        return _number_ends(text, token, tokens, opens, following)
    if token.isupper() and _ROMAN.fullmatch(token):
        if opens:
            return False
        if following.is_starter:
            return True
        return len(token) > 1 and previous in _NUMBER_LABELS
    if len(token) == 1 and token.isalpha() and (opens or previous in _LETTER_LABELS):
        return not opens
    return not _is_abbreviation(before, opens, following, language)


def _bare(token: str) -> str:
    return token.strip("([{\"'„“”‚»«›‹*_`.)]}").lower()


def _is_abbreviation(before: str, opens: bool, following: _Following, language: _Language) -> bool:
    """Whether the full stop after ``before`` only marks an abbreviation."""
    chain = _SPACED_ABBREVIATION.search(before[-24:])
    token = before.split()[-1]
    if len(last := _WORD_SEPARATOR.split(token)[-1]) > 1 or "/" not in token:
        token = last  # but the "h" of "km/h" is no initial
    token = token.strip("'‚*_`")
    if chain:
        forms = {re.sub(r"\s", "", chain[1]).lower(), token}
    else:
        forms = {token, token[:1].lower() + token[1:]} if opens else {token}
    if forms & language.closing:
        return False
    if forms & language.counting:
        return following.is_number
    if forms & language.inner:
        return True
    return not following.is_starter and (
        bool(forms & language.final)
        or bool(chain and all(len(part) == 1 for part in re.sub(r"\s", "", chain[1]).split(".")))
        or (len(token) == 1 and token.isalpha())
        or _looks_abbreviated(token, language)
    )


def _looks_abbreviated(token: str, language: _Language) -> bool:
    """Whether a word of no list is cut short all the same: "Hauptstr.", "Bstg."."""
    if language.is_german and token.endswith("str") and len(token) > 4:
        return True
    return (
        1 < len(token) < 6
        and token.isalpha()
        and token[1:].islower()
        and token not in _UNITS
        and _VOWELS.isdisjoint(token)
    )


def _number_ends(text: str, token: str, tokens: list[str], opens: bool, following: _Following) -> bool:
    """Whether a German sentence ends after a number with a full stop, or the number is an ordinal."""
    if token[0] in "-–" and tokens[-2:-1] and re.fullmatch(r"\d{1,3}\.", tokens[-2]):
        return following.is_starter
    token = token.lstrip("-–−+")
    previous = tokens[-2] if len(tokens) > 1 else ""
    leader = _bare(previous)
    if _DATE_TOKEN.fullmatch(token):
        # "am 3.10. Uhr", but "Version 3.1."
        return following.is_starter or following.quoted or not following.word or leader not in _DATE_LEADERS
    if not _ORDINAL_TOKEN.fullmatch(token):
        return True
    if opens:
        return len(token) > 3
    if previous.endswith(":") and len(token) == 1 and token.startswith("1"):
        return False
    earlier = _bare(tokens[-3]) if len(tokens) > 2 else ""
    if following.is_number:
        # "3. 10. 2024" is a date, "der 3. 100-Meter-Lauf" an ordinal.
        is_date = len(token) < 3 and (
            text[following.end : following.end + 1] == "."
            or (len(following.word) == 4 and bool(re.fullmatch(r"\d{1,2}\.", previous)))
        )
        return not (is_date or (leader in _ORDINAL_LEADERS and len(token) < 3))
    if following.word in _MONTHS and len(token) < 3:
        return False
    if following.is_starter or following.after_dash:
        return True
    if previous[-1:].isdigit() or leader in _NUMBER_LABELS:
        return True
    if leader in {"und", "bis", "oder", "-", "–", "/"} and earlier.isdigit():
        return not tokens[-3].endswith(".")
    if leader in _ORDINAL_LEADERS or ("." in token[:-1]):
        return False
    if leader.endswith(("e", "en", "em", "er", "es")) and earlier in _ORDINAL_LEADERS and previous.islower():
        return False
    if following.quoted or not following.word:
        return True
    return len(token) > 3 or not _takes_ordinal(following.word)


def _takes_ordinal(word: str) -> bool:
    return word in _ORDINAL_HEADS or word.startswith(_ORDINAL_STEMS) or word.endswith(_ORDINAL_STEMS)


def _is_missing_space(text: str, start: int, match: re.Match[str], language: _Language) -> bool:
    """Whether a space was forgotten ("geklebt.Das"): a small-letter word before, a function word behind."""
    position = match.start()
    before = text[max(start, position - _LOOK_BACK) : position].rsplit(maxsplit=1)[-1:]
    if not before or match["mark"] not in {".", "!", "?"} or match["close"]:
        return False
    word = before[0].lstrip("(\"'„“»«")
    if len(word) < 3 or not word.isalpha() or not word[1:].islower() or word.lower() in language.inner:
        return False
    following = _NEXT.match(text, match.end())
    if following is None or not following["word"] or following["open"]:
        return False
    behind = text[following.end() : following.end() + 1]
    name = following["word"]
    return behind.isspace() and name[0].isupper() and name[1:].islower() and name.lower() in language.starters


def _line_ends_sentence(text: str, start: int, position: int, language: _Language) -> bool:
    """Whether the line end at position separates sentences though no mark before it did."""
    if _BLANK_LINE.match(text, position):
        return True
    words = text[max(start, position - _LOOK_BACK) : position].split()
    last = words[-1].lower() if words else ""
    # A wrapped line ends in "am" or "der", a heading or a list item does not.
    if not last or last[-1] in ",-–—/(„" or last in language.starters:
        return False
    if _LIST_MARK.match(text, position):
        return not last.endswith(".") or len(last) > 4
    if last[-1] in _CLOSERS + ".!?…:;":
        return False
    following = _following(text, _after_spaces(text, position), closed=False, language=language)
    polite = {"sie", "ihr", "ihre", "ihren", "ihrem", "ihrer", "i"}
    return following is not None and following.is_starter and not following.quoted and following.word not in polite


# --- Clauses ---

# In order of preference; each matches up to where the next piece begins.
_CLAUSE_MARKS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r""";[)"'“”»«’]?\s+""",
        r""":\s+""",
        r"""(?<=\s)[-–—]{1,2}\s+|[–—]\s+""",
        rf""",[)"'“”»«’]?\s+(?=(?:{"|".join(sorted(_CONJUNCTIONS))})\b)""",
        r""",[)"'“”»«’]?\s+""",
        r"""\s+""",
    )
)


def _clause_cuts(sentence: str, start: int, end: int, tier: int, fits: Callable[[str], bool]) -> list[int]:
    """Positions inside sentence[start:end] that leave only parts which fit."""
    if fits(sentence[start:end].strip()):
        return []
    if tier == len(_CLAUSE_MARKS):
        return _hard_cuts(sentence, start, end, fits)
    inner = [m.end() for m in _CLAUSE_MARKS[tier].finditer(sentence, start, end) if start < m.end() < end]
    cuts = []
    for left, right in pairwise([start, *inner, end]):
        cuts += _clause_cuts(sentence, left, right, tier + 1, fits)
        cuts.append(right)
    return cuts[:-1]


def _hard_cuts(sentence: str, start: int, end: int, fits: Callable[[str], bool]) -> list[int]:
    """Cut a word that does not fit into the longest parts that do."""
    cuts: list[int] = []
    while not fits(sentence[start:end].strip()):

        def accepts(length: int, at: int = start) -> bool:
            return fits(sentence[at : at + length].strip())

        length = max(1, _longest(accepts, end - start))
        while length > 1 and _joins_to_previous(sentence[start + length]):
            length -= 1
        start += length
        if start >= end:
            break
        cuts.append(start)
    return cuts


def _joins_to_previous(character: str) -> bool:
    return bool(unicodedata.combining(character)) or character in "\u200d\ufe0f"


def _longest(accepts: Callable[[int], bool], limit: int) -> int:
    """The greatest n below limit that is accepted, by doubling and halving; 0 if 1 is not."""
    low, high = 0, 1
    while high < limit and accepts(high):
        low, high = high, high * 2
    high = min(high, limit)
    while high - low > 1:
        middle = (low + high) // 2
        if accepts(middle):
            low = middle
        else:
            high = middle
    return low


def _join_parts(sentence: str, cuts: list[int], longest: int, fits: Callable[[str], bool]) -> list[str]:
    """Join neighbours into the fewest pieces that fit and, parts allowing, are no longer than longest."""
    pieces = []
    at = 0
    last = len(cuts) - 1
    while at < last:

        def accepts(count: int, at: int = at) -> bool:
            piece = sentence[cuts[at] : cuts[at + count]].strip()
            return len(piece) <= longest and fits(piece)

        count = max(1, _longest(accepts, last - at + 1))
        piece = sentence[cuts[at] : cuts[at + count]].strip()
        if piece:
            pieces.append(piece)
        at += count
    return pieces
