"""English function words and abbreviations."""

from __future__ import annotations

from translate_summarize.languages.language import SplittingRules, word_set

ENGLISH_SPLITTING = SplittingRules(
    starters=word_set("""
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
    inner=word_set("""
        Mr Mrs Ms Messrs Mme Mlle Dr Drs Prof Rev Hon Gen Col Sgt Capt Cpt Lt Maj Cmdr Adm Gov Sen
        Rep Pres Supt St Mt Ft Fr approx ca cf viz vs resp incl excl esp eg ie e.g i.e
    """),
    final=word_set("""
        Inc Ltd Co Corp Bros Jr Sr al Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues
        Wed Thu Thur Thurs Fri Fla Calif Tex Mass Pa Va Wash Ill Conn Mich Minn Ariz Colo plc par
        Dept dept est Ave Blvd Rd Hwy Univ Assn Assoc Div ed eds Ed Eds bn mn min max Tel tel ext
        u.s u.k u.n e.u u.s.a d.c l.a a.m p.m ph.d m.d b.a m.a b.sc m.sc b.c a.d
    """),
    closing=word_set("etc"),
    counting=word_set("No Nos no nos pp Art Fig Figs fig Vol Vols vol Ch Chap chap Sec Eq eq Para para Pt Op Ref"),
    is_german=False,
)
