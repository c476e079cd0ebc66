"""The bill of materials: CycloneDX 1.6 as JSON, validated, and the same for the same contents.

The serial number is made from the contents and the time is SOURCE_DATE_EPOCH, so that a bill is as
reproducible as the bundle that it describes.
"""

import hashlib
import json
import uuid
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from contents.inside import File, PackedComponent
from contents.origins import Origin

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_OID, "asymmetric-key-generator bill of materials")


def bill(components: Iterable[PackedComponent], built: int) -> str:
    """Return the bill; `built` in seconds since 1970. Raises ValueError where it is not CycloneDX."""
    from cyclonedx.schema import SchemaVersion  # here: it reads grammars for a second or two
    from cyclonedx.validation.json import JsonStrictValidator

    parts = [_component(each) for each in components]
    subject = next(part for part in parts if part["type"] == "application")
    content: dict[str, Any] = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "timestamp": datetime.fromtimestamp(built, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": subject,
        },
        "components": [part for part in parts if part is not subject],
        "dependencies": _dependencies(parts, subject),
    }
    content["serialNumber"] = f"urn:uuid:{uuid.uuid5(_NAMESPACE, _digest(content))}"
    text = json.dumps(content, indent=1, ensure_ascii=True) + "\n"
    if problem := JsonStrictValidator(SchemaVersion.V1_6).validate_str(text):
        raise ValueError(f"the bill of materials is not CycloneDX 1.6: {problem}")
    return text


def _digest(content: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def _component(component: PackedComponent) -> dict[str, Any]:
    origin = component.origin
    result = _described(origin.kind, origin.name, origin.version, origin.purl, origin.licence)
    result["bom-ref"] = _reference(origin)
    if component.modules:
        count = {"name": "akg:modules-inside-of-the-executables", "value": str(component.modules)}
        result["properties"] = [count]
    inner = [_file(each) for each in component.files]
    inner += [_described("library", *part) for part in origin.parts]
    if inner:
        result["components"] = inner
    return result


def _described(kind: str, name: str, version: str, purl: str, licence: str) -> dict[str, Any]:
    result: dict[str, Any] = {"type": kind, "name": name, "version": version, "purl": purl}
    if licence:
        result["licenses"] = [{"expression": licence}]
    return {key: value for key, value in result.items() if value}


def _file(file: File) -> dict[str, Any]:
    return {"type": "file", "name": file.path, "hashes": [{"alg": "SHA-256", "content": file.sha256}]}


def _reference(origin: Origin) -> str:
    return origin.purl or f"{origin.name}@{origin.version}"


def _dependencies(parts: list[dict[str, Any]], subject: dict[str, Any]) -> list[dict[str, Any]]:
    """Make the program depend on all others; how these depend on each other, only their installers know."""
    others = [part["bom-ref"] for part in parts if part is not subject]
    return [{"ref": subject["bom-ref"], "dependsOn": others}, *({"ref": each} for each in others)]
