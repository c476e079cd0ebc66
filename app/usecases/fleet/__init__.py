"""Many keys from a list: read, made all or none or bit by bit, and described in a manifest."""
