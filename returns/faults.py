"""How a use of the paper trail can be wrong, each with a Vietnamese sentence that may be shown as it is."""

from accounts.model import AccountFault


class ReturnsFault(AccountFault):
    """Base: what was asked cannot be done; the message says why and what can."""


class RoundFault(ReturnsFault):
    """A change of a round that its dates, its state or its returns do not allow."""


class UnknownReturn(ReturnsFault):
    """No return of this number, or none of this unit in this round."""


class ReviewFault(ReturnsFault):
    """A decision on a return that its state does not allow, or that lacks its reason."""


class EvidenceRefused(ReturnsFault):
    """A file that cannot serve as evidence: its kind, its size or what it carries."""


class UnknownEvidence(ReturnsFault):
    """No evidence of this number, or it was taken away."""


class DraftFault(ReturnsFault):
    """An entry on screen that names a row or an item the form does not have."""


class FilingRefused(ReturnsFault):
    """A unit that may not file here: another tier, another way, a round that takes nothing any more."""
