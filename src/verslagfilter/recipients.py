"""Who can get an extract, who else brings things in, and by which names people call them."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from verslagfilter.errors import UsageError
from verslagfilter.plainyaml import explain, read_yaml

POLICIES = Path(__file__).parent / "policies"
"""Where the rules, profiles, presumptions and recipients stand."""


@dataclass(frozen=True, slots=True)
class Party:
    """A recipient, or a party that only brings things in."""

    key: str
    label: str
    """Dutch name, for people."""
    domain: str
    """Parties of one domain are presumed to release what they bring in to each other."""
    kring: str | None = None
    """"besloten" or "open"; None: gets no extract."""
    aliases: tuple[str, ...] = ()

    @property
    def is_recipient(self) -> bool:
        """Whether it can get an extract."""
        return self.kring is not None


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    label: str
    domain: str
    kring: Literal["besloten", "open"] | None = None
    aliases: tuple[str, ...] = ()


class _Entries(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    recipients: dict[str, _Entry]
    parties: dict[str, _Entry]


_ENTRY_KEYS = {"recipients": "ontvangers", "parties": "partijen", "label": "een naam in gewone woorden",
               "domain": "een domein", "kring": "besloten of open", "aliases": "een lijst van namen"}  # fmt: skip


@cache
def parties() -> Mapping[str, Party]:
    """Every party by key; recipients first, in the order of recipients.yaml."""
    source = read_yaml((POLICIES / "recipients.yaml").read_text("utf-8"), "recipients.yaml")
    try:
        entries = _Entries.model_validate(source.data)
    except ValidationError as err:
        raise explain(err, source, _ENTRY_KEYS) from None
    both = {**entries.recipients, **entries.parties}
    return {key: Party(key, e.label, e.domain, e.kring, e.aliases) for key, e in both.items()}


def recipients() -> tuple[str, ...]:
    """Keys of all recipients, in the order of recipients.yaml."""
    return tuple(key for key, party in parties().items() if party.is_recipient)


def label(party: str) -> str:
    """What people call a party."""
    found = parties().get(party)
    return found.label if found else party


def fold(name: str) -> str:
    """A name as it is compared: lower case, without accents, words joined by _."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[\s\-/]+", "_", plain.strip().lower())


def names(only_recipients: bool) -> dict[str, str]:
    """Every name, folded, to the key of the party."""
    keys = {key: key for key, party in parties().items() if party.is_recipient or not only_recipients}
    aliases = {alias: key for key in keys for alias in parties()[key].aliases}
    return {**aliases, **keys}


def recipient_key(name: str) -> str:
    """Key of the recipient that goes by this name.

    Raises:
        UsageError: when there is none, with the nearest names.
    """
    known = names(only_recipients=True)
    if fold(name) in known:
        return known[fold(name)]
    near = difflib.get_close_matches(fold(name), list(known), n=3, cutoff=0.6)
    hint = f"Bedoelt u {' of '.join(near)}?" if near else f"Kies uit: {', '.join(recipients())}."
    raise UsageError(f"De ontvanger '{name}' is niet bekend. {hint}")


def party_key(name: str) -> str | None:
    """Key of the party that goes by this name; None: no such party."""
    return names(only_recipients=False).get(fold(name))
