"""An actor and a unit into yes or no, for lists that show only what may be seen."""

from accounts.model import Actor
from accounts.permissions import Action, allowed_to
from etl.register import default_register


def may(by: Actor, action: Action, unit_key: str) -> bool:
    """Whether `require_of` would let it pass. It filters lists; a single thing is asked for with `require_of`."""
    return allowed_to(by, action, unit_key, default_register())
