#!/usr/bin/python3
"""Asks a window to close, as its close button does, which leaves the program time to save.

usage: close_window.py WINDOW

Neither WebDriver nor every xdotool can ask: they end the window at once.
Source: ICCCM 4.1.2.7 and 4.2.8.1, the protocol WM_DELETE_WINDOW.
"""

import ctypes
import sys


class ClientMessage(ctypes.Structure):
    _fields_ = [
        ("kind", ctypes.c_int),
        ("serial", ctypes.c_ulong),
        ("is_sent", ctypes.c_int),
        ("display", ctypes.c_void_p),
        ("window", ctypes.c_ulong),
        ("message", ctypes.c_ulong),
        ("format", ctypes.c_int),
        ("content", ctypes.c_long * 5),
    ]


class Event(ctypes.Union):
    # The size is that of the longest event there is.
    _fields_ = [("client", ClientMessage), ("padding", ctypes.c_long * 24)]


CLIENT_MESSAGE = 33
CURRENT_TIME = 0

x11 = ctypes.CDLL("libX11.so.6")
x11.XOpenDisplay.restype = ctypes.c_void_p
x11.XOpenDisplay.argtypes = [ctypes.c_char_p]
x11.XInternAtom.restype = ctypes.c_ulong
x11.XInternAtom.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int]
x11.XSendEvent.argtypes = [
    ctypes.c_void_p,
    ctypes.c_ulong,
    ctypes.c_int,
    ctypes.c_long,
    ctypes.POINTER(Event),
]
x11.XCloseDisplay.argtypes = [ctypes.c_void_p]

window = int(sys.argv[1])
display = x11.XOpenDisplay(None)
if not display:
    sys.exit("no display")
event = Event()
event.client.kind = CLIENT_MESSAGE
event.client.window = window
event.client.message = x11.XInternAtom(display, b"WM_PROTOCOLS", 0)
event.client.format = 32
event.client.content[0] = x11.XInternAtom(display, b"WM_DELETE_WINDOW", 0)
event.client.content[1] = CURRENT_TIME
x11.XSendEvent(display, window, 0, 0, ctypes.byref(event))
x11.XCloseDisplay(display)
