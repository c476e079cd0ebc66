"""The verbs that window and terminal share: plain functions."""
