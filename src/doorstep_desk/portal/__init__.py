"""The door of borrowers and of whoever lives beside them: no sign-in, nothing about a debt."""
