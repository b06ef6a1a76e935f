"""Pure rules of sign-in: how long a session lives, which requests keep it alive, which demo accounts there are."""
