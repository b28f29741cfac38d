"""Who may do and see what: operators, PINs, roles, and the actor that a sign-on makes."""
