"""Files and folders from outside: read within limits, or refused in one sentence that names the file."""
