"""Files attached to an answer: looked through in the child process, and let in only where they are what they say."""
