"""Quantiles of Student's t distribution, for the interval of a forecast.

Source: NIST/SEMATECH e-Handbook of Statistical Methods, section 1.3.6.7.2, upper critical values
of Student's t distribution. Its columns 0.90, 0.95, 0.975 and 0.995 hold one tail; here they are
named by what lies between the two tails.
"""

from bisect import bisect_left, bisect_right
from decimal import Decimal

_SHARES = (Decimal("0.8"), Decimal("0.9"), Decimal("0.95"), Decimal("0.99"))

# degrees of freedom: the quantile for each share
_QUANTILES = {
    1: ("3.078", "6.314", "12.706", "63.657"),
    2: ("1.886", "2.920", "4.303", "9.925"),
    3: ("1.638", "2.353", "3.182", "5.841"),
    4: ("1.533", "2.132", "2.776", "4.604"),
    5: ("1.476", "2.015", "2.571", "4.032"),
    6: ("1.440", "1.943", "2.447", "3.707"),
    7: ("1.415", "1.895", "2.365", "3.499"),
    8: ("1.397", "1.860", "2.306", "3.355"),
    9: ("1.383", "1.833", "2.262", "3.250"),
    10: ("1.372", "1.812", "2.228", "3.169"),
    11: ("1.363", "1.796", "2.201", "3.106"),
    12: ("1.356", "1.782", "2.179", "3.055"),
    13: ("1.350", "1.771", "2.160", "3.012"),
    14: ("1.345", "1.761", "2.145", "2.977"),
    15: ("1.341", "1.753", "2.131", "2.947"),
    16: ("1.337", "1.746", "2.120", "2.921"),
    17: ("1.333", "1.740", "2.110", "2.898"),
    18: ("1.330", "1.734", "2.101", "2.878"),
    19: ("1.328", "1.729", "2.093", "2.861"),
    20: ("1.325", "1.725", "2.086", "2.845"),
    21: ("1.323", "1.721", "2.080", "2.831"),
    22: ("1.321", "1.717", "2.074", "2.819"),
    23: ("1.319", "1.714", "2.069", "2.807"),
    24: ("1.318", "1.711", "2.064", "2.797"),
    25: ("1.316", "1.708", "2.060", "2.787"),
    26: ("1.315", "1.706", "2.056", "2.779"),
    27: ("1.314", "1.703", "2.052", "2.771"),
    28: ("1.313", "1.701", "2.048", "2.763"),
    29: ("1.311", "1.699", "2.045", "2.756"),
    30: ("1.310", "1.697", "2.042", "2.750"),
    40: ("1.303", "1.684", "2.021", "2.704"),
    60: ("1.296", "1.671", "2.000", "2.660"),
    80: ("1.292", "1.664", "1.990", "2.639"),
    100: ("1.290", "1.660", "1.984", "2.626"),
}
_DEGREES = tuple(_QUANTILES)


def nearest_share(share: Decimal) -> Decimal:
    """The share in the table that spans at least `share`, or the widest there is."""
    return _SHARES[min(bisect_left(_SHARES, share), len(_SHARES) - 1)]


def quantile(share: Decimal, degrees: int) -> Decimal:
    """t such that `share` (one of the table's) of outcomes lies between −t and t.

    Where the table skips degrees of freedom, those below are taken: the interval is never too
    narrow. `degrees` is at least 1.
    """
    row = _QUANTILES[_DEGREES[bisect_right(_DEGREES, degrees) - 1]]
    return Decimal(row[_SHARES.index(share)])
