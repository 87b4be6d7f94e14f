"""Fields: what each field of a request may hold, read off the types in `flights`.

Training writes the fields into the contract, and the messages about mistakes are made from them, so
that ranges and units are stated in the types alone.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import cast

import msgspec
from msgspec import inspect

from pushback.contract import Field
from pushback.flights import (
    FIRST_TIME,
    LAST_TIME,
    LOCAL_TIME,
    Flight,
    Options,
    RoutesQuery,
    Weather,
    published,
)
from pushback.lookups import Reference


def _describe(field: inspect.Field) -> Field:
    kind = field.type
    if isinstance(kind, inspect.UnionType):  # an optional field: take what it is besides null
        kind = next(option for option in kind.types if not isinstance(option, inspect.NoneType))
    schema = {}
    if isinstance(kind, inspect.Metadata):
        schema, kind = kind.extra_json_schema or {}, kind.type
    examples = schema.get("examples")
    common = {
        "name": field.name,
        "required": field.required,
        "description": schema.get("description", ""),
        "example": str(examples[0]) if examples else None,
    }
    if isinstance(kind, inspect.StrType):
        pattern = published(kind.pattern or "")
        if kind.pattern != LOCAL_TIME:
            return Field(type="code", pattern=pattern, **common)
        first, last = str(FIRST_TIME), str(LAST_TIME)
        return Field(type="local_time", pattern=pattern, minimum=first, maximum=last, **common)
    if isinstance(kind, inspect.FloatType):
        unit = schema.get("x-unit")
        return Field(
            type="number",
            unit=unit,
            minimum=kind.ge,
            maximum=kind.le,
            multiple_of=kind.multiple_of,
            **common,
        )
    if isinstance(kind, inspect.BoolType):
        return Field(type="boolean", **common)
    raise TypeError(f"{field.name}: a field is not {kind}")


def _of(row_type: type[msgspec.Struct]) -> tuple[Field, ...]:
    info = cast(inspect.StructType, inspect.type_info(row_type))
    return tuple(_describe(field) for field in info.fields)


FIELDS: Mapping[str, tuple[Field, ...]] = MappingProxyType(
    {"flights": _of(Flight), "weather": _of(Weather), "options": _of(Options)}
)
ROUTES_QUERY = _of(RoutesQuery)


def with_choices(reference: Reference) -> dict[str, list[Field]]:
    """Return the fields by table, and the options, each with the codes that the model has seen."""
    choices: dict[str, Sequence[str]] = {
        "carrier": list(reference.airlines),
        "origin": list(reference.airports),
        "destination": list(reference.airports),
        "airport": list(reference.airports),
    }
    return {
        table: [msgspec.structs.replace(field, choices=choices.get(field.name)) for field in fields]
        for table, fields in FIELDS.items()
    }
