"""The English judge, for all tests of wording."""

import pytest

from okrpress.rules.wording import Wordings, wordings_of


@pytest.fixture(scope="session")
def words() -> Wordings:
    found = wordings_of("en")
    assert found is not None
    return found
