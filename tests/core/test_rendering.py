"""Where the cursor stands when a form comes back with faults."""

from django import forms


class Order(forms.Form):
    """One field of each sort."""

    kind = forms.ChoiceField(choices=[("a", "A")], widget=forms.RadioSelect)
    secret = forms.CharField(widget=forms.HiddenInput)
    what = forms.CharField()
    number = forms.IntegerField()


def focused(form: forms.Form) -> list[str]:
    return [field.name for field in form if "autofocus" in str(field)]


def test_it_stands_in_the_first_field_with_a_fault() -> None:
    assert focused(Order({"kind": "a", "secret": "x", "what": "Till", "number": "many"})) == ["number"]
    assert focused(Order({"kind": "b", "secret": "", "what": "", "number": "many"})) == ["what"]


def test_nowhere_without_a_fault() -> None:
    assert focused(Order()) == focused(Order({"kind": "a", "secret": "x", "what": "Till", "number": "1"})) == []
