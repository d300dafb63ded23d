"""The receipt of an opinion, signed: the page that follows a sending can be read again, and tells nothing untrue."""

from itsdangerous import BadSignature, Signer

_SALT = "receipt"


def signed_receipt(key: str, review: int, masked: int) -> str:
    """To be put in the address of the page: the number of the opinion, and how many passages were masked."""
    return Signer(key, salt=_SALT).sign(f"{review}-{masked}").decode()


def read_receipt(key: str, signed: str) -> tuple[int, int] | None:
    """The number and the passages masked; None when the signature is not ours."""
    try:
        review, masked = Signer(key, salt=_SALT).unsign(signed).decode().split("-")
    except BadSignature:
        return None
    return int(review), int(masked)
