"""Typer in Dutch: its help pages and its words about wrong use."""

from __future__ import annotations

from typing import Any

from typer.core import TyperCommand, TyperGroup

HELP = "Toon deze uitleg."


def _write_options(command: Any, ctx: Any, formatter: Any) -> None:
    sections: dict[str, list[tuple[str, str]]] = {"argument": [], "option": []}
    for param in command.get_params(ctx):
        entry = param.get_help_record(ctx)
        if entry:
            is_argument = param.param_type_name == "argument"
            sections[param.param_type_name].append((param.metavar if is_argument else entry[0], param.help))
    for kind, title in (("argument", "Argumenten"), ("option", "Opties")):
        if sections[kind]:
            with formatter.section(title):
                formatter.write_dl(sections[kind])


def _write_usage(command: Any, ctx: Any, formatter: Any) -> None:
    pieces = [command.options_metavar, *(p.metavar for p in command.get_params(ctx) if p.param_type_name == "argument")]
    pieces += [command.subcommand_metavar] if isinstance(command, TyperGroup) else []
    formatter.write_usage(ctx.command_path, " ".join(pieces), prefix="Gebruik: ")


def _help_option(option: Any) -> Any:
    if option is not None:
        option.help = HELP
    return option


class DutchCommand(TyperCommand):
    """A command whose help page is Dutch."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Write the line with the shape of the command."""
        _write_usage(self, ctx, formatter)

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write arguments and options."""
        _write_options(self, ctx, formatter)

    def get_help_option(self, ctx: Any) -> Any:
        """The option --help, explained in Dutch."""
        return _help_option(super().get_help_option(ctx))


class DutchGroup(TyperGroup):
    """A group of commands whose help page is Dutch."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Write the line with the shape of the command."""
        _write_usage(self, ctx, formatter)

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write options and commands."""
        _write_options(self, ctx, formatter)
        commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section("Opdrachten"):
            formatter.write_dl([(name, command.get_short_help_str(200)) for name, command in commands if command])

    def get_help_option(self, ctx: Any) -> Any:
        """The option --help, explained in Dutch."""
        return _help_option(super().get_help_option(ctx))


def _shown(param: Any) -> str:
    if param is None:
        return ""
    if param.param_type_name == "option":
        longest: str = max(param.opts, key=len)
        return longest
    return str(param.metavar or param.name).split(" ")[0].strip("[].")


def usage_sentence(error: Any) -> str:
    """What was wrong with the words of the command, in one Dutch sentence that says what to do."""
    kind = type(error).__name__
    command = getattr(getattr(error, "ctx", None), "command_path", "verslagfilter")
    tail = f"Zie '{command} --help'."
    if kind == "NoSuchOption":
        nearest = ", ".join(sorted(error.possibilities or ()))
        return f"De optie {error.option_name} bestaat niet{f'; bedoelt u {nearest}?' if nearest else '.'} {tail}"
    if kind == "MissingParameter":
        return f"Er ontbreekt iets: geef {_shown(error.param)} op. {tail}"
    if kind == "BadOptionUsage":
        return f"De optie {error.option_name} is niet goed gebruikt: geef er precies de gevraagde waarde bij. {tail}"
    if kind == "BadParameter":
        return f"De waarde bij {_shown(error.param)} kan niet. {tail}"
    if kind in ("NoSuchCommand", "UsageError") and "No such command" in str(error.format_message()):
        return f"Deze opdracht bestaat niet. {tail}"
    if "Missing command" in str(error.format_message()):
        return f"Geef een opdracht op. {tail}"
    return f"Deze opdracht is niet goed opgebouwd. {tail}"
