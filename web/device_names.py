"""What a browser says of itself into words for its owner: "Chrome trên Windows"."""

UNKNOWN = "Trình duyệt không rõ"
BROWSERS = (
    ("coc_coc_browser/", "Cốc Cốc"),
    ("Zalo", "Zalo"),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "điện thoại Android"),
    ("Windows", "Windows"),
    ("CrOS", "Chromebook"),
    ("Mac OS X", "máy Mac"),
    ("Linux", "Linux"),
)
"""Earlier entries win: an Edge calls itself Chrome and Safari too, an Android Linux."""


def device_name(user_agent: str) -> str:
    """A short name; words that are no browser's are left out, so nothing that was sent is shown."""
    browser = next((name for sign, name in BROWSERS if sign in user_agent), "")
    system = next((name for sign, name in SYSTEMS if sign in user_agent), "")
    if browser and system:
        return f"{browser} trên {system}"
    return browser or (f"Trình duyệt trên {system}" if system else UNKNOWN)
