"""Mail: one builder per mail, and the conversation with the relay."""
