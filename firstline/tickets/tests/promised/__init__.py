"""What was promised: callbacks, what time brings about, clocks that follow from facts and are explained."""
