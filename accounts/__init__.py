"""People, roles, permissions, sign-in and the audit trail."""
