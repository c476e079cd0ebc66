"""Every sentence is a literal template with its values, and the catalogue for translators has them all."""

import ast
import builtins
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog

import catalogue

ROOT = Path(__file__).parents[1]
MAKERS = ("text", "plural")
JOINERS = (*MAKERS, "paragraph", "listed")
PATHS = sorted((ROOT / "app").rglob("*.py"))


def name_of(node: ast.AST) -> str:
    """The name of what is called, empty for anything but a plain call."""
    return node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""


def templates(call: ast.Call) -> list[str]:
    """Its templates. Raises ValueError where one is not a literal."""
    given = call.args[: 2 if name_of(call) == "plural" else 1]
    found = [node.value for node in given if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    if len(found) != len(given) or not found:
        raise ValueError("not a literal template")
    return found


def fields(template: str) -> set[str]:
    """The names in braces."""
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def breach_of_call(call: ast.Call) -> str:
    """What is wrong with a call of text() or plural()."""
    try:
        wanted = set().union(*map(fields, templates(call)))
    except ValueError as error:
        return str(error)
    values = {str(keyword.arg) for keyword in call.keywords}
    own = {"number"} if name_of(call) == "plural" else set()
    if wanted - values - own:
        return f"without a value: {wanted - values - own}"
    return f"without a field: {values - wanted}" if values - wanted else ""


def texts_in(tree: ast.AST) -> set[str]:
    """The names that are given to Texts."""
    assigned = [
        node for node in ast.walk(tree) if isinstance(node, ast.Assign) and name_of(node.value) in JOINERS
    ]
    return {target.id for node in assigned for target in node.targets if isinstance(target, ast.Name)}


def parts_of_glue(node: ast.AST) -> list[ast.expr]:
    """What is made a part of a longer string here."""
    match node:
        case ast.BinOp(left=left, op=ast.Add() | ast.Mod(), right=right):
            return [left, right]
        case ast.AugAssign(target=target, op=ast.Add(), value=value):
            return [target, value]
        case ast.FormattedValue(value=value):
            return [value]
        case ast.Attribute(value=value, attr="format" | "format_map" | "replace" | "removesuffix" | "join"):
            return [value]
    return []


def breaches(source: str) -> Iterator[str]:
    """The lines where a sentence is not a literal template, lacks a value or a field, or is glued."""
    tree = ast.parse(source)
    texts = texts_in(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and name_of(node) in MAKERS and (said := breach_of_call(node)):
            yield f"{node.lineno}: {said}"
        for part in parts_of_glue(node):
            if name_of(part) in JOINERS or (isinstance(part, ast.Name) and part.id in texts):
                yield f"{part.lineno}: a Text is glued to something"


def plain_errors(source: str) -> Iterator[str]:
    """The lines where an error is made with a string that is not a Text."""
    for node in ast.walk(ast.parse(source)):
        kind = name_of(node)
        if isinstance(node, ast.Call) and kind.endswith("Error") and not hasattr(builtins, kind):
            for given in node.args:
                if isinstance(given, ast.JoinedStr | ast.BinOp | ast.Constant):
                    yield f"{given.lineno}: {kind} has a plain string"


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_sentences_are_literal_templates_with_their_values(path: Path) -> None:
    assert list(breaches(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_errors_are_made_of_texts(path: Path) -> None:
    assert list(plain_errors(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    "breach",
    [
        'text(f"{name} is open.")',
        'text("It is " + name)',
        "text(template)",
        "text(*parts)",
        "text()",
        'plural("one file", many, 2)',
        'plural(f"{n} file", "{number} files", 2)',
        'text("{path} is open.")',
        'text("{path} is open.", path="a", reason="b")',
        'plural("{number} file in {folder}", "{number} files", 2)',
        'text("{} is open.", "a")',
        'text("It is open. {hint}").format(hint="Close it.")',
        'text("It is open.").replace("open", "shut")',
        'text("It is open.") + " Close it."',
        '"Note: " + text("It is open.")',
        'f"Note: {text("It is open.")}"'.replace('"It is open."', "'It is open.'"),
        'IS_OPEN = text("It is open.")\nf"Note: {IS_OPEN}"',
        'IS_OPEN = text("It is open.")\nsaid = IS_OPEN + " Close it."',
        'IS_OPEN = text("It is open.")\nIS_OPEN += " Close it."',
        'both = paragraph(text("It is open."))\nboth.removesuffix("open.")',
    ],
)
def test_a_glued_sentence_is_found(breach: str) -> None:
    assert list(breaches(breach))


@pytest.mark.parametrize(
    "breach", ['UsageError("No.")', 'RefusedError(text("No."), f"Use {name}.")', 'StorageError("No. " + why)']
)
def test_an_error_of_plain_strings_is_found(breach: str) -> None:
    assert list(plain_errors(breach))


@pytest.mark.parametrize(
    "sentence",
    [
        'text("It is open.")',
        'text("{path} is " "open: {size:,}.", path=path, size=3)',
        'plural("{number} file", "{number:,} files", 2)',
        'plural("a file in {folder}", "{number} files in {folder}", 2, folder=folder)',
        'paragraph(text("It is open."), NOTHING)',
        'field.text() + "."',
    ],
)
def test_a_whole_sentence_is_not_a_breach(sentence: str) -> None:
    assert not list(breaches(sentence))


@pytest.fixture(scope="module")
def extracted() -> Catalog:
    return catalogue.sentences(ROOT / "app")


def test_the_catalogue_is_the_one_of_these_sentences(extracted: Catalog) -> None:
    kept = catalogue.TEMPLATE.read_text(encoding="utf-8")
    assert kept == catalogue.as_template(extracted), "run `make translations`"


@pytest.mark.thorough
def test_the_catalogue_has_each_template(extracted: Catalog) -> None:
    """Babel looks for calls in its own way, which passes over what it cannot read."""
    found = {
        template
        for path in PATHS
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and name_of(node) in MAKERS
        for template in templates(node)
    }
    known = {each for message in extracted for each in as_tuple(message.id)}
    assert found == known - {""}  # the header


def as_tuple(message: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    """A message and its plural."""
    return (message,) if isinstance(message, str) else tuple(message)
