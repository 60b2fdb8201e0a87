"""What a checkout brings itself where the environment names no server: a database and a key."""

import fcntl
import os
import secrets
from pathlib import Path

from basis import postgres

VAR = Path(__file__).resolve().parent.parent / "var"


def ensure_environment() -> None:
    """Set `DATABASE_URL` and `SECRET_KEY` to this checkout's own where no server is named."""
    if not os.environ.get("DATABASE_URL"):
        os.environ["DATABASE_URL"] = postgres.start(VAR / "postgres")
        os.environ.setdefault("SECRET_KEY", secret_key(VAR / "secret_key"))


def secret_key(file: Path) -> str:
    """Return the key in `file`; the first time, make one."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(file, os.O_RDWR | os.O_CREAT, 0o600), "r+") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        key = handle.read()
        if not key:
            key = secrets.token_urlsafe(50)
            handle.write(key)
    return key
