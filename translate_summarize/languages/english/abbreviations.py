"""English abbreviations, by how they behave at the end of a sentence; see ``languages.language.Language``."""

from __future__ import annotations

from translate_summarize.languages.language import word_set

NEVER_FINAL = word_set("""
    Mr Mrs Ms Messrs Mme Mlle Dr Drs Prof Rev Hon Gen Col Sgt Capt Cpt Lt Maj Cmdr Adm Gov Sen
    Rep Pres Supt St Mt Ft Fr approx ca cf viz vs resp incl excl esp eg ie e.g i.e
""")

FINAL_BEFORE_STARTER = word_set("""
    Inc Ltd Co Corp Bros Jr Sr al Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues
    Wed Thu Thur Thurs Fri Fla Calif Tex Mass Pa Va Wash Ill Conn Mich Minn Ariz Colo plc par
    Dept dept est Ave Blvd Rd Hwy Univ Assn Assoc Div ed eds Ed Eds bn mn min max Tel tel ext
    u.s u.k u.n e.u u.s.a d.c l.a a.m p.m ph.d m.d b.a m.a b.sc m.sc b.c a.d
""")

FINAL_BEFORE_CAPITAL = word_set("etc")

ONLY_BEFORE_NUMBER = word_set(
    "No Nos no nos pp Art Fig Figs fig Vol Vols vol Ch Chap chap Sec Eq eq Para para Pt Op Ref"
)
