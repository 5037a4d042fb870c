"""How each thing is done: plain functions and small clients, no knowledge of the graph."""
