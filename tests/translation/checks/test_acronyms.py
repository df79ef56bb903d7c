"""Acronyms and coined names: recognised by their shape, missed when they are gone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_summarize.translation.checks.acronyms import acronym_spans, lost_acronyms


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("OpenAI und die H20-GPU von NVIDIA", "OpenAI and NVIDIA's H20 GPUs"),
        ("Die KI wächst.", "Artificial intelligence is growing."),
        ("Die EZB erhöht den Zins.", "The ECB raises the rate."),
        ("Er lebt in den USA.", "He lives in the U.S."),
        ("Das kostet 3 Millionen US-Dollar.", "That costs $3 million."),
        ("Die FAA erlaubt es.", "The Federal Aviation Administration allows it."),
        ("Die Müller GmbH hat einen LKW gekauft.", "Müller has bought a lorry."),
        ("Die StudentInnen und die ÖVP streiten.", "The students and the OVP argue."),
        ("In den 1970er Jahren waren es 30.", "In the 1970s there were 30."),
        ("DIE NATO UND DIE OECD TAGEN", "THE ALLIANCE MEETS"),
        ("DIE GROßE KOALITION IST AM ENDE", "THE GRAND COALITION IS OVER"),
        ("Das ist NICHT wahr und ein GROSSER Fehler.", "That is not true and a big mistake."),
        ("Der Minister und der Kanzler reden.", "They talk."),
    ],
)
def test_nothing_lost(source: str, target: str) -> None:
    assert lost_acronyms(source, target) == []


@pytest.mark.parametrize(
    ("source", "target", "lost"),
    [
        ("DeepSeek und Huawei sind Beispiele.", "Deep seek and Huawei are examples.", ["DeepSeek"]),
        ("Das Verbot der H20-KI-GPU bleibt.", "The ban of H20KIGPU remains.", ["H20", "KI", "GPU"]),
        ("Die NATO tagt in der EU.", "The alliance meets in Brussels.", ["NATO", "EU"]),
        ("Der USB-Anschluss ist neu.", "The bus connection is new.", ["USB"]),
    ],
)
def test_lost(source: str, target: str, lost: list[str]) -> None:
    assert lost_acronyms(source, target) == lost


def test_acronyms_that_stay_are_found() -> None:
    text = "Die KI von OpenAI läuft auf der H20-GPU in den USA."
    assert [text[a:b] for a, b in acronym_spans(text)] == ["OpenAI", "H20", "GPU"]


@given(st.text(max_size=60))
def test_a_copy_loses_nothing(text: str) -> None:
    assert lost_acronyms(text, text) == []
