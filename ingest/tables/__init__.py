"""Tables: lines of cells become rows with named cells. `grid` reads the lines, `columns` the head, `rows` the rest."""
