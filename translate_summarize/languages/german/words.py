"""German function words, abbreviations and labels."""

from __future__ import annotations

from translate_summarize.languages.language import SplittingRules, word_set

GERMAN_SPLITTING = SplittingRules(
    starters=word_set("""
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
    inner=word_set("""
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
    final=word_set("""
        Mio Mrd Mill Tsd Std Min Sek Jh Jhd Jhs Jhdt Stk Stck Pkt Pf Pfd Ztr Co Bros Jr Sr Jun Sen
        jr jun sen min Jan Feb Febr Mrz Apr Jul Aug Sep Sept Okt Nov Dez Str str Hbf Bhf Pl Anm anm
        Red ff Chr Bd Bde Kap Ziff Gen Hptm Lt Oblt Maj Kpt Msgr Exz Abt Bez Krs Kto Rdnr Max Proz
        dgl desgl Hd Zt mio mrd tsd std u.a a.d e.v p.a v.chr n.chr d.j d.m ph.d
    """),
    closing=word_set("usw usf etc uvm uva Inc Ltd Corp o.ä u.ä u.v.m u.v.a u.s.w u.s.f o.dgl u.dgl"),
    counting=word_set("Art Mo Di Mi Do Sa So pp No Lit lit Anl Rn Tz"),
    is_german=True,
)

# Words that, before a German number, make it an ordinal ("am 3. Anlauf", "ihrer 2. Amtszeit").
ORDINAL_LEADERS = word_set("""
    am im zum zur vom beim ins ans der die das den dem des ein eine einen einem einer eines mein
    meine meinen meinem meiner meines dein deine deinen deinem deiner deines sein seine seinen
    seinem seiner seines ihr ihre ihren ihrem ihrer ihres unser unsere unseren unserem unserer
    unseres euer eure euren eurem dieser diese dieses diesen diesem jeder jede jedes jeden jedem
    jener jene jenes jenen jenem kein keine dessen deren
""")

# Words before a day and month in figures ("am 3.10."); without one it may be a version ("Debian 3.1.").
DATE_LEADERS = word_set("am vom zum bis ab seit den dem der")

# Nouns and signs that, before a number, name it: the number is a cardinal ("auf Seite 12.", "Platz 8.").
NUMBER_LABELS = word_set("""
    jahr jahre jahren seite seiten platz plätze rang nummer nr kapitel artikel paragraf paragraph
    absatz abs satz gruppe stufe phase gleis halle zimmer raum block level version ziffer punkt teil
    band folge staffel tabelle position startplatz startnummer formel faktor zahl wert größe kanal
    tor linie strecke bundesstraße autobahn haus hausnummer startposition ende mitte anfang sommer
    herbst winter frühjahr alter note pegel kategorie art kap bd abb tab ziff rn rdnr tel anm s § §§
    # no vol windows iphone januar jänner februar märz april mai juni juli august september oktober
    november dezember
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

ORDINAL_STEMS = tuple(
    word_set("""
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

MONTHS = word_set("""
    januar jänner februar märz april mai juni juli august september oktober november dezember jan
    feb febr mrz apr jun jul aug sep sept okt nov dez
""")

# Brand names written with a mark that ends nothing.
NAMES_WITH_MARK = word_set("Yahoo Joomla Jeopardy Wham Yum")

CONJUNCTIONS = word_set("""
    und oder aber denn sondern doch jedoch sowie beziehungsweise bzw weil da dass daß ob obwohl
    obgleich wenn wobei während nachdem bevor ehe bis sobald solange seit seitdem damit sodass indem
    falls sofern soweit wie als der die das den dem dessen deren denen welche welcher welches
    welchen wer was wo wohin woher wodurch womit worauf weshalb warum um ohne statt anstatt so dann
    also allerdings
""")

PARTICLES = word_set("von van de der den dem zu zur zum di da del della la le el al bin ibn und")

NO_NAME = word_set(
    """der die das den dem des ein eine einen mehr weniger keine kein neue neuer neues alle viele zwei drei
    und oder aber wer was wie wo wann warum wenn dass es er sie wir ihr ich du ja nein doch im in am an
    auf für mit bei nach seit auch nur so"""
)

# After a word part ending in "-" these continue an enumeration ("Nord- und Südkorea").
JOINING_WORDS = word_set("und oder bzw bzw. sowie bis als wie statt noch beziehungsweise u. o. aber")

# First halves of compounds that keep their hyphen before a small letter ("schwarz-weiß").
COLOURS = word_set("schwarz rot grün blau gelb weiß türkis orange nord süd ost west")

# No headline and no paragraph ends in one of these.
OPEN_WORDS = word_set(
    """der die das den dem des ein eine einen einem einer eines kein keine keinen keinem keiner und oder aber
    sondern denn sowie als wie dass ob weil wenn während obwohl in im ins an am auf aus bei beim mit nach
    von vom vor zu zum zur für gegen ohne um über unter durch bis seit wegen trotz zwischen neben seine
    seinen seiner ihre ihren ihrer diese diesen dieser dieses sich"""
)

# These never end a sentence.
ABBREVIATIONS = word_set(
    """Dr. Prof. Mr. Mrs. Ms. Hr. Fr. St. Nr. Abs. Abb. Art. Bd. Tel. Dipl. Ing. ca. bzw. vgl. z. z.B. d. d.h. u. u.a.
    i. i.d.R. sog. ggf. evtl. inkl. einschl. geb. gegr. rd. ehem. Mag. Univ. Hrsg. jährl. max. min. zzgl. v. v.a."""
)
