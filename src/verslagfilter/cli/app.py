"""The commands together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from verslagfilter.cli import check, explain, policy, recognizers, split
from verslagfilter.cli.dutch import DutchCommand, DutchGroup, usage_sentence
from verslagfilter.errors import UsageError

_ABOUT = """Geeft elke ontvanger van een casusoverleg een eigen verslag, met alleen wat die ontvanger mag bewaren.

Begin met: verslagfilter split verslag.docx --case casus.yaml
"""
_EXITS = """Afsluitcodes: 0 klaar; 1 fout in het programma of de schijf; 2 verkeerd gebruik; 3 klaar, maar de
secretaris moet iets nakijken; 4 bestand niet (goed) leesbaar; 5 niet veilig voor de ontvanger; 6 beleid, herkenner
of casus ongeldig; 7 een andere opdracht gebruikt de map; 130 afgebroken."""


def _version(wanted: bool) -> None:
    if wanted:
        from verslagfilter.version import version

        typer.echo(f"verslagfilter {version()}")
        raise typer.Exit


def _root(
    show: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Toon de versie.")] = False,
) -> None:
    """Take the options that stand before a command."""


def build() -> typer.Typer:
    """The command with everything below it."""
    app = typer.Typer(
        name="verslagfilter",
        cls=DutchGroup,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        pretty_exceptions_show_locals=False,
        options_metavar="[OPTIES]",
        subcommand_metavar="OPDRACHT ...",
        context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 100},
        help=_ABOUT,
        epilog=_EXITS,
    )
    app.callback()(_root)
    for name, command in (
        ("split", split.split),
        ("explain", explain.explain),
        ("check", check.check),
        ("policy", policy.policy),
    ):
        app.command(name, cls=DutchCommand, options_metavar="[OPTIES]")(command)
    app.add_typer(_recognizers(), name="recognizers")
    app.info.help, app.registered_callback.help = _ABOUT, _ABOUT  # type: ignore[union-attr]
    return app


def _recognizers() -> typer.Typer:
    kit = typer.Typer(
        cls=DutchGroup,
        rich_markup_mode=None,
        options_metavar="[OPTIES]",
        subcommand_metavar="OPDRACHT ...",
        help="Herkenners bekijken, maken en controleren.",
        no_args_is_help=True,
    )
    for name, command in recognizers.COMMANDS.items():
        kit.command(name, cls=DutchCommand, options_metavar="[OPTIES]")(command)
    return kit


def run(args: Sequence[str] | None) -> int:
    """Parse the words of the command and do it.

    Raises:
        UsageError: they make no sense.
    """
    command = typer.main.get_command(build())
    try:
        code = command.main(args=None if args is None else list(args), prog_name="verslagfilter", standalone_mode=False)
    except Exception as error:
        if hasattr(error, "format_message") and hasattr(error, "exit_code"):
            raise UsageError(usage_sentence(error)) from None
        raise
    return int(code or 0)
