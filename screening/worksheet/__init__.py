"""The worksheet for Form I-589: every item of the form with what the intake holds. It is not the form."""
