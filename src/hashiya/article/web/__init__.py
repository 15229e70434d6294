"""Saved web pages: their text, title, date and byline, taken out in a limited child process."""
