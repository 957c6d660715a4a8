#!/usr/bin/env python3
"""A small SMTP server on loopback, to try the site's mail against: it keeps what it is sent, or misbehaves.

    smtp_server.py FILE [--port 0] [--mode takes]

Prints its port, then writes a line of JSON for each message it took (`to`, `id`, `subject`, `text`). Modes:

    takes            takes everything
    refuses          turns every caller away (554)
    refuses-address  takes no address that holds "xa-la" (550)
    busy             takes the addresses and answers 451 to the message
    silent           never greets
    stuck            greets, then never answers
    swallows         takes the message and never says so
"""

from __future__ import annotations

import argparse
import json
import socketserver
import sys
import threading
import time
from contextlib import suppress
from email import message_from_bytes, policy
from pathlib import Path

MODES = ("takes", "refuses", "refuses-address", "busy", "silent", "stuck", "swallows")
_FOREVER = 3_600


class Conversation(socketserver.StreamRequestHandler):
    """One caller."""

    server: Server

    def handle(self) -> None:
        """Until the caller is gone, however he went."""
        with suppress(ConnectionError):
            self._converse()

    def _converse(self) -> None:
        """Greets, then answers line by line."""
        mode = self.server.mode
        if mode == "silent":
            time.sleep(_FOREVER)
        if mode == "refuses":
            self._say(554, "no service")
            return
        self._say(220, "here")
        to: list[str] = []
        while line := self.rfile.readline(2_000):
            verb = line.split(b":")[0].strip().upper()
            if mode == "stuck":
                time.sleep(_FOREVER)
            if verb == b"DATA":
                self._take(to)
                to = []
            elif verb == b"RCPT TO":
                address = line.split(b"<")[1].split(b">")[0].decode()
                if mode == "refuses-address" and "xa-la" in address:
                    self._say(550, "nobody of that name")
                else:
                    to.append(address)
                    self._say(250, "fine")
            elif verb == b"QUIT":
                self._say(221, "bye")
                return
            else:
                if verb == b"RSET":
                    to = []
                self._say(250, "fine")

    def _take(self, to: list[str]) -> None:
        self._say(354, "go ahead")
        lines = []
        while (line := self.rfile.readline(10_000)) not in (b".\r\n", b""):
            lines.append(line[1:] if line.startswith(b".") else line)
        if self.server.mode == "busy":
            self._say(451, "later")
            return
        self.server.keep(to, b"".join(lines))
        if self.server.mode == "swallows":
            time.sleep(_FOREVER)
        self._say(250, "taken")

    def _say(self, code: int, words: str) -> None:
        self.wfile.write(f"{code} {words}\r\n".encode())


class Server(socketserver.ThreadingTCPServer):
    """Listens, and keeps what came in a file."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, port: int, mode: str, file: Path) -> None:
        super().__init__(("127.0.0.1", port), Conversation)
        self.mode, self._file, self._lock = mode, file, threading.Lock()

    def keep(self, to: list[str], data: bytes) -> None:
        """A line for the message."""
        message = message_from_bytes(data, policy=policy.default)
        body = message.get_body(("plain",))
        row = {
            "to": to,
            "id": str(message["Message-ID"]),
            "subject": str(message["Subject"]).strip(),
            "text": body.get_content() if body else "",
            "html": "text/html" in [part.get_content_type() for part in message.walk()],
        }
        with self._lock, self._file.open("a", encoding="utf-8") as file:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def main() -> None:
    """Serves until it is ended."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--mode", choices=MODES, default="takes")
    options = parser.parse_args()
    with Server(options.port, options.mode, options.file) as server:
        print(server.server_address[1])
        sys.stdout.flush()
        server.serve_forever()


if __name__ == "__main__":
    main()
