"""New key: what is to be made, how it is protected, and where it is saved."""
