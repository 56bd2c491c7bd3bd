"""What protects people: the objectives and health metrics that say so."""

from okrpress.model.okr import Objective

TAG = "well-being"


def is_well_being(objective: Objective) -> bool:
    """Whether the objective is tagged as one about the people who do the work."""
    return TAG in objective.tags
