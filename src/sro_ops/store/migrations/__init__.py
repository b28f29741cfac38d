"""Migrations: from the tables that an older version left to those that this one needs."""
