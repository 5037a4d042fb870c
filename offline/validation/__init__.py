"""The validation descriptions, pictures drawn by them, and blind pages where people judge those pictures."""
