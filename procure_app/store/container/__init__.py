"""The archive of an assessment file: its records, members, manifest and attached evidence."""
