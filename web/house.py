"""Everything the web layers share in one process: made once by `app.py`, opened nowhere before it is asked."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import streamlit

from accounts.model import Role
from accounts.throttle import Throttle
from etl.store import Store
from web.front import Files
from web.gatekeeper import Gatekeeper
from web.index import IndexPage, index_page
from web.oidc import OidcFault, OidcSettings, Provider
from web.owners import Owners
from web.preparing import Preparation
from web.streamlit_inside import session_holds
from web.uploads import UploadQuota

LOG = logging.getLogger("danvan.start")


@dataclass
class House:
    """One store, its gate, and the files it serves. `page_paths` are the screens' addresses, `first_path` another
    name for "/", `landings` where a role begins that does not begin at "/"."""

    ours: Path
    page_paths: frozenset[str]
    first_path: str = "/"
    landings: Mapping[Role, str] = field(default_factory=dict)
    store: Store = field(default_factory=Store.default)
    theirs: Path = field(default_factory=lambda: Path(streamlit.__file__).parent / "static")

    def landing(self, role: Role, wanted: str) -> str:
        """Where somebody goes after signing in: the page they wanted, else where their role begins."""
        return self.landings.get(role, wanted) if wanted == "/" else wanted

    @cached_property
    def gate(self) -> Gatekeeper:
        """Who is signed in."""
        return Gatekeeper(self.store)

    @cached_property
    def owners(self) -> Owners:
        """Whose upload and whose file."""
        return Owners(session_holds)

    @cached_property
    def uploads(self) -> UploadQuota:
        """How much each account may still send."""
        return UploadQuota()

    @cached_property
    def throttle(self) -> Throttle:
        """Who has to wait before the next try to sign in."""
        return Throttle()

    @cached_property
    def provider(self) -> Provider | None:
        """The office's identity provider; None where none is set up, or it is set up wrongly, which is logged."""
        try:
            settings = OidcSettings.of()
        except OidcFault as fault:
            LOG.error("single sign-on is off", extra={"reason": str(fault)})
            return None
        return Provider(settings) if settings else None

    @cached_property
    def preparation(self) -> Preparation:
        """The store on its way to being ready."""
        return Preparation(self.store)

    @cached_property
    def files(self) -> Files:
        """The files anybody may have."""
        return Files.of(ours=self.ours, theirs=self.theirs)

    @cached_property
    def index(self) -> IndexPage:
        """Streamlit's page, rewritten."""
        return index_page(self.theirs, self.files)
