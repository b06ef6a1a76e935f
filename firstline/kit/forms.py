"""What every HTML form of the house shares."""

from django import forms

from firstline.kernel.errors import FirstlineError
from firstline.kit.words import sentence_of


def add_problem(form: forms.BaseForm, error: FirstlineError) -> None:
    """Put an error of a service into the form, at its field where the form has it, so that nothing typed is lost."""
    form.add_error(error.field if error.field in form.fields else None, sentence_of(error))
