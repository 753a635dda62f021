"""Rules over a bitext, and the engine that runs them."""
