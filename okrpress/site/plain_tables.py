"""The columns of plain Markdown's tables: what stands around their cells."""

from functools import lru_cache

from okrpress.site.markdown_html import cell_opening, without_entities


@lru_cache(maxsize=1024)  # a company's tables have the same columns again and again
def columns_of(header: str, columns: str) -> tuple[tuple[str, ...], str, str]:
    """The titles of a table, its head, and its rows, to be filled; no titles where in doubt."""
    titles = [title.strip() for title in header[1:-1].split("|")]
    alignments = [_alignment(column.strip()) for column in columns[1:-1].split("|")]
    is_odd = header[-1] != "|" or not header.strip("-:| ")
    if is_odd or len(alignments) != len(titles):
        return (), "", ""
    cells = "".join(f"{cell_opening('td', one)}%s</td>\n" for one in alignments)
    head = "".join(
        f"{cell_opening('th', one)}{title}</th>\n"
        for one, title in zip(alignments, titles, strict=True)
    )
    return (
        tuple([without_entities(title) for title in titles]),
        f"<thead>\n<tr>\n{head}</tr>\n</thead>\n",
        f"<tr>\n{cells}</tr>\n",
    )


def _alignment(dashes: str) -> str:
    if dashes[-1] == ":":
        return "center" if dashes[0] == ":" else "end"
    return "start" if dashes[0] == ":" else ""
