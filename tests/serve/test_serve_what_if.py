"""The what-if page of the preview: a form without script, and mistakes where they were made."""

from pathlib import Path
from urllib.parse import quote, urlencode

import html5lib
import httpx
import pytest
from okrpress_process import write
from serving import serving

from okrpress.app.serve_preview import LivePreview
from okrpress.app.serve_request import ServeRequest

OBJECTIVE = """---
title: {title}
owner: maria
{visibility}
key_results:
  - {{id: a, title: "Share <b>rises</b> & rises", baseline: 30, target: 60, unit: "%"}}
  - {{id: sso, title: Everybody signs in once, done_when: The last one has}}
  - {{id: markets, title: Two markets, steps: [{{id: de, title: G}}, {{id: fr, title: F}}]}}
  - {{id: felt, title: It feels right}}
---
"""
OPEN = "visibility: public"
FILES = {
    "okrpress.toml": "as_of = 2026-11-22\n",
    "content/index.md": "---\nname: Harbour\n---\n",
    "content/2026-q4/index.md": "---\ntitle: Winter\n---\n",
    "content/teams/growth.md": "---\nname: Growth\n---\n",
    "content/teams/kitchen.md": "---\nname: Kitchen\n---\n",
    "content/2026-q4/growth/onboarding.md": OBJECTIVE.format(title="Newcomers", visibility=OPEN),
    "content/2026-q4/kitchen/welcome.md": OBJECTIVE.format(title="Guests", visibility=OPEN),
    "content/2026-q4/kitchen/secret.md": OBJECTIVE.format(
        title="Zanzibar", visibility="visibility: private"
    ),
}
GROWTH, KITCHEN = "kr.2026-q4/growth/onboarding#", "kr.2026-q4/kitchen/welcome#"


@pytest.fixture
def preview(tmp_path: Path) -> LivePreview:
    write(tmp_path, FILES)
    return LivePreview(ServeRequest(root=tmp_path, today=lambda: pytest.fail("it is fixed")))


def asked(preview: LivePreview, **fields: str) -> str:
    return preview.what_if(urlencode(fields))


def test_the_form_asks_for_the_key_results_of_a_unit(preview: LivePreview) -> None:
    page = asked(preview)
    html5lib.HTMLParser(strict=False).parseFragment(page)
    assert '<option value="2026-q4/growth" selected>Growth, Winter</option>' in page
    assert '<option value="2026-q4/kitchen">Kitchen, Winter</option>' in page
    assert "Share &lt;b&gt;rises&lt;/b&gt; &amp; rises" in page
    assert "all that are done, of de, fr; or none" in page
    assert "It has no measure." in page
    assert f'name="{GROWTH}a"' in page
    assert f'name="{KITCHEN}a"' not in page
    assert "<script" not in page
    assert "<table" not in page


def test_what_would_move_stands_below_and_what_was_typed_stays(preview: LivePreview) -> None:
    page = asked(preview, of="2026-q4/growth", **{f"{GROWTH}a": "60", f"{GROWTH}sso": "yes"})
    assert 'value="60"' in page
    assert '<option value="yes" selected>' in page
    assert "<td>n/a → 60 %</td>" in page
    assert "<h2>Winter, as of 22 Nov 2026</h2>" in page


def test_what_was_said_of_another_unit_goes_along(preview: LivePreview) -> None:
    fields = {"of": "2026-q4/kitchen", f"{GROWTH}a": "60", f"{KITCHEN}a": "45", "at_end": "1"}
    page = asked(preview, **fields)
    assert "<legend>Of other units</legend>" in page
    assert "n/a → 60 %" in page
    assert "n/a → 45 %" in page
    assert '<th scope="col">score</th>' in page
    assert 'name="at_end" value="1" checked' in page


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        (f"{GROWTH}a", "a lot", "&#x27;a lot&#x27; is no number"),
        (f"{GROWTH}sso", "maybe", "&#x27;maybe&#x27; is neither yes nor no"),
        (f"{GROWTH}markets", "xx", "&#x27;xx&#x27; is none of the steps"),
        (f"{GROWTH}a", '"><script>', "&quot;&gt;&lt;script&gt;&#x27; is no number"),
        ("kr.2026-q4/kitchen/secret#a", "9", "there is no key result"),
        ("kr.<b>", "9", "names no key result"),
    ],
)
def test_a_mistake_is_said_at_its_field(
    preview: LivePreview, name: str, text: str, said: str
) -> None:
    page = asked(preview, **{name: text})
    assert said in page
    assert page.count('aria-invalid="true"') == 1
    assert '<p role="status">Correct what is marked above.</p>' in page
    assert "<table" not in page
    assert "<script>" not in page
    assert "Zanzibar" not in page


def test_where_no_cycle_runs_there_is_nothing_to_assume(tmp_path: Path) -> None:
    write(tmp_path, {**FILES, "okrpress.toml": "as_of = 2028-01-01\n"})
    preview = LivePreview(ServeRequest(root=tmp_path, today=lambda: pytest.fail("it is fixed")))
    assert "No cycle runs on this day" in preview.what_if("")


def test_more_fields_than_any_form_has_are_not_read(preview: LivePreview) -> None:
    assert "a lot" not in preview.what_if("&".join(f"kr.x{n}=a+lot" for n in range(3000)))


def test_the_server_shows_it_to_this_machines_own_windows_only(tmp_path: Path) -> None:
    write(tmp_path, FILES)
    before = sorted(path for path in tmp_path.rglob("*") if ".okrpress" not in str(path))
    with serving(tmp_path) as served:
        address = f"{served.url}_okrpress/simulate?{quote(f'{GROWTH}a', safe='')}=60"
        shown = httpx.get(address)
        assert shown.status_code == 200
        assert "n/a → 60 %" in shown.text
        assert "frame-ancestors 'none'" in shown.headers["content-security-policy"]
        assert httpx.get(f"{served.url}_okrpress/simulate.css").status_code == 200
        assert httpx.get(address, headers={"Host": "evil.example"}).status_code == 403
        assert httpx.get(address, headers={"Origin": "http://evil.example"}).status_code == 403
        assert httpx.post(address).status_code == 405
    assert before == sorted(path for path in tmp_path.rglob("*") if ".okrpress" not in str(path))
