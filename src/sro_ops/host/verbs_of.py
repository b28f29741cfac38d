"""The verbs of a plugin: of its own types, and each under a word of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from sro_ops.errors import Refused
from sro_ops.host.claims import Claims
from sro_ops.host.manifest import Manifest
from sro_ops.host.naming import in_manifest, once
from sro_ops.host.rules import word as word_rule
from sro_ops.records.verbs import Verb
from sro_ops.text import nearest

if TYPE_CHECKING:
    from sro_ops.records.record import Record


def settled_verbs(
    manifest: Manifest,
    declared: tuple[Verb, ...],
    types: tuple[type[Record], ...],
    claims: Claims,
    words: Mapping[str, str],
) -> tuple[Verb, ...]:
    """Return a plugin's verbs, each under a word that is free.

    Args:
        manifest: its plugin.toml.
        declared: what it returned.
        types: its own record types.
        claims: who has which word.
        words: the site's verbs, word to verb or record type.

    Raises:
        Refused: a verb is wrong, or its word is another's and the settings give it none.
    """
    fields_of = {cls.kind().type: set(cls.fields()) for cls in types}
    kept: list[Verb] = []
    for verb in declared:
        _check_verb(verb, fields_of)
        owner = claims.owner("verb", verb.word)
        kept.append(verb if owner is None else _settled(manifest, verb, owner, claims, words))
    once("verb", [verb.word for verb in kept])
    if manifest.verbs:
        in_manifest("verb", [verb.word for verb in declared], manifest.verbs, "verbs")
    return tuple(kept)


def _check_verb(verb: Verb, fields_of: Mapping[str, set[str]]) -> None:
    if complaint := word_rule(verb.word) or ("" if verb.word.islower() else "should be lower case"):
        raise Refused(f'the verb "{verb.word}" {complaint}')
    if verb.type not in fields_of:
        offer = nearest(str(verb.type), fields_of)
        todo = f"Nearest: {offer}" if offer else "Declare it with sro_record_types"
        raise Refused(f'the verb "{verb.word}" makes a "{verb.type}", which is not yours', "", todo)
    known = fields_of[verb.type]
    text = [verb.text] if verb.reads is None else []
    for name in [*text, *([verb.money] if verb.money else []), *verb.defaults]:
        if name not in known:
            offer = nearest(name, known)
            todo = f"Nearest: {offer}" if offer else f"Fields: {', '.join(sorted(known)) or 'none'}"
            raise Refused(f'the verb "{verb.word}": {verb.type} has no field "{name}"', "", todo)


def _settled(
    manifest: Manifest, verb: Verb, owner: str, claims: Claims, words: Mapping[str, str]
) -> Verb:
    """Return a verb whose word is taken under the word that the settings give it.

    Raises:
        Refused: they give it none; names the owner and a free word.
    """
    own = next((word for word, target in words.items() if target == verb.type), None)
    if own is not None and claims.owner("verb", own) is None:
        return replace(verb, word=own)
    last = verb.type.rpartition(".")[2]
    tried = (last, manifest.name, f"{manifest.name}-{verb.word}", f"{verb.word}2")
    free = next((word for word in tried if claims.owner("verb", word) is None), tried[-1])
    todo = f'Free: {free}. Or in the settings, under [verbs]: {free} = "{verb.type}"'
    raise Refused(f'the verb "{verb.word}" is taken by {owner}', "", todo)
