"""A small trained model: a sum of weights of features that a person can read."""

import math
from collections.abc import Iterable, Mapping

from okrpress.model.frozen import dataclass

_STEEPEST = 30.0  # beyond it the logistic function is 0 or 1 to all digits


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """Logistic regression: how likely a label is, given the features that are present."""

    bias: float
    weights: Mapping[str, float]
    threshold: float  # the strength from which on a verdict fires

    def strength(self, features: Iterable[str]) -> float:
        """From 0 to 1, to three places; a feature without a weight counts nothing."""
        total = self.bias
        for feature in features:
            total += self.weights.get(feature, 0.0)
        return round(1 / (1 + math.exp(-max(-_STEEPEST, min(_STEEPEST, total)))), 3)
