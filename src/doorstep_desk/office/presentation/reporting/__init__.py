"""Reports: money beside harm, with the definition of each number."""
