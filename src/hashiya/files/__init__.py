"""Files and folders from outside: read within bounds, refused in one sentence that names them."""
