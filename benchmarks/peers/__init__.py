"""The simplified decision, solved by other engines: what `compare.py` measures obligcheck beside."""
