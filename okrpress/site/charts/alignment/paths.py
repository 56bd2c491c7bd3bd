"""The ways of lines as SVG: level at every box, curved in the space between columns."""

from okrpress.site.charts.alignment.layout import Measures, Route

_TIP = 6  # from the tip of an arrow to its foot
_HALF = 4  # of an arrow's foot


def line_path(route: Route, measures: Measures) -> str:
    """The data of the line, up to the foot of its arrow."""
    if route.turns:
        return _turn(route, measures)
    reach = -measures.gutter // 2 if route.to_left else measures.gutter // 2
    (x, y), (to_x, to_y) = route.start, route.end
    parts = [f"M{x} {y}"]
    for stop in route.stops:
        near, far = (stop.right, stop.left) if route.to_left else (stop.left, stop.right)
        parts.append(f"C{x + reach} {y} {near - reach} {stop.y} {near} {stop.y}H{far}")
        x, y = far, stop.y
    foot = to_x + (_TIP if route.to_left else -_TIP)
    parts.append(f"C{x + reach} {y} {foot - reach} {to_y} {foot} {to_y}")
    return "".join(parts)


def _turn(route: Route, measures: Measures) -> str:
    """Out of the right side and back to it; the further apart, the further out."""
    (x, y), (to_x, to_y) = route.start, route.end
    out = min(measures.gutter * 7 // 10, 24 + abs(to_y - y) // 8)
    return f"M{x} {y}C{x + out} {y} {to_x + _TIP + out} {to_y} {to_x + _TIP} {to_y}"


def arrow_path(route: Route) -> str:
    """The data of the arrow at the end."""
    x, y = route.end
    foot = _TIP if route.to_left or route.turns else -_TIP
    return f"M{x} {y}l{foot} {-_HALF}v{2 * _HALF}Z"
