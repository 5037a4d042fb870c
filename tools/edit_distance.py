"""Levenshtein's distance between two texts, fast enough for all texts of a campaign."""


def edit_distance(left: str, right: str) -> int:
    """The fewest single characters to insert, delete or replace that turn one text into the other.

    Bit-parallel, a column of the table in one integer: Myers, "A fast bit-vector algorithm for approximate string
    matching based on dynamic programming" (1999), as Hyyrö put it for the distance of whole texts (2003).
    """
    if not left:
        return len(right)
    positions: dict[str, int] = {}
    for index, character in enumerate(left):
        positions[character] = positions.get(character, 0) | 1 << index
    everything, last = (1 << len(left)) - 1, 1 << (len(left) - 1)
    rises, falls, distance = everything, 0, len(left)  # of the column: where a cell is 1 more, or less, than above
    for character in right:
        equal = positions.get(character, 0)
        diagonal = (((equal & rises) + rises) ^ rises) | equal | falls
        row_rises, row_falls = falls | ~(diagonal | rises) & everything, rises & diagonal
        distance += bool(row_rises & last) - bool(row_falls & last)
        row_rises, row_falls = (row_rises << 1 | 1) & everything, row_falls << 1 & everything
        rises, falls = row_falls | ~(diagonal | row_rises) & everything, row_rises & diagonal
    return distance
