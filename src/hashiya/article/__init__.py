"""From bytes to articles: reading, headlines and dates; the library of a folder is in `library`."""
