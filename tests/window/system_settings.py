#!/usr/bin/python3
"""Settings of a desktop under X11, which programs follow while they run: the theme, and whether there is motion.

Each line of the input is a setting, NAME=VALUE; a number is a whole number. Each is answered once it is told.
Source: the XSETTINGS specification 0.5 of freedesktop.org.
"""

import ctypes
import struct
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
STRUCTURE_NOTIFY = 1 << 17
REPLACE = 0

x11 = ctypes.CDLL("libX11.so.6")
x11.XOpenDisplay.restype = ctypes.c_void_p
for name in ("XDefaultRootWindow", "XInternAtom", "XCreateSimpleWindow"):
    getattr(x11, name).restype = ctypes.c_ulong
display = x11.XOpenDisplay(None)
if not display:
    sys.exit("no display")
display = ctypes.c_void_p(display)
root = x11.XDefaultRootWindow(display)
window = x11.XCreateSimpleWindow(display, ctypes.c_ulong(root), -1, -1, 1, 1, 0, 0, 0)


def atom(name):
    return ctypes.c_ulong(x11.XInternAtom(display, name, 0))


def padded(data):
    return data + b"\0" * (-len(data) % 4)


def tell(settings, serial):
    data = struct.pack("<BxxxII", 0, serial, len(settings))
    for name, value in settings.items():
        is_number = value.isdigit()
        data += struct.pack("<BxH", 0 if is_number else 1, len(name)) + padded(name.encode())
        data += struct.pack("<I", serial)
        if is_number:
            data += struct.pack("<i", int(value))
        else:
            data += struct.pack("<I", len(value)) + padded(value.encode())
    x11.XChangeProperty(
        display, ctypes.c_ulong(window), atom(b"_XSETTINGS_SETTINGS"), atom(b"_XSETTINGS_SETTINGS"),
        8, REPLACE, data, len(data),
    )  # fmt: skip


settings = {}
tell(settings, 0)
x11.XSetSelectionOwner(display, atom(b"_XSETTINGS_S0"), ctypes.c_ulong(window), CURRENT_TIME)
event = Event()
event.client.kind = CLIENT_MESSAGE
event.client.window = root
event.client.message = atom(b"MANAGER").value
event.client.format = 32
event.client.content[1] = atom(b"_XSETTINGS_S0").value
event.client.content[2] = window
x11.XSendEvent(
    display, ctypes.c_ulong(root), 0, ctypes.c_long(STRUCTURE_NOTIFY), ctypes.byref(event)
)
x11.XSync(display, 0)
print("shown", flush=True)
for serial, line in enumerate(sys.stdin, start=1):
    name, _, value = line.strip().partition("=")
    settings[name] = value
    tell(settings, serial)
    x11.XSync(display, 0)
    print("told", flush=True)
