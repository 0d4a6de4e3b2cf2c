"""The words of the commands and what their help says."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

File = Annotated[
    Path, typer.Argument(metavar="BESTAND", show_default=False, help="Het verslag, of - voor standaardinvoer.")
]
Files = Annotated[
    list[Path],
    typer.Argument(
        metavar="BESTAND...",
        show_default=False,
        help="Een of meer verslagen (docx, odt, pdf, e-mail, html, rtf, xlsx, md, txt), mappen, of -.",
    ),
]
For = Annotated[
    str,
    typer.Option("--for", metavar="ONTVANGER", show_default=False, help="Voor wie, bijvoorbeeld woningcorporatie."),
]
Recipients = Annotated[
    list[str] | None,
    typer.Option(
        "--for", metavar="ONTVANGER", show_default=False, help="Voor wie; mag vaker. Zonder: iedereen die meedoet."
    ),
]
Case = Annotated[
    Path | None,
    typer.Option(
        "--case",
        metavar="CASUS",
        show_default=False,
        help="Casusbestand (YAML) met deelnemers, toestemmingen en besluiten.",
    ),
]
Out = Annotated[
    Path, typer.Option("--out", metavar="MAP", show_default=False, help="Waar de uittreksels komen; zonder: ./uit.")
]
Model = Annotated[
    str | None,
    typer.Option(
        "--model", metavar="NAAM", show_default=False, help="Een ander taalmodel: een geïnstalleerde spaCy-pipeline."
    ),
]
Recognizers = Annotated[
    Path | None,
    typer.Option(
        "--recognizers",
        metavar="MAP",
        show_default=False,
        help="Map met eigen herkenners, naast die van het programma.",
    ),
]
Kinds = Annotated[
    list[str] | None,
    typer.Option(
        "--format",
        metavar="VORM",
        show_default=False,
        help="docx, odt, pdf, html, md, txt of json; mag vaker. Zonder: docx.",
    ),
]
Letter = Annotated[bool, typer.Option("--letter", help="Maak bij elk uittreksel een begeleidende brief.")]
Style = Annotated[
    Path | None,
    typer.Option(
        "--style", metavar="BESTAND", show_default=False, help="Huisstijl (YAML): logo, kleur, voettekst, sjabloon."
    ),
]
Strict = Annotated[bool, typer.Option("--strict", help="Neem niets aan: alleen wat vaststaat, gaat mee.")]
AsJson = Annotated[bool, typer.Option("--json", help="Toon alleen een samenvatting voor een ander programma.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Schrijf niets: toon alleen wat er zou gebeuren.")]
Force = Annotated[bool, typer.Option("--force", help="Vervang een eerder resultaat van hetzelfde verslag.")]
