from __future__ import annotations

import pytest

from translate_summarize.article.article import Article, Block, BlockKind
from translate_summarize.errors import ExitCode, InputError
from translate_summarize.languages.identify import LANGUAGES, rank
from translate_summarize.reading.language import require_german
from translate_summarize.reading.source import parse_article

OTHERS = {
    "en": "The harbour board decided last week that the old lighthouse will be repaired, although the work is going to "
    "cost more than it had expected. Visitors are allowed to climb the tower again from May.",
    "nl": "Het havenbestuur heeft vorige week besloten dat de oude vuurtoren wordt hersteld, hoewel het werk meer gaat "
    "kosten dan verwacht. Bezoekers mogen de toren vanaf mei weer beklimmen.",
    "lb": "De Gemengerot huet d'lescht Woch decidéiert, datt den ale Luuchttuerm gefléckt gëtt, och wann d'Aarbecht "
    "méi wäert kaschten wéi geduecht. D'Leit däerfen den Tuerm vum Mee un nees eropklammen.",
    "da": "Havnebestyrelsen besluttede i sidste uge, at det gamle fyrtårn skal repareres, selv om arbejdet bliver "
    "dyrere end ventet. Fra maj må de besøgende igen gå op i tårnet.",
    "sv": "Hamnstyrelsen beslutade förra veckan att den gamla fyren ska repareras, trots att arbetet blir dyrare än "
    "väntat. Från maj får besökarna åter gå upp i tornet.",
    "fr": "Le conseil du port a décidé la semaine dernière que le vieux phare serait réparé, bien que les travaux "
    "coûtent plus cher que prévu. Les visiteurs pourront de nouveau monter à la tour en mai.",
    "pl": "Zarząd portu postanowił w zeszłym tygodniu, że stara latarnia zostanie naprawiona, choć prace będą droższe, "
    "niż się spodziewano.",
    "ru": "Совет порта на прошлой неделе решил отремонтировать старый маяк, хотя работы обойдутся дороже.",
    "zh": "港口委员会上周决定修复旧灯塔，尽管工程费用将超出预期。从五月起，游客可以再次登上灯塔参观。"
    "委员会表示，修复工作将持续到明年春天，期间灯塔附近的道路会封闭。",
}
GERMAN = {
    "news": "Der Hafenrat hat vorige Woche beschlossen, dass der alte Leuchtturm repariert wird, obwohl die Arbeiten "
    "teurer werden als gedacht. Von Mai an dürfen Besucher den Turm wieder besteigen.",
    "austrian": "Heuer im Jänner gab's am Naschmarkt kaum Paradeiser und Erdäpfel, dafür Marillenknödel und einen "
    "Verlängerten um vier Euro zwanzig.",
    "swiss spelling": "Die Strasse ist gesperrt, das Tram fährt grossräumig um. Das Velo kann man parkieren, das Natel "
    "bleibt im Sack.",
    "swiss german": "Geschter simmer mitem Tram uf Oerlike gfahre und händ det es Glace gha. S Wätter isch schön gsi, "
    "aber mir händ nöd lang chöne bliibe.",
    "low german": "De ole Lüchttoorn an'n Haven schall nu doch wedder heel maakt warrn. Dat hett de Raad vörige Week "
    "besloten, un de Lüüd sünd dor bannig blied över. Wi hebbt lang noog töövt.",
    "capitals": "DER HAFENRAT HAT BESCHLOSSEN, DASS DER LEUCHTTURM REPARIERT WIRD.",
    "old spelling": "Daß der Fluß nicht mehr so schnell floß, mußte man schließlich einsehen, und man ließ es dabei.",
    "headline": "Hafenrat beschließt Reparatur, Leuchtturm ab Mai geöffnet, Eintritt frei für Kinder",
}
MIXED = {
    "half English": f"{OTHERS['en'][:90]} {GERMAN['news'][:90]}",
    "terms": "Docker, Kubernetes, Continuous Integration, Continuous Delivery, Machine Learning, Cloud Storage, Load "
    "Balancer, Reverse Proxy, Edge Computing, Data Warehouse.",
    "English names": "Beim Update auf Windows Server nutzt Microsoft jetzt Azure Stack, Google Cloud Platform und "
    "Amazon Web Services; Machine Learning as a Service gibt es dazu.",
    "names": "Tore: 1:0 Petrovic (12.), 2:0 Okafor (45.), 2:1 Lindqvist (88.). Zuschauer: 12.400. Referee: O'Connor.",
    "quotes": "Der Sänger rief: „Ladies and gentlemen, this is the last song of the night!“ Dann ging das Licht aus.",
}


def article(text: str, kind: BlockKind = BlockKind.PARAGRAPH) -> Article:
    return Article("brief.txt", (Block(kind, text),))


@pytest.mark.parametrize("code", sorted(OTHERS))
def test_other_languages_are_identified_and_refused(code: str) -> None:
    language, confidence = rank(OTHERS[code])[0]
    assert language == code
    assert 0.5 < confidence <= 1
    with pytest.raises(InputError, match=f"brief.txt: is in {LANGUAGES[code]}, not in German; .*--force") as caught:
        require_german(article(OTHERS[code]))
    assert caught.value.exit_code is ExitCode.INPUT


@pytest.mark.parametrize("code", sorted(OTHERS))
def test_long_texts_too(code: str) -> None:
    with pytest.raises(InputError, match=LANGUAGES[code]):
        require_german(article("\n".join([OTHERS[code]] * 60)))


@pytest.mark.parametrize("name", sorted(GERMAN))
def test_german_in_all_its_kinds_passes(name: str) -> None:
    require_german(article(GERMAN[name]))
    require_german(article("\n".join([GERMAN[name]] * 40)))


@pytest.mark.parametrize("name", sorted(MIXED))
def test_mixed_texts_pass(name: str) -> None:
    require_german(article(MIXED[name]))


def test_standard_german_is_identified() -> None:
    language, confidence = rank(GERMAN["news"])[0]
    assert language == "de"
    assert confidence > 0.99


@pytest.mark.parametrize("text", ["This is not German at all, is it?", "Hello", "42", "–", ""])
def test_short_texts_pass(text: str) -> None:
    require_german(article(text))


def test_without_letters() -> None:
    assert rank("1, 2, 3 …") == []


def test_only_the_articles_own_text_counts() -> None:
    code = Block(BlockKind.CODE, OTHERS["en"])
    cookies = Block(BlockKind.PARAGRAPH, OTHERS["en"], furniture="cookie note")
    german = Block(BlockKind.PARAGRAPH, GERMAN["headline"])
    require_german(Article("x", (code, cookies, german)))
    with pytest.raises(InputError, match="English"):
        require_german(Article("x", (Block(BlockKind.PARAGRAPH, OTHERS["en"]), Block(BlockKind.CODE, GERMAN["news"]))))


def test_from_bytes() -> None:
    require_german(parse_article(GERMAN["news"].encode("cp1252"), "x"))
    with pytest.raises(InputError, match="Russian"):
        require_german(parse_article(OTHERS["ru"].encode("cp1251"), "x"))
