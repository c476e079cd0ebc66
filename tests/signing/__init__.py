"""Tests of app.signing."""
