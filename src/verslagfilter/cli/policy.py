"""`verslagfilter policy`: what a recipient may keep, from the policy files, with grounds."""

from __future__ import annotations

from typing import Annotated

import typer


def policy(
    recipient: Annotated[
        str | None, typer.Argument(metavar="[ONTVANGER]", show_default=False, help="Zonder: alle ontvangers.")
    ] = None,
) -> int:
    """Toon wat een ontvanger mag bewaren, en op welke grond."""
    raise NotImplementedError
