"""The transactions made in a folder, kept so that they can be undone across articles and restarts."""
