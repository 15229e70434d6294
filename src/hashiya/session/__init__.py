"""The application without a screen: open article, library, caret, selection, commands, search."""
