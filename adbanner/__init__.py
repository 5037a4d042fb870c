"""The vocabulary every other package shares: models, settings, errors, contracts and stores."""
