"""Values that are not to be shown, written into the settings or only pointed at."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from sro_ops.errors import Refused

SHAPE = 'should be text, {env = "NAME"} or {file = "path"}'


@dataclass(frozen=True, slots=True, repr=False)
class Secret:
    """A text that is read only when it is used and never printed.

    In a settings file: ``"the text"``, ``{env = "NAME"}`` or ``{file = "path"}``, the path taken
    from the folder of the settings file. A plugin uses it as a field's type in its own schema.

    Attributes:
        kind: where the text is: in the settings (``plain``), a variable, or a file.
        value: the text itself, the variable's name, or the file's path.
    """

    kind: Literal["plain", "env", "file"]
    value: str

    @classmethod
    def parse(cls, raw: object, folder: Path) -> Secret:
        """Return the secret that a settings value stands for.

        Raises:
            ValueError: it is none of the three shapes.
        """
        if isinstance(raw, Secret):
            return raw
        if isinstance(raw, str):
            return cls("plain", raw)
        if isinstance(raw, dict) and len(raw) == 1:
            [(kind, value)] = raw.items()
            if kind == "env" and isinstance(value, str) and value:
                return cls("env", value)
            if kind == "file" and isinstance(value, str) and value:
                return cls("file", str(folder / Path(value).expanduser()))
        raise ValueError(SHAPE)

    def reveal(self) -> str:
        """Return the text itself, read now; a file's last line end is left off.

        Raises:
            Refused: the variable is not set, or the file cannot be read.
        """
        if self.kind == "plain":
            return self.value
        if self.kind == "env":
            text = os.environ.get(self.value, "")
            if not text:
                todo = "The settings take a secret from it"
                raise Refused(f"the environment variable {self.value} is not set", todo=todo)
            return text
        try:
            return Path(self.value).read_text("utf-8").rstrip("\r\n")
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or "not UTF-8 text"
            todo = "The settings take a secret from it"
            raise Refused(f"cannot be read ({reason})", self.value, todo) from None

    def __str__(self) -> str:
        return "(hidden)" if self.kind == "plain" else f'{{{self.kind} = "{self.value}"}}'

    def __repr__(self) -> str:
        return f"Secret({self})"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        """Let a pydantic model have a field of this type."""
        from pydantic_core import core_schema

        return core_schema.with_info_plain_validator_function(
            lambda raw, info: cls.parse(raw, (info.context or {}).get("folder", Path())),
            serialization=core_schema.plain_serializer_function_ser_schema(str),
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any) -> dict[str, Any]:
        """Say in JSON Schema which shapes a secret may have."""
        text = {"type": "string"}
        references = [
            {
                "type": "object",
                "properties": {key: text},
                "required": [key],
                "additionalProperties": False,
            }
            for key in ("env", "file")
        ]
        return {"anyOf": [text, *references]}
