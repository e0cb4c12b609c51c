"""Prints the PostgreSQL DDL that SQLAlchemy makes of the metadata of a program.

    python emit_ddl.py MODULE[:NAME] ...

Every MODULE is imported, in order. NAME is a MetaData, or has one as `.metadata`: a declarative base, a registry, a
Flask-SQLAlchemy `db`. No database and no driver is needed. What the modules print goes to the error stream; when one
fails, the last line there says why.
"""

import contextlib
import importlib
import os
import sys
import traceback


def metadata_of(module, path):
    """The MetaData that a dotted name of a module holds."""
    value = module
    for name in path.split("."):
        value = getattr(value, name)
    for candidate in (value, getattr(value, "metadata", None)):
        if hasattr(candidate, "tables") and hasattr(candidate, "create_all"):
            return candidate
    raise TypeError(f"{module.__name__}:{path} is no MetaData and has none")


def schemas(metadata):
    """Every schema that something of the metadata is in."""
    for sequence in getattr(metadata, "_sequences", {}).values():
        yield sequence.schema
    for table in metadata.tables.values():
        yield table.schema
        for column in table.columns:
            # An enumeration, or an array of them.
            kind = getattr(column.type, "item_type", column.type)
            yield getattr(kind, "schema", None)


def statements(metadata):
    """What `create_all` would send to an empty PostgreSQL database."""
    from sqlalchemy import create_mock_engine
    from sqlalchemy.schema import AddConstraint, CreateIndex

    sent = []
    unordered = []

    def send(statement, *_, **__):
        text = statement if isinstance(statement, str) else str(statement.compile(dialect=engine.dialect))
        if isinstance(statement, (AddConstraint, CreateIndex)):
            unordered.append(text.strip())
        else:
            settle()
            sent.append(text.strip())

    def settle():
        # Indexes of a table, and the foreign keys that close a cycle, come out of sets: every run has another order.
        sent.extend(sorted(unordered))
        unordered.clear()

    # Another parameter style would double every percent sign, for a driver to halve again.
    engine = create_mock_engine("postgresql+psycopg2://", send, paramstyle="named")
    # As a server answers when it is asked: a backslash in a string is a backslash.
    engine.dialect._backslash_escapes = False
    for name in sorted(set(schemas(metadata)) - {None, "public"}):
        send("CREATE SCHEMA IF NOT EXISTS " + engine.dialect.identifier_preparer.quote_schema(name))
    metadata.create_all(engine, checkfirst=False)
    settle()
    return sent


def main(targets):
    # A program is imported from where it stands, as `python -m` does it.
    sys.path.insert(0, os.getcwd())
    found = []
    with contextlib.redirect_stdout(sys.stderr):
        for target in targets:
            name, _, path = target.partition(":")
            module = importlib.import_module(name)
            if path:
                metadata = metadata_of(module, path)
                if not any(metadata is other for other in found):
                    found.append(metadata)
        # Two that share an enum each create it.
        sent = dict.fromkeys(text for metadata in found for text in statements(metadata))
    for text in sent:
        print(text.rstrip(";") + ";\n")


try:
    main(sys.argv[1:])
except BaseException as failure:  # A module may well say sys.exit().
    traceback.print_exc()
    reason = "".join(traceback.format_exception_only(type(failure), failure)).strip()
    print(reason.partition("\n")[0], file=sys.stderr)
    sys.exit(1)
