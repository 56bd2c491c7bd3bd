"""GitHub's workflows: proposals are checked with the right to read, the site goes out from main.

No secrets, no caches, actions by their commit, libraries by their hashes; what an event says
reaches the shell as variables only.
"""

GITHUB_WORKFLOW = ".github/workflows/okr.yml"
GITHUB_COMMENT = ".github/okrpress/okr-comment.yml"
GITHUB_PINS = ".github/okrpress"

_CHECKOUT = "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1"
_PYTHON = "actions/setup-python@5fda3b95a4ea91299a34e894583c3862153e4b97 # v7.0.0"
_UPLOAD = "actions/upload-artifact@bbbca2ddaa5d8feaa63e36b76fdaad77386f024f # v7.0.0"
_DOWNLOAD = "actions/download-artifact@3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c # v8.0.1"
_PAGES = "actions/upload-pages-artifact@fc324d3547104276b827a68afc52ff2a11cc49c9 # v5.0.0"
_DEPLOY = "actions/deploy-pages@cd2ce8fcbc39b97be8ca5fce6e763baed58fa128 # v5.0.0"

_INSTALL = """\
      - name: install
        run: |
          python -m venv "$RUNNER_TEMP/okrpress"
          pip() { "$RUNNER_TEMP/okrpress/bin/pip" install --quiet --only-binary :all: "$@"; }
          pip --require-hashes --requirement .github/okrpress/libraries.txt
          pip --no-deps --requirement .github/okrpress/okrpress.txt
"""

_WORKFLOW = f"""\
# Checks every pull request and says what it means, and publishes the site when <branch> changes
# and every night, because what is on track depends on the day. Publishing needs one click, once:
# Settings > Pages > Source > GitHub Actions. Mind that the pages of a private repository are
# public, unless your plan lets you restrict them.
name: okr
on:
  pull_request:
  push: {{branches: ["<branch>"]}}
  schedule: [{{cron: "17 4 * * *"}}]
  workflow_dispatch:
permissions: {{}}
concurrency:
  group: "okr-${{{{ github.ref }}}}"
  cancel-in-progress: ${{{{ github.event_name == 'pull_request' }}}}
defaults: {{run: {{shell: bash}}}}
jobs:
  check:
    name: check
    if: github.event_name == 'pull_request'
    runs-on: ubuntu-latest
    timeout-minutes: 10
    permissions: {{contents: read}}
    steps:
      - uses: {_CHECKOUT}
        with: {{fetch-depth: 0, persist-credentials: false}}
      - uses: {_PYTHON}
        with: {{python-version: "3.13"}}
      - name: install
        id: install
        env:
          BASE: "${{{{ github.event.pull_request.base.sha }}}}"
        run: | # what main installs, not what the pull request would like to
          python -m venv "$RUNNER_TEMP/okrpress"
          pip() {{ "$RUNNER_TEMP/okrpress/bin/pip" install --quiet --only-binary :all: "$@"; }}
          for pins in libraries okrpress; do
            if git cat-file -e "$BASE:.github/okrpress/$pins.txt"; then
              git show "$BASE:.github/okrpress/$pins.txt" > "$RUNNER_TEMP/$pins.txt"
            else
              cp ".github/okrpress/$pins.txt" "$RUNNER_TEMP/$pins.txt"
            fi
          done
          pip --require-hashes --requirement "$RUNNER_TEMP/libraries.txt"
          pip --no-deps --requirement "$RUNNER_TEMP/okrpress.txt"
      - name: check
        run: |
          "$RUNNER_TEMP/okrpress/bin/okrpress" check --format concise
      - name: say what changes
        if: ${{{{ !cancelled() && steps.install.outcome == 'success' }}}}
        env:
          BASE: "${{{{ github.event.pull_request.base.sha }}}}"
          HEAD: "${{{{ github.event.pull_request.head.sha }}}}"
        run: |
          mkdir -p "$RUNNER_TEMP/okr"
          "$RUNNER_TEMP/okrpress/bin/okrpress" diff "$BASE" --format github \\
            --comment-file "$RUNNER_TEMP/okr/comment.json" --commit "$HEAD"
      - name: build a preview
        if: ${{{{ !cancelled() && steps.install.outcome == 'success' }}}}
        run: |
          "$RUNNER_TEMP/okrpress/bin/okrpress" build --keep-going --output "$RUNNER_TEMP/preview"
      - name: keep the preview, which opens from a disk
        if: ${{{{ !cancelled() }}}}
        uses: {_UPLOAD}
        with:
          name: okr-preview
          path: "${{{{ runner.temp }}}}/preview"
          retention-days: 7
          if-no-files-found: ignore
      - name: keep what a comment would say
        if: ${{{{ !cancelled() }}}}
        uses: {_UPLOAD}
        with:
          name: okr-comment
          path: "${{{{ runner.temp }}}}/okr/comment.json"
          retention-days: 1
          if-no-files-found: ignore
  build:
    name: build
    if: github.event_name != 'pull_request' && github.ref == 'refs/heads/<branch>'
    runs-on: ubuntu-latest
    timeout-minutes: 10
    permissions: {{contents: read}}
    steps:
      - uses: {_CHECKOUT}
        with: {{persist-credentials: false}}
      - uses: {_PYTHON}
        with: {{python-version: "3.13"}}
{_INSTALL}\
      - name: build
        run: |
          "$RUNNER_TEMP/okrpress/bin/okrpress" build --no-cache --commit "$GITHUB_SHA" \\
            --output "$RUNNER_TEMP/site"
          "$RUNNER_TEMP/okrpress/bin/okrpress" verify-site --audience public "$RUNNER_TEMP/site"
      - uses: {_PAGES}
        with: {{path: "${{{{ runner.temp }}}}/site"}}
  deploy:
    name: deploy
    needs: build
    runs-on: ubuntu-latest
    timeout-minutes: 10
    permissions:
      pages: write # the site
      id-token: write # proves to Pages which workflow deploys
    environment: {{name: github-pages, url: "${{{{ steps.deploy.outputs.page_url }}}}"}}
    steps:
      - id: deploy
        uses: {_DEPLOY}
  remind: # once the repository's variable OKRPRESS_REMIND is true: one issue says what is owed
    name: remind
    if: github.event_name == 'schedule' && vars.OKRPRESS_REMIND == 'true'
    runs-on: ubuntu-latest
    timeout-minutes: 10
    permissions:
      contents: read
      issues: write # the one issue
    steps:
      - uses: {_CHECKOUT}
        with: {{persist-credentials: false}}
      - uses: {_PYTHON}
        with: {{python-version: "3.13"}}
{_INSTALL}\
      - name: remind
        env:
          GITHUB_TOKEN: "${{{{ github.token }}}}"
        run: |
          "$RUNNER_TEMP/okrpress/bin/okrpress" remind --issue github
"""

_COMMENT = f"""\
# Off until you move it: git mv {GITHUB_COMMENT} .github/workflows/
# Puts what a pull request means into a comment on it, from forks too. It runs with the right to
# comment, so it takes nothing of the pull request but data, and okrpress distrusts every byte of
# them. Number and branch of the pull request come from GitHub, never from the data.
name: okr-comment
on:
  workflow_run: # zizmor: ignore[dangerous-triggers] nothing of a fork is checked out or run
    workflows: [okr]
    types: [completed]
permissions: {{}}
concurrency:
  group: "okr-comment-${{{{ github.event.workflow_run.head_sha }}}}"
  cancel-in-progress: true
defaults: {{run: {{shell: bash}}}}
jobs:
  comment:
    name: comment
    if: github.event.workflow_run.event == 'pull_request'
    runs-on: ubuntu-latest
    timeout-minutes: 5
    permissions:
      contents: read
      actions: read # the data of the other run
      pull-requests: write # one comment
    steps:
      - uses: {_CHECKOUT}
        with:
          persist-credentials: false
          sparse-checkout: .github/okrpress
      - uses: {_PYTHON}
        with: {{python-version: "3.13"}}
{_INSTALL}\
      - id: data
        uses: {_DOWNLOAD}
        continue-on-error: true # the other run may have ended before there were any
        with:
          name: okr-comment
          path: "${{{{ runner.temp }}}}/untrusted"
          run-id: "${{{{ github.event.workflow_run.id }}}}"
          github-token: "${{{{ github.token }}}}"
      - name: comment
        if: steps.data.outcome == 'success'
        env:
          GITHUB_TOKEN: "${{{{ github.token }}}}"
          HEAD: "${{{{ github.event.workflow_run.head_sha }}}}"
          OWNER: "${{{{ github.event.workflow_run.head_repository.owner.login }}}}"
          BRANCH: "${{{{ github.event.workflow_run.head_branch }}}}"
        run: |
          "$RUNNER_TEMP/okrpress/bin/okrpress" comment "$RUNNER_TEMP/untrusted/comment.json" \\
            --commit "$HEAD" --post github --head "$OWNER:$BRANCH"
"""


def github_workflow(branch: str) -> str:
    """`.github/workflows/okr.yml`. Only the jobs that deploy and remind may write anything."""
    return _WORKFLOW.replace("<branch>", branch)


def github_comment() -> str:
    """The workflow that comments on pull requests from forks, where GitHub does not look for it."""
    return _COMMENT
