"""What other people's clients sign: all requests go to one process, so that two hundred cost seconds."""
