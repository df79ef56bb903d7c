"""German function words, by class, and the abbreviations and labels of the sentence rules.

Every list of function words in the package is made of these classes.
"""

from __future__ import annotations

from translate_summarize.languages.language import word_set

ARTICLES = word_set("der die das dem den des ein eine einen einem einer eines")

NEGATIVE_ARTICLES = word_set("kein keine keinen keinem keiner")

PERSONAL_PRONOUNS = word_set("""
    ich du er sie es wir ihr ihm ihn ihnen mich mir dich dir uns euch man sich
""")

POSSESSIVES = word_set("""
    mein meine meinen meinem meiner meines dein deine deinen deinem deiner deines sein seine seinen seinem
    seiner seines ihre ihren ihrem ihrer ihres unser unsere unseren unserem unserer unseres euer eure euren
    eurem eurer
""")

DEMONSTRATIVES = word_set("""
    dies dieser diese dieses diesen diesem jener jene jenes jenen jenem derselbe dieselbe dasselbe derjenige
    diejenige solche solcher solches
""")

RELATIVES = word_set("dessen deren denen")

INDEFINITES = word_set("""
    jeder jede jedes jeden jedem jemand niemand alle alles allen viele vieles vielen einige einiges einigen
    manche mancher manches aller allem mehrere wenige beide beides nichts etwas
""")

QUESTION_WORDS = word_set("""
    wer was wen wem wo woher wohin wann warum wieso weshalb weswegen wie wieviel welcher welche welches
    welchen welchem wofür womit wovon woran worauf worin wozu wodurch worüber wobei
""")

COORDINATING_CONJUNCTIONS = word_set("und oder aber denn doch sondern sowie beziehungsweise")

SUBORDINATING_CONJUNCTIONS = word_set("""
    dass daß weil obwohl obgleich wenn falls als ob nachdem bevor ehe während sobald solange seitdem damit
    indem sodass sofern soweit sowohl weder entweder je
""")

PREPOSITIONS_WITH_ARTICLE = word_set("am ans aufs beim fürs im ins ums vom vorm zum zur")

PREPOSITIONS = PREPOSITIONS_WITH_ARTICLE | word_set("""
    statt anstatt anstelle in an auf aus außer außerhalb bei bis durch für gegen gegenüber gemäß hinter
    innerhalb laut mit mithilfe mittels nach neben ohne seit trotz über um unter von vor wegen zu zwischen
    zufolge dank angesichts aufgrund anhand anlässlich hinsichtlich infolge inmitten jenseits
""")

ADVERBS = word_set("""
    so also dann da dort hier nun jetzt heute gestern bald später früher immer nie niemals oft manchmal meist
    meistens mittlerweile inzwischen derzeit momentan zurzeit aktuell damals daher darum deshalb deswegen
    dadurch dafür dagegen dahinter daneben darauf daraufhin daran darin darüber darunter davon davor dazu
    dabei dennoch trotzdem zudem außerdem ferner allerdings jedoch hingegen vielmehr immerhin schließlich
    letztlich letztendlich zuletzt zuerst zunächst zuvor danach anschließend erst bereits schon noch nur
    auch sogar selbst insgesamt insbesondere besonders allem natürlich leider vielleicht wahrscheinlich
    vermutlich offenbar anscheinend eigentlich tatsächlich wirklich sicher sicherlich gewiss bekanntlich
    nämlich ebenso ebenfalls gleichzeitig zugleich nicht nirgends überall irgendwann irgendwie plötzlich
    endlich einst einmal wieder weiterhin weiter somit folglich demnach hierbei hierfür hierzu hiermit
    jedenfalls überdies unterdessen währenddessen stattdessen infolgedessen beispielsweise
    selbstverständlich zwischenzeitlich einerseits andererseits üblicherweise normalerweise
    glücklicherweise möglicherweise überhaupt erstens zweitens drittens hauptsächlich häufig selten kürzlich
    neulich jüngst mitunter zusätzlich entsprechend dementsprechend nebenbei gleichwohl langfristig
    kurzfristig zumindest wenigstens mindestens höchstens mehr sehr weniger rund etwa knapp fast kaum ungefähr
""")

AUXILIARIES = word_set("""
    ist sind war waren bin bist wäre hat haben hatte hatten hätte habe wird werden wurde wurden würde würden
    sei seien kann können könne konnte könnte muss müssen musste müsste soll sollen sollte will wollen wollte darf
    dürfen durfte mag möchte
""")

COMMON_VERBS = word_set("gibt gab geht ging kommt kam steht liegt heißt bleibt")

INTERJECTIONS = word_set("bitte danke ja nein okay ok oh ach na nee tja hallo hey")

FUNCTION_WORDS = frozenset().union(
    ARTICLES,
    NEGATIVE_ARTICLES,
    PERSONAL_PRONOUNS,
    POSSESSIVES,
    DEMONSTRATIVES,
    RELATIVES,
    INDEFINITES,
    QUESTION_WORDS,
    COORDINATING_CONJUNCTIONS,
    SUBORDINATING_CONJUNCTIONS,
    PREPOSITIONS,
    ADVERBS,
    AUXILIARIES,
    COMMON_VERBS,
    INTERJECTIONS,
)

POLITE_PRONOUNS = word_set("sie ihr ihre ihren ihrem ihrer")

# The rest are derived or belong to one rule each.

# No headline and no paragraph ends in one of these. Left out are words that may follow a noun or a verb, and so
# end a line: "findet statt", "dabei sein", "Berichten zufolge", "Schluss damit".
OPEN_WORDS = (
    ARTICLES
    | NEGATIVE_ARTICLES
    | POSSESSIVES
    | (DEMONSTRATIVES - word_set("dies derselbe dieselbe dasselbe"))
    | PREPOSITIONS
    | COORDINATING_CONJUNCTIONS
    | SUBORDINATING_CONJUNCTIONS
    | word_set("sich sowie wie")
) - word_set("dank damit doch gegenüber gemäß je laut sein seitdem statt zufolge")

# What begins a clause after a comma.
CLAUSE_OPENERS = (
    COORDINATING_CONJUNCTIONS
    | SUBORDINATING_CONJUNCTIONS
    | RELATIVES
    | QUESTION_WORDS
    | word_set("""
        allerdings also anstatt beziehungsweise bis bzw dann das dem den denen der die jedoch ohne seit so sodass
        soweit sowie statt um
    """)
)

# What shows that a text is not English: function words that are neither English words nor common in names.
NO_ENGLISH_WORDS = (
    FUNCTION_WORDS
    - INTERJECTIONS
    - word_set("""
        also am an bald bin da dank die dies dir du einst er fast gab ging hat in je laut mag man mir nie nun ob oft
        rund so um war was wen wer will wo
    """)
) | word_set("mehr sagte")

# Frequent words that Dutch, Luxembourgish, English and the Scandinavian languages lack. Narrower than the function
# words on purpose: "die", "der", "in", "was" and "es" are as frequent next door.
DISTINCTIVE_WORDS = word_set("""
    und ist nicht das ein eine einen einem einer eines auf mit für sich auch von dem im zu zum zur wie bei
    nach oder aus wurde wurden werden wird haben sind dass daß nur über seine seinen seiner sein ihre
    ihren ihrer sie wir ich aber wenn durch hatte hatten kann können sollen soll muss müssen vor bis mehr
    keine kein diese dieser dieses diesem diesen einmal schon sei wäre würde zwei gegen zwischen unter
    während weil jedoch bereits damit heute jahre jahren jahr uhr sagte sagt vom beim sowie ihm ihn uns
    euch ihr unser mich mir dich dir etwas
""")

# Frequent words of Low German and Swiss German, which count as German.
DIALECT_WORDS = word_set("""
    un nich vun för hett weer sik dor hebbt sünd ick bün keen dörch över mien dien isch nöd nid hät gsi hend händ
    vo uf öppis chli oder nüt mer üs ois sälber wäge gha cho
""")

# Words that, before a number, make it an ordinal ("am 3. Anlauf", "ihrer 2. Amtszeit").
ORDINAL_LEADERS = (
    ARTICLES
    | NEGATIVE_ARTICLES
    | POSSESSIVES
    | DEMONSTRATIVES
    | RELATIVES
    | PREPOSITIONS_WITH_ARTICLE
    | word_set("ihr jeder jede jedes jeden jedem")
)

# Words before a day and month in figures ("am 3.10."); without one it may be a version ("Debian 3.1.").
DATE_LEADERS = word_set("am vom zum bis ab seit den dem der")

MONTH_NAMES = {
    "Januar": 1,
    "Jänner": 1,
    "Februar": 2,
    "Feber": 2,
    "März": 3,
    "April": 4,
    "Mai": 5,
    "Juni": 6,
    "Juli": 7,
    "August": 8,
    "September": 9,
    "Oktober": 10,
    "November": 11,
    "Dezember": 12,
}

MONTH_ABBREVIATIONS = {
    "Jan": 1,
    "Jän": 1,
    "Feb": 2,
    "Febr": 2,
    "Mär": 3,
    "Mrz": 3,
    "Apr": 4,
    "Jun": 6,
    "Jul": 7,
    "Aug": 8,
    "Sep": 9,
    "Sept": 9,
    "Okt": 10,
    "Nov": 11,
    "Dez": 12,
}

_LOWER_MONTHS = frozenset(map(str.lower, MONTH_NAMES))

# Nouns and signs that, before a number, name it: the number is a cardinal ("auf Seite 12.", "Platz 8.").
NUMBER_LABELS = _LOWER_MONTHS | word_set("""
    jahr jahre jahren seite seiten platz plätze rang nummer nr kapitel artikel paragraf paragraph
    absatz abs satz gruppe stufe phase gleis halle zimmer raum block level version ziffer punkt teil
    band folge staffel tabelle position startplatz startnummer formel faktor zahl wert größe kanal
    tor linie strecke bundesstraße autobahn haus hausnummer startposition ende mitte anfang sommer
    herbst winter frühjahr alter note pegel kategorie art kap bd abb tab ziff rn rdnr tel anm s § §§
    # no vol windows iphone
""")

# Nouns before a letter that is no initial ("Vitamin C.", "Plan B.").
LETTER_LABELS = NUMBER_LABELS | word_set(
    "vitamin plan hepatitis typ serie klasse modell variante buchstabe taste rhesus dur vitamine"
)

# Nouns that are mostly counted by ordinals: whole words, and beginnings or ends of words.
ORDINAL_HEADS = word_set("""
    tag tage tages mal fc sc sv fsv tc vfb vfl rang stock og ug eg akt satz senat auflage band teil
    gang grad grades uhr dan start zug kreis raum bd jh jhd jhs kl klasse bezirk buch bild ehe frau
    mann kind sohn tochter fall streich
""")

# "mai" would be the beginning of "Mailand".
ORDINAL_STEMS = tuple(
    sorted(
        (_LOWER_MONTHS - {"mai"})
        | word_set("""
            jahrhundert jahrtausend jahrzehnt jahrestag geburtstag todestag hochzeitstag namenstag
            lebensjahr lebenswoche schwangerschaftswoche liga bundesliga kreisklasse bezirksliga platz
            minute stunde woche monat quartal halbjahr halbzeit viertel drittel runde spieltag weltkrieg
            ausgabe bataillon regiment division brigade armee korps kompanie geschwader etage stockwerk
            obergeschoss untergeschoss vorsitzende bürgermeister beigeordnete sitzung kongress parteitag
            jubiläum potenz stelle stufe lesung legislatur wahlperiode amtszeit sinfonie symphonie
            internationale republik dynastie bundesversammlung bundesrat zivilsenat strafsenat
            strafkammer kammer verordnung änderung bimsch advent sonntag weihnachtstag schuljahr
            schulklasse semester sieger gewinner etappe lauf versuch anlauf durchgang staffel staatsexamen
            bundeskongress generation breitengrad längengrad position infanterie kavallerie panzer
            husaren jäger earl viscount baron duke herzog fürst person präsident ordnung spielminute
            vizepräsident jahrgangsstufe klässler
        """)
    )
)

# After a word part ending in "-" these continue an enumeration ("Nord- und Südkorea").
JOINING_WORDS = word_set("und oder bzw bzw. sowie bis als wie statt noch beziehungsweise u. o. aber")

# First halves of compounds that keep their hyphen before a small letter ("schwarz-weiß").
COLOURS = word_set("schwarz rot grün blau gelb weiß türkis orange nord süd ost west")

# The counterpart of the English list that the summary's model was fitted with, and as narrow: most other function
# words are adverbs, which have some content ("gestern", "endlich").
STOP_WORDS = word_set("""
    der die das des dem den ein eine einer eines einem einen und oder aber auch nicht nur noch schon sehr mehr im
    in am an auf aus bei mit nach von vom zu zum zur für über unter vor hinter durch gegen um ohne bis seit als
    wie wenn weil dass daß ob ist sind war waren wird werden wurde wurden worden hat haben hatte hatten habe sei
    seien wäre sein seine seinen seiner seinem ihr ihre ihren ihrer ihrem er sie es sich ich wir uns man kann können
    könne könnte soll sollen sollte muss müssen will wollen wollte dieser diese dieses diesem diesen jetzt dann
    da so hier dort zwei was wer wo wann warum kein keine keinen keiner alle allem allen aller alles andere
    anderen ja nein doch etwa sowie bereits rund sagte sagt zwischen während dabei damit dazu davon denn
""")

# Longest first.
ENDINGS = ("ungen", "ern", "em", "en", "er", "es", "s", "e", "n")
