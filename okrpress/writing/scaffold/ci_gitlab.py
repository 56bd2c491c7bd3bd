"""GitLab's pipeline: merge requests get widgets, a preview and a note, the main branch a site."""

GITLAB_PIPELINE = ".gitlab-ci.yml"
GITLAB_PINS = ".gitlab/okrpress"

_GIT = """\
    - |
      if ! command -v git > /dev/null; then
        apt-get update -qq
        apt-get install -y -qq --no-install-recommends git
      fi
"""

_PIPELINE = f"""\
# Checks every merge request and says what it means, and publishes the site when the default branch
# changes. What is on track depends on the day: a pipeline schedule, every night, keeps the site up
# to date. Settings > General > Visibility > Pages decides who may see it.
.okrpress:
  image: python:3.13.15-slim-trixie@\
sha256:7c61056e61ac89e852de05f3dc6fa51a6dd2181797bceed46aa725dd7cb2cd3b
  variables: {{PIP_ROOT_USER_ACTION: ignore, PIP_DISABLE_PIP_VERSION_CHECK: "1"}}
  before_script:
    - |
      cd .gitlab/okrpress
      pip install --quiet --only-binary :all: --require-hashes --requirement libraries.txt
      pip install --quiet --only-binary :all: --no-deps --requirement okrpress.txt
      cd "$CI_PROJECT_DIR"

check: # on the default branch too: GitLab shows what a merge request adds to that
  extends: .okrpress
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
  script:
    - okrpress check --format gitlab --output-file gl-code-quality-report.json --exit-zero
    - okrpress check
  artifacts:
    when: always
    reports: {{codequality: gl-code-quality-report.json}}

diff:
  extends: .okrpress
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
  variables: {{GIT_DEPTH: "0"}}
  script:
{_GIT}\
    - okrpress build --keep-going --output okr-preview || echo "the preview is not whole"
    - |
      okrpress diff "$CI_MERGE_REQUEST_DIFF_BASE_SHA" \\
        --comment-file okr-comment.json --commit "$CI_COMMIT_SHA"
  artifacts:
    when: always
    expose_as: preview of the OKRs
    paths: [okr-preview/, okr-comment.json]
    expire_in: 1 week

note: # once there is a masked variable OKRPRESS_NOTE_TOKEN: a project's token, Reporter, scope api
  extends: .okrpress
  needs: [diff]
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event" && $OKRPRESS_NOTE_TOKEN
      when: always
  variables: {{GIT_STRATEGY: fetch}}
  script:
    - export GITLAB_TOKEN="$OKRPRESS_NOTE_TOKEN"
    - okrpress comment okr-comment.json --commit "$CI_COMMIT_SHA" --post gitlab

pages:
  extends: .okrpress
  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
  resource_group: pages
  script:
{_GIT}\
    - okrpress build --no-cache --commit "$CI_COMMIT_SHA" --output public
    - okrpress verify-site --audience public public
  artifacts:
    paths: [public]

remind: # once OKRPRESS_REMIND is true, with OKRPRESS_NOTE_TOKEN: one issue says what is owed
  extends: .okrpress
  rules:
    - if: $CI_PIPELINE_SOURCE == "schedule" && $OKRPRESS_REMIND == "true"
  resource_group: remind
  script:
    - export GITLAB_TOKEN="$OKRPRESS_NOTE_TOKEN"
    - okrpress remind --issue gitlab
"""


def gitlab_pipeline() -> str:
    """`.gitlab-ci.yml`: no job needs a token but those that write notes and issues."""
    return _PIPELINE
