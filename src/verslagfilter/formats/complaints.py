"""What is said of a file that cannot be read: one sentence on what is wrong, one on what to do."""

from __future__ import annotations

from dataclasses import dataclass

from verslagfilter.errors import InputError


@dataclass(frozen=True, slots=True)
class Complaints:
    """The errors of one kind of file; none of them shows anything of its content."""

    noun: str
    """Dutch, with "het": "Word-bestand"."""
    program: str
    """What the secretary can open it in."""

    def broken(self) -> InputError:
        """It is damaged or not whole."""
        return InputError(
            f"Dit {self.noun} is niet compleet of beschadigd. Open het in {self.program} en bewaar het opnieuw."
        )

    def unsafe(self) -> InputError:
        """It is built as only an attack is."""
        return InputError(
            f"Dit {self.noun} is onveilig opgebouwd en wordt niet gelezen. "
            f"Kopieer de tekst in {self.program} naar een nieuw bestand."
        )

    def huge(self) -> InputError:
        """It is more than the program takes."""
        return InputError(
            f"Dit {self.noun} is uitgepakt te groot. Haal de afbeeldingen en opmaak eruit of splits het verslag."
        )

    def locked(self) -> InputError:
        """It asks for a password."""
        return InputError(
            f"Dit {self.noun} is beveiligd met een wachtwoord. Haal het wachtwoord eraf en bewaar het opnieuw."
        )

    def tangled(self) -> InputError:
        """It is nested deeper than the program follows."""
        return InputError(
            f"Dit {self.noun} zit te ingewikkeld in elkaar. Kopieer de tekst in {self.program} naar een nieuw bestand."
        )

    def empty(self) -> InputError:
        """There are no words in it."""
        return InputError(
            f"Er staat geen leesbare tekst in dit {self.noun}. Is het een scan, laat de tekst dan eerst herkennen."
        )

    def long(self) -> InputError:
        """There are too many words in it."""
        return InputError(f"De tekst in dit {self.noun} is te groot (meer dan 10 MB). Splits het verslag.")


WORD = Complaints("Word-bestand", "Word")
OPEN_DOCUMENT = Complaints("OpenDocument-bestand", "LibreOffice")
EXCEL = Complaints("Excel-bestand", "Excel")
PDF = Complaints("pdf-bestand", "een pdf-lezer")
MAIL = Complaints("e-mailbestand", "het mailprogramma")
HTML = Complaints("html-bestand", "een browser")
RTF = Complaints("rtf-bestand", "Word")
TEXT = Complaints("tekstbestand", "Kladblok of Word")
