"""Input from the terminal, separated into keys, pastes and answers before anything else reads it."""
