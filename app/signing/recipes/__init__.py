"""The recipes, a file for each venue or protocol."""
