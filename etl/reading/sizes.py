"""Numbers of bytes and cells into Vietnamese words."""


def whole(number: int) -> str:
    """1234567 as '1.234.567'."""
    return f"{number:,}".replace(",", ".")


def megabytes(size: int) -> str:
    """Bytes as '12,5 MB', one decimal, rounded up so that 'too big' never shows the bound itself."""
    tenths = -(-size * 10 // (1 << 20))
    units, rest = divmod(tenths, 10)
    return f"{whole(units)},{rest} MB" if rest else f"{whole(units)} MB"
