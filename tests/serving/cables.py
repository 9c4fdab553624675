"""A cable to the database server that a test can pull out, and plug in again."""

import contextlib
import socket
import threading


class Cable:
    """Listens on ``port`` of this machine and hands on to ``host:to``, until it is cut."""

    def __init__(self, host: str, to: int) -> None:
        self._there = (host, to)
        self._pairs: list[socket.socket] = []
        self._whole = True
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listening.getsockname()[1])
        self._accepting = threading.Thread(target=self._accept, daemon=True)
        self._accepting.start()

    def cut(self) -> None:
        """Whoever is connected is cut off, and whoever comes is turned away: as when the server restarts."""
        self._whole = False
        for one in self._pairs:
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
        self._pairs.clear()

    def mend(self) -> None:
        self._whole = True

    def close(self) -> None:
        """Cut it for good."""
        self.cut()
        with contextlib.suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._accepting.join()
        self._listening.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                here, _ = self._listening.accept()
                if self._whole:
                    threading.Thread(target=self._join, args=(here,), daemon=True).start()
                else:
                    here.close()

    def _join(self, here: socket.socket) -> None:
        with here, socket.create_connection(self._there) as there:
            self._pairs += [here, there]
            back = threading.Thread(target=_carry, args=(there, here), daemon=True)
            back.start()
            _carry(here, there)
            back.join()


def _carry(source: socket.socket, target: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
    for one in (source, target):
        with contextlib.suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)
