"""Finite verbs of German headlines."""

from __future__ import annotations

from translate_summarize.languages.language import word_set

# Finite forms that occur in headlines and in no noun phrase.
FINITE = word_set(
    """ist sind war waren sei seien wäre wären bin bist seid hat haben habe hatte hatten hätte hätten wird
    werden wurde wurden würde würden werde kann können konnte konnten könnte könnten könne muss müssen
    musste mussten müsse müsste soll sollen sollte sollten solle will wollen wollte wollten wolle darf
    dürfen durfte durften dürfe dürfte dürften mag möchte möchten lässt lassen ließ ließen gibt geben gab
    gaben gebe geht gehen ging gingen gehe kommt kommen kam kamen komme steht stehen stand standen stehe
    liegt liegen lag lagen bleibt bleiben blieb blieben bleibe sieht sehen sah sahen hält halten hielt
    hielten nimmt nehmen nahm nahmen findet finden fand fanden heißt heißen hieß droht drohen drohte
    drohten fordert fordern forderte forderten plant planen plante planten warnt warnen warnte warnten
    zeigt zeigen zeigte zeigten sagt sagen sagte sagten meldet melden meldete meldeten steigt steigen
    stieg stiegen sinkt sinken sank sanken fällt fallen fiel fielen wächst wachsen wuchs wuchsen bringt
    bringen brachte brachten zieht ziehen zog zogen trifft treffen traf trafen verliert verlieren verlor
    gewinnt gewinnen gewann gewannen beginnt beginnen begann begannen schließt schließen schloss tritt
    trat treten starb stirbt sterben wirft werfen warf spricht sprechen sprach verspricht weiß wissen
    wusste denkt dachte gerät geraten geriet gilt gelten galt gelingt gelang bekommt bekommen bekam
    verlässt verließ vergisst rät riet gehört gehören gefällt gefiel geschieht geschah genießt gewährt
    gesteht gedenkt gefährdet genehmigt gestattet stellt stellen stellte stellten setzt setzen setzte
    setzten macht machen machte machten baut bauen baute kritisiert kritisieren kritisierte behauptet
    behaupten behauptete erklärt erklären erklärte verbietet verbot kündigt kündigen kündigte startet
    starten startete stoppt stoppen stoppte prüft prüfen prüfte"""
)

# Words in -t that are not verbs.
NO_VERB = word_set(
    """nicht jetzt seit mit fast sonst selbst meist erst weit statt samt laut gut rot bereit dort sofort
    zuletzt zunächst damit somit insgesamt überhaupt direkt exakt perfekt konkret bekannt bestimmt gesamt
    komplett hat höchst bereits längst oft zumeist meistens möglichst mindest nächst äußerst weltweit
    landesweit bundesweit europaweit deutschlandweit stadtweit schlecht recht leicht dicht echt alt kalt
    hart zart weiter acht sanft sechst abrupt korrekt indirekt privat separat adäquat quasi-privat
    unbekannt unbestimmt erneut verstärkt bitte kompakt intakt strikt abstrakt indiskret intelligent
    dezent konsequent permanent prominent effizient resistent relevant rasant elegant brillant interessant
    markant tolerant konstant arrogant militant riskant mitunter verrückt berühmt beliebt begehrt
    umstritten geplant beantragt umkämpft erhöht verspätet rund unweit zweit dritt viert fünft samtweich
    hinfort sofortig zeit soweit derzeit seinerzeit zurzeit jederzeit allzeit insoweit et not obgleich
    bloßgestellt unerlaubt unbegrenzt unbefristet unerwartet ungeplant internet chat it at art"""
)
