"""Real OKRs, from the file that was published to the page that shows them."""

import json
import re
import subprocess
import sys
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import html5lib
import pytest

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "okrs-dev.jsonl"


@dataclass(frozen=True)
class ObjectivePage:
    """What an objective's page says: its title, and the cells of each row of key results."""

    title: str
    rows: tuple[tuple[str, ...], ...]

    def shows(self, text: str, score: Decimal | None) -> bool:
        """Whether a row holds that key result, with that score where there is one."""
        return any(
            plain(text) in row[1] and (score is None or f"{shown(score)} score" in row[2])
            for row in self.rows
        )


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\u202f", " ").replace("\xa0", " ")).strip()


def shown(score: Decimal) -> str:
    text = f"{score:.2f}"
    return text.removesuffix("0") if text.endswith("0") else text


def read_page(file: Path) -> ObjectivePage:
    page = html5lib.parse(file.read_text(encoding="utf-8"), namespaceHTMLElements=False)
    heading = page.find(".//h1/bdi")
    assert heading is not None, file
    table = page.find(".//table")
    rows = () if table is None else table.findall("tbody/tr")
    return ObjectivePage(
        title=plain("".join(heading.itertext())),
        rows=tuple(tuple(plain("".join(cell.itertext())) for cell in row) for row in rows),
    )


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[ObjectivePage]:
    """The corpus, imported and built by the commands that users run, in an empty folder."""
    assert CORPUS.is_file(), f"{CORPUS} is missing: the published OKRs lie beside the project"
    folder = tmp_path_factory.mktemp("corpus")
    for arguments in (["import", "jsonl", str(CORPUS)], ["build", "--as-of", "2026-11-22"]):
        subprocess.run([sys.executable, "-m", "okrpress", *arguments], cwd=folder, check=True)
    return [read_page(file) for file in sorted(folder.glob("site/o/*/*/*/index.html"))]


def test_every_objective_and_key_result_is_on_a_page_with_its_score(
    pages: list[ObjectivePage],
) -> None:
    rows = [json.loads(line, parse_float=Decimal) for line in CORPUS.read_text().splitlines()]
    assert len(pages) == len(rows) == 221
    assert sum(len(row["key_results"]) for row in rows) == 590
    assert sum(len(page.rows) for page in pages) == 590
    left = list(pages)
    for row in rows:
        wanted = [
            (one["text"], None if one["score"] is None else Decimal(one["score"]))
            for one in row["key_results"]
        ]
        found = [
            page
            for page in left
            if page.title == plain(row["objective"])
            and len(page.rows) == len(wanted)
            and all(page.shows(text, score) for text, score in wanted)
        ]
        assert found, f"{row['id']} is on no page: {row['objective']}"
        left.remove(found[0])
    assert left == []
