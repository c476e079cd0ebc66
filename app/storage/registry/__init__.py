"""The list of keys: public facts about each, in one SQLite file of the user's. sqlite3 only in here."""
