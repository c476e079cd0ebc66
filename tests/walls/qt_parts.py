"""A wall that import-linter does not have: which parts of PySide6 a room may import.

import-linter sees an external package as a whole, but QtCore belongs into a model and QtWidgets does not.
"""

import re
from collections.abc import Iterator

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class QtPartsContract(Contract):
    """`rooms`: names of packages or modules anywhere in app, which may import only the `allowed_parts`."""

    type_name = "qt_parts"

    rooms = fields.SetField(subfield=fields.StringField())
    allowed_parts = fields.SetField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        breaches = sorted(self._breaches(graph))
        return ContractCheck(kept=not breaches, metadata={"breaches": breaches})

    def _breaches(self, graph: ImportGraph) -> Iterator[str]:
        allowed = re.compile(rf"(from|import) PySide6\.({'|'.join(self.allowed_parts)})( import .*)?")  # type: ignore[arg-type]
        for module in graph.find_modules_that_directly_import("PySide6"):
            if self.rooms.isdisjoint(module.split(".")):  # type: ignore[attr-defined]
                continue
            for details in graph.get_import_details(importer=module, imported="PySide6"):
                if not allowed.fullmatch(details["line_contents"]):
                    yield f"{module}, line {details['line_number']}: {details['line_contents']}"

    def render_broken_contract(self, check: ContractCheck) -> None:
        for breach in check.metadata["breaches"]:
            output.print_error(breach)
