"""German abbreviations, by how they behave at the end of a sentence.

The one list of the package: the splitter and the rules for broken lines both ask it. Written as in
``languages.language.Language``.
"""

from __future__ import annotations

from translate_summarize.languages.german.words import MONTH_ABBREVIATIONS
from translate_summarize.languages.language import word_set

NEVER_FINAL = word_set("""
    Az ABl Abl BGBl GVBl RGBl Capt Col Gov Mme Mr Mrs Ms Rev Sgt Sra Abb Abs Anh Bearb Dipl Dr Dres
    Fa Fam Fr Frl Gebr Hg Hl Hr Hrn Hrsg Ing Kfm Mag Nr Nrn Priv Prof Präs St Stellv Stv Tel
    Univ Verf Vol Vors abb abs allg amtl bearb begr bes betr bzgl bzw ca dipl dt ebd ehem einschl
    engl entspr erg ev evtl exkl frz geb gebr gegr gem gepr gesch gesetzl gest gez ggf ggü
    griech habil hg hist hl hrsg ill inkl insb insbes ital jur jährl kath lat led lt max med
    mind mult monatl nat nr nördl oec offiz orig phil philos phys pol prof psych rd rel rer resp rev
    röm russ schriftl schweiz sog soz span spez staatl stellv stv südl techn theol tägl tel
    unbek unveröff urspr vergl verh versch vgl vorl wg wiss wöchentl zit zw zzgl zzt zb dh öff
    österr östl überarb übers westl z.b d.h d.i i.e m.a.w u.u u.z v.a i.s.v i.h.v i.d z.t z.zt
    z.hd o.g u.d
    Betriebsw Biol Chem Inf Kaufm Math Päd Phys Psych Soz Volksw Wirt agr biol chem dent em mag math päd publ vet
""")

FINAL_BEFORE_STARTER = frozenset(MONTH_ABBREVIATIONS) | word_set("""
    Mio Mrd Mill Tsd Std Min Sek Jh Jhd Jhs Jhdt Stk Stck Pkt Pf Pfd Ztr Co Bros Jr Sr Jun Sen Friedr Heinr Joh Wilh
    jr jun sen min Str str Hbf Bhf Pl Anm anm
    Red ff Chr Bd Bde Kap Ziff Gen Hptm Lt Oblt Maj Kpt Msgr Exz Abt Bez Krs Kto Rdnr Max Proz
    dgl desgl Hd Zt mio mrd tsd std u.a a.d e.v p.a v.chr n.chr d.j d.m ph.d
""")

FINAL_BEFORE_CAPITAL = word_set("usw usf etc uvm uva Inc Ltd Corp o.ä u.ä u.v.m u.v.a u.s.w u.s.f o.dgl u.dgl")

ONLY_BEFORE_NUMBER = word_set("Art Mo Di Mi Do Sa So pp No Lit lit Anl Rn Tz")

ABBREVIATED_ENDINGS = ("str",)
