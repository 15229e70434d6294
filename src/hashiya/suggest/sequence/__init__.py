"""A sequence model of the words of articles, trained on annotations when it is needed; no model is kept."""
