"""What continuous integration runs: a check of every proposal, and the site from one branch."""

from enum import StrEnum


class Host(StrEnum):
    """Where the repository lives, as far as that decides which files are written."""

    GITHUB = "github"
    GITLAB = "gitlab"
    NONE = "none"


GITHUB_WORKFLOW = ".github/workflows/okr.yml"
GITLAB_PIPELINE = ".gitlab-ci.yml"
CODEOWNERS = {
    Host.GITHUB: (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"),
    Host.GITLAB: (".gitlab/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"),
    Host.NONE: (),
}
"""Where each host looks for the owners of files: one of these counts, and the others do not."""


_WORKFLOW = """\
# Checks every pull request, and publishes the site when <branch> changes and on weekday mornings,
# because what is on track depends on the day. Publishing needs one click, once:
# Settings > Pages > Source > GitHub Actions. Mind that the pages of a private repository are
# public, unless your plan lets you restrict them.
name: okr
on:
  pull_request:
  push: {branches: ["<branch>"]}
  schedule: [{cron: "17 5 * * 1-5"}]
  workflow_dispatch:
permissions: {}
concurrency:
  group: "okr-${{ github.ref }}"
  cancel-in-progress: ${{ github.event_name == 'pull_request' }}
jobs:
  check:
    name: check
    if: github.event_name == 'pull_request'
    runs-on: ubuntu-latest
    timeout-minutes: 10
    permissions: {contents: read}
    steps:
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
        with: {persist-credentials: false}
      - uses: actions/setup-python@5fda3b95a4ea91299a34e894583c3862153e4b97 # v7.0.0
        with: {python-version: "3.13"}
      - run: "pip install --only-binary :all: okrpress==<version>"
      - run: okrpress check --format github
  build:
    name: build
    if: github.event_name != 'pull_request' && github.ref == 'refs/heads/<branch>'
    runs-on: ubuntu-latest
    timeout-minutes: 10
    permissions: {contents: read}
    steps:
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
        with: {persist-credentials: false}
      - uses: actions/setup-python@5fda3b95a4ea91299a34e894583c3862153e4b97 # v7.0.0
        with: {python-version: "3.13"}
      - run: "pip install --only-binary :all: okrpress==<version>"
      - run: okrpress build --output "$RUNNER_TEMP/site"
      - uses: actions/upload-pages-artifact@fc324d3547104276b827a68afc52ff2a11cc49c9 # v5.0.0
        with: {path: "${{ runner.temp }}/site"}
  deploy:
    name: deploy
    needs: build
    runs-on: ubuntu-latest
    timeout-minutes: 10
    permissions:
      pages: write # the site
      id-token: write # proves to Pages which workflow deploys
    environment: {name: github-pages, url: "${{ steps.deploy.outputs.page_url }}"}
    steps:
      - id: deploy
        uses: actions/deploy-pages@cd2ce8fcbc39b97be8ca5fce6e763baed58fa128 # v5.0.0
"""

_PIPELINE = """\
# Checks every merge request, and publishes the site when the default branch changes. What is on
# track depends on the day: a pipeline schedule keeps the site up to date. Who may see the pages
# is decided under Settings > General > Visibility > Pages.
default:
  image: python:3.13-slim
  before_script:
    - "pip install --only-binary :all: okrpress==<version>"

check:
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
  script:
    - okrpress check --format gitlab --output-file gl-code-quality-report.json --exit-zero
    - okrpress check
  artifacts:
    when: always
    reports: {codequality: gl-code-quality-report.json}

pages:
  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
  script:
    - okrpress build --output public
  artifacts:
    paths: [public]
"""

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


def github_workflow(version: str, branch: str) -> str:
    """`.github/workflows/okr.yml`: no secrets, no caches, actions by their commit.

    Proposals are checked with the right to read. Only the job that deploys may do more, and it
    runs for the main branch alone.
    """
    return _WORKFLOW.replace("<version>", version).replace("<branch>", branch)


def gitlab_pipeline(version: str) -> str:
    """`.gitlab-ci.yml`: merge requests get their findings in the code quality widget."""
    return _PIPELINE.replace("<version>", version)


def ignored(output: str) -> tuple[str, ...]:
    """Lines of `.gitignore`: what okrpress makes and nobody should commit."""
    above, slash, name = output.rpartition("/")
    return f"/{output}/", f"/{above}{slash}.{name}.okrpress-*", "/.okrpress/"
