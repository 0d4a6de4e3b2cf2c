"""The fixed Dutch words on an extract, from labels.yaml."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from verslagfilter.extracts import Group

_FILE = Path(__file__).with_name("labels.yaml")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Fields(_Strict):
    """Names of the fields under the title."""

    kenmerk: str
    casus: str
    datum: str
    ontvanger: str


class Columns(_Strict):
    """Heads of the columns of a table of actions."""

    actie: str
    wie: str
    wanneer: str


class LetterHeadings(_Strict):
    """Headings of the covering note."""

    wat: str
    doel: str
    gebruik: str
    bewaren: str
    vragen: str


class Letter(_Strict):
    """The words of the covering note."""

    titel: str
    koppen: LetterHeadings
    wat: tuple[str, ...]
    wat_eigen: tuple[str, ...]
    """For who gets a copy of what is about themselves."""
    gebruik: tuple[str, ...]
    gebruik_eigen: tuple[str, ...]
    vragen: str
    vragen_afzender: str
    fout: tuple[str, ...]


class Labels(_Strict):
    """Every word on an extract that does not come from the minutes, the casus or the policy."""

    titel: str
    velden: Fields
    tabel: Columns
    doel: str
    geen_doel: str
    koppen: dict[Group, str]
    koppen_per_ontvanger: dict[str, dict[Group, str]]
    ontvangers: dict[str, str]
    eigen_exemplaar: tuple[str, ...]
    """Recipients for whom it is about themselves or whom they stand for."""
    brief: Letter
    maanden: tuple[str, ...]

    def heading(self, group: Group, recipient: str) -> str:
        """The heading above a group, as this recipient reads it."""
        return self.koppen_per_ontvanger.get(recipient, {}).get(group) or self.koppen[group]

    def recipient(self, key: str) -> str:
        """The recipient with its article, as in "de woningcorporatie"."""
        return self.ontvangers.get(key) or key.replace("_", " ")

    def recipient_name(self, key: str) -> str:
        """The recipient without article and with a capital, as in "Woningcorporatie"."""
        name = self.recipient(key).removeprefix("de ").removeprefix("het ")
        return name[:1].upper() + name[1:]

    def date(self, day: date) -> str:
        """A date as it is written in Dutch, whatever the locale: "12 mei 2026"."""
        return f"{day.day} {self.maanden[day.month - 1]} {day.year}"


@cache
def load_labels() -> Labels:
    """The labels that ship with the package."""
    from ruamel.yaml import YAML  # here: only who writes an extract needs it

    return Labels.model_validate(YAML(typ="safe", pure=True).load(_FILE.read_text(encoding="utf-8")))
