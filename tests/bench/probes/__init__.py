"""What runs inside a measured process, and prints one line of JSON."""
