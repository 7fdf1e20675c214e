"""What a card means and what an answer is worth. Pure: no clock, no chance, no environment."""
