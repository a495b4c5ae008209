"""The catalogue of a library: an SQLite file that says what is published, and holds everything of it but the vectors."""
