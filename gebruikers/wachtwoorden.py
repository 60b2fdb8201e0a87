"""What a password must be, said in Dutch."""

from typing import Any, override

from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    MinimumLengthValidator,
)


class MinimaleLengte(MinimumLengthValidator):
    @override
    def get_error_message(self) -> str:
        return (
            f"Dit wachtwoord is te kort. Neem minstens {self.min_length} tekens, bijvoorbeeld drie "
            "losse woorden."
        )


class NietVeelgebruikt(CommonPasswordValidator):
    """Reads the list for each password that is chosen: kept, it is 1.4 MiB of each worker."""

    def __init__(self) -> None:
        """Read nothing yet."""

    @override
    def validate(self, password: str, user: Any = None) -> None:
        """Raises ValidationError when many others have `password`."""
        CommonPasswordValidator().validate(password, user)
