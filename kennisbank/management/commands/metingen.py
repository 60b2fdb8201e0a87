"""`manage.py metingen`: serve what a monitor asks, at an address that no visitor reaches."""

from __future__ import annotations

from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any, override

from django.core.management.base import BaseCommand, CommandError
from django.db import Error, connection

from kennisbank.metingen import in_prometheus

PAD = "/metrics"
SOORT = "text/plain; version=0.0.4; charset=utf-8"


class Command(BaseCommand):
    help = "Geeft metingen aan Prometheus, op een adres dat alleen deze machine ziet."

    @override
    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=9464)
        parser.add_argument("--eenmaal", action="store_true", help="Schrijft ze, en stopt.")

    @override
    def handle(self, *_args: Any, host: str, port: int, eenmaal: bool, **_opties: Any) -> None:
        """Answer one monitor after another, until somebody stops it."""
        if eenmaal:
            self.stdout.write(in_prometheus(), ending="")
            return
        try:
            server = HTTPServer((host, port), Loket)
        except OSError as fout:
            raise CommandError(f"{host}:{port} is niet vrij: {fout}") from fout
        self.stdout.write(f"Metingen op http://{host}:{port}{PAD}")
        with server:
            server.serve_forever()


class Loket(BaseHTTPRequestHandler):
    """Answers a monitor."""

    def do_GET(self) -> None:
        """The numbers of now; 503 without a database."""
        if self.path != PAD:
            self.send_error(404)
            return
        try:
            inhoud = in_prometheus().encode()
        except Error:
            connection.close()  # the next one asks anew
            self.send_error(503)
            return
        self.send_response(200)
        self.send_header("Content-Type", SOORT)
        self.send_header("Content-Length", str(len(inhoud)))
        self.end_headers()
        self.wfile.write(inhoud)

    @override
    def log_message(self, format: str, *args: Any) -> None:
        """A monitor asks each quarter of a minute: nobody reads that."""
