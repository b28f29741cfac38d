"""The host: finds plugins, loads them stage by stage, and contains every call into them.

`hookspecs` is the contract with plugins; `load.load_plugins` makes a `PluginHost`, the one object
that the faces hold.
"""
