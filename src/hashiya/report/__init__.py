"""A report on annotations as one page: counted here, drawn as HTML or Markdown."""
