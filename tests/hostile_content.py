"""A project whose authors try to break out of every text, and its twin that says harmless words."""

import json
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

# One a text: beyond what each of them does in a browser, `alert` says that it ran.
PAYLOADS = (
    "</title><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onfocus=alert(1) autofocus='",
    "<svg/onload=alert(1)>",
    "<svg><script href='data:,alert(1)'/></svg>",
    "javascript:alert(1)",
    "--><script>alert(1)</script><!--",
    "]]><script>alert(1)</script><![CDATA[",
    "</textarea></style></script><script>alert(1)</script>",
    "<a href='javascript:alert(1)'>x</a>",
    "{{ 7*7 }}{% raw %}{{ view.__class__ }}",
    "{n} {title} {__class__} %s %(n)s",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;img src=x onerror=alert(1)&#62;",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<style>*{background:url(//evil.example/x)}</style>",
    "<base href=//evil.example/>",
    "<meta http-equiv=refresh content='0;url=//evil.example/'>",
    "<form action=//evil.example><button autofocus>x",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    'x" style="background:url(//evil.example/x)',
    "<object data=//evil.example/x><embed src=//evil.example/x>",
    "<details open ontoggle=alert(1)>x",
    "<template><script>alert(1)</script></template>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "</bdi></a></td></table></main><h1>Other page</h1>",
    "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e',alert(1),'",
    "<img src=`x`onerror=alert(1)>",
    "=cmd|' /C calc'!A0",
)

# Where a text may stand in a body. Those in the second group would be addresses.
POSITIONS = (
    "# {}",
    "{}\n---",
    "- {}\n  1. {}",
    "> {}",
    "**{}** _{}_ ~~{}~~",
    "`{}`",
    "```{}\n{}\n```",
    "    {}",
    "| {} | b |\n|---|:-:|\n| {} | c |",
    "[{}](https://example.org)",
    '[x](https://example.org "{}")',
    "![{}](picture.png)",
    "{}",
)
ADDRESSES = ("[x]({})", "[x](<{}>)", "![x]({})", "<{}>", "[x][r]\n\n[r]: {}", "[x][r]\n\n[r]: <{}>")
LEADS_AWAY = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java&#9;script:alert(1)",
    "&#106;avascript:alert(1)",
    "vbscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:image/svg+xml,<svg onload=alert(1)>",
    "blob:https://example.org/1",
    "file:///etc/passwd",
    "intent:#Intent;end",
    "//evil.example/x",
    "/\\evil.example/x",
    "https:evil.example",
    "ms-settings:x",
)

Say = Callable[[], str]


def write_hostile(folder: Path, *, url: str = "") -> None:
    """A project in which every text is one of the payloads."""
    numbers = count()
    bodies = tuple(_bodies())
    _write(folder, lambda: PAYLOADS[next(numbers) % len(PAYLOADS)], bodies=bodies, url=url)


def write_harmless(folder: Path, *, url: str = "") -> None:
    """The same project, its texts harmless."""
    numbers = count()
    bodies = ("Harmless words.",)
    _write(folder, lambda: f"harmless words {next(numbers)}", bodies=bodies, url=url)


def _bodies() -> Iterator[str]:
    for position in POSITIONS:
        yield "\n\n".join(position.replace("{}", payload) for payload in PAYLOADS)
    for address in ADDRESSES:
        for target in (*LEADS_AWAY, *PAYLOADS):
            yield address.replace("{}", target)


def _write(folder: Path, say: Say, bodies: tuple[str, ...], url: str) -> None:
    site = {"title": say(), "footer": say(), "url": url}
    settings = [f"{key} = {json.dumps(text)}" for key, text in site.items()]
    _file(folder / "okrpress.toml", "\n".join(["as_of = 2026-11-22", "[site]", *settings, ""]))
    for path, facts, body in _files(say, bodies):
        text = f"---\n{json.dumps(facts, ensure_ascii=False)}\n---\n{body}\n"
        _file(folder / "content" / path, text)


def _file(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _files(say: Say, bodies: tuple[str, ...]) -> Iterator[tuple[str, dict[str, object], str]]:
    per_page = -(-len(bodies) // len(PAYLOADS))
    values = [{"id": "kind", "name": say(), "description": say()}]
    yield "index.md", {"name": say(), "mission": say(), "values": values}, bodies[0]
    health = [{"id": "rest", "title": say(), "keep": {"max": 4}, "unit": say()[:20]}]
    yield "teams/crew.md", {"name": say(), "lead": "ann", "health": health}, bodies[-1]
    yield "people/ann.md", {"name": say(), "team": "crew"}, bodies[0]
    for cycle in ("2026-q3", "2026-q4"):
        closed = {"closed": "2026-10-05"} if cycle == "2026-q3" else {}
        yield f"{cycle}/index.md", {"title": say(), **closed}, bodies[0]
        for at in range(len(PAYLOADS)):
            body = "\n\n".join(bodies[at * per_page : (at + 1) * per_page])
            yield f"{cycle}/crew/o{at}.md", _objective(say, cycle, at), body
    yield "2026-q3/crew/checkins/2026-08-03.md", _check_in(say, 5), bodies[0]
    yield "2026-q3/crew/retrospective.md", _retrospective(say), bodies[0]
    yield "2026-q4/crew/mid-cycle.md", _mid_cycle(say), bodies[0]
    for at, day in enumerate(("2026-10-12", "2026-11-02", "2026-11-16")):
        yield f"2026-q4/crew/checkins/{day}.md", _check_in(say, 5 + at), bodies[0]


def _objective(say: Say, cycle: str, at: int) -> dict[str, object]:
    above = {"supports": [f"crew/o{at - 1}"]} if at % 3 else {"stands_alone": say()}
    on = "2026-07-10" if cycle == "2026-q3" else "2026-10-20"
    move = {"date": on, "field": "target", "from": 40, "to": 45, "reason": say()}
    return {
        "title": say(),
        "owner": "ann",
        "type": "committed" if at % 2 else "aspirational",
        "values": ["kind"],
        "tags": ["kind"],
        **above,
        "key_results": [
            _key_result(say, "num", baseline=31, target=45, unit=say()[:20], changes=[move]),
            _key_result(say, "band", keep={"max": 4}, source=say(), owner="ann"),
            _key_result(say, "done", done_when=say()),
            _key_result(
                say, "steps", steps=[{"id": "a", "title": say()}, {"id": "b", "title": say()}]
            ),
            _key_result(say, "off", done_when=say(), state="cancelled", reason=say()),
        ],
        "initiatives": [
            {"title": say(), "for": "num", "status": "doing", "url": "https://example.org/?a=b&c"},
            {"title": say(), "owner": "ann"},
        ],
    }


def _key_result(say: Say, id: str, **more: object) -> dict[str, object]:
    return {"id": id, "title": say(), **more}


def _check_in(say: Say, value: int) -> dict[str, object]:
    told = {
        f"o{at}#num": {"value": 30 + value, "confidence": value, "note": say()}
        for at in range(len(PAYLOADS))
    }
    told |= {f"o{at}#band": {"value": value, "note": say()} for at in range(0, len(PAYLOADS), 3)}
    told |= {f"o{at}#steps": {"done": ["a"], "note": say()} for at in range(0, len(PAYLOADS), 5)}
    return {
        "author": "ann",
        "key_results": told,
        "health": {"rest": value},
        "priorities": [say()],
        "blockers": [say()],
        "wins": [say()],
    }


def _mid_cycle(say: Say) -> dict[str, object]:
    decided = {f"o{at}#num": {"decision": "keep", "why": say()} for at in range(len(PAYLOADS))}
    return {
        "date": "2026-11-10",
        "key_results": decided,
        "external_factors": [say()],
        "tactics": [say()],
    }


def _retrospective(say: Say) -> dict[str, object]:
    graded = {f"o{at}#num": {"score": 0.4, "why": say(), "note": say()} for at in range(9)}
    return {
        "date": "2026-10-02",
        "grades": graded,
        "carry": {f"o{at}#num": "keep" for at in range(9)},
        "drivers": [say()],
        "obstacles": [say()],
        "wins": [say()],
        "lessons": [{"text": say(), "tags": ["kind"]}],
    }
