"""As much of X11 as the tests speak themselves.

Source: Xlib, XClientMessageEvent.
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

lib = ctypes.CDLL("libX11.so.6")
lib.XOpenDisplay.restype = ctypes.c_void_p
lib.XOpenDisplay.argtypes = [ctypes.c_char_p]
lib.XInternAtom.restype = ctypes.c_ulong
lib.XInternAtom.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int]
lib.XSendEvent.argtypes = [
    ctypes.c_void_p,
    ctypes.c_ulong,
    ctypes.c_int,
    ctypes.c_long,
    ctypes.POINTER(Event),
]
lib.XCloseDisplay.argtypes = [ctypes.c_void_p]

display = lib.XOpenDisplay(None)
if not display:
    sys.exit("no display")


def atom(name):
    return lib.XInternAtom(display, name, 0)


def send(window, message, content, mask=0):
    """Sends a message to a window: numbers of 32 bits."""
    event = Event()
    event.client.kind = CLIENT_MESSAGE
    event.client.window = window
    event.client.message = message
    event.client.format = 32
    event.client.content[: len(content)] = content
    lib.XSendEvent(display, window, 0, mask, ctypes.byref(event))
