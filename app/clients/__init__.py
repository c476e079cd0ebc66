"""The programs that sign with a key of ours: what each opens, and how it is told. Data only."""
