#!/usr/bin/python3
"""Asks a window to close, as its close button does, which leaves the program time to save.

usage: close_window.py WINDOW

Neither WebDriver nor every xdotool can ask: they end the window at once.
Source: ICCCM 4.1.2.7 and 4.2.8.1, the protocol WM_DELETE_WINDOW.
"""

import sys

sys.dont_write_bytecode = True
import x11

x11.send(
    int(sys.argv[1]),
    x11.atom(b"WM_PROTOCOLS"),
    [x11.atom(b"WM_DELETE_WINDOW"), x11.CURRENT_TIME],
)
x11.lib.XCloseDisplay(x11.display)
