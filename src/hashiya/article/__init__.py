"""Articles made of bytes: reading, headlines and dates; `library` lists the articles of a folder."""
