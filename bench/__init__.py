"""How long builds of generated portfolios take."""
