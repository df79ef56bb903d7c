"""Phrases of German page furniture: patterns for whole lines, and the reason that each gives.

Lines are matched in lower case, without outer white space, dashes and arrows. To add a phrase, add a pattern. Every
repetition in it must be bounded, because lines may come from anywhere.
"""

from __future__ import annotations

import re

from translate_summarize.languages.german.newspaper import DATE, PICTURE_AGENCIES, READ_ALSO

_NETWORK = (
    r"(?:facebook|twitter|x|whats ?app|linked-?in|xing|e-?mail|mail|telegram|pinterest|bluesky|mastodon"
    r"|threads"
    r"|reddit|instagram|messenger|flipboard|pocket|tumblr|signal|threema|youtube|tiktok)"
)

_AGENCY = rf"(?:{PICTURE_AGENCIES}|(?:privat|zvg|archiv\w*)(?=\W*$))"

_GAP = r"\s{0,3}[|/·•,\s]\s{0,3}"

# Links at the foot of a page; the legal ones occur nowhere else.
_LEGAL = (
    r"impressum|datenschutz(?:erklärung|hinweise?|bestimmungen)?|agbs?|nutzungsbedingungen|cookie-?einstellungen"
    r"|mediadaten|widerrufsrecht|privatsphäre(?:-einstellungen)?|sitemap"
)

_SERVICE = (
    r"kontakt|über uns|hilfe|karriere|jobs|presse|newsletter|rss|startseite|home|abo|werbung|barrierefreiheit"
    r"|verträge (?:hier )?kündigen|team|redaktion|suche"
)

_MOMENT = rf"{DATE}(?:[, |–-]{{1,3}}(?:um )?\d{{1,2}}[:.]\d\d(?: uhr)?)?"

_TAIL = r"(?:\s*[:>»›|–—-]\s*\S.{0,200})?"


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in patterns))


ALWAYS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "comment form",
        _any(
            r"(?:schreiben? sie|schreibe?|hinterlassen? sie|hinterlasse?|verfassen sie|verfasse)"
            r" (?:hier |uns |jetzt )?(?:einen|deinen|ihren|den ersten) kommentar(?: zu .{1,80})?(?:"
            r" antworten? abbrechen)?",
            r"(?:jetzt |neuen |einen )?kommentar (?:schreiben|verfassen|hinterlassen|absenden|abschicken"
            r"|abgeben"
            r"|posten|hinzufügen)",
            r"(?:deine|ihre|die) e-?mail-?adresse wird nicht veröffentlicht[.!]?"
            r"(?: (?:erforderliche|notwendige) felder sind (?:mit \*+ )?markiert(?: \*+)?\.?)?",
            r"(?:erforderliche|notwendige) felder sind (?:mit \*+ )?markiert(?: \*+)?\.?",
            r"antwort(?:en)? (?:abbrechen|hinterlassen)",
            r"(?:name|e-?mail(?:-adresse)?|kommentar|dein name|ihr name|deine e-?mail(?:-adresse)?"
            r"|ihre e-?mail(?:-adresse)?|dein kommentar|ihr kommentar|website|webseite) ?\*",
            r"meinen namen, meine e-?mail(?:-adresse)? und meine web(?:site|seite) in diesem browser"
            r" .{0,60}speichern.{0,60}",
            r"(?:diese|die) website verwendet akismet, um spam zu reduzieren\..{0,150}",
            r"(?:du musst|sie müssen) (?:angemeldet|eingeloggt) sein, um (?:einen kommentar|kommentare)"
            r" .{0,40}",
            r"\d{1,5} kommentare?|kommentare? \(\d{1,5}\)|(?:alle )?kommentare (?:anzeigen|lesen|ansehen)",
        ),
    ),
    (
        "share line",
        _any(
            r"(?:artikel |beitrag |seite |diesen artikel |diesen beitrag |jetzt )?teilen(?: mit| auf)?:?",
            rf"(?:(?:artikel|beitrag|jetzt|diesen artikel|diesen beitrag) )?(?:auf|bei|über|per|via|mit)"
            rf" {_NETWORK}"
            r" (?:teilen|versenden|verschicken|weiterleiten|weiterempfehlen|posten)",
            rf"(?:artikel |beitrag )?teilen (?:auf|bei|über|per|via|sie) (?:{_NETWORK}|(?:diesen|den)"
            rf" (?:artikel|beitrag)"
            r"(?: .{1,60})?)",
            r"(?:artikel|beitrag|seite) (?:drucken|merken|weiterempfehlen|versenden|per e-?mail versenden)",
            r"(?:link|url|adresse) kopieren|link kopiert|tweeten|twittern",
            rf"folge(?:n sie)? uns (?:jetzt |auch )?(?:auf|bei) {_NETWORK}(?:(?:,| und| oder)"
            rf" {_NETWORK}){{0,5}}[.!]?",
            rf"{_NETWORK}(?:\s*[|/·•,]\s*{_NETWORK}){{2,8}}",
            rf"{_NETWORK}(?:{_GAP}{_NETWORK}){{2,12}}(?:{_GAP}(?:drucken|kopieren|link kopieren|merken)){{0,3}}",
            rf"(?:(?:artikel|beitrag|jetzt|seite) )?(?:teilen|weitersagen|folgen)(?: auf| mit| via| per)?:?"
            rf"(?:{_GAP}{_NETWORK}){{1,12}}(?:{_GAP}(?:drucken|kopieren|link kopieren|merken)){{0,3}}",
        ),
    ),
    (
        "newsletter",
        _any(
            r"(?:jetzt |hier )?(?:kostenlos )?(?:unseren |den |zum |für den |unserem |unser(?:en)?"
            r" kostenlosen )?(?:kostenlosen )?"
            r"[\w-]{0,30}newsletter (?:jetzt |kostenlos |gratis )?(?:abonnieren|bestellen|anmelden|sichern"
            r"|erhalten)[.!]?",
            r"(?:melden sie sich|melde dich) (?:jetzt |hier |gleich |kostenlos |noch heute )*(?:für|zu|zum"
            r"|bei) ?"
            r"(?:unseren|unserem|den|dem|unser)? ?(?:\w{2,20} )?[\w-]{0,30}newsletter (?:.{1,60} )?an[.!]?",
            r"(?:jetzt |hier )?(?:abonnieren sie|abonniere|abonniert|bestellen sie|bestelle) (?:jetzt |hier"
            r" |auch |gleich )?"
            r"(?:unseren|den) (?:\w{2,20} )?[\w-]{0,30}newsletter(?: .{1,80})?[.!]?",
            r"(?:hier )?(?:geht es |geht's )?(?:zur|zum) newsletter(?:-anmeldung|-abo)?[.!]?"
            r"|newsletter-anmeldung",
            r"newsletter(?: [„\"»].{1,40}[“\"«])?: (?=.*(?:anmelden|abonnieren|kostenlos|postfach|per e-?mail"
            r"|wissen sie|weißt du)).{1,160}",
            r"(?:mit unserem|keine .{1,40} mehr verpassen).{0,60}newsletter.{0,80}(?:anmelden|abonnieren"
            r"|auf dem laufenden)[.!]?",
        ),
    ),
    (
        "source line",
        _any(
            r"quellen? (?:&|und|/|\+) (?:bild(?:er|quellen?|nachweise?)?|fotos?)",
            r"(?:bild|foto)(?:er|s)? (?:&|und|/|\+) quellen?",
            rf"\(?quellen?: (?:(?:www\.)?[\w-]{{2,40}}\.(?:de|com|at|ch|org|net)"
            rf"|[a-z]{{2,4}}(?:/[a-z]{{2,5}})*|{_AGENCY}"
            rf"(?:[/, ]+{_AGENCY}){{0,4}})\)?",
        ),
    ),
    (
        "picture credit",
        _any(
            r"\(?(?:bildquellen?|bildnachweise?|fotonachweise?|bildrechte|titelbild|beitragsbild|symbolbild"
            r"|fotocredits?"
            r"|bildcredits?): ?\S.{0,120}\)?",
            r"bildquellen?|bildnachweise?|fotonachweis|symbolbild|symbolfoto",
            rf"\(?(?:foto|fotos|bild|bilder|grafik|video|archivbild|archivfoto|symbolfoto): ?(?:©|\(c\)"
            rf"|.{{0,60}}\b{_AGENCY}\b)"
            r".{0,60}\)?",
        ),
    ),
    (
        "cookie note",
        _any(
            r"(?:diese|unsere) (?:web)?(?:site|seite) (?:verwendet|nutzt|benutzt|setzt) cookies\b.{0,300}",
            r"(?:wir|wir und unsere partner) (?:verwenden|nutzen|setzen|benutzen) (?:technologien wie"
            r" )?cookies(?:,? (?:um|und|ein)"
            r" .{0,300}|\.|$)",
            r"(?:alle )?cookies (?:akzeptieren|zulassen|ablehnen)|alle akzeptieren|alle ablehnen|nur"
            r" notwendige cookies.{0,20}",
            r"cookie-?(?:einstellungen|hinweis|richtlinien?|präferenzen)(?: anpassen| ändern| verwalten)?"
            r"|auswahl speichern",
            r"mit der (?:weiteren )?nutzung (?:dieser|unserer) (?:web)?(?:site|seite) .{0,60}cookies .{0,60}",
            r"(?:empfohlener )?(?:externer|redaktioneller) inhalt",
            r"an dieser stelle (?:finden sie|befindet sich|findest du) (?:einen |ein )?(?:relevanten?"
            r" )?(?:externen? )?"
            r"(?:inhalt|video|post|tweet|beitrag)\b.{0,250}",
        ),
    ),
    (
        "related articles",
        _any(
            rf"{READ_ALSO}"
            r"(?: dazu| hierzu| zum thema| darüber| im .{1,40})?(?:\s*[:>»›|–—]\s*\S.{0,200}|, (?:wie|warum"
            r"|was|wer|wo|wieso"
            r"|weshalb|welche\w?)\b .{0,160})?[.!]?",
            rf"(?:mehr|weiteres|alles|nachrichten) zu(?:m| diesem) thema(?: [\w-]{{2,40}})?{_TAIL}",
            r"(?:das|dies|diese artikel|diese beiträge|diese themen) (?:könnte|dürfte)n? (?:sie|dich|euch"
            r"|ihnen|dir) (?:auch |"
            r"ebenfalls )?(?:interessieren|gefallen)[:.!]?",
            rf"(?:auch|ebenfalls) (?:interessant|lesenswert){_TAIL}:?",
            r"(?:ähnliche|verwandte|weitere|passende) (?:artikel|beiträge|themen|meldungen)(?: zum"
            r" thema)?(?:: ?\S.{0,160})?:?",
            rf"(?:passend dazu|lesetipps?|leseempfehlung|zum weiterlesen|mehr dazu|zum thema){_TAIL}:",
            r"(?:passend dazu|lesetipps?|leseempfehlung|mehr dazu|auch interessant|aus dem archiv):"
            r" ?\S.{0,200}",
            r"(?:die )?meistgelesenen?(?: artikel)?|am meisten gelesen|weiterlesen|jetzt weiterlesen|zum"
            r" artikel|mehr lesen"
            r"|mehr erfahren|mehr anzeigen",
        ),
    ),
    (
        "navigation",
        _any(
            r"startseite(?:\s*[>›»/|].{0,200})?|zur (?:startseite|übersicht|hauptnavigation)|zurück zur? "
            r"(?:startseite|übersicht|homepage)",
            r"(?:direkt )?(?:zum|zur) (?:inhalt|hauptinhalt|navigation|suche|fußzeile|hauptnavigation"
            r"|seiteninhalt)"
            r"(?: (?:springen|wechseln))?",
            rf"(?:nächste[rs]?|vorherige[rs]?|vorige[rs]?|voriger) (?:artikel|beitrag|seite|post"
            rf"|meldung){_TAIL}",
            r"(?:zum |nach |zum seiten)(?:seiten)?(?:anfang|oben)|nach oben(?: scrollen)?|zum seitenanfang",
            r"(?:menü|navigation|suche) (?:öffnen|schließen|anzeigen|ein-/ausblenden|umschalten)|hauptmenü"
            r"|hauptnavigation"
            r"|beitragsnavigation|seitennavigation",
            rf"(?:{_LEGAL})(?:{_GAP}(?:{_LEGAL}|{_SERVICE})){{1,12}}",
            rf"(?:{_SERVICE})(?:{_GAP}(?:{_LEGAL}|{_SERVICE})){{0,8}}{_GAP}(?:{_LEGAL})(?:{_GAP}(?:{_LEGAL}|{_SERVICE})){{0,8}}",
        ),
    ),
    (
        "advertisement",
        _any(r"anzeigen?|werbung|advertisement|sponsored(?: post)?|gesponsert|advertorial|- ?anzeige ?-"),
    ),
    (
        "copyright",
        _any(
            r"(?:copyright|copyright:) (?:by .{1,60}|©.{0,100}|\(c\).{0,100}|(?:19|20)\d\d.{0,100})",
            r"(?:©|&copy;) ?\S.{0,80}|\(c\) ?(?:19|20)\d\d.{0,100}",
            r".{0,60}© ?(?:19|20)\d\d.{0,100}",
            r"(?:.{0,60}[.,–-] ?)?alle rechte vorbehalten[.!]?",
            r"(?:dieser|der) (?:artikel|text|beitrag) ist urheberrechtlich geschützt\..{0,150}",
        ),
    ),
    (
        "log-in",
        _any(
            r"(?:jetzt |hier |kostenlos |bitte )(?:anmelden|einloggen|registrieren|freischalten|testen"
            r"|abonnieren|abo abschließen)",
            r"(?:bitte )?(?:melden sie sich an|melde dich an|loggen sie sich ein|registrieren sie sich),?"
            r" um .{0,100}",
            r"(?:sie sind |du bist )?(?:bereits|schon) (?:abonnent(?:in)?|registriert|kunde|mitglied|ein"
            r" konto)\?.{0,100}",
            r"zum weiterlesen (?:bitte )?(?:anmelden|registrieren|einloggen)|anmelden/registrieren|passwort"
            r" vergessen\??",
            r"(?:laden sie|lade|hol dir|holen sie sich) (?:jetzt |hier )?(?:unsere|die)"
            r" [\w-]{0,30}-?app\b.{0,60}",
            r"(?:jetzt )?(?:die |unsere )?[\w-]{0,20}-?app (?:jetzt )?(?:herunterladen|downloaden|laden"
            r"|installieren)",
            r"(?:anmelden|einloggen|log-?in) (?:oder|/|\|) (?:registrieren|konto erstellen)",
        ),
    ),
    (
        "date line",
        _any(rf"(?:stand|(?:zuletzt |letzte )?aktualisier(?:t|ung))(?: am)?:? {_MOMENT}"),
    ),
    (
        "read time",
        _any(
            r"(?:geschätzte )?(?:lesezeit|lesedauer):? ?(?:ca\.? |etwa |~ ?)?\d{1,3} ?(?:min\.?|minuten?)",
            r"(?:ca\.? |etwa )?\d{1,3} ?(?:min\.?|minuten?) ?(?:lesezeit|lesedauer|lesen)",
        ),
    ),
)
"""Furniture wherever it occurs."""

BESIDE_OTHERS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "comment form",
        _any(
            r"name|e-?mail(?:-adresse)?|website|webseite|web-?adresse|url|kommentare?|absenden|abschicken"
            r"|senden|antworten"
            r"|δ|captcha.{0,60}|ich bin kein roboter|benachrichtige mich .{0,80}|benachrichtigen sie mich"
            r" .{0,80}"
            r"|[\w -]{1,30} \*|\*+|(?:diese|die) (?:felder|angaben) sind (?:pflicht|erforderlich).{0,40}"
            r"|ich (?:habe|stimme) .{0,120}datenschutz.{0,120}|dein kommentar|ihr kommentar"
            r"|spam-schutz.{0,60}"
        ),
    ),
    (
        "share line",
        _any(
            rf"{_NETWORK}|drucken|merken|versenden|weiterleiten|gefällt mir:?|feedback|kopieren|vorlesen"
            rf"|twittern"
        ),
    ),
    (
        "newsletter",
        _any(r"newsletter|abonnieren|jetzt anmelden|ihre e-?mail-?adresse|deine e-?mail-?adresse"),
    ),
    (
        "navigation",
        _any(
            r"menü|suche|suchen|kontakt|impressum|datenschutz(?:erklärung)?|agb|über uns|zurück|weiter|home"
            r"|übersicht|archiv"
            r"|barrierefreiheit|mediadaten|schließen|rss(?:-feed)?|tags?:? ?.{0,60}|hilfe|anmelden"
            r"|registrieren|einloggen"
            r"|log-?in|abo|e-?paper|shop|jobs|politik|wirtschaft|sport|kultur|panorama|wissen|digital|reise"
            r"|meinung"
        ),
    ),
    (
        "cookie note",
        _any(r"akzeptieren|ablehnen|einstellungen|zustimmen|einverstanden|mehr informationen|ok"),
    ),
    ("source line", _any(r"quellen?:?|fotos?:?|bilder:?|bildquellen?:")),
)
"""Furniture only beside other furniture, because an article may have headings like these."""

LIST_HEADS = re.compile(r".*(?:thema|interessieren|gefallen|artikel|beiträge|themen|meldungen|gelesen|auch)[:.!]?")
"""Related-articles lines, in lower case, that head a list of headlines."""

COMMENTS_HEADS = ("kommentar", "kommentare")
"""Lines, in lower case, that head the comments."""
