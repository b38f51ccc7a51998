"""The name that a sender gave a file comes back as a name only: never a path, a header or a second parameter."""

import re

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit.runtime.media_file_storage import MediaFileKind
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage
from streamlit.web.server.starlette.starlette_routes import create_media_routes

NAMES = [
    "Báo cáo 6 tháng – Hà Trung.xlsx",
    'a"; filename="lừa.html.xlsx',
    "a\r\nSet-Cookie: x=1.xlsx",
    "../../etc/passwd.xlsx",
    "..\\..\\a.xlsx",
    "a;b=c.xlsx",
    "<script>alert(1)</script>.xlsx",
    "a\u202excod.exe.xlsx",
]
ONE_NAME = re.compile(r"""attachment; (filename="[^"\\\r\n]*"|filename\*=utf-8''[A-Za-z0-9%._~-]+)""")


@pytest.mark.parametrize("name", NAMES)
def test_a_name_cannot_leave_its_place_in_the_header(name: str) -> None:
    files = MemoryMediaFileStorage("/media")
    media_id = files.load_and_get_id(b"PK", "application/zip", MediaFileKind.DOWNLOADABLE, name)
    client = TestClient(Starlette(routes=create_media_routes(files, "")))
    answer = client.get(files.get_url(media_id))
    assert answer.status_code == 200
    assert "set-cookie" not in answer.headers
    told = answer.headers["content-disposition"]
    assert ONE_NAME.fullmatch(told), told
