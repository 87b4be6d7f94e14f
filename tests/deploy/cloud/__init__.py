"""Tests with the real gcloud: it deploys to stand-ins on this machine. `make deploy-test`."""
