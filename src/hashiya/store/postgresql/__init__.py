"""The annotations of a team, in a PostgreSQL database; needs the extra ``team``."""
