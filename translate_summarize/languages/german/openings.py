"""German openings that refer back to the sentence before."""

from __future__ import annotations

import re

from translate_summarize.languages.language import alternatives

_VERBS = (
    "ist war sind waren hat hatte haben hatten habe hätte hätten sei seien wäre wären wird wurde werden wurden würde "
    "soll sollen sollte sollten kann können könnte könnten muss müssen müsste darf dürfen dürfte will wollen wollte "
    "sagt sagte sagten sagen teilte teilten gilt galt bedeutet bedeute heißt hieß berichtet berichtete geht ging zeigt "
    "zeigte macht machte erklärte bestätigte liegt lag gab gibt führt führte bleibt blieb kommt kam steht stand kostet "
    "kostete ergab ergibt geschah geschieht entspricht entsprach reicht reichte klingt klang betrifft betraf sieht sah "
    "lässt ließ hält hielt fordert forderte sorgt sorgte hilft half fehlt fehlte passt passte nennt nannte"
)

_PRONOUNS = (
    "er sie es ihm ihn ihnen ihr ihre ihrem ihren ihrer ihres sein seine seinem seinen seiner seines dies diese "
    "dieser dieses diesem diesen jener jene jenes jenem jenen derselbe dieselbe dasselbe letztere letzterer letzteres "
    "erstere ersterer ersteres beide beides solche solcher solches"
)

_LINKS = (
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

BACK_REFERENCE = re.compile(
    rf"^\W*(?:(?:{alternatives(_PRONOUNS)}|{alternatives(_LINKS)})\b|(?:das|der|die)\s+(?:{alternatives(_VERBS)})\b"
    r"|(?:in|im|bei|mit|nach|trotz|zu|aus|vor|für|an|am|auf|von|wegen|durch|gegen|seit)\s+"
    r"(?:dies|jene)(?:er|em|en|es|e|r|m|n|s)?\b"
    r"|(?:am|im|in|bei|nach|seit|vor|bis|um|zu|auf|für)\s+(?:[\w.-]+\s+){1,3}?"
    rf"(?:{alternatives(_VERBS)})\s+(?:er|sie)\b|(?:der|die)\s+\d{{1,3}}-jährigen?\b)",
    re.IGNORECASE,
)
"""A pronoun, a linking word, "das" with a verb, "bei diesem", "am Dienstag sagte sie", "der 38-Jährige"."""
