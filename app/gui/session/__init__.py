"""What the pages share: the one job, the pairs at hand, the notice on screen, what is remembered."""
