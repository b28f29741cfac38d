"""PostgreSQL's own words."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from sro_ops.store.dialect.shape import EXPUNGED, INDEXES, Engine


def _postgresql_triggers() -> list[str]:
    return [
        """CREATE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'the journal is append-only'; END $$""",
        f"""CREATE FUNCTION journal_payload_refuse() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN IF NOT EXISTS ({EXPUNGED}) THEN RAISE EXCEPTION 'the journal is append-only';
        END IF; RETURN OLD; END $$""",
        """CREATE TRIGGER journal_line_kept BEFORE UPDATE OR DELETE ON journal_line
        FOR EACH ROW EXECUTE FUNCTION journal_refuse()""",
        """CREATE TRIGGER journal_payload_kept BEFORE UPDATE ON journal_payload
        FOR EACH ROW EXECUTE FUNCTION journal_refuse()""",
        """CREATE TRIGGER journal_payload_gone BEFORE DELETE ON journal_payload
        FOR EACH ROW EXECUTE FUNCTION journal_payload_refuse()""",
        *(
            f"""CREATE TRIGGER {table}_whole BEFORE TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse()"""
            for table in ("journal_line", "journal_payload")
        ),
    ]


def _postgresql_search() -> list[str]:
    return [
        statement
        for name in INDEXES
        for statement in (
            f"CREATE TABLE search_{name} (line bigint PRIMARY KEY, words tsvector NOT NULL)",
            f"CREATE INDEX ix_search_{name} ON search_{name} USING gin (words)",
        )
    ]


_LONGEST_WORD = 500
_LONGEST_TEXT = 250_000
"""In characters of at most 4 bytes: a lexeme may have 2,046 bytes, a tsvector a million."""


def _folded(text: str) -> list[str]:
    """Return the words of `text` without case and accents, much as the other engine takes them.

    The server's own parsers know web addresses, host names, hyphens and signed numbers, and its
    lower case follows the database's locale; here a word is letters and digits, everywhere.
    """
    folded = unicodedata.normalize("NFD", text).casefold()
    kept = (c if c.isalnum() else _between(c) for c in folded)
    return [word[:_LONGEST_WORD] for word in "".join(kept).split()]


def _between(character: str) -> str:
    return "" if unicodedata.category(character)[0] == "M" else " "


def _postgresql_words(text: str) -> str:
    return " ".join(dict.fromkeys(_folded(text)))[:_LONGEST_TEXT]


def _postgresql_query(terms: Sequence[str], words: Sequence[str]) -> str:
    """Return a tsquery; words of letters and digits alone need no more than quotes."""
    quoted = [f"'{word}'" for word in _folded(" ".join(terms))]
    return " & ".join([*quoted[:-1], *(f"{word}:*" for word in quoted[-1:])])


POSTGRESQL = Engine(
    name="postgresql",
    dialect="postgresql.psycopg",
    begin_read="SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY",
    begin_write="SET LOCAL lock_timeout = '10s'",
    schema=(*_postgresql_triggers(), *_postgresql_search()),
    index_words=_postgresql_words,
    index_line="INSERT INTO search_{index}(line, words)"
    " VALUES (?, array_to_tsvector(string_to_array(?, ' ')))",
    unindex_line="DELETE FROM search_{index} WHERE line = ? AND ?::text IS NOT NULL",
    entries="search_{index}",
    entry="line",
    holds_line="SELECT 1 FROM search_{index} WHERE line = ?",
    query=_postgresql_query,
    holds_any="EXISTS (SELECT 1 FROM search_{index})",
    next_words="",
    match="SELECT line FROM search_{index} WHERE words @@ ?::tsquery AND line < ?"
    " ORDER BY line DESC LIMIT ?",
    lock_head="SELECT seq, hash FROM journal_head WHERE site = ? FOR UPDATE",
    next_position="SELECT array_agg(nextval('journal_line_pos_seq'))"
    " FROM pg_advisory_xact_lock(7305117), generate_series(1, %s)",
    has_table="SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = ?",
    version_tables="SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
    " AND tablename LIKE '%\\_version'",
    triggers="SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    integrity="",
    dangling="",
    parameter="%s",
    hour="to_char(l.occurred AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24')",
    neutral_rows=False,
)
