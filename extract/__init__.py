"""What the package offers."""
