"""Where a repository lives, and the files around it that are the same everywhere."""

from enum import StrEnum


class Host(StrEnum):
    """Where the repository lives, as far as that decides which files are written."""

    GITHUB = "github"
    GITLAB = "gitlab"
    NONE = "none"


CODEOWNERS = {
    Host.GITHUB: (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"),
    Host.GITLAB: (".gitlab/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"),
    Host.NONE: (),
}
"""Where each host looks for the owners of files: one of these counts, and the others do not."""

PRE_COMMIT = """\
# https://pre-commit.com: `pre-commit install` checks before every commit from then on. It runs the
# okrpress that is on the PATH. All files are checked, because they depend on each other.
repos:
  - repo: local
    hooks:
      - id: okrpress-check
        name: okrpress check
        entry: okrpress check
        language: system
        pass_filenames: false
        files: (\\.md|(^|/)okrpress\\.toml)$
"""


def ignored(output: str) -> tuple[str, ...]:
    """Lines of `.gitignore`: what okrpress makes and nobody should commit."""
    above, slash, name = output.rpartition("/")
    return f"/{output}/", f"/{above}{slash}.{name}.okrpress-*", "/.okrpress/"
