"""The screens, in the order of the menu: their module, title, address, and what a person must be allowed to do."""

from collections.abc import Mapping
from dataclasses import dataclass

from accounts.model import Role
from accounts.permissions import Action, role_may


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen. `module` lies in `pages` and has `render()`; the first one is also the program's own address.

    `hidden`: reached from another screen, not from the menu.
    """

    module: str
    title: str
    url_path: str
    action: Action
    icon: str
    hidden: bool = False


SCREENS: tuple[Screen, ...] = (
    Screen("tong_quan", "Tổng quan", "tong-quan", Action.SEE_FIGURES, ":material/dashboard:"),
    Screen("lanh_dao", "Trước cuộc họp", "lanh-dao", Action.SEE_FIGURES, ":material/groups:"),
    Screen(
        "theo_chi_tieu",
        "Theo chỉ tiêu",
        "theo-chi-tieu",
        Action.SEE_FIGURES,
        ":material/format_list_bulleted:",
    ),
    Screen("theo_huyen", "Theo huyện", "theo-huyen", Action.SEE_FIGURES, ":material/map:"),
    Screen("xa", "Xã", "xa", Action.SEE_FIGURES, ":material/location_on:", hidden=True),
    Screen("nop_bao_cao", "Nộp báo cáo", "nop-bao-cao", Action.FILE_RETURN, ":material/upload_file:"),
    Screen("nhap_truc_tiep", "Nhập trực tiếp", "nhap-truc-tiep", Action.FILE_RETURN, ":material/edit_note:"),
    Screen("ghep_mau_bieu", "Ghép mẫu biểu", "ghep-mau-bieu", Action.FILE_RETURN, ":material/join_inner:"),
    Screen("tien_do_nop", "Tiến độ nộp", "tien-do-nop", Action.SEE_FIGURES, ":material/schedule:"),
    Screen("tham_dinh", "Thẩm định", "tham-dinh", Action.REVIEW_RETURN, ":material/fact_check:"),
    Screen("y_kien", "Ý kiến cơ sở", "y-kien", Action.SEE_RETURNS, ":material/record_voice_over:"),
    Screen("ky_bao_cao", "Kỳ báo cáo", "ky-bao-cao", Action.MANAGE_ROUNDS, ":material/event:"),
    Screen("bieu_tong_hop", "Biểu tổng hợp", "bieu-tong-hop", Action.EXPORT, ":material/table_view:"),
    Screen("giai_trinh", "Giải trình", "giai-trinh", Action.SEE_FIGURES, ":material/forum:"),
    Screen("trinh_chieu", "Trình chiếu", "trinh-chieu", Action.SEE_FIGURES, ":material/slideshow:", hidden=True),
    Screen("khung_chi_tieu", "Khung chỉ tiêu", "khung-chi-tieu", Action.SEE_DEFINITIONS, ":material/menu_book:"),
    Screen("tai_khoan", "Quản lý tài khoản", "quan-ly-tai-khoan", Action.MANAGE_ACCOUNTS, ":material/manage_accounts:"),
    Screen("nhat_ky", "Nhật ký", "nhat-ky", Action.READ_AUDIT, ":material/history:"),
    Screen("sao_luu", "Sao lưu", "sao-luu", Action.KEEP_BACKUPS, ":material/backup:"),
)
FIRST = SCREENS[0]
SECTIONS: dict[str, tuple[str, ...]] = {
    "Kết quả": ("tong_quan", "lanh_dao", "theo_chi_tieu", "theo_huyen", "xa", "khung_chi_tieu"),
    "Báo cáo": ("nop_bao_cao", "nhap_truc_tiep", "ghep_mau_bieu", "tien_do_nop", "tham_dinh", "y_kien", "ky_bao_cao"),
    "Cuộc họp": ("bieu_tong_hop", "giai_trinh", "trinh_chieu"),
    "Quản trị": ("tai_khoan", "nhat_ky", "sao_luu"),
}
PATHS: frozenset[str] = frozenset({"/", *(f"/{screen.url_path}" for screen in SCREENS if screen is not FIRST)})
FIRST_PATH = f"/{FIRST.url_path}"
LANDINGS: Mapping[Role, str] = {Role.LEADER: "/lanh-dao"}
"""Where a role begins after signing in that does not begin on the first screen."""


def screens_for(role: Role) -> tuple[Screen, ...]:
    """What the menu of this role holds. Leaving a screen out hides it; what it shows asks for permission itself."""
    return tuple(screen for screen in SCREENS if role_may(role, screen.action))


def sections_for(role: Role) -> dict[str, tuple[Screen, ...]]:
    """The same by section of the menu, without those that are empty for the role."""
    shown = {screen.module: screen for screen in screens_for(role)}
    by_section = {name: tuple(shown[m] for m in modules if m in shown) for name, modules in SECTIONS.items()}
    return {name: screens for name, screens in by_section.items() if screens}
