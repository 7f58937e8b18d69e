"""The JSON Schema of the output, from the models; ``schemas/contract.schema.json`` holds the same text."""

from __future__ import annotations

import json

from contract_parse.model.contract import SCHEMA_VERSION, Contract


def schema_text() -> str:
    """The schema as it is printed and stored, with a final newline."""
    schema = Contract.model_json_schema(mode="serialization")
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"contract-parse-{SCHEMA_VERSION}",
        **schema,
    }
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
