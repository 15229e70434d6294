"""``hashiya serve`` as a person uses it: the installed program, and headless Chromium that types and looks.

`chromium` drives the browser by its DevTools protocol. The browser has no WebGL here, so the rows of the page
can be read as text; `tests/real_terminals` judges how they look.
"""
