"""`verslagfilter recognizers`: which there are, a new one, its examples, and what it would change."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from verslagfilter.cli import options
from verslagfilter.cli.common import readable
from verslagfilter.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from verslagfilter.extracts import Result
    from verslagfilter.kit import Report, Sampled, Tested
    from verslagfilter.recognizers import RecognizerSpec

Name = Annotated[str, typer.Argument(metavar="NAAM", show_default=False, help="De naam van een herkenner.")]
Names = Annotated[
    list[str] | None, typer.Argument(metavar="[NAAM...]", show_default=False, help="Welke; zonder: allemaal.")
]
Source = Annotated[
    Path,
    typer.Option("--from", metavar="BESTAND", show_default=False, help="Termenlijst: txt, csv of xlsx (eerste kolom)."),
]
CategoryName = Annotated[
    str, typer.Option("--category", metavar="CATEGORIE", show_default=False, help="Wat een term zegt: GEZONDHEID, …")
]
Samples = Annotated[
    Path | None,
    typer.Option(
        "--samples",
        metavar="BESTAND",
        show_default=False,
        help="Zinnen met het goede antwoord, zoals in examples.md, om ook op te meten.",
    ),
]
Folder = Annotated[Path, typer.Argument(metavar="MAP", show_default=False, help="Map met verslagen.")]
NOT_READY = 6


def show_all(own: options.Recognizers = None) -> int:
    """Toon welke herkenners er zijn."""
    from rich.console import Console
    from rich.table import Table

    from verslagfilter.plugins import load_plugins

    table = Table(title=None, header_style="bold")
    for column in ("Naam", "Categorie", "Termen", "Patronen", "Bijgehouden door"):
        table.add_column(column, overflow="fold")
    for spec in _specs(own):
        terms = sum(map(len, spec.terms))
        patterns = len(spec.patterns) + len(spec.frames)
        table.add_row(spec.name, ", ".join(spec.categories), str(terms), str(patterns), spec.owner)
    for plugin in load_plugins():
        table.add_row(plugin.name, plugin.category, "", "Python", plugin.owner)
    Console(highlight=False, markup=False).print(table)
    return 0


def show(name: Name, own: options.Recognizers = None) -> int:
    """Toon één herkenner: wat hij vindt, waar de termen vandaan komen en waar hij staat."""
    (spec,) = _chosen(_specs(own), [name])
    lines = (
        ("Naam", spec.name), ("Categorie", ", ".join(spec.categories)), ("Wat", spec.what), ("Bron", spec.source),
        ("Licentie", spec.licence), ("Datum", spec.date.isoformat()), ("Bijgehouden door", spec.owner),
        ("Map", str(spec.folder)),
    )  # fmt: skip
    for key, value in lines:
        typer.echo(f"{key}: {value}")
    for entry, terms in zip(spec.lists, spec.terms, strict=True):
        condition = ", alleen met een woord uit context in de buurt" if entry.context else ""
        typer.echo(f"Lijst {entry.file}: {len(terms)} termen, zekerheid {entry.score}{condition}")
    for pattern in spec.patterns:
        typer.echo(f"Patroon {pattern.id}: zekerheid {pattern.score}")
    for frame in spec.frames:
        typer.echo(f"Raam {frame.id}: {', '.join(frame.verb)}, zekerheid {frame.score}")
    return 0


def new(name: Name, source: Source, category: CategoryName, own: options.Recognizers = None) -> int:
    """Maak een nieuwe herkenner van een termenlijst, en meld meteen wat er aan de lijst schort."""
    from datetime import date

    from verslagfilter import kit, recognizers
    from verslagfilter.mentions import Category
    from verslagfilter.settings import settle

    if category not in Category.__members__:
        raise UsageError(f"De categorie '{category}' bestaat niet. Kies uit: {', '.join(Category)}.")
    parent = settle(recognizers=own).recognizers or Path("recognizers")
    terms = kit.read_terms(source)
    analyzer = recognizers.build_analyzer(recognizers.load_specs(_shipped()))
    report = kit.inspect(terms, Category(category), analyzer)
    schema = (_shipped() / SCHEMA).resolve().as_uri()
    kit.create(parent / name, Category(category), report.terms, source.name, date.today().isoformat(), schema)
    for line in _report(report):
        typer.echo(line)
    typer.echo(f"De herkenner staat in {parent / name}. Vul recognizer.yaml en examples.md aan, en draai dan:")
    typer.echo(f"verslagfilter recognizers test {name} --recognizers {parent}")
    return 0


SCHEMA = "_schema.json"
_SHOWN = 12


def _report(report: Report) -> Iterator[str]:
    yield f"{len(report.terms)} termen gelezen."
    covered = [f"{term} ({by})" for term, by in report.covered]
    for what, terms in (
        ("staan er dubbel in; elke term is één keer overgenomen", report.duplicates),
        ("worden al door een andere herkenner gevonden; u kunt ze weglaten", covered),
        (
            "zijn ook een gewoon woord of een voornaam en gaan te vaak af; haal ze weg of geef ze context",
            report.ordinary,
        ),
        ("hebben vreemde tekens; sla de lijst op als UTF-8", report.garbled),
    ):
        if terms:
            more = f" en nog {len(terms) - _SHOWN}" if len(terms) > _SHOWN else ""
            yield f"{len(terms)} {what}: {', '.join(map(readable, terms[:_SHOWN]))}{more}"


def run_tests(names: Names = None, samples: Samples = None, own: options.Recognizers = None) -> int:
    """Controleer of elke herkenner precies vindt wat in zijn voorbeelden staat."""
    from verslagfilter import kit, recognizers

    code = 0
    sentences = recognizers.read_marked(samples) if samples else ()
    for spec in _chosen(_specs(own), names):
        tested = kit.run_examples(spec)
        code = code if tested.passes else NOT_READY
        for line in _verdict(spec, tested):
            typer.echo(line)
        if sentences:
            typer.echo(_sampled(kit.score_samples(spec, sentences)))
    return code


def _sampled(score: Sampled) -> str:
    return (
        f"  in {score.sentences} andere zinnen: {score.found} keer iets gevonden, {score.right} keer terecht; "
        f"raakt {score.reached} van de {score.marked} aangewezen delen"
    )


def _verdict(spec: RecognizerSpec, tested: Tested) -> Iterator[str]:
    counts = f"{tested.positive} voorbeelden, {tested.negative} valse vrienden"
    figures = f"gevonden {tested.recall}%, terecht {tested.precision}%"
    yield f"{'goed' if tested.passes else 'FOUT'}  {spec.name}: {counts}; {figures}"
    for lacking, what in zip(tested.lacking, ("voorbeeld(en)", "valse vriend(en)"), strict=True):
        if lacking:
            yield f"  schrijf nog {lacking} {what} in {spec.folder / (spec.examples or 'examples.md')}"
    for miss in tested.misses:
        yield f"  {spec.examples}, regel {miss.line}: {readable(miss.text)}"
        if miss.missed:
            yield f"    niet gevonden: {', '.join(map(readable, miss.missed))}"
        if miss.false:
            yield f"    te veel gevonden: {', '.join(map(readable, miss.false))}"


def diff(name: Name, folder: Folder, own: options.Recognizers = None) -> int:
    """Toon welke passages van een map verslagen anders uitvallen door deze herkenner, en voor wie."""
    from dataclasses import replace
    from datetime import date

    from verslagfilter import cases, formats, pipeline, recognizers, sensitive
    from verslagfilter.settings import settle

    settings = settle(recognizers=own)
    specs = _specs(own)
    (chosen,) = _chosen(specs, [name])
    if not folder.is_dir():
        raise UsageError(f"De map '{folder}' bestaat niet. Geef een map met verslagen.")
    paths = sorted(path for path in folder.rglob("*") if path.suffix.lower() in _READABLE)
    if not paths:
        raise UsageError(f"In de map '{folder}' staat geen verslag. Zet er verslagen in, bijvoorbeeld docx of pdf.")
    engine = pipeline.load_engine(settings, on_trial=True)
    others = [spec for spec in specs if spec is not chosen]
    without = replace(engine, analyzer=recognizers.build_analyzer(others, model=sensitive.load()))
    changed = 0
    today = date.today()
    for path in paths:
        for document in (part for whole in formats.read_all(path) for part in cases.separate(whole)):
            before, after = (pipeline.split_document(e, document, today=today) for e in (without, engine))
            for line in _changes(before, after):
                changed += 1
                typer.echo(f"{path.name}, {line}")
    typer.echo(f"{changed} uitkomst(en) in {len(paths)} verslag(en) veranderen door {name}.")
    return 0


_READABLE = (".docx", ".odt", ".pdf", ".html", ".rtf", ".eml", ".msg", ".md", ".txt")
_OUTCOMES = {"keep": "blijft", "rewrite": "herschreven", "withhold": "weggelaten"}


def _changes(before: Result, after: Result) -> Iterator[str]:
    """Each passage that a recipient reads otherwise."""
    from verslagfilter.record import line_number

    text = after.document.text
    old = {(key, o.passage): o for key, outcomes in before.outcomes.items() for o in outcomes}
    for key, outcomes in after.outcomes.items():
        for passage, outcome in zip(after.passages, outcomes, strict=True):
            was = old.get((key, outcome.passage))
            if was is not None and (was.action is not outcome.action or was.pieces != outcome.pieces):
                line = line_number(text, passage.span)
                turn = f"{_OUTCOMES[was.action.value]} → {_OUTCOMES[outcome.action.value]}"
                yield f"regel {line}, {key}: {turn}: {readable(passage.span.of(text))}"


def _shipped() -> Path:
    from verslagfilter import resources

    return resources.folder("recognizers")


def _specs(own: Path | None) -> tuple[RecognizerSpec, ...]:
    from verslagfilter import recognizers
    from verslagfilter.settings import settle

    return recognizers.gather(_shipped(), settle(recognizers=own).recognizers)


def _chosen(specs: Sequence[RecognizerSpec], names: Sequence[str] | None) -> tuple[RecognizerSpec, ...]:
    known = {spec.name: spec for spec in specs}
    for name in names or ():
        if name not in known:
            raise UsageError(f"De herkenner '{name}' bestaat niet. Zie: verslagfilter recognizers list")
    return tuple(known[name] for name in names) if names else tuple(specs)


COMMANDS: dict[str, Callable[..., int]] = {"list": show_all, "show": show, "new": new, "test": run_tests, "diff": diff}
