from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from pydantic import ValidationError

from made_results import ACTION, ADVICE, DRUG, HEALTH, MAIL, NAME, TEXT, TREATER, make_result, without_extract
from verslagfilter import record, record_page
from verslagfilter.extracts import Result
from verslagfilter.span import Span

FILES = {"woningcorporatie": ("woningcorporatie/a.docx",), "ggz": ("ggz/a.docx",)}


def page(result: Result) -> str:
    return record_page.render(result, record.build(result, FILES)).decode("utf-8")


def test_record_holds_no_text_of_the_minutes() -> None:
    made = record.to_json(record.build(make_result(), FILES)).decode("utf-8").lower()
    words = {word.lower() for word in re.findall(r"[^\W\d_]{4,}", TEXT)} - {"corporatie", "bejegening"}
    assert [word for word in sorted(words) if word in made] == []


def test_every_mention_is_in_some_passage_entry() -> None:
    made = json.loads(record.to_json(record.build(make_result(), FILES)))
    found = {(m["start"], m["end"], m["category"]) for entry in made["passages"] for m in entry["mentions"]}
    wanted = {(m.span.start, m.span.end, m.category.value) for m in (NAME, TREATER, DRUG, MAIL)}
    assert found == wanted
    assert [entry["id"] for entry in made["passages"]] == ["1.1", "2.1", "3.1", "4.1", "0.1", "0.2"]
    assert {entry["role_reason"] for entry in made["passages"][4:]} == {record.OUTSIDE}


def test_entry_says_who_gets_what_and_why() -> None:
    made = json.loads(record.to_json(record.build(make_result(), FILES)))
    decision = made["passages"][2]["decisions"]["woningcorporatie"]
    assert decision == {
        "action": "withhold",
        "rule": "woningcorporatie.proef",
        "ground": "HK 3.1",
        "presumed": [],
        "review": "Mag deze ontvanger dit weten?",
    }
    assert made["passages"][2]["mentions"][0] == {
        "start": DRUG.span.start,
        "end": DRUG.span.end,
        "category": "GEZONDHEID",
        "recognizer": "proef",
        "score": 0.9,
        "evidence": "term",
        "id": "proef/terms.txt:1",
        "context": [],
        "tags": [],
        "person": None,
        "party": None,
    }


def test_headings_do_not_count() -> None:
    entry = record.summarise(make_result(), "woningcorporatie")
    assert (entry.kept, entry.rewritten, entry.withheld, entry.to_check) == (1, 1, 1, 1)
    assert entry.label == "Woningcorporatie"
    assert [used.id for used in entry.presumptions] == ["akkoord_tafel"]


def test_refused_extract_stands_in_the_record_without_files() -> None:
    result = without_extract(make_result(), "woningcorporatie")
    made = record.build(result, {"ggz": ("ggz/a.docx",)})
    assert made.recipients["woningcorporatie"].refused
    assert made.extracts["woningcorporatie"] == ()
    assert "Geen uittreksel gemaakt" in page(result)


def test_record_is_read_back_strictly() -> None:
    made = record.build(make_result(), FILES)
    again = record.Record.model_validate_json(record.to_json(made))
    assert again == made
    with pytest.raises(ValidationError):
        record.Record.model_validate({**json.loads(record.to_json(made)), "tekst": "iets"})


def test_same_bytes_every_time() -> None:
    first, second = make_result(), make_result()
    assert record.to_json(record.build(first, FILES)) == record.to_json(record.build(second, FILES))
    assert page(first) == page(second)


def test_schema_names_the_version() -> None:
    schema = record.schema()
    assert schema["properties"]["schema"]["const"] == record.NAME
    assert set(schema["required"]) <= set(schema["properties"])


class _Outline(HTMLParser):
    """Tags, ids, links and headings of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.handlers: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name in ("href", "src", "action", "data"):
                self.links.append(value or "")
            if name.startswith("on") or name == "style":
                self.handlers.append(name)


def outline(text: str) -> _Outline:
    parsed = _Outline()
    parsed.feed(text)
    return parsed


def test_page_needs_nothing_else() -> None:
    text = page(make_result())
    parsed = outline(text)
    assert not [link for link in parsed.links if not link.startswith(("#", "../"))]
    assert "http://" not in text
    assert "https://" not in text
    assert not {"img", "link", "iframe", "object"} & set(parsed.tags)
    assert parsed.handlers == []


def test_page_allows_only_its_own_style_and_script() -> None:
    text = page(make_result())
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
    assert policy
    allowed = policy[1].replace("&#39;", "'")
    for tag in ("style", "script"):
        inside = re.search(f"<{tag}>(.*?)</{tag}>", text, re.S)
        assert inside
        digest = base64.b64encode(hashlib.sha256(inside[1].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in allowed


def test_page_is_made_of_landmarks_and_tables_with_headers() -> None:
    text = page(make_result())
    parsed = outline(text)
    assert '<html lang="nl">' in text
    assert {"header", "nav", "main", "footer", "h1", "h2", "caption", "th"} <= set(parsed.tags)
    assert parsed.tags.count("h1") == 1
    assert len(parsed.ids) == len(set(parsed.ids))
    inner = {link[1:] for link in parsed.links if link.startswith("#")}
    assert inner <= set(parsed.ids)
    assert all('scope="' in cell for cell in re.findall(r"<th(?!ead)[^>]*>", text))


def test_page_can_be_read_without_its_script() -> None:
    text = page(make_result())
    body = text[text.index("<main") : text.index("</main>")]
    assert " hidden" not in body
    assert body.count('class="ontvanger"') == 2


def test_page_shows_the_minutes_and_escapes_them() -> None:
    text = page(make_result())
    assert "&lt;" in text
    assert "<Jan" not in text
    visible = re.sub(r"<small>.*?</small>", "", text)
    visible = re.sub(r"<[^>]+>", "", visible).replace("&#34;", '"')
    for part in (ADVICE, HEALTH, ACTION):
        assert part in visible


def test_page_gives_sign_and_word_to_every_outcome() -> None:
    text = page(make_result())
    for sign, word in (("✓", "Blijft"), ("✎", "Herschreven"), ("✕", "Weggelaten")):
        assert f'<span aria-hidden="true">{sign}</span> {word}' in text
    assert "Mag deze ontvanger dit weten?" in text
    assert "De tafel gaat akkoord met de afspraken." in text
    assert "opmerking: 2" in text


def test_text_that_is_no_statement_is_shown_as_well() -> None:
    shown = record_page.rows(make_result(), "ggz")
    assert [row.passage.id if row.passage else None for row in shown] == [None, "1.1", "2.1", "3.1", "4.1", None]
    assert [row.line for row in shown] == [1, 3, 4, 5, 6, 8]
    assert "".join(run.text for run in shown[-1].runs) == "Mailadres: karin@zorg.example"


def test_runs_are_cut_at_every_bound_of_a_mention() -> None:
    double = replace(TREATER, span=Span(TREATER.span.start - 3, TREATER.span.end))
    cut = record_page.runs(TEXT, Span(double.span.start, TREATER.span.end + 2), (double, TREATER))
    assert [(run.text, len(run.categories)) for run in cut] == [("De ", 1), ("GGZ", 1), (" a", 0)]


def test_empty_document_has_a_page() -> None:
    result = make_result({})
    empty = replace(result, document=replace(result.document, text="", unread=()), passages=(), mentions=(), remarks=())
    assert "Er is niets te controleren" in page(empty)
