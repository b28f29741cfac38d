"""The ground: engine, journal, write path, feed, search, migrations, backup."""
