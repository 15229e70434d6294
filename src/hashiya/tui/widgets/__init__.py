"""One widget a file; a widget holds scroll and focus, everything else is the session's."""
