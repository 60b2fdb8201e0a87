"""What a password must be, said in Dutch."""

from typing import override

from django.contrib.auth.password_validation import MinimumLengthValidator


class MinimaleLengte(MinimumLengthValidator):
    @override
    def get_error_message(self) -> str:
        return (
            f"Dit wachtwoord is te kort. Neem minstens {self.min_length} tekens, bijvoorbeeld drie "
            "losse woorden."
        )
