"""What the summariser must know of a language: its function words, its openings that point back, its dead wood."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wording:
    """One language.

    Attributes:
        language: "en" or "de".
        stop: function words, in lower case.
        endings: inflections that two forms of a word may differ by, longest first.
        names_stand_out: whether a capital within a sentence marks a name (in German it marks any noun).
        pointing: matches the opening of a sentence that points to the sentence before it.
        severable: matches an opening connective that may go without harm to what follows; None if word order
            forbids it, as in German, where the verb would come first.
        dead: matches a whole sentence that says nothing of its subject ("Scroll down for video.").
    """

    language: str
    stop: frozenset[str]
    endings: tuple[str, ...]
    names_stand_out: bool
    pointing: re.Pattern[str]
    severable: re.Pattern[str] | None
    dead: re.Pattern[str]

    def stem(self, word: str) -> str:
        """A word in lower case without its ending; crude, but alike for the forms of one word."""
        for ending in self.endings:
            if word.endswith(ending) and len(word) - len(ending) >= 4:
                return word[: -len(ending)]
        return word


def _any(words: str) -> str:
    """An alternative of blank-separated words; "_" stands for a blank within a phrase."""
    return "|".join(re.escape(w).replace("_", r"\s+") for w in sorted(words.split(), key=len, reverse=True))


_EN_PRONOUNS = "he she it they him his her hers its their theirs them this that these those such both neither either"
_EN_LINKS = (
    "and but or nor so yet then also however moreover furthermore therefore thus hence consequently meanwhile "
    "nevertheless nonetheless instead otherwise besides additionally accordingly similarly likewise conversely "
    "afterwards later finally indeed rather here another others in_addition as_a_result for_example for_instance "
    "on_the_other_hand on_the_one_hand in_contrast by_contrast on_the_contrary at_the_same_time because_of_this "
    "because_of_that after_that before_that despite_this despite_that in_fact in_turn in_this in_that in_these "
    "in_those "
    "at_this at_that for_this for_that with_this with_that to_this to_that of_this of_these of_those from_this "
    "from_that since_then by_then until_then according_to_him according_to_her according_to_them the_latter "
    "the_former the_same the_two the_pair the_duo not_only even_so that_said what_is_more above_all as_such "
    "of_course for_that_reason for_this_reason in_this_way in_the_process apart_from_that"
)
# A short phrase of place or time, and then the pronoun: "On Tuesday, he said", "After the talks they left".
_EN_FRONTED = (
    r"(?:on|in|at|by|after|during|since|until|before|from|with|for|under|over|last|next|two|three|earlier|today|"
    r"yesterday|recently|now|once|soon)\b(?:\s+(?!according\b)[\w’'-]+){0,5}?,?\s+"
    r"(?:he|she|they)\b"
)
_EN_AGED = r"the\s+\d{1,3}[\s-]years?[\s-]olds?\b"
ENGLISH = Wording(
    language="en",
    stop=frozenset(
        "a an the of in on at to for from by with as and or but nor so yet if then than that this these those it its "
        "he she they them his her hers him their theirs we us our you your i me my mine is are was were be been being "
        "has have had having do does did done not no will would can could should may might must shall also only just "
        "more most such into over about after before which who whom whose what when where how there here all any some "
        "other s t up out off down through during between against under again very too own same each few both one "
        "said says say while because until".split()
    ),
    endings=("'s", "’s", "ings", "ing", "ies", "ied", "ed", "es", "ly", "s", "y", "e"),
    names_stand_out=True,
    pointing=re.compile(
        rf"^\W*(?:(?:{_any(_EN_PRONOUNS)}|{_any(_EN_LINKS)})\b|{_EN_FRONTED}|{_EN_AGED})", re.IGNORECASE
    ),
    severable=re.compile(
        r"^(?:(?:"
        + _any(
            "however meanwhile moreover furthermore additionally besides also nevertheless nonetheless indeed "
            "therefore "
            "thus hence consequently accordingly still finally in_addition in_fact at_the_same_time by_contrast "
            "in_contrast on_the_other_hand as_a_result in_turn what_is_more even_so of_course"
        )
        + r")\s*,\s+|(?:but|and|yet|so)\s+(?=(?-i:[A-Z]|(?:the|an?)\s)))",
        re.IGNORECASE,
    ),
    dead=re.compile(
        r"^\W*(?:scroll\s+down\b|click\s+(?:here|on|through)\b|read\s+(?:more|also|on|here)\b|see\s+(?:also|below)\b|"
        r"(?:file\s+)?photos?\s*:|image\s*:|picture\s*:|video\s*:|watch\s+(?:the\s+)?video\b|share\s+this\b|"
        r"editor['’]?s['’]?\s+note\b|updated\b.{0,60}$|subscribe\b|follow\s+us\b|copyright\b|all\s+rights\s+reserved\b|"
        r"this\s+(?:article|story|text)\s+(?:was|has\s+been|first|originally)\b|(?:with|additional)\s+material\s+"
        r"(?:from|by)\b)",
        re.IGNORECASE,
    ),
)

_DE_VERBS = (
    "ist war sind waren hat hatte haben hatten habe hätte hätten sei seien wäre wären wird wurde werden wurden würde "
    "soll sollen sollte sollten kann können könnte könnten muss müssen müsste darf dürfen dürfte will wollen wollte "
    "sagt sagte sagten sagen teilte teilten gilt galt bedeutet bedeute heißt hieß berichtet berichtete geht ging zeigt "
    "zeigte macht machte erklärte bestätigte liegt lag gab gibt führt führte bleibt blieb kommt kam steht stand kostet "
    "kostete ergab ergibt geschah geschieht entspricht entsprach reicht reichte klingt klang betrifft betraf sieht sah "
    "lässt ließ hält hielt fordert forderte sorgt sorgte hilft half fehlt fehlte passt passte nennt nannte"
)
_DE_PRONOUNS = (
    "er sie es ihm ihn ihnen ihr ihre ihrem ihren ihrer ihres sein seine seinem seinen seiner seines dies diese "
    "dieser dieses diesem diesen jener jene jenes jenem jenen derselbe dieselbe dasselbe letztere letzterer letzteres "
    "erstere ersterer ersteres beide beides solche solcher solches"
)
_DE_LINKS = (
    "aber allerdings jedoch doch dennoch trotzdem gleichwohl und oder denn sondern auch zudem außerdem überdies ferner "
    "ebenso ebenfalls stattdessen hingegen dagegen dabei dafür daher damit danach daneben daran darauf daraufhin "
    "daraus "
    "darin darüber darum darunter davon davor dazu dadurch deshalb deswegen demnach demzufolge hierbei hierfür hierzu "
    "hier dort dann so also somit folglich infolgedessen andererseits einerseits anschließend später zuvor "
    "schließlich immerhin übrigens nämlich gleichzeitig zugleich unterdessen derweil währenddessen inzwischen "
    "mittlerweile seitdem seither bislang weiter weiterhin umgekehrt ansonsten sonst vielmehr insofern insgesamt_aber "
    "darüber_hinaus im_gegenteil im_gegensatz_dazu zum_beispiel aus_diesem_grund vor_diesem_hintergrund in_der_tat "
    "das_gleiche das_heißt die_beiden auf_der_anderen_seite auf_der_einen_seite nicht_nur mehr_noch"
)
GERMAN = Wording(
    language="de",
    stop=frozenset(
        "der die das des dem den ein eine einer eines einem einen und oder aber auch nicht nur noch schon sehr mehr im "
        "in am an auf aus bei mit nach von vom zu zum zur für über unter vor hinter durch gegen um ohne bis seit als "
        "wie "
        "wenn weil dass daß ob ist sind war waren wird werden wurde wurden worden hat haben hatte hatten habe sei "
        "seien "
        "wäre sein seine seinen seiner seinem ihr ihre ihren ihrer ihrem er sie es sich ich wir uns man kann können "
        "könne könnte soll sollen sollte muss müssen will wollen wollte dieser diese dieses diesem diesen jetzt dann "
        "da so hier dort zwei was wer wo wann warum kein keine keinen keiner alle allem allen aller alles andere "
        "anderen ja nein doch etwa sowie bereits rund sagte sagt zwischen während dabei damit dazu davon denn".split()
    ),
    endings=("ungen", "ern", "em", "en", "er", "es", "s", "e", "n"),
    names_stand_out=False,
    pointing=re.compile(
        rf"^\W*(?:(?:{_any(_DE_PRONOUNS)}|{_any(_DE_LINKS)})\b|(?:das|der|die)\s+(?:{_any(_DE_VERBS)})\b"
        r"|(?:in|im|bei|mit|nach|trotz|zu|aus|vor|für|an|am|auf|von|wegen|durch|gegen|seit)\s+"
        r"(?:dies|jene)(?:er|em|en|es|e|r|m|n|s)?\b"
        r"|(?:am|im|in|bei|nach|seit|vor|bis|um|zu|auf|für)\s+(?:[\w.-]+\s+){1,3}?"
        rf"(?:{_any(_DE_VERBS)})\s+(?:er|sie)\b|(?:der|die)\s+\d{{1,3}}-jährigen?\b)",
        re.IGNORECASE,
    ),
    severable=None,
    dead=re.compile(
        r"^\W*(?:lesen\s+sie\s+(?:auch|hier|mehr)\b|mehr\s+(?:zum\s+thema|dazu|lesen)\b|foto\s*:|bild\s*:|video\s*:|"
        r"quelle\s*:|hier\s+klicken\b|klicken\s+sie\b|aktualisiert\b|folgen\s+sie\s+uns\b|abonnieren\b|newsletter\b|"
        r"dieser\s+(?:artikel|text|beitrag)\s+(?:erschien|ist\s+zuerst|wurde)\b|das\s+gespräch\s+führte|"
        r"die\s+fragen\s+stellte|mit\s+material\s+von\b)",
        re.IGNORECASE,
    ),
)
