"""The language of the site, for what is written to people elsewhere: digests and reminders."""

from typing import TYPE_CHECKING

from okrpress.model.frozen import dataclass
from okrpress.report.bulletin import Bulletin
from okrpress.report.bulletin.bulletin import in_voice

if TYPE_CHECKING:
    from okrpress.site.formatting import Formatter

_ENGLISH = "en"
_SPACES = str.maketrans({"\u202f": " ", "\u00a0": " "})  # mails and chats break lines as they like


@dataclass(frozen=True, slots=True)
class _SiteVoice:
    fmt: "Formatter"

    @property
    def language(self) -> str:
        return self.fmt.language

    def say(self, text: str) -> str:
        from okrpress.site.ruling import told

        return told(self.fmt, text).text.translate(_SPACES)


def in_language(bulletin: Bulletin, language: str) -> Bulletin:
    """The bulletin as the site of that language would say it."""
    if language.partition("-")[0] == _ENGLISH:
        return bulletin
    from okrpress.site.formatting import Formatter

    return in_voice(bulletin, _SiteVoice(Formatter(language)))
