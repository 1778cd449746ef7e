"""Papers for borrowers: what each says, how it is printed, kept, signed and checked."""
