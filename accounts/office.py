"""Whose book this is: the names every screen, sign-in page and command shows."""

PROGRAM_NAME = "Sổ chỉ tiêu Dân vận"
BOARD_NAME = "Ban Dân vận Tỉnh ủy Thanh Hóa"
SAMPLE_WORDS = "Số liệu minh họa"
