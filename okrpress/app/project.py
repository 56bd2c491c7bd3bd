"""A project: its folder, and what its settings make of it."""

from pathlib import Path

from okrpress.model.finding import Finding
from okrpress.model.frozen import dataclass
from okrpress.model.settings import Settings
from okrpress.source.settings import read_settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """The folder that holds `okrpress.toml` (or could), and the folders it names."""

    root: Path
    settings: Settings
    findings: tuple[Finding, ...]

    @property
    def date_is_fixed(self) -> bool:
        """Whether the settings say on which day everything is judged."""
        return self.settings.as_of is not None

    @property
    def content(self) -> Path:
        """Where the authors' files are."""
        return self.root / self.settings.content

    @property
    def output(self) -> Path:
        """Where the site goes unless the caller says otherwise."""
        return self.root / self.settings.output

    @property
    def themes(self) -> Path:
        """Where the project's own themes are; the folder may be missing."""
        return self.root / "themes"


def read_project(root: Path) -> Project:
    """The project in `root`, with findings on its settings; broken settings keep their defaults."""
    settings, findings = read_settings(root)
    return Project(root=root, settings=settings, findings=findings)
