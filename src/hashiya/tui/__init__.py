"""The reader on the screen: the only package that knows Textual and Rich."""
