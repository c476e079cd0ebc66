"""What is in dist/ can be built again, elsewhere and on another day: the same bytes.

Here down to what xz presses; `make package-check`, which is part of each release, compares the results too.
"""

import pytest

import compare
import places


@pytest.mark.bundle
@pytest.mark.slow
@pytest.mark.xdist_group("rebuild")
def test_every_result_is_the_same_when_it_is_built_again(capfd: pytest.CaptureFixture[str]) -> None:
    """GIVEN the results of `make package` WHEN the tree is built again elsewhere THEN no byte differs."""
    status = compare.main([places.LOOSELY])
    assert status == 0, "".join(capfd.readouterr())
