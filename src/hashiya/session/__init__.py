"""The application without a screen: what is open, where one stands, what is selected, commands and search."""
