"""A folder that becomes another one between the look at it and the saving: refused, or told first."""

import ast
from pathlib import Path

import pytest

from app.destinations import Finding, Kind
from app.errors import RefusedError
from app.keys.algorithm import ED25519
from app.keys.pair import KeyPair
from app.keys.protection import Unencrypted
from app.usecases.generate import GenerateRequest, generate_key_pairs
from app.usecases.judge_destination import UnseenFindingsError, judge, refuse_unseen, save_where_judged
from app.usecases.save import SaveRequest
from tests.sentences import refusal


@pytest.fixture(scope="module")
def pairs() -> tuple[KeyPair, ...]:
    return generate_key_pairs(GenerateRequest(ED25519, 1))


@pytest.fixture
def request_(tmp_path: Path, pairs: tuple[KeyPair, ...]) -> SaveRequest:
    (tmp_path / "keys").mkdir(mode=0o700)
    return SaveRequest(pairs, "spot", tmp_path / "keys", Unencrypted())


def files(where: Path) -> list[str]:
    return [path.name for path in where.rglob("*") if path.is_file()]


def test_what_is_new_is_told_before_anything_is_written(request_: SaveRequest) -> None:
    seen = judge(request_.folder, request_.names, tuple)
    request_.folder.chmod(0o777)
    told: list[Finding] = []

    def tell(findings: tuple[Finding, ...]) -> None:
        assert files(request_.folder) == []
        told.extend(findings)

    save_where_judged(request_, seen, tuple, tell)

    assert [finding.kind for finding in told] == [Kind.WRITABLE_BY_OTHERS]
    assert sorted(files(request_.folder)) == ["spot.private.pem", "spot.public.pem"]


def test_what_was_told_before_is_not_told_again(request_: SaveRequest) -> None:
    request_.folder.chmod(0o777)
    seen = judge(request_.folder, request_.names, tuple)
    assert len(seen.findings) == 1
    save_where_judged(request_, seen, tuple, refuse_unseen)


def test_what_nobody_has_seen_ends_the_saving_where_the_face_says_so(request_: SaveRequest) -> None:
    seen = judge(request_.folder, request_.names, tuple)
    request_.folder.chmod(0o777)
    with pytest.raises(UnseenFindingsError):
        save_where_judged(request_, seen, tuple, refuse_unseen)
    assert files(request_.folder) == []


@pytest.mark.parametrize("is_accepted", [False, True])
def test_another_folder_in_its_place_is_refused(request_: SaveRequest, is_accepted: bool) -> None:
    accepted = (str(request_.folder),) if is_accepted else ()
    seen = judge(request_.folder, request_.names, lambda: accepted)
    request_.folder.rename(request_.folder.with_name("away"))
    request_.folder.mkdir(mode=0o700)

    with refusal(RefusedError, folder=str(request_.folder)):
        save_where_judged(request_, seen, lambda: accepted, refuse_unseen)
    assert files(request_.folder.parent) == []


def test_link_that_leads_elsewhere_since_then_is_refused(request_: SaveRequest, tmp_path: Path) -> None:
    seen = judge(request_.folder, request_.names, tuple)
    request_.folder.rmdir()
    (tmp_path / "elsewhere").mkdir(mode=0o700)
    request_.folder.symlink_to(tmp_path / "elsewhere")
    with refusal(RefusedError, folder=str(request_.folder)):
        save_where_judged(request_, seen, tuple, refuse_unseen)
    assert files(tmp_path) == []


def test_folder_that_is_still_to_be_made_is_made(request_: SaveRequest) -> None:
    request_.folder.rmdir()
    seen = judge(request_.folder, request_.names, tuple)
    save_where_judged(request_, seen, tuple, refuse_unseen)
    assert len(files(request_.folder)) == 2


@pytest.mark.parametrize("face", ["cli", "gui"])
def test_no_face_saves_without_it(face: str) -> None:
    for path in (Path(__file__).parents[2] / "app" / face).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom) and node.module == "app.usecases.save":
                assert "save" not in [each.name for each in node.names], path
