"""The screens, in the order of the menu: their module, title, address, and what a person must be allowed to do."""

from dataclasses import dataclass

from accounts.model import Role
from accounts.permissions import Action, role_may


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen. `module` lies in `pages` and has `render()`; the first one is also the program's own address."""

    module: str
    title: str
    url_path: str
    action: Action
    icon: str


SCREENS: tuple[Screen, ...] = (
    Screen("tong_quan", "Tổng quan", "tong-quan", Action.SEE_FIGURES, ":material/dashboard:"),
    Screen(
        "theo_chi_tieu",
        "Theo chỉ tiêu",
        "theo-chi-tieu",
        Action.SEE_FIGURES,
        ":material/format_list_bulleted:",
    ),
    Screen("theo_huyen", "Theo huyện", "theo-huyen", Action.SEE_FIGURES, ":material/map:"),
    Screen("xa", "Xã", "xa", Action.SEE_FIGURES, ":material/location_on:"),
    Screen("nop_bao_cao", "Nộp báo cáo", "nop-bao-cao", Action.FILE_RETURN, ":material/upload_file:"),
    Screen("khung_chi_tieu", "Khung chỉ tiêu", "khung-chi-tieu", Action.SEE_DEFINITIONS, ":material/menu_book:"),
)
FIRST = SCREENS[0]
PATHS: frozenset[str] = frozenset({"/", *(f"/{screen.url_path}" for screen in SCREENS if screen is not FIRST)})
FIRST_PATH = f"/{FIRST.url_path}"


def screens_for(role: Role) -> tuple[Screen, ...]:
    """What the menu of this role holds. Leaving a screen out hides it; what it shows asks for permission itself."""
    return tuple(screen for screen in SCREENS if role_may(role, screen.action))
