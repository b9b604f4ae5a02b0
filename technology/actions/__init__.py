"""Everything that changes technology."""
