"""What comes from the terminal, parted into keys, pastes and answers before anything else reads it."""
