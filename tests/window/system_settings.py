#!/usr/bin/python3
"""Settings of a desktop under X11, which programs follow while they run: the theme, and whether there is motion.

Each line of the input is a setting, NAME=VALUE; a number is a whole number. Each is answered once it is told.
Source: the XSETTINGS specification 0.5 of freedesktop.org.
"""

import ctypes
import struct
import sys

sys.dont_write_bytecode = True
import x11

STRUCTURE_NOTIFY = 1 << 17
REPLACE = 0

for name in ("XDefaultRootWindow", "XCreateSimpleWindow"):
    getattr(x11.lib, name).restype = ctypes.c_ulong
display = ctypes.c_void_p(x11.display)
root = x11.lib.XDefaultRootWindow(display)
window = x11.lib.XCreateSimpleWindow(display, ctypes.c_ulong(root), -1, -1, 1, 1, 0, 0, 0)
settings_of_desktop = ctypes.c_ulong(x11.atom(b"_XSETTINGS_SETTINGS"))
owner = x11.atom(b"_XSETTINGS_S0")


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
    x11.lib.XChangeProperty(
        display, ctypes.c_ulong(window), settings_of_desktop, settings_of_desktop,
        8, REPLACE, data, len(data),
    )  # fmt: skip


settings = {}
tell(settings, 0)
x11.lib.XSetSelectionOwner(
    display, ctypes.c_ulong(owner), ctypes.c_ulong(window), x11.CURRENT_TIME
)
x11.send(root, x11.atom(b"MANAGER"), [x11.CURRENT_TIME, owner, window], STRUCTURE_NOTIFY)
x11.lib.XSync(display, 0)
print("shown", flush=True)
for serial, line in enumerate(sys.stdin, start=1):
    name, _, value = line.strip().partition("=")
    settings[name] = value
    tell(settings, serial)
    x11.lib.XSync(display, 0)
    print("told", flush=True)
