"""The page that says how the site was built: from which commit, and what its files come to."""

from collections.abc import Iterator

from okrpress.model.frozen import dataclass
from okrpress.site import urls
from okrpress.site.views.frame import Frame, make_frame
from okrpress.site.views.here import Here, Link, Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What is known of a site once all its other files are made.

    `digest` is that of all of them, `files` how many there are. `commit` is empty where the
    publisher has not said it.
    """

    audience: str
    files: int
    digest: str
    commit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildFact:
    """Something about the build; `is_code` where it is to be copied to the letter."""

    name: str
    value: str
    is_code: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildView:
    """How the site was built; `facts` are empty while it is a preview."""

    frame: Frame
    title: str
    facts: tuple[BuildFact, ...]
    command: str
    seal: Link


def build_view(site: Site, built: Built | None = None) -> BuildView:
    """The page, once the site is `built`, or before."""
    here = Here(site, urls.BUILD)
    title = here.fmt.say("How this site was built")
    return BuildView(
        frame=make_frame(here, title),
        title=title,
        facts=tuple(_facts(here, built)) if built else (),
        command="okrpress verify-site" + (" --rebuild" if built and built.commit else ""),
        seal=Link(urls.SEAL, here.href(urls.SEAL)),
    )


def _facts(here: Here, built: Built) -> Iterator[BuildFact]:
    say = here.fmt.say
    if built.commit:
        yield BuildFact(name=say("Commit"), value=built.commit, is_code=True)
    yield BuildFact(name=say("Digest"), value=built.digest, is_code=True)
    yield BuildFact(name=say("Files"), value=here.fmt.number(built.files), is_code=False)
    yield BuildFact(name=say("Audience"), value=built.audience, is_code=True)
