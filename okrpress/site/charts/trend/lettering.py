"""The letters of a trend: their size, the room around them, and how labels are drawn."""

from collections.abc import Sequence

from okrpress.site.charts.labels import Label
from okrpress.site.escaping import safe

# One size for phones and desks: on a phone a unit is a little less than a pixel; where there is
# more room the theme lets the drawing grow and its letters not, so that labels only drift apart.
LETTERS = 12.0
"""The size of a label's text, in units of the drawing."""
LINE = 15.0
"""From one line of text to the next."""
SPACE = 8.0
"""Between a label and what it belongs to."""
HALF = LETTERS / 3
"""From the middle of a line of text to its baseline."""
LATEST = 14.0
"""The size of the last value."""

_HALO = 'stroke="Canvas" stroke-width="3" stroke-linejoin="round"'
_LOOKS = {
    "latest": f' font-size="{LATEST:.4g}" font-weight="600" {_HALO}',
    "move": f" {_HALO}",
}
_ALONE = '<text class="chart-label-%s" x="%.4g" y="%.4g"%s%s>%s</text>'
_ANCHORS = {"start": "", "middle": ' text-anchor="middle"', "end": ' text-anchor="end"'}


def draw_labels(labels: Sequence[Label]) -> str:
    """Labels on their own."""
    return "".join(
        [
            _ALONE % (kind, *at, _ANCHORS[anchor], _LOOKS.get(kind, ""), safe(words))
            for words, at, anchor, _, kind in labels
        ]
    )
