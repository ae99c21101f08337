"""Documents, claims and reviews, kept."""
