"""Settings: one TOML file, read in two ways, every mistake named with its file and line.

`sro_ops.settings.quick` needs the standard library alone and is what the Desk reads before its
first paint; `sro_ops.settings.load` validates the whole with pydantic. Both start from
`sro_ops.settings.source.read`.
"""
