"""What guards secrets in the window: the clipboard, what is shown and for how long, captures, idle hands."""
