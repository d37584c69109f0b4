"""What `docs/security.md` claims, each claim shown by a test of its own: `make security` runs these."""
