"""The parts of the screen, one module each. They draw what they are handed and announce what was pointed at."""
