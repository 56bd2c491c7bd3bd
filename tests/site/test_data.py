"""The data beside the pages: valid by the schemas that are published with it, and never stale."""

import json
import posixpath
from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from site_samples import empty, portfolio, sample

from okrpress.site.data import documents as documents_of
from okrpress.site.data import written
from okrpress.site.data.values import encoded, number, share
from okrpress.site.pages import Options, SitePages
from okrpress.site.theme import load_theme

THEME = load_theme("default", None)


@cache
def pages() -> SitePages:
    return SitePages(sample(), THEME, Options())


def documents() -> list[str]:
    return [path for path in pages().paths if path.endswith(".json") and "/schema/" not in path]


def read(path: str) -> Any:
    return json.loads(pages().draw(path))


@pytest.mark.parametrize("path", documents())
def test_a_document_is_valid_by_its_schema(path: str) -> None:
    document = read(path)
    at = posixpath.normpath(posixpath.join(posixpath.dirname(path), document["$schema"]))
    validator(at).validate(document)


@cache
def validator(path: str) -> Draft202012Validator:
    """That of a schema, which is one itself."""
    schema = read(path)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def addresses(value: Any) -> list[str]:
    """Every address in a document that leads to a file of the site."""
    if isinstance(value, dict):
        own = [value[key] for key in ("url", "$schema", "all") if isinstance(value.get(key), str)]
        several = [value.get(key) for key in ("objectives", "check_ins")]
        own += [one for one in several if isinstance(one, str)]
        return own + [found for each in value.values() for found in addresses(each)]
    if isinstance(value, list):
        return [found for each in value for found in addresses(each)]
    return []


@pytest.mark.parametrize("path", documents())
def test_every_address_in_a_document_leads_somewhere(path: str) -> None:
    paths = set(pages().paths)
    inside = [one for one in addresses(read(path)) if not one.startswith("http")]
    assert inside
    for address in inside:
        target = address.partition("#")[0]
        assert posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) in paths


def test_every_objective_is_in_the_data_of_its_cycle() -> None:
    found = {
        one["id"]
        for path in documents()
        if path.startswith("data/cycles/")
        for one in read(path)["objectives"]
    }
    assert found == {str(ref) for ref in portfolio().objectives}


def test_a_large_cycle_goes_on_in_further_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents_of, "OBJECTIVES", 2)
    site = SitePages(sample(), THEME, Options())
    cycle, refs = max(
        (
            (cycle, [ref for ref in site.site.portfolio.objectives if ref.cycle == cycle])
            for cycle in site.site.portfolio.cycles
        ),
        key=lambda each: len(each[1]),
    )
    found, path = [], f"data/cycles/{cycle}.json"
    while path:
        document = json.loads(site.draw(path))
        assert 0 < len(document["objectives"]) <= 2
        found += [one["id"] for one in document["objectives"]]
        after = document["next"]
        path = posixpath.normpath(posixpath.join(posixpath.dirname(path), after)) if after else ""
    assert len(refs) > 2
    assert sorted(found) == sorted(map(str, refs))


@pytest.mark.parametrize("is_traced", [True, False])
def test_an_objective_is_told_alike_whether_its_cycle_was_told_before(is_traced: bool) -> None:
    def drawn(paths: list[str]) -> dict[str, object]:
        site = SitePages(sample(), THEME, Options())
        assert [*site.paths]
        found = site.draw_together(paths, is_traced=is_traced)
        return dict(zip(paths, found, strict=True))

    objectives = [path for path in documents() if path.startswith("o/")]
    cycles = [path for path in documents() if path.startswith("data/cycles/")]
    alone = {path: drawn([path])[path] for path in (*objectives, *cycles)}
    assert len(objectives) > 2
    for paths in ([*cycles, *objectives], [*objectives, *cycles], objectives * 2):
        found = drawn(paths)
        assert found == {path: alone[path] for path in found}


def test_a_document_says_what_the_page_says() -> None:
    ref, scored = next(iter(sample().objectives.items()))
    document = read(f"o/{ref.cycle}/{ref.unit}/{ref.objective}/index.json")["objective"]
    assert document["status"] == scored.status.value
    assert document["progress"] == share(scored.rollup.progress)
    assert [one["value"] for one in document["key_results"]] == [
        number(one.value) for one in scored.key_results
    ]


def test_what_was_reported_in_a_week_is_in_the_data_of_its_units() -> None:
    week = read("checkins/2026-w47/index.json")
    unit = next(one for one in week["units"] if one["unit"] == "growth")
    assert (unit["reported"], unit["moved"], unit["blockers"]) == (4, 3, 1)
    assert "2026-q4/growth/onboarding#late" in unit["missing"]
    year = read(posixpath.normpath(f"checkins/2026-w47/{unit['check_ins']}"))
    (said,) = year["weeks"][0]["check_ins"]
    assert said["blockers"] == ["Legal has not answered on the mail text"]
    assert said["readings"][0] == {
        "key_result": "2026-q4/growth/onboarding#activation",
        "value": 36,
        "done": None,
        "confidence": 3,
        "note": "The new checklist is live",
    }


@settings(max_examples=100, deadline=None)
@given(
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15)
    | st.decimals(min_value=-1, max_value=1, places=7)
    | st.integers(-200, 200).map(lambda n: Decimal(n) / 2_000_000)
)
@example(Decimal("-0.0000001"))
@example(Decimal("0.0001"))
@example(Decimal("99999999999.999999"))
def test_numbers_are_written_as_json_writes_them(value: Decimal) -> None:
    assert written.share(value) == encoded(share(value))
    assert written.number(value) == encoded(number(value))


def test_texts_are_written_as_json_writes_them() -> None:
    for text in ("", 'a "quote"', "back\\slash", "\x07\u2028 end", "顧客 🎉", None):
        assert written.word(text) == encoded(text)
        assert written.text(text) == encoded(text or None)
    assert [written.FLAGS[one] for one in (None, True, False)] == ["null", "true", "false"]
    assert written.words(()) == encoded([])
    assert written.words(('a"', "b")) == encoded(['a"', "b"])


def test_values_are_written_right_when_there_are_more_than_are_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(written.number.__self__, "_most", 2)
    values = [Decimal(one) / 4 for one in (*range(9), *range(9))]
    assert [written.number(one) for one in values] == [encoded(number(one)) for one in values]


def test_an_empty_site_has_data_too() -> None:
    paths = SitePages(empty(), THEME, Options()).paths
    assert [path for path in paths if path.endswith(".json") and "/schema/" not in path] == [
        "index.json",
        "data/okrs.json",
    ]
