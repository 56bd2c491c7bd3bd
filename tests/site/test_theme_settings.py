"""What the settings ask of a theme: an accent, a logo."""

from dataclasses import replace
from pathlib import Path

import pytest
from site_samples import SETTINGS, sample

from okrpress.errors import OkrpressError
from okrpress.model.settings import Settings
from okrpress.scoring.result import ScoredPortfolio
from okrpress.site.pages import Options, SitePages
from okrpress.site.theme import accent_css, dressed, load_theme

UNIT = "t/growth/index.html"


@pytest.mark.parametrize(
    ("light", "dark", "css"),
    [
        pytest.param("", "", "", id="none"),
        pytest.param(
            "#7a1fa2",
            "#d9a6ef",
            """\
@layer okr.tokens {
  @media (forced-colors: none) { :root { --okr-accent: #7a1fa2; } }
  @media screen and (prefers-color-scheme: dark) and (forced-colors: none)\
 { :where(:not([data-theme="light"])):root { --okr-accent: #d9a6ef; } }
  @media screen and (forced-colors: none)\
 { :where([data-theme="dark"]):root { --okr-accent: #d9a6ef; } }
}
""",
            id="both",
        ),
        pytest.param(
            "",
            "#d9a6ef",
            """\
@layer okr.tokens {
  @media screen and (prefers-color-scheme: dark) and (forced-colors: none)\
 { :where(:not([data-theme="light"])):root { --okr-accent: #d9a6ef; } }
  @media screen and (forced-colors: none)\
 { :where([data-theme="dark"]):root { --okr-accent: #d9a6ef; } }
}
""",
            id="on dark pages only",
        ),
    ],
)
def test_an_accent_is_two_tokens(light: str, dark: str, css: str) -> None:
    assert accent_css(Settings(accent=light, accent_dark=dark)) == css


def test_an_accent_for_dark_pages_is_mixed_from_the_light_one() -> None:
    assert "--okr-accent: #aa70c3;" in accent_css(Settings(accent="#7a1fa2"))


def test_the_accent_comes_between_the_defaults_style_sheets_and_the_themes(tmp_path: Path) -> None:
    (tmp_path / "ours/static").mkdir(parents=True)
    (tmp_path / "ours/static/brand.css").write_bytes(b"")
    theme = dressed(load_theme("ours", tmp_path), Settings(accent="#7a1fa2"))
    *shipped, accent, brand = theme.stylesheets
    assert (accent, brand) == ("accent.css", "brand.css")
    assert {"base.css", "print.css"} <= set(shipped)
    assert b"#7a1fa2" in theme.static["accent.css"]


def test_the_name_of_the_accents_style_sheet_is_taken(tmp_path: Path) -> None:
    (tmp_path / "ours/static").mkdir(parents=True)
    (tmp_path / "ours/static/accent.css").write_bytes(b"")
    theme = load_theme("ours", tmp_path)
    assert dressed(theme, Settings()).stylesheets == theme.stylesheets
    with pytest.raises(OkrpressError, match=r"its name is taken"):
        dressed(theme, Settings(accent="#7a1fa2"))


def with_logo(name: str) -> ScoredPortfolio:
    return replace(sample(), settings=replace(SETTINGS, logo=name))


def test_a_logo_stands_beside_the_name_on_every_page(tmp_path: Path) -> None:
    (tmp_path / "ours/static/img").mkdir(parents=True)
    (tmp_path / "ours/static/img/logo.svg").write_bytes(b"<svg/>")
    pages = SitePages(with_logo("img/logo.svg"), load_theme("ours", tmp_path), Options())
    home, unit = (pages.draw(path).decode() for path in ("index.html", UNIT))
    assert '<img class="masthead-logo" src="static/img/logo.svg" alt="">' in home
    assert 'src="../../static/img/logo.svg"' in unit
    assert '<link rel="icon" href="../../static/img/logo.svg">' in unit
    assert "static/icon.svg" not in pages.static


@pytest.mark.parametrize(
    ("settings", "colour"),
    [
        pytest.param(Settings(), "#1d4ea8", id="the palette's accent"),
        pytest.param(Settings(palette="blue"), "#3f3a8c", id="the blue palette's"),
        pytest.param(Settings(accent="#7a1fa2"), "#7a1fa2", id="the accent of the settings"),
    ],
)
def test_without_a_logo_browsers_show_an_icon_in_the_accent(
    settings: Settings, colour: str
) -> None:
    theme = load_theme("default", None)
    assert f"--okr-accent: {colour};" in theme.static["base.css"].decode() + accent_css(settings)
    pages = SitePages(replace(sample(), settings=settings), theme, Options())
    assert f'fill="{colour}"' in pages.static["static/icon.svg"].decode()
    assert '<link rel="icon" href="../../static/icon.svg">' in pages.draw(UNIT).decode()


def test_a_theme_may_bring_its_own_icon(tmp_path: Path) -> None:
    (tmp_path / "ours/static").mkdir(parents=True)
    (tmp_path / "ours/static/icon.svg").write_bytes(b"<svg/>")
    theme = dressed(load_theme("ours", tmp_path), Settings(accent="#7a1fa2"))
    assert theme.static["icon.svg"] == b"<svg/>"


def test_a_logo_that_is_not_there_stops_the_build() -> None:
    with pytest.raises(OkrpressError, match=r"no static file 'logo\.svg'") as raised:
        SitePages(with_logo("logo.svg"), load_theme("default", None), Options())
    assert raised.value.help == "Put it there: themes/default/static/logo.svg"
