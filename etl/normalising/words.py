"""The words and marks clerks use for yes, no, no figure and not applicable."""

MISSING_WORDS = frozenset(
    {
        "không có số liệu",
        "chưa có số liệu",
        "ko có số liệu",
        "không có dữ liệu",
        "chưa có dữ liệu",
        "chưa báo cáo",
        "không báo cáo",
        "không có báo cáo",
        "chưa có báo cáo",
        "chưa tổng hợp",
        "không rõ",
        "chưa rõ",
    }
)
MISSING_MARKS = frozenset({*"-–—―…._", "...", "....", "--", "---"})
ZERO_WORDS = frozenset({"không phát sinh", "ko phát sinh", "k phát sinh", "không có phát sinh", "chưa phát sinh"})
NOT_APPLICABLE_WORDS = frozenset(
    {
        "không áp dụng",
        "khong ap dung",
        "ko áp dụng",
        "k áp dụng",
        "kad",
        "kád",
        "không thuộc đối tượng",
        "không thuộc diện",
        "không thuộc đối tượng áp dụng",
        "không thuộc diện áp dụng",
    }
)
YES_WORDS = frozenset(
    {
        *("có", "co", "c", "x", "✓", "✔", "√", "☑", "🗸", "v", "đạt", "dat", "rồi", "đã có", "đã", "đúng"),
        *("yes", "y", "true", "1", "có đạt", "đã đạt", "đã ban hành", "đã thực hiện", "hoàn thành"),
        *("đã hoàn thành", "đ"),
    }
)
NO_WORDS = frozenset(
    {
        *("không", "khong", "ko", "k", "kh", "không có", "chưa", "chua", "chưa có", "chưa đạt", "không đạt"),
        *(
            "no",
            "n",
            "false",
            "0",
            "sai",
            "chưa ban hành",
            "không ban hành",
            "chưa thực hiện",
            "không thực hiện",
        ),
        *("chưa hoàn thành", "không hoàn thành", "chưa xong"),
    }
)


def word_key(text: str) -> str:
    """A clean text as it is looked up among words: lower case, no closing full stop."""
    lowered = text.lower()
    return lowered if len(lowered) < 2 else lowered.rstrip(" .;,:!")


def is_missing(key: str) -> bool:
    """Whether the words say that there is no figure: a dash, dots, "không có số liệu"."""
    return not key or key in MISSING_MARKS or key in MISSING_WORDS or not key.strip("-–—―….,_ ")
