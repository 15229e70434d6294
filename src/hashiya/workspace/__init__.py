"""What goes beyond one open article: the transactions made in a folder, to be taken back one day."""
