"""The queue's pages: the list, what may be done with many tickets at once, saved views, columns, export."""
