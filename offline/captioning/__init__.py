"""Words for the pictures of the bank, by a vision model: ``adbanner-offline caption``."""
