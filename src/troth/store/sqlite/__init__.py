"""The SQLite that the record is kept in: Django's own backend on a build without the WAL-reset bug."""
