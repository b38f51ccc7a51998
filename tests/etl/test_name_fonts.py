"""Old fonts into Unicode: every letter of the alphabet there and back, and sentences everybody knows."""

import unicodedata

import pytest

from etl.names.fonts import FontEncoding, decode_legacy, font_encoding

BASES = "aăâeêioôơuưy"
TONES = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]
LOWER = [unicodedata.normalize("NFC", base + tone) for base in BASES for tone in TONES] + ["đ"]
PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .,;:-/()%"

# How the two encodings type the letters of LOWER, in its order.
TCVN3_WORDS = (
    "a µ ¶ · ¸ ¹ ¨ » ¼ ½ ¾ Æ © Ç È É Ê Ë e Ì Î Ï Ð Ñ ª Ò Ó Ô Õ Ö i × Ø Ü Ý Þ "
    "o ß á â ã ä « å æ ç è é ¬ ê ë ì í î u ï ñ ò ó ô \u00ad õ ö ÷ ø ù y ú û ü ý þ ®"
)
VNI_WORDS = (
    "a aø aû aõ aù aï aê aè aú aü aé aë aâ aà aå aã aá aä e eø eû eõ eù eï eâ eà eå eã eá eä i ì æ ó í ò "
    "o oø oû oõ où oï oâ oà oå oã oá oä ô ôø ôû ôõ ôù ôï u uø uû uõ uù uï ö öø öû öõ öù öï y yø yû yõ yù î ñ"
)
TCVN3_TYPED, VNI_TYPED = TCVN3_WORDS.split(), VNI_WORDS.split()


@pytest.mark.parametrize(
    ("font_name", "encoding"),
    [
        (".VnTime", FontEncoding.TCVN3),
        (".vnarial narrow", FontEncoding.TCVN3),
        (".VnTimeH", FontEncoding.TCVN3),
        ("VNI-Times", FontEncoding.VNI),
        ("vni-helve", FontEncoding.VNI),
        ("Times New Roman", None),
        ("Arial", None),
        ("", None),
    ],
)
def test_the_font_decides(font_name: str, encoding: FontEncoding | None) -> None:
    assert font_encoding(font_name) is encoding


def test_every_letter_of_tcvn3() -> None:
    assert [decode_legacy(typed, ".VnTime") for typed in TCVN3_TYPED] == LOWER
    assert decode_legacy("¡¢£¤¥¦§", ".VnTime") == "ĂÂÊÔƠƯĐ"
    assert [decode_legacy(typed, ".VnTimeH") for typed in TCVN3_TYPED] == [x.upper() for x in LOWER]


def test_every_letter_of_vni() -> None:
    assert [decode_legacy(typed, "VNI-Times") for typed in VNI_TYPED] == LOWER
    assert [decode_legacy(x.upper(), "VNI-Times") for x in VNI_TYPED] == [x.upper() for x in LOWER]
    assert decode_legacy("yï", "VNI-Times") == "ỵ"


@pytest.mark.parametrize(("typed", "font_name"), [(TCVN3_TYPED, ".VnTime"), (VNI_TYPED, "VNI-Times")])
def test_the_alphabet_in_one_run(typed: list[str], font_name: str) -> None:
    assert len(set(typed)) == len(LOWER) == 73
    assert decode_legacy(" ".join(typed), font_name) == " ".join(LOWER)
    assert decode_legacy(PLAIN, font_name) == PLAIN


@pytest.mark.parametrize(
    ("typed", "font_name", "shown"),
    [
        ("Céng hoµ x· héi chñ nghÜa ViÖt Nam", ".VnTime", "Cộng hoà xã hội chủ nghĩa Việt Nam"),
        ("§éc lËp - Tù do - H¹nh phóc", ".VnArial", "Độc lập - Tự do - Hạnh phúc"),
        ("TØnh ñy Thanh Hãa", ".VnTime", "Tỉnh ủy Thanh Hóa"),
        ("x· ho»ng ph­îng", ".VnTimeH", "XÃ HOẰNG PHƯỢNG"),
        ("HuyÖn M­êng L¸t", ".VnTime", "Huyện Mường Lát"),
        ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "VNI-Times", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ("Ñoäc laäp - Töï do - Haïnh phuùc", "VNI-Times", "Độc lập - Tự do - Hạnh phúc"),
        ("THÒ TRAÁN MÖÔØNG LAÙT", "VNI-Helve", "THỊ TRẤN MƯỜNG LÁT"),
        ("Xaõ Hoaèng Phöôïng", "VNI-Times", "Xã Hoằng Phượng"),
        ("", ".VnTime", ""),
    ],
)
def test_known_sentences(typed: str, font_name: str, shown: str) -> None:
    assert decode_legacy(typed, font_name) == shown


def test_decomposed_text_is_read_the_same() -> None:
    assert decode_legacy(unicodedata.normalize("NFD", "Thanh Hãa"), ".VnTime") == "Thanh Hóa"


def test_text_no_old_font_can_hold_is_left_alone() -> None:
    assert decode_legacy("Xã Hoằng Phượng", ".VnTime") is None
    assert decode_legacy("Đông Sơn", "VNI-Times") is None
    assert decode_legacy("Thanh Hãa", "Arial") is None
