"""What the package offers: figures of migration news and reports as a table."""
