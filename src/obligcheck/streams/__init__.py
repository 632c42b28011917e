"""Many scenarios from files to files: read, answered by ``batch``, written, and gone on with after a stop."""
