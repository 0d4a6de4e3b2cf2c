"""The policy files: complete, readable, and refused with file, line, key and reason when they are wrong."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from verslagfilter.errors import ConfigError
from verslagfilter.mentions import Category
from verslagfilter.policy import cells, load_policy, presumption_text, retention
from verslagfilter.recipients import POLICIES, recipients
from verslagfilter.rules import PERSONS

PROFILES = ("zvh", "strikt", "mass", "woonoverlast")


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "policies"
    shutil.copytree(POLICIES, folder)
    return folder


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("strict", [False, True])
def test_every_recipient_has_every_cell(profile: str, strict: bool) -> None:
    policy = load_policy(profile, strict)
    assert set(recipients()) | {"wijkteam_hulpverlening"} == set(policy.sheets)
    for sheet in policy.sheets.values():
        assert set(sheet.categories) == set(Category) - {Category.PERSOON, Category.DERDE}
        assert set(sheet.persons) == set(PERSONS)
        for rules in (*sheet.categories.values(), *sheet.persons.values(), *sheet.roles.values()):
            assert rules[-1].is_final
            assert all(rule.ground and rule.id.startswith(f"{sheet.recipient}.") for rule in rules)
    assert not (policy.strict and policy.presumes)


def test_ids_are_unique() -> None:
    for recipient, sheet in load_policy().sheets.items():
        groups = (*sheet.categories.values(), *sheet.persons.values(), *sheet.roles.values())
        ids = [rule.id for rules in groups for rule in rules]
        assert len(ids) == len(set(ids)), recipient


def test_profiles() -> None:
    assert load_policy("zvh").presumes == {"akkoord_tafel", "taak", "zelfde_domein", "feit_van_tafel"}
    assert load_policy("woonoverlast").presumes == load_policy("zvh").presumes
    assert load_policy("mass").presumes == {"akkoord_tafel", "feit_van_tafel"}
    assert "toestemming" in load_policy("mass").health_only_on
    assert load_policy("strikt").presumes == load_policy("zvh", strict=True).presumes == frozenset()
    assert load_policy("strikt").strict
    assert not load_policy("zvh").strict


def test_fingerprint_follows_the_files(files: Path) -> None:
    before = load_policy("zvh", folder=files)
    assert before.sha256 == load_policy("mass", folder=files).sha256 == load_policy().sha256
    assert before.version
    (files / "ggz.yaml").write_text((files / "ggz.yaml").read_text("utf-8") + "# meer\n", encoding="utf-8")
    assert load_policy("zvh", folder=files).sha256 != before.sha256


def test_cells_read_as_sentences() -> None:
    lines = cells(load_policy(), "woningcorporatie")
    advice = next(line for line in lines if line.id == "woningcorporatie.rol.bejegeningsadvies")
    assert (advice.what, advice.outcome) == ("rol bejegeningsadvies", "herschreven")
    assert "akkoord_tafel" in advice.condition
    health = next(line for line in lines if line.id == "woningcorporatie.categorie.gezondheid")
    assert health.outcome == "weg"
    assert "toestemming" in health.condition
    assert "rechtsvordering" in health.condition
    mass = next(c for c in cells(load_policy("mass"), "woningcorporatie") if c.id == health.id)
    assert "rechtsvordering" not in mass.condition
    strict = next(c for c in cells(load_policy(strict=True), "woningcorporatie") if c.id == advice.id)
    assert "geldt niet" in strict.condition
    assert all(line.ground for line in lines)
    assert {line.id for line in cells(load_policy(), "wijkteam", "hulpverlening")} >= {
        "wijkteam_hulpverlening.categorie.diagnose"
    }


def test_like_shares_all_cells() -> None:
    sheets = load_policy().sheets
    corporatie, verhuurder = sheets["woningcorporatie"], sheets["particuliere_verhuurder"]
    assert corporatie.roles.keys() == verhuurder.roles.keys()
    for role, rules in corporatie.roles.items():
        assert [rule.cell for rule in rules] == [rule.cell for rule in verhuurder.roles[role]]


def test_presumptions_have_a_sentence() -> None:
    for presumption in load_policy().presumes - {"taak"}:
        assert presumption_text(presumption).endswith(".")
    assert "ggz" in presumption_text("taak_ggz")
    assert "gemeente" in presumption_text("taak_college")
    assert "niet op de lijst" in presumption_text("taak_afwezig_wijkteam", load_policy())
    assert "[" not in presumption_text("taak_beschermd_wonen")
    assert presumption_text("bestaat_niet") == "bestaat_niet"


def test_retention() -> None:
    assert "vijf jaar" in retention("woningcorporatie", load_policy("zvh"))
    assert "casus is afgesloten" in retention("woningcorporatie", load_policy("mass"))
    assert "hoort bij de betrokkene zelf" in retention("betrokkene", load_policy("zvh"))


def edit(name: str, old: str, new: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        text = (folder / name).read_text("utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def remove(name: str) -> Callable[[Path], None]:
    return lambda folder: (folder / name).unlink()


GROUND = "    ground: AVG 9(1); HK 3.1 (Woningcorporatie) en 4.2\n"
WRONG = [
    (remove("politie.yaml"), ["politie.yaml", "ontbreekt"]),
    (remove("presumptions.yaml"), ["presumptions.yaml"]),
    (remove("profiles/zvh.yaml"), ["profiel", "mass"]),
    (edit("woningcorporatie.yaml", "kring: besloten", "kring: open"), ["kring", "recipients.yaml"]),
    (edit("woningcorporatie.yaml", "recipient: woningcorporatie", "recipient: politie"), ["recipient", "dit bestand"]),
    (edit("woningcorporatie.yaml", GROUND, ""), ["ground", "ontbreekt"]),
    (edit("woningcorporatie.yaml", "    id: categorie.gezondheid\n", ""), ["'id' ontbreekt"]),
    (edit("woningcorporatie.yaml", "    cell: out", "    cell: weg"), ["keep, rewrite of out"]),
    (edit("woningcorporatie.yaml", "    cell: out", "    cell: rewrite"), ["herschrijven kan alleen per rol"]),
    (edit("woningcorporatie.yaml", "id: categorie.diagnose", "id: categorie.gezondheid"), ["dubbel", "eigen id"]),
    (edit("woningcorporatie.yaml", "id: categorie.diagnose", "id: Diagnose!"), ["een id als"]),
    (edit("woningcorporatie.yaml", "unless: [toestemming,", "unless: [toestaming,"), ["een voorwaarde"]),
    (edit("woningcorporatie.yaml", "presumes: [akkoord_tafel]", "presumes: [akkoord]"), ["presumptions.yaml"]),
    (edit("woningcorporatie.yaml", "traits: [huur]", "traits: [hurr]"), ["een kenmerk"]),
    (edit("woningcorporatie.yaml", "from: [zelf]", "from: [mezelf]"), ["een partij"]),
    (edit("woningcorporatie.yaml", "  DIAGNOSE:", "  DIAGNOSEN:"), ["een categorie"]),
    (edit("woningcorporatie.yaml", "  signaal:", "  sein:"), ["een rol"]),
    (edit("woningcorporatie.yaml", "  derde:", "  vierde:"), ["een soort persoon"]),
    (edit("woningcorporatie.yaml", "  BSN: {id: categorie.bsn, cell: out, ground: UAVG 46}\n", ""), ["BSN"]),
    (edit("woningcorporatie.yaml", "{id: rol.overige, cell: out,", "{id: rol.overige, cell: keep,"), ["altijd out"]),
    (edit("woningcorporatie.yaml", "  afspraak_eigen: {", "  afspraak_eigen: {traits: [orde], "), ["laatste regel"]),
    (edit("woningcorporatie.yaml", "    unless:", "    behalve:"), ["onbekende sleutel"]),
    (edit("particuliere_verhuurder.yaml", "like: woningcorporatie", "like: iemand"), ["like", "andere ontvanger"]),
    (edit("particuliere_verhuurder.yaml", "like: woningcorporatie", "like: wijkteam"), ["like", "volledig bestand"]),
    (edit("profiles/zvh.yaml", "presumes: [akkoord_tafel,", "presumes: [akkoord,"), ["presumes", "presumptions.yaml"]),
    (edit("profiles/zvh.yaml", "profile: zvh", "profile: mass"), ["profile"]),
    (edit("profiles/mass.yaml", "health_only_on: [toestemming,", "health_only_on: [zomaar,"), []),
    (edit("policy.yaml", "  - id: algemeen.kop", "  - id: algemeen.koppen"), ["algemeen.kop"]),
    (edit("policy.yaml", "recipients: [besloten]", "recipients: [gesloten]"), ["iedereen"]),
    (edit("policy.yaml", "version:", "versie:"), ["policy.yaml"]),
    (edit("ggz.yaml", "categories:", "categories: ["), ["geen geldige YAML"]),
]  # fmt: skip


@pytest.mark.parametrize(("change", "words"), WRONG, ids=range(len(WRONG)))
def test_wrong_policy_files_are_refused(files: Path, change: Callable[[Path], None], words: list[str]) -> None:
    change(files)
    if not words:  # another profile's file is read when that profile is asked for
        load_policy("zvh", folder=files)
        with pytest.raises(ConfigError, match=r"mass\.yaml"):
            load_policy("mass", folder=files)
        return
    with pytest.raises(ConfigError) as caught:
        load_policy("zvh", folder=files)
    for word in words:
        assert word in str(caught.value)
    assert ".yaml" in str(caught.value) or "profiel" in str(caught.value)
