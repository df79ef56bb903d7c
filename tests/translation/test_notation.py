"""Figures in English notation."""

from __future__ import annotations

import pytest

from translate_summarize.translation.notation import figures_in_english, in_english_notation


@pytest.mark.parametrize(
    ("source", "target", "english"),
    [
        ("Es kamen 12.000 Besucher.", "12.000 visitors came.", "12,000 visitors came."),
        ("Rund 1.250.000,50 Euro.", "Around 1.250.000,50 euros.", "Around 1,250,000.50 euros."),
        ("Ein Plus von 3,5 Prozent", "A plus of 3,5 percent", "A plus of 3.5 percent"),
        ("Ein Plus von 3,5 Prozent", "A plus of 3.5 percent", "A plus of 3.5 percent"),
        ("Die Adresse 192.168.100.200", "The address 192.168.100.200", "The address 192.168.100.200"),
        ("Am 3.10.2024 um 14.30 Uhr", "On 3.10.2024 at 14.30", "On 3.10.2024 at 14.30"),
        ("Mit 1.500 Menschen", "With 1,500 people", "With 1,500 people"),
    ],
)
def test_english_notation(source: str, target: str, english: str) -> None:
    assert in_english_notation(source, target) == english


@pytest.mark.parametrize(
    ("cell", "english"),
    [
        ("3.500,5", "3,500.5"),
        ("1.234.567", "1,234,567"),
        ("18.000 €", "18,000 €"),
        ("−3,5 %", "−3.5 %"),
        ("(12,7)", "(12.7)"),
        ("1.000–2.000", "1,000–2,000"),
        ("03.10.2025", "03.10.2025"),
        ("12.30", "12.30"),
        ("192.168.100.200", "192.168.100.200"),
        ("0.125", "0.125"),
        ("1,2,3", "1,2,3"),
        ("3:1 (1:0)", "3:1 (1:0)"),
        ("3,5 Mio. Euro", None),
        ("`3,5` kg", None),
        ("`3,5` 3,5", "`3,5` 3.5"),
        ("https://example.org/3,5", "https://example.org/3,5"),
        ("", ""),
    ],
)
def test_cells_of_figures(cell: str, english: str | None) -> None:
    assert figures_in_english(cell) == english
